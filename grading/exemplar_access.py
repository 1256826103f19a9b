"""The gates of exemplars: everybody may read how they begin; the rest is behind the sign-in."""

from django.db.models import Prefetch
from django.http import Http404

from essays.models import Exemplar
from grading.models import Annotation, Assessment, Kind, Mark


def exemplars_to_show() -> list[Exemplar]:
    """Every exemplar with its script and its rubric, in their order. Three queries."""
    found = Exemplar.objects.select_related("script", "rubric_version__rubric")
    return list(found.prefetch_related("rubric_version__criteria__levels"))


def exemplar_to_show(slug: str) -> Exemplar:
    """One exemplar with its script and the name of its rubric; else 404. One query."""
    found = (
        Exemplar.objects.filter(slug=slug)
        .select_related("script", "rubric_version__rubric")
        .first()
    )
    if found is None:
        raise Http404
    return found


def references_of(exemplars: list[Exemplar]) -> dict[int, Assessment]:
    """The reference assessments with their marks, by the id of their script. Two queries."""
    found = Assessment.objects.filter(
        kind=Kind.REFERENCE, script__in=[exemplar.script_id for exemplar in exemplars]
    )
    marks = Mark.objects.select_related("level")
    return {one.script_id: one for one in found.prefetch_related(Prefetch("marks", marks))}


def reference_of(exemplar: Exemplar) -> Assessment:
    """The reference assessment with its rubric, marks and evidence; else 404. Five queries."""
    found = (
        Assessment.objects.filter(kind=Kind.REFERENCE, script=exemplar.script_id)
        .select_related("rubric_version")
        .prefetch_related(
            "rubric_version__criteria__levels",
            Prefetch("marks", Mark.objects.select_related("level")),
            Prefetch("annotations", Annotation.objects.standing().select_related("criterion")),
        )
        .first()
    )
    if found is None:
        raise Http404
    return found
