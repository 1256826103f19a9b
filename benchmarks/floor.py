"""What any Django page costs here: the least work that a page of such a size can be.

Server, middleware, session, user and template engine are the product's own. Each view asks the
database once for itself; posting the form writes one row.
"""

from functools import cache
from itertools import count

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template import Engine, Template
from django.views.decorators.http import require_http_methods, require_safe

from accounts import audit
from accounts.http import SchoolRequest
from benchmarks import prose
from essays.models import Assignment, Submission

PAGE_BYTES = 40_000


class NoteForm(forms.Form):
    """The smallest form that is of any use."""

    note = forms.CharField(max_length=200)


@require_safe
def page(request: SchoolRequest, pk: int) -> HttpResponse:
    """One row, and a template of about 40 kB."""
    return _page(request, get_object_or_404(Assignment, pk=pk))


@require_safe
def table(request: SchoolRequest, pk: int) -> HttpResponse:
    """The newest submission of every student by one query, one row of the table each."""
    submissions = (
        Submission.objects.latest_of_each()
        .filter(essay__assignment=pk)
        .select_related("essay__author", "script")
        .defer("essay__html", "script__html", "script__text")
        .order_by("essay__author__name")
    )
    return render(request, "benchmarks/table.html", {"submissions": submissions})


@require_http_methods(["GET", "HEAD", "POST"])
def form(request: SchoolRequest, pk: int) -> HttpResponse:
    """A form on the page of 40 kB; posting it writes one row and leads to that page."""
    assignment = get_object_or_404(Assignment, pk=pk)
    note = NoteForm(request.POST or None)
    if note.is_valid():
        with transaction.atomic():
            audit.record(verb="noted", by=request.user, subject=assignment, **note.cleaned_data)
        return redirect("floor-page", pk)
    return _page(request, assignment, note)


def _page(
    request: SchoolRequest, assignment: Assignment, note: NoteForm | None = None
) -> HttpResponse:
    context = {"assignment": assignment, "form": note, "text": page_text()}
    return render(request, "benchmarks/page.html", context)


@cache
def page_text() -> Template:
    """40 kB of literal HTML with one variable in each paragraph, compiled once."""
    ending = "{{ assignment.title }}</p>"
    essays = (prose.essay(seed).replace("</p>", f" {ending}") for seed in count())
    source = ""
    while len(source) < PAGE_BYTES:
        source += next(essays)
    end = source.rindex(ending, 0, PAGE_BYTES) + len(ending)
    return Engine.get_default().from_string(source[:end])
