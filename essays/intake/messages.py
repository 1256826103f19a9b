"""The sentences that the child process writes in English, marked for translation.

The modules it runs import no Django; the parent translates what they say (`translated`).
"""

from dataclasses import replace

from django.utils.translation import gettext, gettext_noop

from essays.intake.blocks import Extracted

SAID = (
    gettext_noop("cookie or privacy notice"),
    gettext_noop("sign-in or registration"),
    gettext_noop("advertisement or order form"),
    gettext_noop("navigation"),
    gettext_noop("links to other pages"),
    gettext_noop("sharing, saving or rating buttons"),
    gettext_noop("author, date or upload details"),
    gettext_noop("details about the page"),
    gettext_noop("picture caption or icon"),
    gettext_noop("copyright or copy notice"),
    gettext_noop("chat or survey window"),
    gettext_noop("countdown"),
    gettext_noop("preview notice"),
    gettext_noop("course system"),
    gettext_noop("page number or print header"),
    gettext_noop("title repeated"),
    gettext_noop("part of the page around the text"),
    gettext_noop("stands among page furniture before the title"),
    gettext_noop("stands among page furniture after the end of the text"),
    gettext_noop("A line says that this is only a preview or that the text goes on elsewhere."),
    gettext_noop("The text ends in an ellipsis."),
    gettext_noop("The text ends in the middle of a sentence."),
    gettext_noop("Pictures were left out."),
    gettext_noop("Text that the page hides was left out."),
    gettext_noop("The file does not say how its letters are stored; Western European was assumed."),
    gettext_noop(
        "A table had lost the edges of its cells. They were set where a vertical bar follows the "
        "end of a sentence; please check the columns."
    ),
)


def translated(extracted: Extracted) -> Extracted:
    """The same, with reasons, signs and notes in the reader's language."""
    return replace(
        extracted,
        removed=tuple(replace(entry, reason=gettext(entry.reason)) for entry in extracted.removed),
        truncation_signs=tuple(gettext(sign) for sign in extracted.truncation_signs),
        notes=tuple(gettext(note) for note in extracted.notes),
    )
