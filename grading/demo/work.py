"""Loads what the demonstration students wrote and what their markers said."""

import json
import uuid
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from accounts.models import User
from essays import actions as essays
from essays.models import Assignment, Essay, Submission
from grading.actions import evidence, marking, release
from grading.models import Assessment, Kind
from grading.spans import find_once
from rubrics.models import RubricVersion


def load_work(folder: Path, assignment: Assignment, users: dict[str, User]) -> None:
    """Load each student's work on one assignment from the folder of its files."""
    rubric = RubricVersion.objects.with_criteria().get(pk=assignment.rubric_version_id)
    for path in sorted(folder.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        author = users[told["student"]]
        essay = essays.begin_essay(assignment=assignment, by=author)
        submission = None
        for given in told["submissions"]:
            submission = _hand_in(folder, essay, given, author)
        if told["draft"]:
            _write(folder, essay, told["draft"], author)
        if submission is not None and told["assessment"]:
            _mark(submission, rubric, told["assessment"], users)
        if submission is not None and told["released_hours_from_due"] is not None:
            at = assignment.due_at + timedelta(hours=told["released_hours_from_due"])
            release.release(submission=submission, by=users[told["released_by"]], at=at)


def _write(folder: Path, essay: Essay, name: str, author: User) -> Essay:
    html = (folder / name).read_text(encoding="utf-8")
    essay.refresh_from_db()
    return essays.save_draft(essay=essay, html=html, based_on=essay.revision, by=author)


def _hand_in(folder: Path, essay: Essay, given: dict[str, Any], author: User) -> Submission:
    saved = _write(folder, essay, given["html"], author)
    return essays.submit(
        essay=saved,
        key=uuid.uuid4(),
        based_on=saved.revision,
        by=author,
        at=essay.assignment.due_at + timedelta(hours=given["hours_from_due"]),
    )


def _mark(
    submission: Submission, rubric: RubricVersion, told: dict[str, Any], users: dict[str, User]
) -> None:
    script, by = submission.script, users[told["marker"]]
    for criterion in rubric.criteria.all():
        given = told["marks"].get(criterion.key)
        if given is None:
            continue
        points = None if given["points"] is None else Decimal(given["points"])
        marking.set_mark(
            script=script,
            rubric=rubric,
            criterion=criterion,
            verdict=given["verdict"],
            level=given["level"],
            points=points,
            comment=given["comment"],
            reason=given["reason"],
            based_on=0,
            key=uuid.uuid4(),
            by=by,
        )
        for passage in given["annotations"]:
            start, end = find_once(script.text, passage["quote"])
            evidence.add_annotation(
                script=script,
                rubric=rubric,
                criterion=criterion,
                kind=passage["kind"],
                start=start,
                end=end,
                quote=passage["quote"],
                note=passage["note"],
                key=uuid.uuid4(),
                by=by,
            )
    if told["overall_comment"]:
        marking.set_overall(
            script=script,
            rubric=rubric,
            comment=told["overall_comment"],
            based_on=0,
            key=uuid.uuid4(),
            by=by,
        )
    if told["completed_hours_from_due"] is not None:
        due = submission.essay.assignment.due_at
        Assessment.objects.filter(script=script, marker=by, kind=Kind.MARKING).update(
            marked_at=due + timedelta(hours=told["completed_hours_from_due"])
        )
