"""Addresses of rubrics."""

from django.urls import path

from rubrics import views, views_editing

app_name = "rubrics"
urlpatterns = [
    path("rubrics/", views.rubric_list, name="rubric-list"),
    path("rubrics/built-in/", views.built_in, name="built-in"),
    path("rubrics/versions/<int:pk>/", views.version_detail, name="version-detail"),
    path("rubrics/versions/<int:pk>/copy/", views_editing.version_copy, name="version-copy"),
    path("rubrics/versions/<int:pk>/edit/", views_editing.version_edit, name="version-edit"),
    path(
        "rubrics/versions/<int:pk>/publish/", views_editing.version_publish, name="version-publish"
    ),
    path("rubrics/<int:pk>/revise/", views_editing.rubric_revise, name="rubric-revise"),
    path("rubrics/<int:pk>/archive/", views_editing.rubric_archive, name="rubric-archive"),
    path("rubrics/<int:pk>/restore/", views_editing.rubric_restore, name="rubric-restore"),
]
