"""What can be done with rubrics. Each act is one transaction, signed and on record."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from rubrics.content import Content, content_of, write_content
from rubrics.models import Rubric, RubricVersion
from rubrics.soundness import Problem, problems


class Unsound(Exception):
    """The content cannot be marked by; nothing was changed."""

    def __init__(self, found: list[Problem]) -> None:
        super().__init__("; ".join(one.text for one in found))
        self.problems = found


class Stale(Exception):
    """The draft has changed since it was shown; nothing was changed. `stored` is what it says."""

    def __init__(self, stored: Content) -> None:
        super().__init__("The draft was changed in another window.")
        self.stored = stored


class Published(Exception):
    """The version was published meanwhile, so it no longer changes."""


@transaction.atomic
def copy_rubric(*, version: RubricVersion, by: User) -> RubricVersion:
    """Give a teacher a rubric of their own that says the same, as a draft; return the draft.

    `version` must have its criteria and levels at hand.
    """
    limit = Rubric._meta.get_field("name").max_length
    rubric = Rubric.objects.create(
        name=(_("Copy of %s") % version.rubric.name)[:limit], owner=by, copied_from=version
    )
    draft = RubricVersion.objects.create(rubric=rubric, number=1)
    write_content(draft, content_of(version))
    audit.record(verb="copied", by=by, subject=rubric, version=version.pk)
    return draft


@transaction.atomic
def save_draft(*, version: RubricVersion, content: Content, based_on: str, by: User) -> None:
    """Make a draft say this. `based_on` is the fingerprint of the content that was edited.

    Raises Unsound, Published, or Stale if the draft has changed since.
    """
    if found := problems(content):
        raise Unsound(found)
    stored = _locked(version)
    if not stored.is_draft:
        raise Published
    said = content_of(stored)
    if said.fingerprint == content.fingerprint:
        return  # nothing to do, or done already by a click that came twice
    if said.fingerprint != based_on:
        raise Stale(said)
    if content.name != said.name:
        stored.rubric.name = content.name
        stored.rubric.save(update_fields=["name"])
    write_content(stored, content)
    audit.record(verb="edited", by=by, subject=stored, criteria=len(content.criteria))


@transaction.atomic
def publish(*, version: RubricVersion, by: User) -> None:
    """Fix a draft: from now on it can be used and never changes. Publishing twice is once.

    Raises Unsound if it cannot be marked by.
    """
    stored = _locked(version)
    if not stored.is_draft:
        return
    if found := problems(content_of(stored)):
        raise Unsound(found)
    stored.published_at = timezone.now()
    stored.save(update_fields=["published_at"])
    audit.record(verb="published", by=by, subject=stored, number=stored.number)


@transaction.atomic
def revise(*, rubric: Rubric, by: User) -> RubricVersion:
    """The draft of the next version, which says what the last one says; made if there is none."""
    Rubric.objects.select_for_update().get(pk=rubric.pk)
    last = RubricVersion.objects.with_criteria().filter(rubric=rubric).order_by("-number")[0]
    if last.is_draft:
        return last
    draft = RubricVersion.objects.create(rubric=rubric, number=last.number + 1)
    write_content(draft, content_of(last))
    audit.record(verb="revised", by=by, subject=rubric, number=draft.number)
    return draft


@transaction.atomic
def archive(*, rubric: Rubric, by: User) -> None:
    """Take a rubric out of use. Assignments and marks that use it keep it."""
    rubric.archived_at = timezone.now()
    rubric.save(update_fields=["archived_at"])
    audit.record(verb="archived", by=by, subject=rubric)


@transaction.atomic
def restore(*, rubric: Rubric, by: User) -> None:
    """Bring an archived rubric back into use."""
    rubric.archived_at = None
    rubric.save(update_fields=["archived_at"])
    audit.record(verb="restored", by=by, subject=rubric)


def _locked(version: RubricVersion) -> RubricVersion:
    """The version as it stands now, held until the transaction ends."""
    RubricVersion.objects.select_for_update().get(pk=version.pk)
    return RubricVersion.objects.with_criteria().get(pk=version.pk)
