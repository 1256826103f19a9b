"""A script as it is read beside its notes: on the workbench, in feedback, as an exemplar.

Every page that shows evidence builds it here, so that letters, numbers and links agree.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essays import markup
from essays.models import Script
from grading import highlights
from grading.models import Annotation, EvidenceKind
from grading.places import Place, Places
from grading.spans import Span, labelled

PLACES = {
    "paragraph": gettext_lazy("paragraph %(number)s"),
    "heading": gettext_lazy("heading"),
    "quote": gettext_lazy("quotation"),
    "list": gettext_lazy("list, item %(number)s"),
}


@dataclass(frozen=True)
class Note:
    """One annotation as the page names it: mark "e2" in the text, note "c2" beside it.

    `letter` is the first letter of the kind (s, w, e, q) for the classes; `place` says in words
    where the passage stands. Criterion key and name are empty for a note on the whole essay.
    """

    number: int
    pk: int
    version: int
    tag: str
    letter: str
    kind: str
    kind_label: str
    criterion_key: str
    criterion_name: str
    quote: str
    note: str
    place: str


@dataclass(frozen=True)
class Annotated:
    """The essay with its marks, and its notes in the order of the text."""

    html: SafeString
    notes: list[Note]

    def notes_on(self, criterion_key: str) -> list[Note]:
        """The notes of one criterion."""
        return [note for note in self.notes if note.criterion_key == criterion_key]


def annotated(
    script: Script, annotations: Iterable[Annotation] = (), *, numbers: bool = True
) -> Annotated:
    """The script with its standing annotations, each with a letter, a number and a place.

    `numbers` adds paragraph numbers for the eye. Asks the database nothing if the annotations
    come with their criterion. The HTML is safe: a script's HTML is canonical since it was frozen,
    and everything else in it is escaped by grading.highlights.
    """
    by_pk = {one.pk: one for one in annotations}
    spans = labelled(Span(one.pk, one.start, one.end, one.kind) for one in by_pk.values())
    with_numbers = highlights.numbered(script.html)
    places = Places(with_numbers)
    notes = [
        _note(number, span.label, by_pk[span.id], _words(places.at(span.start)))
        for number, span in enumerate(spans, start=1)
    ]
    shown = [_shown(span, note, len(notes)) for span, note in zip(spans, notes, strict=True)]
    html = highlights.render(with_numbers if numbers else script.html, shown)
    return Annotated(mark_safe(html), notes)  # nosec B308 B703


def opening(script: Script, words: int = 120) -> SafeString:
    """The script's first blocks, whole, up to about so many words; safe as the script itself."""
    return mark_safe(markup.opening(script.html, words))  # nosec B308 B703


def _note(number: int, tag: str, annotation: Annotation, place: str) -> Note:
    criterion = annotation.criterion
    return Note(
        number=number,
        pk=annotation.pk,
        version=annotation.version,
        tag=tag,
        letter=annotation.kind[0],
        kind=annotation.kind,
        kind_label=str(EvidenceKind(annotation.kind).label),
        criterion_key=criterion.key if criterion else "",
        criterion_name=criterion.name if criterion else "",
        quote=annotation.quote,
        note=annotation.note,
        place=place,
    )


def _shown(span: Span, note: Note, count: int) -> Span:
    """The span under the note's number, with the words that its letter link is called."""
    words = _("%(tag)s: %(kind)s, %(criterion)s, note %(number)s of %(count)s") % {
        "tag": note.tag,
        "kind": note.kind_label.lower(),
        "criterion": note.criterion_name or _("the whole essay"),
        "number": note.number,
        "count": count,
    }
    return replace(span, id=note.number, criterion=note.criterion_key, words=words)


def _words(place: Place) -> str:
    """The place as a reader says it: "paragraph 3", "table, row 1, Successes"."""
    if place.kind in PLACES:
        return str(PLACES[place.kind]) % {"number": place.number}
    row = _("row %s") % place.number if place.number > 0 else _("heading")
    return ", ".join(part for part in (_("table"), row, place.column) if part)
