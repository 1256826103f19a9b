"""What waits for a person: the desk they sit down at, and one classroom of it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import User
from classrooms.models import Classroom, Enrolment
from classrooms.roles import Permission, Role
from essays.deadlines import Standing, standing
from essays.models import Assignment, Essay, Submission
from grading.models import Assessment, Kind


@dataclass(frozen=True)
class Task:
    """One assignment as one person stands to it."""

    assignment: Assignment
    standing: Standing
    # as its teacher or marker: numbers of scripts
    handed_in: int = 0
    marked: int = 0
    released: int = 0
    students: int = 0
    # as its student: the own essay and its newest submission
    essay: Essay | None = None
    submission: Submission | None = None

    @property
    def to_mark(self) -> int:
        """Scripts that still lack a verdict."""
        return self.handed_in - self.marked

    @property
    def held(self) -> int:
        """Marked scripts that are not released."""
        return self.marked - self.released

    @property
    def has_feedback(self) -> bool:
        """Whether the newest submission was released to its author."""
        return self.submission is not None and self.submission.returned_at is not None


@dataclass(frozen=True)
class Room:
    """One classroom with its assignments, newest due time first."""

    enrolment: Enrolment
    tasks: list[Task]
    students: int

    @property
    def classroom(self) -> Classroom:
        """The classroom itself."""
        return self.enrolment.classroom

    @property
    def marks(self) -> bool:
        """Whether the person marks here."""
        return self.enrolment.may(Permission.MARK)

    @property
    def manages(self) -> bool:
        """Whether the person manages the classroom."""
        return self.enrolment.may(Permission.MANAGE_CLASSROOM)


@dataclass(frozen=True)
class Desk:
    """All classrooms of a person, and what comes first."""

    teaching: list[Room] = field(default_factory=list)
    learning: list[Room] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether the person is in no classroom yet."""
        return not self.teaching and not self.learning

    @property
    def next_to_mark(self) -> Task | None:
        """The assignment with scripts to mark that was due first."""
        tasks = [task for room in self.teaching for task in room.tasks if task.to_mark]
        return min(tasks, key=lambda task: task.assignment.due_at, default=None)

    @property
    def next_to_release(self) -> Task | None:
        """The assignment due first among those where marked scripts are held and none is left."""
        rooms = [room for room in self.teaching if room.enrolment.may(Permission.RELEASE)]
        tasks = [t for room in rooms for t in room.tasks if t.held and not t.to_mark]
        return min(tasks, key=lambda task: task.assignment.due_at, default=None)

    @property
    def to_write(self) -> list[Task]:
        """Open assignments that the student has not handed in, the one due first in front."""
        tasks = [t for t in self.own if t.submission is None and t.standing.may_submit]
        return sorted(tasks, key=lambda task: task.assignment.due_at)

    @property
    def to_read(self) -> list[Task]:
        """Released feedback, newest first."""
        tasks = [task for task in self.own if task.has_feedback]
        return sorted(tasks, key=_returned, reverse=True)

    @property
    def earlier(self) -> list[Task]:
        """Everything of the student that is neither to write nor to read."""
        shown = [*self.to_write, *self.to_read]
        return [task for task in self.own if task not in shown]

    @property
    def own(self) -> list[Task]:
        """All assignments that the person has as a student."""
        return [task for room in self.learning for task in room.tasks]


def _returned(task: Task) -> datetime:
    submission = task.submission
    if submission is None or submission.returned_at is None:
        return task.assignment.due_at - timedelta(days=36500)
    return submission.returned_at


def desk_of(user: User, *, at: datetime) -> Desk:
    """The desk of a person: seven queries, however many classrooms and students there are."""
    enrolments = (
        Enrolment.objects.filter(user=user, classroom__archived_at=None)
        .select_related("classroom")
        .order_by("classroom__name", "classroom_id")
    )
    rooms = _rooms(list(enrolments), user, at)
    return Desk(
        teaching=[room for room in rooms if room.marks],
        learning=[room for room in rooms if not room.marks],
    )


def room_of(enrolment: Enrolment, *, at: datetime) -> Room:
    """One classroom, as the person of the enrolment sees it."""
    return _rooms([enrolment], enrolment.user, at)[0]


def _rooms(enrolments: list[Enrolment], user: User, at: datetime) -> list[Room]:
    marking = [e.classroom_id for e in enrolments if e.may(Permission.MARK)]
    writing = [e.classroom_id for e in enrolments if not e.may(Permission.MARK)]
    students = dict(
        Enrolment.objects.filter(classroom__in=marking, role=Role.STUDENT)
        .values_list("classroom_id")
        .annotate(Count("pk"))
        .order_by()
    )
    visible = Q(classroom__in=marking) | Q(classroom__in=writing, opens_at__lte=at)
    assignments = Assignment.objects.filter(visible).order_by("-due_at", "pk")
    counts = _counts(marking)
    essays = {e.assignment_id: e for e in Essay.objects.filter(author=user).defer("html")}
    own = Submission.objects.latest_of_each().filter(essay__author=user)
    newest = {submission.essay_id: submission for submission in own}
    tasks: dict[int, list[Task]] = defaultdict(list)
    for assignment in assignments:
        state = standing(assignment.opens_at, assignment.due_at, assignment.late_policy, at)
        if assignment.classroom_id in marking:
            handed_in, marked, released = counts.get(assignment.pk, (0, 0, 0))
            task = Task(
                assignment,
                state,
                handed_in=handed_in,
                marked=marked,
                released=released,
                students=students.get(assignment.classroom_id, 0),
            )
        else:
            essay = essays.get(assignment.pk)
            submission = newest.get(essay.pk) if essay else None
            task = Task(assignment, state, essay=essay, submission=submission)
        tasks[assignment.classroom_id].append(task)
    return [Room(e, tasks[e.classroom_id], students.get(e.classroom_id, 0)) for e in enrolments]


def _counts(classrooms: list[int]) -> dict[int, tuple[int, int, int]]:
    """Scripts handed in, marked and released, by assignment; only submissions that count."""
    finished = Assessment.objects.filter(
        script=OuterRef("script"), kind=Kind.MARKING, marked_at__isnull=False
    )
    found = (
        Submission.objects.latest_of_each()
        .filter(essay__assignment__classroom__in=classrooms)
        .annotate(is_marked=Exists(finished))
        .values_list("essay__assignment_id")
        .annotate(
            handed_in=Count("pk"),
            marked=Count("pk", filter=Q(is_marked=True)),
            released=Count("pk", filter=Q(returned_at__isnull=False)),
        )
        .order_by()
    )
    return {pk: (handed_in, marked, released) for pk, handed_in, marked, released in found}
