"""What the workbench sends. Forms clean; the rules of the rubric stand in judgement.py."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.validators import validate_text
from grading import spans
from grading.models import EvidenceKind, Verdict
from rubrics.models import RubricVersion

COMMENT_MAX = 10_000  # characters: several pages, far above any comment that is read
QUOTE_MAX = 20_000
_NUMBER = re.compile(r"\d{1,4}(\.\d{1,2})?", re.ASCII)
_LEVEL = re.compile(r"\d{1,4}", re.ASCII)


class Prose(forms.CharField):
    """Text of a marker: kept as typed, line ends as the text has them, with a stated limit."""

    def __init__(self, max_length: int = COMMENT_MAX) -> None:
        super().__init__(
            required=False,
            strip=False,
            max_length=max_length,
            validators=[validate_text],
            error_messages={
                "max_length": _(
                    "At most %(limit_value)d characters; this has %(show_value)d. "
                    "Nothing of it is lost: shorten it and save again."
                )
            },
        )

    def to_python(self, value: object) -> str:
        """Undo what a form does to line ends."""
        return (super().to_python(value) or "").replace("\r\n", "\n")


class Points(forms.Field):
    """Points as people write them here: ASCII digits with a point, never a comma or an exponent."""

    def to_python(self, value: object) -> Decimal | None:
        """The decimal, or None for nothing. Raises ValidationError for anything else."""
        text = str(value or "").strip()
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise ValidationError(
                _("“%(text)s” is not a number of points. Write digits, such as 12 or 12.5."),
                params={"text": text[:20]},
            )
        return Decimal(text)


class WriteForm(forms.Form):
    """What every write carries: the version it was based on and its own name."""

    based_on = forms.IntegerField(min_value=0, max_value=1_000_000)
    key = forms.UUIDField()

    def said(self) -> dict[str, Any]:
        """What was sent, as keywords of the action. Raises ValidationError for what is wrong."""
        if not self.is_valid():
            raise ValidationError(self.errors.as_data())
        return self.cleaned_data


class MarkForm(WriteForm):
    """A verdict: a level's number, “nothing”, “not_assessed” or nothing at all."""

    level = forms.CharField(required=False, max_length=20)
    points = Points(required=False)
    points_for = forms.CharField(required=False, max_length=20)
    comment = Prose()
    reason = Prose(2_000)

    def clean_level(self) -> tuple[str, int | None]:
        """The verdict and, for a level, its number."""
        said = self.cleaned_data["level"]
        if said in (Verdict.OPEN, Verdict.NOTHING, Verdict.NOT_ASSESSED):
            return said, None
        if _LEVEL.fullmatch(said):
            return Verdict.LEVEL, int(said)
        raise ValidationError(_("Choose a level of this criterion."))

    def said(self) -> dict[str, Any]:
        """The keywords of set_mark.

        Points that were shown for another level than the one now chosen are left out: without
        scripts they stay on the page when the level changes.
        """
        found = super().said()
        verdict, level = found["level"]
        shown_for = found["points_for"]
        stays = not shown_for or shown_for == str(level)
        return {
            "verdict": verdict,
            "level": level,
            "points": found["points"] if stays else None,
            "comment": found["comment"],
            "reason": found["reason"],
            "based_on": found["based_on"],
            "key": found["key"],
        }


class OverallForm(WriteForm):
    """The comment on the whole essay."""

    comment = Prose()


class EvidenceForm(WriteForm):
    """What is said of a passage: its criterion, if any, its kind and a note."""

    kind = forms.ChoiceField(label=_("Kind"), choices=EvidenceKind.choices)
    criterion = forms.ChoiceField(label=_("Criterion"), required=False)
    note = Prose()

    def __init__(self, *args: Any, rubric: RubricVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = {criterion.key: criterion for criterion in rubric.criteria.all()}
        choices = [(key, criterion.name) for key, criterion in self.criteria.items()]
        self.fields["criterion"].choices = [("", _("the whole essay")), *choices]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """The keywords of the actions."""
        found = super().said()
        return {**found, "criterion": self.criteria.get(found["criterion"])}


class PassageForm(EvidenceForm):
    """A passage to tie: by its place, or by words that stand only once in the essay."""

    quote = forms.CharField(strip=False, max_length=QUOTE_MAX)
    start = forms.IntegerField(required=False, min_value=0, max_value=10_000_000)
    end = forms.IntegerField(required=False, min_value=0, max_value=10_000_000)

    def __init__(self, *args: Any, text: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["based_on"]  # a new passage is based on nothing
        self.text = text

    def said(self) -> dict[str, Any]:
        """The keywords of add_annotation; words without a place are looked for in the text."""
        found = super().said()
        if found["start"] is None or found["end"] is None:
            found["quote"] = found["quote"].strip().replace("\r\n", "\n")
            found["start"], found["end"] = self._place(found["quote"])
        return found

    def _place(self, quote: str) -> tuple[int, int]:
        try:
            return spans.find_once(self.text, quote)
        except spans.SpanError as fault:
            words = {
                "missing": _("These words do not stand in the essay. Copy them exactly."),
                "repeated": _("These words stand in the essay more than once. Copy some more."),
            }
            raise ValidationError({"quote": words[fault.reason]}) from fault
