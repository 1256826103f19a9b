"""The workbench: one script beside its rubric, and the marks as they are made."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.http import SchoolRequest
from grading import access, answers, refusals
from grading.actions import marking
from grading.cards import Card
from grading.forms import MarkForm, OverallForm
from grading.workbench import Overall, after_mark, workbench


@require_safe
def script_mark(request: SchoolRequest, public_id: UUID) -> HttpResponse:
    """The script beside its rubric. Opening it writes nothing and credits nobody."""
    found = access.script_to_mark(request.user, public_id)
    return answers.page(request, workbench(found, fresh="own" in request.GET))


@require_POST
def mark_set(request: SchoolRequest, public_id: UUID, key: str) -> HttpResponse:
    """Save the verdict on one criterion with its comment."""
    found = access.script_to_judge(request.user, public_id)
    rubric = access.rubric_at_hand(found)
    criterion = access.criterion_of(rubric, key)
    form = MarkForm(request.POST)
    try:
        written = marking.set_mark(
            script=found.script,
            rubric=rubric,
            criterion=criterion,
            by=request.user,
            **form.said(),
        )
    except refusals.REFUSALS as refusal:
        card = refusals.refused_mark(refusal, form, criterion, rubric)
        return _answer_card(request, found, card, refusals.status_of(refusal))
    if not answers.wants_parts(request):
        return answers.back(public_id, f"crit-{key}")
    card, sums = after_mark(rubric, written)
    context = {
        "card": card,
        "sums": sums,
        "saved_at": written.mark.changed_at,
        "script": found.script,
        "assignment": found.assignment_id,
    }
    return answers.parts(request, "grading/marking/_after_mark.html", context)


@require_POST
def overall_set(request: SchoolRequest, public_id: UUID) -> HttpResponse:
    """Save the comment on the whole essay."""
    found = access.script_to_judge(request.user, public_id)
    rubric = access.rubric_at_hand(found)
    form = OverallForm(request.POST)
    try:
        assessment = marking.set_overall(
            script=found.script, rubric=rubric, by=request.user, **form.said()
        )
    except refusals.REFUSALS as refusal:
        sent = refusals.refused_overall(refusal, form)
        return _answer_overall(request, found, sent, refusals.status_of(refusal))
    if not answers.wants_parts(request):
        return answers.back(public_id, "crit-overall")
    context = {
        "overall": Overall.of(assessment),
        "saved_at": timezone.now(),
        "script": found.script,
    }
    return answers.parts(request, "grading/marking/_after_overall.html", context)


def _answer_card(
    request: SchoolRequest, found: access.ScriptToJudge, card: Card, status: int
) -> HttpResponse:
    """The criterion with what was sent still in it, on its own or in its page."""
    if answers.wants_parts(request):
        context = {"card": card, "script": found.script}
        return answers.parts(request, "grading/marking/_mark_refused.html", context, status)
    whole = access.script_to_mark(request.user, found.script.public_id)
    return answers.page(request, workbench(whole, fresh=True, replaced=card), status)


def _answer_overall(
    request: SchoolRequest, found: access.ScriptToJudge, sent: Overall, status: int
) -> HttpResponse:
    if answers.wants_parts(request):
        context = {"overall": sent, "script": found.script}
        return answers.parts(request, "grading/marking/_after_overall.html", context, status)
    bench = workbench(access.script_to_mark(request.user, found.script.public_id), fresh=True)
    bench.overall = sent
    return answers.page(request, bench, status)
