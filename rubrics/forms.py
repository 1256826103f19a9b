"""The parts of the rubric editor: the whole, one criterion, one level."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.validators import clean_name, clean_text, validate_name, validate_text
from rubrics.bands import plain_number
from rubrics.content import Content, CriterionContent, LevelContent, Misconception

MAX_LINE = 300  # characters of a cue, a warning, a claim
BETWEEN = "|"  # between a claim and its question


class LinesField(forms.CharField):
    """Short texts, one on each line."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(
            required=False, widget=forms.Textarea(attrs={"rows": rows}), max_length=10_000, **kwargs
        )

    def clean(self, value: Any) -> Any:
        """Return the lines without white space around them, empty ones left out."""
        lines = [line.strip() for line in clean_text(super().clean(value)).splitlines()]
        for number, line in enumerate(lines, start=1):
            if len(line) > MAX_LINE:
                text = _("Line %(number)s has %(length)s characters; at most %(most)s fit.")
                words = {"number": number, "length": len(line), "most": MAX_LINE}
                raise forms.ValidationError(text % words)
        return tuple(line for line in lines if line)


class RubricForm(forms.Form):
    """What is said once in a rubric. `based_on` and `layout` say what was shown."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, validators=[validate_name])
    step = forms.DecimalField(
        label=gettext_lazy("Smallest step between points"),
        max_digits=4,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.25"))],
        help_text=gettext_lazy("1 for whole points, 0.5 for halves."),
    )
    guidance = forms.CharField(
        label=gettext_lazy("How marks are placed"),
        required=False,
        max_length=5000,
        validators=[validate_text],
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Students and markers read it below the criteria."),
    )
    overall = LinesField(
        label=gettext_lazy("The essay as a whole"),
        help_text=gettext_lazy("One line for each level, the lowest first. May stay empty."),
        rows=5,
    )
    misconceptions = LinesField(
        label=gettext_lazy("Common misconceptions"),
        help_text=gettext_lazy(
            "One on each line: the claim, then | and the question that puts it right. "
            "May stay empty."
        ),
        rows=8,
    )
    based_on = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    layout = forms.CharField(widget=forms.HiddenInput, max_length=20_000, required=False)

    @staticmethod
    def said(content: Content) -> dict[str, Any]:
        """The content as the form shows it."""
        return {
            "name": content.name,
            "step": plain_number(content.step),
            "guidance": content.guidance,
            "overall": "\n".join(content.overall),
            "misconceptions": "\n".join(
                f"{one.claim} {BETWEEN} {one.question}" for one in content.misconceptions
            ),
            "based_on": content.fingerprint,
        }

    def clean_name(self) -> str:
        """Return the name in one line."""
        return clean_name(self.cleaned_data["name"])

    def clean_guidance(self) -> str:
        """Return the text with the line ends that were stored, not those a browser sends."""
        return "\n".join(self.cleaned_data["guidance"].splitlines())

    def clean_misconceptions(self) -> tuple[Misconception, ...]:
        """Return claims and questions; each line must have both."""
        found = []
        for line in self.cleaned_data["misconceptions"]:
            claim, between, question = (part.strip() for part in line.partition(BETWEEN))
            if not (claim and between and question):
                text = _("“%s” lacks the claim, the question or the | between them.")
                raise forms.ValidationError(text % line)
            found.append(Misconception(claim, question))
        return tuple(found)


class CriterionForm(forms.Form):
    """One criterion without its levels. A new one that is left empty is no criterion."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=80, validators=[validate_name], required=False
    )
    ask = forms.CharField(
        label=gettext_lazy("What it asks"),
        max_length=200,
        required=False,
        validators=[validate_text],
        help_text=gettext_lazy("A question, as a student would put it."),
    )
    parent = forms.ChoiceField(label=gettext_lazy("Stands under"), required=False)
    position = forms.IntegerField(label=gettext_lazy("Place"), min_value=1, max_value=99)
    text_only = forms.BooleanField(label=gettext_lazy("Comment only, no points"), required=False)
    cues = LinesField(
        label=gettext_lazy("What to look for"), help_text=gettext_lazy("One on each line.")
    )
    warnings = LinesField(
        label=gettext_lazy("Warning signs"), help_text=gettext_lazy("One on each line.")
    )
    remove = forms.BooleanField(label=gettext_lazy("Remove this criterion"), required=False)

    def __init__(self, *args: Any, parents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        assert isinstance(field, forms.ChoiceField)  # for the type checker  # nosec B101
        field.choices = [("", _("No other criterion")), *parents]

    @staticmethod
    def said(content: CriterionContent, position: int) -> dict[str, Any]:
        """The criterion as the form shows it."""
        return {
            "name": content.name,
            "ask": content.ask,
            "parent": content.parent or "",
            "position": position,
            "text_only": content.text_only,
            "cues": "\n".join(content.cues),
            "warnings": "\n".join(content.warnings),
        }

    def clean_name(self) -> str:
        """Return the name in one line."""
        return clean_name(self.cleaned_data["name"])

    @property
    def is_blank(self) -> bool:
        """Whether nothing was said of the criterion itself."""
        said = ("name", "ask", "text_only", "cues", "warnings")
        return not any(self.cleaned_data.get(name) for name in said)


class LevelForm(forms.Form):
    """One band. A row that is left empty is no level."""

    points_min = forms.DecimalField(
        label=gettext_lazy("From"),
        min_value=0,
        max_digits=6,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )
    points_max = forms.DecimalField(
        label=gettext_lazy("To"),
        min_value=0,
        max_digits=6,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )
    descriptor = forms.CharField(
        label=gettext_lazy("What an essay at this level does"),
        max_length=2000,
        required=False,
        validators=[validate_text],
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
    )

    @staticmethod
    def said(content: LevelContent) -> dict[str, Any]:
        """The level as the form shows it."""
        return {
            "points_min": plain_number(content.points_min),
            "points_max": plain_number(content.points_max),
            "descriptor": content.descriptor,
        }

    def clean_descriptor(self) -> str:
        """Return the words in one paragraph."""
        return " ".join(self.cleaned_data["descriptor"].split())

    def clean(self) -> dict[str, Any]:
        """Ask for both ends of the band once anything of the level was said."""
        cleaned = super().clean() or self.cleaned_data
        if not self.is_blank:
            for name in ("points_min", "points_max"):
                if name not in self.errors and cleaned.get(name) is None:
                    self.add_error(name, _("Give the points at both ends of the level."))
        return cleaned

    @property
    def is_blank(self) -> bool:
        """Whether nothing was said of the level."""
        if self.errors.keys() - {"__all__"}:
            return False
        values = (self.cleaned_data.get(name) for name in self.fields)
        return all(value in (None, "") for value in values)
