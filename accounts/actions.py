"""What people change about themselves."""

from django.db import transaction

from accounts import audit
from accounts.models import User


@transaction.atomic
def change_email(*, user: User, email: str) -> None:
    """Store a person's new e-mail address, or none."""
    user.email = email
    user.save(update_fields=["email"])
    audit.record(verb="changed e-mail", by=user, subject=user)
