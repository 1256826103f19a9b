"""Login cards: choose students, then see and print their new passwords once."""

import uuid

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SchoolRequest
from classrooms import access
from classrooms.cards import holders_in, make_cards
from classrooms.forms_cards import MOST_CARDS, CardsForm

A_DAY = 24 * 3600


@require_http_methods(["GET", "HEAD", "POST"])
def cards(request: SchoolRequest, pk: int) -> HttpResponse:
    """Who can get a card; a POST makes the cards of those who are chosen."""
    classroom = access.classroom_to_manage(request.user, pk)
    holders = holders_in(classroom)
    able = [one for one in holders if not one.hindrance]
    form = CardsForm(request.POST or None, holders=able, only=request.GET.get("student", ""))
    if request.method == "POST" and form.is_valid():
        if not _first_time(form.cleaned_data["once"]):
            messages.error(
                request, _("These cards were shown already. Choose again to make new ones.")
            )
            return redirect("classrooms:cards", pk)
        made = make_cards(
            classroom=classroom, students=form.cleaned_data["students"], by=request.user
        )
        context = {"classroom": classroom, "cards": made, "site": request.build_absolute_uri("/")}
        return render(request, "classrooms/cards_made.html", context)
    context = {
        "classroom": classroom,
        "form": form,
        "unable": [one for one in holders if one.hindrance],
        "most": MOST_CARDS,
    }
    status = 422 if form.is_bound else 200
    return render(request, "classrooms/cards.html", context, status=status)


def _first_time(once: uuid.UUID) -> bool:
    """Whether a form is sent for the first time: a reload must not change passwords again."""
    return cache.add(f"cards-{once}", 1, A_DAY)
