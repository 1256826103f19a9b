"""A school of one large class. The same call makes the same texts and marks each time."""

import random
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from benchmarks import prose
from benchmarks.school import School
from classrooms.models import Classroom, Enrolment
from classrooms.roles import Role
from essays import markup
from essays.models import Assignment, Essay, Exemplar, Origin, Script, Submission
from grading.actions.evidence import add_annotation
from grading.actions.marking import set_mark, set_overall
from grading.actions.release import release
from grading.models import EvidenceKind, Verdict
from grading.spans import sentences
from rubrics.bands import plain_number
from rubrics.builtin import BUILT_IN
from rubrics.models import RubricVersion

STUDENTS = 200
SEED = 1928
FIRST = ("Amina", "Béla", "Chidi", "Dana", "Emil", "Farah", "Goran", "Hana", "Ines", "Jakub")
LAST = ("Adeyemi", "Brady", "Castro", "Dvořák", "Eriksen", "Fischer", "García", "Horák")


@transaction.atomic
def fill(students: int = STUDENTS) -> School:
    """Make the school. A third of the scripts is marked, half of these are released."""
    call_command("load_builtins", verbosity=0)
    teacher, authors = make_people(students)
    rubric = RubricVersion.objects.with_criteria().get(rubric__slug=BUILT_IN)
    assignment = make_assignment(teacher, authors, rubric)
    submissions = hand_in(assignment, authors, timezone.now() - timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # or the marking below is planned for empty tables
    marked, unmarked = halves(submissions, len(submissions) // 3)
    released, held = halves(marked, len(marked) // 2)
    waiting, drafting = halves(unmarked, len(unmarked) // 3)
    mark(marked, rubric, teacher)
    for submission in released:
        release(submission=submission, by=teacher)
    write_on([submission.essay for submission in drafting])
    sessions = {author.pk: sign_in(author) for author in authors}
    open_scripts = ids([*held, *waiting, *drafting])
    return School(
        assignment=assignment.pk,
        teacher=sign_in(teacher),
        students=list(sessions.values()),
        drafting=[sessions[one.essay.author_id] for one in drafting],
        readers=[(sessions[one.essay.author_id], one.receipt) for one in released],
        scripts=random.Random(SEED).sample(open_scripts, len(open_scripts)),
        waiting=ids(waiting),
        criteria={
            criterion.key: {
                str(level.number): plain_number(level.points_max)
                for level in criterion.levels.all()
            }
            for criterion in rubric.criteria.all()
        },
    )


def halves(found: list[Submission], at: int) -> tuple[list[Submission], list[Submission]]:
    """The list in two."""
    return found[:at], found[at:]


def ids(submissions: list[Submission]) -> list[str]:
    """The public ids of their scripts."""
    return [str(submission.script.public_id) for submission in submissions]


def make_people(students: int) -> tuple[User, list[User]]:
    """A teacher and the students. One real password hash serves all: hashes are slow on purpose."""
    password = make_password(uuid.uuid4().hex)
    teacher = User(username="bench.teacher", name="Ada Teacher", is_teacher=True, password=password)
    authors = [
        User(
            username=f"bench.{number}",
            name=f"{FIRST[number % 10]} {LAST[number // 10 % 8]} {number + 1}",
            password=password,
        )
        for number in range(students)
    ]
    User.objects.bulk_create([teacher, *authors])
    return teacher, authors


def make_assignment(teacher: User, authors: list[User], rubric: RubricVersion) -> Assignment:
    """An open assignment in a classroom of them all, with every exemplar shown."""
    classroom = Classroom.objects.create(name="All of History", created_by=teacher)
    roles = [(teacher, Role.TEACHER), *((author, Role.STUDENT) for author in authors)]
    Enrolment.objects.bulk_create(
        Enrolment(classroom=classroom, user=user, role=role) for user, role in roles
    )
    assignment = Assignment.objects.create(
        classroom=classroom,
        title="Essay 1: Soviet foreign policy",
        prompt="How far did Soviet foreign policy reach its aims between 1928 and 1941?",
        rubric_version=rubric,
        opens_at=timezone.now() - timedelta(days=14),
        due_at=timezone.now() + timedelta(days=1),
        word_guide=900,
        created_by=teacher,
    )
    assignment.exemplars.set(Exemplar.objects.all())
    return assignment


def hand_in(assignment: Assignment, authors: list[User], at: datetime) -> list[Submission]:
    """One submission of each author, in their order."""
    made = []
    for number, author in enumerate(authors):
        script = freeze(prose.essay(SEED + number))
        essay = Essay(
            assignment=assignment,
            author=author,
            html=script.html,
            words=script.words,
            revision=1,
            saved_at=at,
        )
        made.append(
            Submission(
                essay=essay,
                number=1,
                script=script,
                submitted_at=at + timedelta(minutes=number),
                idempotency_key=uuid.uuid4(),
            )
        )
    Script.objects.bulk_create(one.script for one in made)
    Essay.objects.bulk_create(one.essay for one in made)
    return Submission.objects.bulk_create(made)


def freeze(html: str) -> Script:
    """A script, not saved yet."""
    canonical = markup.clean(html)
    text = markup.plain(canonical)
    return Script(
        html=canonical,
        text=text,
        sha256=markup.fingerprint(text),
        words=markup.word_count(text),
        origin=Origin.TYPED,
    )


def mark(submissions: Sequence[Submission], rubric: RubricVersion, teacher: User) -> None:
    """A level, a comment and two passages for each criterion, through the product's own acts."""
    draw = random.Random(SEED)
    for submission in submissions:
        script = submission.script
        said: dict[str, Any] = {"script": script, "rubric": rubric, "by": teacher}
        places = sentences(script.text)
        for criterion in rubric.criteria.all():
            set_mark(
                **said,
                criterion=criterion,
                verdict=Verdict.LEVEL,
                level=draw.choice([level.number for level in criterion.levels.all()]),
                comment=f"{criterion.name}: clear in places. Say why it mattered, and to whom.",
                based_on=0,
                key=uuid.uuid4(),
            )
            for start, end in draw.sample(places, 2):
                add_annotation(
                    **said,
                    criterion=criterion,
                    kind=draw.choice(EvidenceKind.values),
                    start=start,
                    end=end,
                    quote=script.text[start:end],
                    note="What follows from this for the question?",
                    key=uuid.uuid4(),
                )
        comment = "You know the events well. Next time, weigh them against the aims."
        set_overall(**said, comment=comment, based_on=0, key=uuid.uuid4())


def write_on(essays: list[Essay]) -> None:
    """Give each draft one paragraph more than was handed in."""
    for essay in essays:
        essay.html = markup.clean(essay.html + "<p>In the end the price was paid by others.</p>")
        essay.words = markup.word_count(markup.plain(essay.html))
        essay.revision += 1
    Essay.objects.bulk_update(essays, ["html", "words", "revision"])


def sign_in(user: User) -> str:
    """Open a session as the sign-in page would; return its key."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)
