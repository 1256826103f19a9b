"""Uploading: the file is kept as it came, before anything tries to read it."""

import hashlib
import unicodedata

from django.core.files.base import ContentFile
from django.db import transaction

from accounts import audit
from accounts.models import User
from essays.models import Essay, Original
from essays.refusals import TooManyFiles

MOST_FILES = 50
"""Originals of one essay: nobody needs more, and each is kept for good."""
NAME_LENGTH = 255


def keep_original(*, essay: Essay, data: bytes, name: str, by: User) -> Original:
    """Keep an uploaded file byte for byte under a name of our own; its own name is only data.

    The file is on disk, synchronised, before its row is written. Raises TooManyFiles.
    """
    with transaction.atomic():
        locked = Essay.objects.select_for_update().get(pk=essay.pk, author=by)
        if locked.originals.count() >= MOST_FILES:
            raise TooManyFiles(MOST_FILES)
        original = Original(
            essay=locked,
            name=clean_file_name(name),
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
        )
        original.file.save("original", ContentFile(data), save=False)
        original.save()
        audit.record(verb="uploaded", by=by, subject=original, essay=locked.pk, size=len(data))
    return original


@transaction.atomic
def note_problem(*, original: Original, problem: str, by: User) -> None:
    """Write down why no text could be read from a file; the file stays."""
    original.problem = problem
    original.save(update_fields=["problem"])
    audit.record(verb="not read", by=by, subject=original)


def clean_file_name(name: str) -> str:
    """A file name as data: composed, visible characters only, without folders, never empty."""
    composed = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    shown = "".join(char for char in composed if char.isprintable()).strip()
    return shown[:NAME_LENGTH] or "essay"
