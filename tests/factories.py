"""Situations for tests: factories that speak of classrooms, essays and marks."""

import uuid
from datetime import timedelta
from decimal import Decimal

import factory
from django.utils import timezone

from accounts.models import User
from classrooms.models import Classroom, Enrolment
from classrooms.roles import Role
from essays.actions import freeze_script
from essays.models import Assignment, Essay, Origin, Script, Submission
from rubrics.models import Criterion, Level, Rubric, RubricVersion

PASSWORD = "chalk-and-slate-7"

TEXT = (
    "<p>The main aim was security. Two sub-aims were steps towards it.</p>\n"
    "<p>In 1934 the Soviet Union joined the League of Nations. It was a success.</p>"
)


class UserFactory(factory.django.DjangoModelFactory[User]):
    """A person of the school with a known password."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    name = factory.Sequence(lambda n: f"Person Number{n}")

    @factory.post_generation
    def password(self, create: bool, extracted: str | None, **_: object) -> None:
        self.set_password(extracted or PASSWORD)
        if create:
            self.save()


class ClassroomFactory(factory.django.DjangoModelFactory[Classroom]):
    """A classroom with its teacher."""

    class Meta:
        model = Classroom
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"{n}.B History")
    created_by = factory.SubFactory(UserFactory, is_teacher=True)

    @factory.post_generation
    def teacher(self, create: bool, extracted: object, **_: object) -> None:
        Enrolment.objects.create(classroom=self, user=self.created_by, role=Role.TEACHER)


class EnrolmentFactory(factory.django.DjangoModelFactory[Enrolment]):
    """Somebody in a classroom, a student unless said otherwise."""

    class Meta:
        model = Enrolment

    classroom = factory.SubFactory(ClassroomFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.STUDENT


BANDS = {"aims": 15, "sub_aims": 15, "successes": 25, "failures": 25, "conclusion": 20}


def make_rubric(owner: User | None = None, *, published: bool = True) -> RubricVersion:
    """A rubric shaped like the built-in one: five criteria of five equal bands, 100 points."""
    rubric = Rubric.objects.create(name="History essay", owner=owner)
    version = RubricVersion.objects.create(
        rubric=rubric, number=1, published_at=timezone.now() if published else None
    )
    parent = None
    for position, (key, top) in enumerate(BANDS.items(), 1):
        criterion = Criterion.objects.create(
            version=version,
            key=key,
            name=key.replace("_", "-").capitalize(),
            position=position,
            parent=parent if key == "sub_aims" else None,
        )
        parent = criterion if key == "aims" else parent
        width = top // 5
        Level.objects.bulk_create(
            Level(
                criterion=criterion,
                key=f"l{n}",
                number=n,
                points_min=Decimal((n - 1) * width + 1),
                points_max=Decimal(n * width),
                descriptor=f"{criterion.name}, words of level {n}.",
            )
            for n in range(1, 6)
        )
    return version


class AssignmentFactory(factory.django.DjangoModelFactory[Assignment]):
    """An assignment that is open now and due in a week."""

    class Meta:
        model = Assignment

    classroom = factory.SubFactory(ClassroomFactory)
    title = "Essay 1: Stalin’s foreign policy"
    prompt = "How far did Stalin’s foreign policy succeed between 1928 and 1941?"
    rubric_version = factory.LazyFunction(make_rubric)
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=7))
    due_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    created_by = factory.LazyAttribute(lambda a: a.classroom.created_by)


class EssayFactory(factory.django.DjangoModelFactory[Essay]):
    """A student's draft."""

    class Meta:
        model = Essay

    assignment = factory.SubFactory(AssignmentFactory)
    author = factory.SubFactory(UserFactory)
    html = TEXT
    revision = 1
    saved_at = factory.LazyFunction(timezone.now)


def make_script(html: str = TEXT) -> Script:
    """A frozen script."""
    return freeze_script(html=html, origin=Origin.TYPED)


class SubmissionFactory(factory.django.DjangoModelFactory[Submission]):
    """A submission with its frozen script."""

    class Meta:
        model = Submission

    essay = factory.SubFactory(EssayFactory)
    number = 1
    script = factory.LazyFunction(make_script)
    submitted_at = factory.LazyFunction(timezone.now)
    idempotency_key = factory.LazyFunction(uuid.uuid4)
