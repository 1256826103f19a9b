"""From a kept file to the text that could be the draft."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from essays import markup
from essays.actions import canonical_draft
from essays.intake.reader import read_upload
from essays.models import Original
from essays.sheet import sheet


@dataclass(frozen=True)
class Reading:
    """What was read from a file: canonical HTML, the words in it, and what to look at again."""

    html: str
    words: int
    notes: list[str]

    @property
    def sheet(self) -> SafeString:
        """The text as it is shown."""
        return sheet(self.html)


def read_original(original: Original) -> Reading:
    """Read a kept file in the child process; nothing of a student's own file is left out.

    Raises a subclass of intake.errors.IntakeError for the file, and refusals.TooLong and its kin
    for the text.
    """
    with original.file.open("rb") as file:
        data = file.read()
    extracted = read_upload(data, original.name, strip_furniture=False)
    html, text = canonical_draft(extracted.to_html())
    notes = list(extracted.notes)
    if extracted.truncated:
        notes.append(_("The text seems to break off. Is the end of it missing?"))
    return Reading(html=html, words=markup.word_count(text), notes=notes)
