"""Addresses of the marking screens."""

from django.urls import URLPattern, path

from grading.views import evidence, marking

urlpatterns: list[URLPattern] = [
    path("scripts/<uuid:public_id>/", marking.script_mark, name="script-mark"),
    path("scripts/<uuid:public_id>/criteria/<slug:key>/", marking.mark_set, name="mark-set"),
    path("scripts/<uuid:public_id>/overall/", marking.overall_set, name="overall-set"),
    path("scripts/<uuid:public_id>/evidence/", evidence.annotation_add, name="annotation-add"),
    path(
        "scripts/<uuid:public_id>/evidence/<int:pk>/",
        evidence.annotation_edit,
        name="annotation-edit",
    ),
    path(
        "scripts/<uuid:public_id>/evidence/<int:pk>/remove/",
        evidence.annotation_remove,
        name="annotation-remove",
    ),
    path(
        "scripts/<uuid:public_id>/evidence/<int:pk>/restore/",
        evidence.annotation_restore,
        name="annotation-restore",
    ),
]
