"""Essays marked in public: how they begin for everybody, the rest for those who signed in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grading import exemplar_access
from grading.exemplar_pages import cards
from grading.feedback import result_of
from grading.reading import opening


@login_not_required
@require_safe
def exemplar_list(request: HttpRequest) -> HttpResponse:
    """How each exemplar begins and what it is worth."""
    exemplars = exemplar_access.exemplars_to_show()
    found = cards(exemplars, exemplar_access.references_of(exemplars))
    return render(request, "grading/exemplar_list.html", {"cards": found})


@login_not_required
@require_safe
def exemplar_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One exemplar: its opening, or, signed in, all of it beside its marks."""
    exemplar = exemplar_access.exemplar_to_show(slug)
    if not request.user.is_authenticated:
        context = {"exemplar": exemplar, "opening": opening(exemplar.script)}
        return render(request, "grading/exemplar_opening.html", context)
    result = result_of(exemplar_access.reference_of(exemplar), exemplar.script)
    return render(request, "grading/exemplar.html", {"result": result, "exemplar": exemplar})
