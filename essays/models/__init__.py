"""What was asked, written and handed in."""

from essays.models.assignment import Assignment, LatePolicy
from essays.models.essay import Essay, Original, Submission
from essays.models.script import Exemplar, Origin, Script

__all__ = [
    "Assignment",
    "Essay",
    "Exemplar",
    "LatePolicy",
    "Origin",
    "Original",
    "Script",
    "Submission",
]
