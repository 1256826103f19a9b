"""The gates of rubrics: who may read, use and change which."""

from django.db.models import Q
from django.http import Http404

from accounts.models import User
from rubrics.models import Rubric, RubricVersion


def rubrics_to_use(user: User) -> list[Rubric]:
    """The school's rubrics and the user's own, with all versions at hand."""
    return list(Rubric.objects.usable_by(user).prefetch_related("versions"))


def rubrics_to_manage(user: User) -> list[Rubric]:
    """The school's rubrics and all of a teacher's own, archived ones too; else 404.

    Two queries, with all versions at hand. The school's come first.
    """
    _teacher(user)
    found = Rubric.objects.filter(Q(owner=None, archived_at=None) | Q(owner=user))
    return sorted(found.prefetch_related("versions"), key=lambda rubric: rubric.owner_id or 0)


def public_rubric(slug: str) -> RubricVersion:
    """The newest published version of a built-in rubric, which everybody may read; else 404."""
    version = (
        RubricVersion.objects.published()
        .with_criteria()
        .filter(rubric__slug=slug, rubric__archived_at=None)
        .order_by("-number")
        .first()
    )
    return _found(version)


def version_to_read(user: User, pk: int) -> RubricVersion:
    """A version that the user may read on its own: the school's or theirs; else 404."""
    version = (
        RubricVersion.objects.with_criteria()
        .filter(rubric__in=Rubric.objects.usable_by(user), pk=pk)
        .first()
    )
    return _found(version)


def version_to_copy(user: User, pk: int) -> RubricVersion:
    """A version that a teacher may read, to make a rubric of their own from it; else 404."""
    _teacher(user)
    return version_to_read(user, pk)


def version_to_edit(user: User, pk: int) -> RubricVersion:
    """A version of a rubric that the user owns; else 404.

    It may have been published meanwhile: what was typed is then answered, not lost.
    """
    version = (
        RubricVersion.objects.with_criteria()
        .filter(rubric__owner=user, rubric__archived_at=None, pk=pk)
        .first()
    )
    return _found(version)


def rubric_to_change(user: User, pk: int) -> Rubric:
    """A rubric that the user owns and has not archived; else 404."""
    rubric = Rubric.objects.filter(owner=user, archived_at=None, pk=pk).first()
    if rubric is None:
        raise Http404
    return rubric


def rubric_to_restore(user: User, pk: int) -> Rubric:
    """A rubric that the user owns, archived or not; else 404."""
    rubric = Rubric.objects.filter(owner=user, pk=pk).first()
    if rubric is None:
        raise Http404
    return rubric


def _teacher(user: User) -> None:
    if not user.is_teacher:
        raise Http404


def _found(version: RubricVersion | None) -> RubricVersion:
    if version is None:
        raise Http404
    return version
