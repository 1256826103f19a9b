"""The answer where a draft was changed in two places."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from essays import markup
from essays.access import Visit
from essays.refusals import DraftConflict
from essays.sheet import sheet


def conflict_page(request: HttpRequest, visit: Visit, conflict: DraftConflict) -> HttpResponse:
    """Both texts side by side, each with a way to go on with it; nothing is lost."""
    context = {
        "visit": visit,
        "assignment": visit.assignment,
        "stored": conflict.stored,
        "stored_sheet": sheet(conflict.stored.html),
        "sent_html": conflict.html,
        "sent_sheet": sheet(conflict.html),
        "sent_words": markup.word_count(markup.plain(conflict.html)),
        "both_html": f"{conflict.stored.html}\n{conflict.html}",
    }
    return render(request, "essays/conflict.html", context, status=409)
