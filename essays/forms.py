"""What comes from outside about essays, checked before an action sees it."""

from datetime import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_prose_editor.fields import ProseEditorFormField
from js_asset import Media, Script

from essays import wording
from essays.models import Assignment
from rubrics.bands import plain_number
from rubrics.models import RubricVersion, RubricVersionQuerySet

MOST = 2**31 - 1
"""The largest number that both databases hold in the columns meant here."""


class SchoolTimeField(forms.DateTimeField):
    """A moment typed in school time; a time that the clocks skip or repeat is refused."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: Any) -> datetime | None:
        """The moment with its zone; says why a wall-clock time names no single moment."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise ValidationError(
                _(
                    "The clocks change then: this time does not exist, or comes twice, in "
                    "%(zone)s. Choose another one."
                ),
                code=error.code,
                params={"zone": timezone.get_current_timezone_name()},
            ) from None


class RubricChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A published rubric version, named with what tells it apart."""

    def label_from_instance(self, obj: RubricVersion) -> str:
        """For example: History essay, version 2 (five criteria, 100 points)."""
        return _("%(name)s, version %(number)s (%(criteria)s criteria, %(points)s points)") % {
            "name": obj.rubric.name,
            "number": obj.number,
            "criteria": len(obj.criteria.all()),
            "points": plain_number(obj.max_points),
        }


class AssignmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """Setting an essay. `at` is the moment that the deadline is compared with."""

    rubric_version = RubricChoiceField(
        label=gettext_lazy("Rubric"),
        queryset=RubricVersion.objects.none(),
        empty_label=None,
        help_text=gettext_lazy("It is fixed for this essay as soon as the first student hands in."),
    )
    opens_at = SchoolTimeField(label=gettext_lazy("Opens"))
    due_at = SchoolTimeField(label=gettext_lazy("Deadline"))
    based_on = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Assignment
        fields = [
            "title",
            "prompt",
            "rubric_version",
            "opens_at",
            "due_at",
            "late_policy",
            "blind",
            "word_guide",
            "exemplars",
        ]
        labels = {
            "title": gettext_lazy("Title"),
            "prompt": gettext_lazy("Question"),
            "late_policy": gettext_lazy("After the deadline"),
            "blind": gettext_lazy("Hide names while marking"),
            "word_guide": gettext_lazy("About how many words"),
            "exemplars": gettext_lazy("Exemplars shown to students"),
        }
        help_texts = {
            "prompt": gettext_lazy("Students see it above the page they write on."),
            "blind": gettext_lazy("Safer on. A later change is recorded."),
            "exemplars": gettext_lazy("They can be read before and while writing."),
        }
        widgets = {
            "prompt": forms.Textarea(attrs={"rows": 3}),
            "exemplars": forms.CheckboxSelectMultiple,
        }
        error_messages = {
            "title": {"required": gettext_lazy("Give it a title.")},
            "prompt": {"required": gettext_lazy("Write the question.")},
        }

    def __init__(
        self, *args: Any, versions: RubricVersionQuerySet, at: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        rubrics = self.fields["rubric_version"]
        assert isinstance(rubrics, RubricChoiceField)  # noqa: S101 (for the type checker)
        rubrics.queryset = versions
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            "based_on",
            "title",
            "prompt",
            "rubric_version",
            Row(Column("opens_at", css_class="col-sm-6"), Column("due_at", css_class="col-sm-6")),
            "late_policy",
            "blind",
            "word_guide",
            "exemplars",
        )

    def clean_opens_at(self) -> datetime:
        """The stored moment where the form shows the same minute."""
        return self._kept("opens_at")

    def clean_due_at(self) -> datetime:
        """A deadline in the future, or the one that already stood."""
        due = self._kept("due_at")
        if due <= self.at and due != self.initial.get("due_at"):
            raise ValidationError(
                _("The deadline lies in the past: %(date)s was %(length)s ago."),
                params={
                    "date": date_format(timezone.localtime(due), "j F, H:i"),
                    "length": wording.span(self.at - due),
                },
            )
        return due

    def _kept(self, field: str) -> datetime:
        """Forms drop seconds; an untouched moment must not count as changed."""
        value: datetime = self.cleaned_data[field]
        stored = self.initial.get(field)
        if isinstance(stored, datetime) and stored.replace(second=0, microsecond=0) == value:
            return stored
        return value

    def clean(self) -> dict[str, Any]:
        """The two moments in order."""
        cleaned: dict[str, Any] = super().clean() or {}
        opens, due = cleaned.get("opens_at"), cleaned.get("due_at")
        if opens and due and due <= opens:
            self.add_error("due_at", _("The deadline must come after the opening."))
        return cleaned


EDITOR = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [1, 2, 3, 4]},
    "HardBreak": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Menu": False,
    "NoSpellCheck": False,
}
"""What the editor can write: the vocabulary of a script. The toolbar is our own."""


class WritingForm(forms.Form):
    """The draft as the page without scripts sends it; the editor works on the same field."""

    html = ProseEditorFormField(
        label=gettext_lazy("Your essay"), required=False, config={"extensions": EDITOR}
    )
    based_on = forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput)

    @property
    def media(self) -> Media:
        """The page's script first: it must listen before the editor says that it is ready."""
        return Media(js=[Script("essays/write.js", type="module")]) + super().media


class DraftForm(forms.Form):
    """The draft as the script sends it: JSON, with the person who wrote it."""

    html = forms.CharField(required=False, strip=False)
    based_on = forms.IntegerField(min_value=0, max_value=MOST)
    writer = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class HandInForm(forms.Form):
    """One handing-in: the key of the form and the revision that was looked at."""

    key = forms.UUIDField()
    based_on = forms.IntegerField(min_value=0, max_value=MOST)


class UploadForm(forms.Form):
    """A file to read the essay from."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        max_length=None,
        help_text=gettext_lazy(
            "A text file (.txt), a web page (.html) or a Word document (.docx)."
        ),
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,.docx"}),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("This file is empty. Nothing was changed."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_file(self) -> "UploadedFile[Any]":
        """A file within the limit; it is kept before anything reads it."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        limit: int = settings.UPLOAD_MAX_BYTES
        size = file.size or 0
        if size > limit:
            raise ValidationError(
                _("This file has %(size)s; the limit is %(limit)s. Nothing was changed."),
                params={"size": filesizeformat(size), "limit": filesizeformat(limit)},
            )
        return file


class TakeForm(forms.Form):
    """The text that was read from a file, on its way to take the draft's place."""

    html = forms.CharField(strip=False)
    based_on = forms.IntegerField(min_value=0, max_value=MOST)
    original = forms.IntegerField(min_value=1, max_value=2**63 - 1)
