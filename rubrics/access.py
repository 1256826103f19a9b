"""The gates of rubrics: who may read, use and change which."""

from django.http import Http404

from accounts.models import User
from rubrics.models import Rubric, RubricVersion


def rubrics_to_use(user: User) -> list[Rubric]:
    """The school's rubrics and the user's own, with all versions at hand."""
    return list(Rubric.objects.usable_by(user).prefetch_related("versions"))


def public_rubric(slug: str) -> RubricVersion:
    """The newest published version of a built-in rubric, which everybody may read; else 404."""
    version = (
        RubricVersion.objects.published()
        .with_criteria()
        .filter(rubric__slug=slug, rubric__archived_at=None)
        .order_by("-number")
        .first()
    )
    if version is None:
        raise Http404
    return version


def version_to_read(user: User, pk: int) -> RubricVersion:
    """A version that the user may read on its own: the school's or theirs; else 404."""
    version = (
        RubricVersion.objects.with_criteria()
        .filter(rubric__in=Rubric.objects.usable_by(user), pk=pk)
        .first()
    )
    if version is None:
        raise Http404
    return version


def version_to_edit(user: User, pk: int) -> RubricVersion:
    """A draft version of a rubric that the user owns; else 404."""
    version = (
        RubricVersion.objects.with_criteria()
        .filter(rubric__owner=user, rubric__archived_at=None, published_at=None, pk=pk)
        .first()
    )
    if version is None:
        raise Http404
    return version


def rubric_to_change(user: User, pk: int) -> Rubric:
    """A rubric that the user owns; else 404."""
    rubric = Rubric.objects.filter(owner=user, archived_at=None, pk=pk).first()
    if rubric is None:
        raise Http404
    return rubric
