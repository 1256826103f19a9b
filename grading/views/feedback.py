"""What the student reads after release."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import SchoolRequest
from grading import class_access
from grading.feedback import result_of


@require_safe
def feedback(request: SchoolRequest, receipt: str) -> HttpResponse:
    """The released result of one submission; before release there is nothing here."""
    release = class_access.feedback_to_read(request.user, receipt)
    result = result_of(release.assessment, release.submission.script)
    return render(request, "grading/feedback.html", {"release": release, "result": result})
