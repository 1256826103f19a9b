"""The one way to put an act on record."""

from django.db import models, transaction

from accounts.models import AuditEntry, User


def record(*, verb: str, by: User | None, subject: models.Model, **facts: object) -> AuditEntry:
    """Write who did what to which object, in the caller's transaction.

    `verb` is past tense ("released"), `facts` are plain JSON values: ids, numbers, short words,
    never essays or comments. Raises RuntimeError outside a transaction: an act and its record
    are stored together or not at all.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An act is recorded inside the transaction that does it.")
    name = f"{subject._meta.label_lower}:{subject.pk}"
    return AuditEntry.objects.create(verb=verb, by=by, subject=name, facts=facts)
