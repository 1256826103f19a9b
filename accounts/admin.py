"""For experts: people can be edited, the record of acts can only be read."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry, User

# One door for everybody: the sign-in page, with its limits on guessing.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


@admin.register(User)
class SchoolUserAdmin(UserAdmin):  # type: ignore[type-arg]
    """People of the school."""

    list_display = ["username", "name", "email", "is_teacher", "is_active", "last_login"]
    list_filter = ["is_teacher", "is_active", "is_staff"]
    search_fields = ["username", "name", "email"]
    ordering = ["username"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["name", "email"]}),
        (_("May"), {"fields": ["is_teacher", "is_active", "is_staff", "is_superuser", "groups"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "username",
                    "name",
                    "is_teacher",
                    "usable_password",
                    "password1",
                    "password2",
                ]
            },
        ),
    ]


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shows rows and lets nobody change them."""

    def has_add_permission(self, request: HttpRequest, *_: object) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, *_: object) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, *_: object) -> bool:
        """Nobody."""
        return False


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """The record of acts."""

    list_display = ["at", "by", "verb", "subject"]
    list_select_related = ["by"]
    list_filter = ["verb"]
    search_fields = ["subject", "by__username"]
