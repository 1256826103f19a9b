"""What can be done with essays. Each act is one transaction, signed and on record."""

from essays.actions.assignments import change_assignment, set_assignment, version_marker
from essays.actions.drafts import begin_essay, canonical_draft, save_draft
from essays.actions.handing_in import freeze_script, submit, submit_draft
from essays.actions.originals import keep_original, note_problem

__all__ = [
    "begin_essay",
    "canonical_draft",
    "change_assignment",
    "freeze_script",
    "keep_original",
    "note_problem",
    "save_draft",
    "set_assignment",
    "submit",
    "submit_draft",
    "version_marker",
]
