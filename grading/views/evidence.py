"""Evidence on the workbench: words tied to a criterion, changed, untied and tied again."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SchoolRequest
from grading import access, answers, refusals
from grading.actions import evidence
from grading.actions.ledger import Stale
from grading.forms import EvidenceForm, PassageForm, WriteForm
from grading.models import Annotation, EvidenceKind
from grading.workbench import after_evidence, workbench
from rubrics.models import RubricVersion


@require_POST
def annotation_add(request: SchoolRequest, public_id: UUID) -> HttpResponse:
    """Tie words to a criterion: by their place, or quoted where there is no script."""
    found = access.script_to_annotate(request.user, public_id)
    rubric = access.rubric_at_hand(found)
    form = PassageForm(request.POST, rubric=rubric, text=found.script.text)
    try:
        annotation = evidence.add_annotation(
            script=found.script, rubric=rubric, by=request.user, **form.said()
        )
    except refusals.REFUSALS as refusal:
        status, problems = refusals.status_of(refusal), refusals.words_of(refusal)
        if answers.wants_parts(request):
            return answers.parts(
                request, "grading/marking/_quote_refused.html", {"problems": problems}, status
            )
        bench = workbench(access.script_to_mark(request.user, public_id), fresh=True)
        return answers.page(request, bench, status, problems=problems, sent=form.data)
    return _changed(request, found, rubric, annotation, undo="grading:annotation-remove")


@require_http_methods(["GET", "HEAD", "POST"])
def annotation_edit(request: SchoolRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Change the kind, the criterion and the note of a passage."""
    found = access.script_to_annotate(request.user, public_id)
    annotation = access.annotation_to_change(request.user, public_id, pk)
    rubric = access.rubric_at_hand(found)
    if request.method != "POST":
        return _passage(request, found, annotation, EvidenceForm(rubric=rubric))
    form = EvidenceForm(request.POST, rubric=rubric)
    try:
        changed = evidence.edit_annotation(
            annotation=annotation, rubric=rubric, by=request.user, **form.said()
        )
    except refusals.REFUSALS as refusal:
        return _passage(request, found, annotation, form, refusal)
    return _changed(request, found, rubric, changed)


@require_POST
def annotation_remove(request: SchoolRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Untie a passage; it can be tied again."""
    found = access.script_to_annotate(request.user, public_id)
    annotation = access.annotation_to_change(request.user, public_id, pk)
    rubric = access.rubric_at_hand(found)
    try:
        changed = evidence.remove_annotation(
            annotation=annotation,
            rubric=rubric,
            by=request.user,
            **WriteForm(request.POST).said(),
        )
    except refusals.REFUSALS as refusal:
        return _passage(request, found, annotation, EvidenceForm(rubric=rubric), refusal)
    return _changed(request, found, rubric, changed, undo="grading:annotation-restore")


@require_POST
def annotation_restore(request: SchoolRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Tie a removed passage again."""
    found = access.script_to_annotate(request.user, public_id)
    annotation = access.annotation_to_change(request.user, public_id, pk)
    rubric = access.rubric_at_hand(found)
    try:
        changed = evidence.restore_annotation(
            annotation=annotation,
            rubric=rubric,
            by=request.user,
            **WriteForm(request.POST).said(),
        )
    except refusals.REFUSALS as refusal:
        return _passage(request, found, annotation, EvidenceForm(rubric=rubric), refusal)
    return _changed(request, found, rubric, changed, undo="grading:annotation-remove")


def _changed(
    request: SchoolRequest,
    found: access.ScriptToJudge,
    rubric: RubricVersion,
    annotation: Annotation,
    undo: str = "",
) -> HttpResponse:
    """The essay and all its chips: a passage more or less renumbers those behind it."""
    script, criterion = found.script, annotation.criterion
    if not answers.wants_parts(request):
        return answers.back(script.public_id, f"crit-{criterion.key}" if criterion else "essay")
    essay = after_evidence(found, annotation.assessment)
    context = {
        "essay": essay,
        "script": script,
        "writable": True,
        "evidence_url": reverse("grading:annotation-add", args=[script.public_id]),
        "groups": [(one.key, essay.notes_on(one.key)) for one in rubric.criteria.all()],
        "loose": essay.notes_on(""),
        "annotation": annotation,
        "tied": next((note for note in essay.notes if note.pk == annotation.pk), None),
        "undo": reverse(undo, args=[script.public_id, annotation.pk]) if undo else "",
        "saved_at": timezone.now(),
    }
    return answers.parts(request, "grading/marking/_after_evidence.html", context)


def _passage(
    request: SchoolRequest,
    found: access.ScriptToJudge,
    annotation: Annotation,
    form: EvidenceForm,
    refusal: Exception | None = None,
) -> HttpResponse:
    """The form of one passage, as a page or as a part; nothing that was sent is lost."""
    criterion = annotation.criterion.key if annotation.criterion else ""
    theirs = refusal.theirs if isinstance(refusal, Stale) else None
    address = [found.script.public_id, annotation.pk]
    context = {
        "found": found,
        "annotation": annotation,
        "action": reverse("grading:annotation-edit", args=address),
        "page": reverse("grading:script-mark", args=address[:1]),
        "criteria": form.fields["criterion"].choices,  # type: ignore[attr-defined]
        "kinds": EvidenceKind.choices,
        "criterion": form.data.get("criterion", criterion),
        "kind": form.data.get("kind", annotation.kind),
        "note": form.data.get("note", annotation.note),
        "version": theirs.version if theirs else annotation.version,
        "theirs": theirs.state if theirs else None,
        "problems": refusals.words_of(refusal) if refusal else [],
        "write_key": uuid4(),
    }
    status = refusals.status_of(refusal) if refusal else 200
    if answers.wants_parts(request):
        return answers.parts(request, "grading/marking/_passage_part.html", context, status)
    return render(request, "grading/annotation_edit.html", context, status=status)
