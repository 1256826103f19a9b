"""Who has an account, and what makes a user name that somebody new can have."""

import unicodedata

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.validators import clean_text
from classrooms import usernames

EMAIL_TAKEN = gettext_lazy(
    "This address belongs to somebody who has an account. If you mean that person, give their "
    "user name; if not, leave the address out."
)


def checked_username(typed: str) -> str:
    """The user name as it is stored for somebody new, in small letters; "" stays "".

    Raises ValidationError for characters that a user name cannot have. An @ is among them:
    people sign in by user name or address, and one person's name must not be another's address.
    """
    plain = compared(clean_text(typed))
    if not plain:
        return ""
    if "@" in plain:
        raise ValidationError(_("A user name has no @. An address belongs in the e-mail field."))
    try:
        UnicodeUsernameValidator()(plain)
    except ValidationError:
        raise ValidationError(
            _("A user name has letters, digits and . + - _ only, and no spaces.")
        ) from None
    return plain


def with_username(typed: str) -> User | None:
    """The person who has this user name, capitals aside."""
    plain = compared(typed)
    return User.objects.annotate(plain=Lower("username")).filter(plain=plain).first()


def has_email(address: str) -> bool:
    """Whether somebody's account has this address, capitals aside."""
    return User.objects.filter(email__iexact=address).exists()


def new_username(name: str) -> str:
    """A free user name made from a person's name. One query."""
    stem = usernames.stem(name)
    alike = User.objects.filter(username__istartswith=stem).values_list("username", flat=True)
    return usernames.unused(stem, {compared(one) for one in alike})


def compared(username: str) -> str:
    """A user name as it is compared: composed, without regard to capitals or outer spaces."""
    return unicodedata.normalize("NFKC", username).strip().lower()
