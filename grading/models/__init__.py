"""What was judged, by whom, on which evidence, and what was released."""

from grading.models.assessment import Assessment, Kind, Mark, Verdict
from grading.models.evidence import Annotation, EvidenceKind
from grading.models.history import Event
from grading.models.release import Release

__all__ = [
    "Annotation",
    "Assessment",
    "Event",
    "EvidenceKind",
    "Kind",
    "Mark",
    "Release",
    "Verdict",
]
