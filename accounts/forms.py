"""Sign-in, passwords and the few things a person can change about themselves."""

import unicodedata
from typing import Any

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm, ResetPasswordKeyForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.validators import validate_text


def _quiet(form: forms.Form) -> None:
    """Labels say what a field is, so placeholders and borrowed help texts go."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


def _name_new(form: forms.Form) -> None:
    form.fields["password1"].label = _("New password")
    form.fields["password2"].label = _("New password once more")


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth is untyped
    """Sign in by user name or e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _quiet(self)
        login = self.fields["login"]
        login.label = _("User name or e-mail")
        login.max_length = 254
        login.validators.append(validate_text)
        login.widget.attrs.update(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        )
        self.fields["password"].help_text = ""

    def clean_login(self) -> str:
        """The name as it is stored: some keyboards send a letter and its accent apart."""
        return unicodedata.normalize("NFKC", super().clean_login())

    def user_credentials(self) -> dict[str, str]:
        """What was typed, once: the backend looks for an address and then for a user name.

        Given as both, a known address would have its password hashed twice, and the time that
        takes would tell a stranger that the address is known.
        """
        return {
            "username": self.cleaned_data["login"],
            "password": self.cleaned_data["password"],
        }


class ResetPasswordForm(AllauthResetPasswordForm):  # type: ignore[misc]  # allauth is untyped
    """Ask for a link by e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _quiet(self)
        self.fields["email"].label = _("E-mail")


class NewPasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]  # allauth is untyped
    """Choose a new password after following the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _quiet(self)
        _name_new(self)


class ChangePasswordForm(AllauthChangePasswordForm):  # type: ignore[misc]  # allauth is untyped
    """Change the password while signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _quiet(self)
        _name_new(self)
        self.fields["oldpassword"].label = _("Password until now")
        self.fields["oldpassword"].help_text = ""


class ProfileForm(forms.Form):
    """The e-mail address; the name is the school's."""

    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        help_text=_("Optional. You can sign in with it and have a lost password reset by mail."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        kwargs["initial"] = {"email": person.email}
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        """The address, if nobody else has it; capitals do not make it another one."""
        email = User.objects.normalize_email(self.cleaned_data["email"])
        taken = User.objects.exclude(pk=self.person.pk).filter(email__iexact=email)
        if email and taken.exists():
            raise forms.ValidationError(_("This address cannot be used for your account."))
        return email
