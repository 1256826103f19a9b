"""What was handed in, for ever: the receipt, the text, the file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.http import SchoolRequest
from essays import access, wording
from essays.clock import began
from essays.deadlines import standing
from essays.downloads import content_type
from essays.sheet import sheet, table_count


@require_safe
def receipt(request: SchoolRequest, receipt: str) -> HttpResponse:
    """The receipt of one handing-in."""
    submission = access.receipt_to_read(request.user, receipt)
    assignment = submission.essay.assignment
    state = standing(assignment.opens_at, assignment.due_at, assignment.late_policy, began(request))
    script = submission.script
    return render(
        request,
        "essays/receipt.html",
        {
            "submission": submission,
            "assignment": assignment,
            "script": script,
            "tables": table_count(script.html),
            "size": len(script.text.encode()),
            "punctuality": wording.punctuality(submission),
            "own": submission.essay.author_id == request.user.pk,
            "may_submit": state.may_submit,
        },
    )


@require_safe
def submission_text(request: SchoolRequest, receipt: str) -> HttpResponse:
    """The text that was handed in, as it is stored."""
    submission = access.receipt_to_read(request.user, receipt)
    context = {
        "submission": submission,
        "assignment": submission.essay.assignment,
        "script": submission.script,
        "sheet": sheet(submission.script.html),
        "own": submission.essay.author_id == request.user.pk,
    }
    return render(request, "essays/submission_text.html", context)


@require_safe
def original(request: SchoolRequest, receipt: str) -> HttpResponse:
    """The file as it was uploaded: to be saved, never to be opened in the browser."""
    file = access.original_to_download(request.user, receipt)
    with file.file.open("rb") as stored:
        data = stored.read()
    return HttpResponse(
        data,
        headers={
            "Content-Type": content_type(data, file.name),
            "Content-Disposition": content_disposition_header(True, file.name),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        },
    )
