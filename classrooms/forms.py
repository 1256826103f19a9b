"""What comes from outside about classrooms and people, checked before an action sees it."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.validators import clean_name, clean_text, validate_text
from classrooms import access, people
from classrooms.models import Classroom
from classrooms.roles import Role

NO_SUCH_CODE = gettext_lazy(
    "No class can be joined with this code. Check it letter by letter, or ask your teacher: "
    "codes can be renewed and classes closed."
)


class _Plain:
    """Adds the helper that leaves the form tag and the token to the page."""

    def _lay_out(self, *fields: str) -> None:
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*fields)


class ClassroomForm(forms.ModelForm, _Plain):  # type: ignore[type-arg]
    """The name of a class, and whether its code is open."""

    class Meta:
        model = Classroom
        fields = ["name", "join_open"]
        labels = {"name": gettext_lazy("Name of the class")}
        help_texts = {
            "name": gettext_lazy("As your students know it: 4.B History, say."),
            "join_open": gettext_lazy("You see the code under People and can renew it there."),
        }
        error_messages = {"name": {"required": gettext_lazy("Give the class a name.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lay_out("name", "join_open")

    def clean_name(self) -> str:
        """One line, composed."""
        return clean_name(self.cleaned_data["name"])


class CodeField(forms.CharField):
    """A class code as somebody types it."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Class code"),
            max_length=40,
            validators=[validate_text],
            help_text=gettext_lazy(
                "Ten letters and digits from your teacher, such as K7QXM-2FBHR."
            ),
            widget=forms.TextInput(
                attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
            ),
        )


class JoinForm(forms.Form, _Plain):
    """Joining a class with its code, for somebody who is signed in.

    Once valid, `classroom` is the class; `wrong_code` says that a code was tried and led nowhere.
    """

    code = CodeField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.classroom: Classroom | None = None
        self.wrong_code = False
        self._lay_out(*self.fields)

    def clean_code(self) -> str:
        """The code, if a class can be joined with it."""
        code: str = self.cleaned_data["code"]
        self.classroom = access.classroom_by_code(code)
        self.wrong_code = self.classroom is None
        if self.wrong_code:
            raise forms.ValidationError(NO_SUCH_CODE)
        return code


class NewcomerForm(JoinForm):
    """Joining a class with its code and making an account on the way."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=150,
        help_text=gettext_lazy("First and last name, as your teacher knows you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=150,
        required=False,
        help_text=gettext_lazy(
            "You sign in with it. Left empty, it is made from your name: Niamh Brady gets n.brady."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=128,
        strip=False,
        validators=[validate_text],
        help_text=gettext_lazy("At least eight characters. Four plain words are easy to keep."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_name(self) -> str:
        """One line, composed."""
        return clean_name(self.cleaned_data["name"])

    def clean_username(self) -> str:
        """A user name that could be somebody's; whether it is free is asked later."""
        return people.checked_username(self.cleaned_data["username"])

    def clean(self) -> dict[str, Any]:
        """A free user name and a good password, looked at only for those who hold a code.

        Without one, the form would tell strangers which user names exist.
        """
        cleaned: dict[str, Any] = super().clean() or {}
        if self.classroom is None:
            return cleaned
        if cleaned.get("username") and people.with_username(cleaned["username"]):
            self.add_error("username", _("This user name is taken. Choose another one."))
        if cleaned.get("password"):
            self._check_password(cleaned)
        return cleaned

    def _check_password(self, cleaned: dict[str, Any]) -> None:
        person = User(username=cleaned.get("username", ""), name=cleaned.get("name", ""))
        try:
            password_validation.validate_password(cleaned["password"], person)
        except forms.ValidationError as weak:
            self.add_error("password", weak)


class PersonForm(forms.Form, _Plain):
    """One person for the class, known to the school or new."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=150)
    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=150,
        required=False,
        help_text=gettext_lazy(
            "Left empty, it is made from the name. The user name of somebody who has an account "
            "adds that person; you are asked first."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("Optional. With it, a lost password can be reset by mail."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.existing: User | None = None
        self.initial.setdefault("role", Role.STUDENT)
        self._lay_out(*self.fields)

    def clean_name(self) -> str:
        """One line, composed."""
        return clean_name(self.cleaned_data["name"])

    def clean_username(self) -> str:
        """The user name; `existing` is the person who has it already."""
        typed = clean_text(self.cleaned_data["username"])
        self.existing = people.with_username(typed) if typed else None
        return typed if self.existing else people.checked_username(typed)

    def clean_email(self) -> str:
        """The address as it is stored."""
        return User.objects.normalize_email(self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        """A new account needs an address of its own."""
        cleaned: dict[str, Any] = super().clean() or {}
        email = cleaned.get("email")
        if email and not self.existing and people.has_email(email):
            self.add_error("email", people.EMAIL_TAKEN)
        return cleaned


class EnrolForm(forms.Form):
    """Somebody with an account, after the teacher has seen who it is."""

    username = forms.CharField(max_length=150, validators=[validate_text])
    role = forms.ChoiceField(choices=Role.choices)


class RoleForm(forms.Form):
    """The role of one person in the class."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=Role.choices, widget=forms.RadioSelect
    )
