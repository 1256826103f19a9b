"""Which students get a login card."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from classrooms.cards import Holder

MOST_CARDS = 60
"""Hashing sixty passwords stays well within one request, even on a small computer."""


class CardsForm(forms.Form):
    """Students to choose from; those who have never signed in are chosen to begin with."""

    students = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Cards for"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one person."),
            "invalid_choice": gettext_lazy(
                "Somebody in your choice can no longer get a card here. Look at the list again."
            ),
        },
    )
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, holders: list[Holder], only: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["students"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = _grouped(holders)
        new = [one for one in holders if one.is_new][:MOST_CARDS]
        self.initial["students"] = [only] if only else [str(one.enrolment.user_id) for one in new]
        self.initial["once"] = uuid.uuid4()

    def clean_students(self) -> list[int]:
        """At most as many as one request can do."""
        chosen: list[int] = self.cleaned_data["students"]
        if len(chosen) > MOST_CARDS:
            raise forms.ValidationError(
                ngettext(
                    "Choose at most %(most)d student at a time.",
                    "Choose at most %(most)d students at a time.",
                    MOST_CARDS,
                )
                % {"most": MOST_CARDS}
            )
        return chosen


def _grouped(holders: list[Holder]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The holders as choices: first those who need a card to come in at all."""
    groups = [
        (_("Have never signed in"), [one for one in holders if one.is_new]),
        (
            _("Have signed in: the card replaces their password"),
            [o for o in holders if not o.is_new],
        ),
    ]
    return [(name, [_choice(one) for one in people]) for name, people in groups if people]


def _choice(one: Holder) -> tuple[str, str]:
    user = one.enrolment.user
    return str(user.pk), f"{user.name} · {user.username}"
