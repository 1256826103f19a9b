"""The form of a withdrawal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.validators import validate_text


class WithdrawForm(forms.Form):
    """Why a release is taken back."""

    reason = forms.CharField(
        label=_("Why do you take it back?"),
        help_text=_("Kept on record with your name. The student does not see it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        validators=[validate_text],
        error_messages={"required": _("Write the reason.")},
    )
