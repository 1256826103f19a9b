"""Essays in the administration: to look things up, never to change them past their actions."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from essays.models import Assignment, Exemplar, Original, Submission


class LookUpAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Lists and shows; adds, changes and deletes nothing."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: what is made is made by an action."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody: a change has an action, with its rules and its record."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: what was handed in stays."""
        return False


@admin.register(Assignment)
class AssignmentAdmin(LookUpAdmin):
    """Assignments by classroom and due time."""

    list_display = ("title", "classroom", "due_at", "late_policy", "blind")
    list_filter = ("late_policy", "blind")
    search_fields = ("title", "classroom__name")


@admin.register(Submission)
class SubmissionAdmin(LookUpAdmin):
    """Submissions by receipt; neither the author nor the text is shown."""

    list_display = ("receipt", "number", "submitted_at", "late", "returned_at")
    search_fields = ("receipt",)
    fields = ("receipt", "number", "submitted_at", "late", "returned_at")


@admin.register(Original)
class OriginalAdmin(LookUpAdmin):
    """Uploaded files: size, fingerprint and why one could not be read; never the file."""

    list_display = ("pk", "size", "uploaded_at", "problem")
    fields = ("size", "sha256", "uploaded_at", "problem")


@admin.register(Exemplar)
class ExemplarAdmin(LookUpAdmin):
    """Exemplars as they were loaded."""

    list_display = ("title", "slug", "position")
    fields = ("title", "slug", "question", "note", "views_note", "position")
