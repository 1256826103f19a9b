"""What the workbench answers to a write: the parts of the page that changed, or the whole page.

The page's script asks for parts by a header and puts each in its place by id; without scripts
the browser gets a redirection, or the page again with what was sent still in it.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.http import SchoolRequest
from grading.workbench import Workbench

PARTS_HEADER = "Touchstone-Parts"


def wants_parts(request: SchoolRequest) -> bool:
    """Whether the page's script asks."""
    return PARTS_HEADER in request.headers


def parts(
    request: SchoolRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The changed parts."""
    return render(request, template, context, status=status)


def page(request: SchoolRequest, bench: Workbench, status: int = 200, **more: Any) -> HttpResponse:
    """The whole workbench."""
    page_url = reverse("grading:script-mark", args=[bench.found.script.public_id])
    context = {
        "bench": bench,
        "script": bench.found.script,
        "writable": bench.writable,
        "page_url": page_url,
        "evidence_url": f"{page_url}evidence/" if bench.writable else "",
        **more,
    }
    return render(request, "grading/marking.html", context, status=status)


def back(script: object, anchor: str) -> HttpResponse:
    """Back to the page, at the place that changed."""
    return redirect(reverse("grading:script-mark", args=[script]) + f"#{anchor}")
