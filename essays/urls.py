"""Addresses of essays."""

from django.urls import path

from essays.views import assignments, handing_in, questions, receipts, uploads, writing

app_name = "essays"
urlpatterns = [
    path("classrooms/<int:pk>/assignments/new/", assignments.create, name="assignment-create"),
    path("assignments/<int:pk>/edit/", assignments.edit, name="assignment-edit"),
    path("assignments/<int:pk>/", questions.assignment, name="assignment-detail"),
    path("assignments/<int:pk>/write/", writing.write, name="write"),
    path("assignments/<int:pk>/draft/", writing.draft_save, name="draft-save"),
    path("assignments/<int:pk>/upload/", uploads.upload, name="upload"),
    path("assignments/<int:pk>/hand-in/", handing_in.hand_in, name="hand-in"),
    path("receipts/<slug:receipt>/", receipts.receipt, name="receipt"),
    path("receipts/<slug:receipt>/text/", receipts.submission_text, name="submission-text"),
    path("receipts/<slug:receipt>/original/", receipts.original, name="original"),
]
