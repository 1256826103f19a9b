"""Addresses of the class list, release and feedback."""

from django.urls import path

from grading.views import classes, feedback, release

urlpatterns = [
    path("classrooms/<int:pk>/", classes.classroom, name="classroom"),
    path("assignments/<int:pk>/class/", classes.assignment_class, name="class-list"),
    path("assignments/<int:pk>/next/", classes.mark_next, name="mark-next"),
    path("assignments/<int:pk>/release/", release.release_all, name="release-all"),
    path("scripts/<uuid:public_id>/release/", release.release, name="release"),
    path("scripts/<uuid:public_id>/withdraw/", release.withdraw, name="withdraw"),
    path("receipts/<slug:receipt>/feedback/", feedback.feedback, name="feedback"),
]
