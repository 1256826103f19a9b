"""A list of people on its way in: a file or pasted text, and the list that was looked at."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.validators import validate_text
from classrooms.models import Classroom
from classrooms.roster import decode

MOST_BYTES = 1_000_000
TOO_LONG = gettext_lazy("The list is too long: the limit is 1 MB. Nothing was changed; divide it.")
_SALT = "classrooms.list"
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class ListForm(forms.Form):
    """A file or pasted lines. Once valid, `cleaned_data["list"]` is the text of either."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
        error_messages={"empty": gettext_lazy("This file is empty. Nothing was changed.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the lines"),
        required=False,
        strip=False,
        validators=[validate_text],
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "class": "code"}),
        help_text=gettext_lazy("Straight from a spreadsheet, or with commas or semicolons."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_file(self) -> str:
        """The text of the file, "" if there is none."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is None:
            return ""
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(TOO_LONG)
        data = file.read()
        text = decode(data)
        if text is None or data.startswith(_SPREADSHEETS):
            raise forms.ValidationError(
                _(
                    "This file is not a text list; a spreadsheet must be saved as CSV first. "
                    "Nothing was changed."
                )
            )
        return text

    def clean_text(self) -> str:
        """The pasted lines, within the limit."""
        text: str = self.cleaned_data["text"]
        if len(text.encode()) > MOST_BYTES:
            raise forms.ValidationError(TOO_LONG)
        return text

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned: dict[str, Any] = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text", "").strip()
        if file and text:
            self.add_error("text", _("Choose a file or paste lines, not both."))
        elif not file and not text and not self.errors:
            self.add_error("file", _("Choose a file, or paste lines below."))
        cleaned["list"] = file or cleaned.get("text", "")
        return cleaned


def seal(text: str, fingerprint: str, classroom: Classroom, by: User) -> str:
    """A list and the fingerprint of its plan, to come back unchanged with the confirmation."""
    said = [text, fingerprint, classroom.pk, by.pk]
    return signing.dumps(said, salt=_SALT, compress=True)


def unseal(sealed: str, classroom: Classroom, by: User) -> tuple[str, str]:
    """The list and the fingerprint. Raises BadSignature for anything not sealed for this use."""
    text, fingerprint, *meant_for = signing.loads(sealed, salt=_SALT, max_age=24 * 3600)
    if meant_for != [classroom.pk, by.pk]:
        raise signing.BadSignature("Sealed for another class or person.")
    return text, fingerprint
