"""For experts: classrooms with their people."""

from django.contrib import admin

from classrooms.models import Classroom, Enrolment


class EnrolmentInline(admin.TabularInline):  # type: ignore[type-arg]
    """The people of a classroom."""

    model = Enrolment
    extra = 0
    autocomplete_fields = ["user"]
    readonly_fields = ["joined_at"]


@admin.register(Classroom)
class ClassroomAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Classrooms."""

    list_display = ["name", "created_by", "created_at", "join_open", "archived_at"]
    list_filter = ["join_open", ("archived_at", admin.EmptyFieldListFilter)]
    list_select_related = ["created_by"]
    search_fields = ["name"]
    autocomplete_fields = ["created_by"]
    readonly_fields = ["created_at"]
    inlines = [EnrolmentInline]
