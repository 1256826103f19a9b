"""What can be done with classrooms and their people. Each act is one transaction, on record."""

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from classrooms import people
from classrooms.models import Classroom, Enrolment, new_join_code
from classrooms.plan import Plan, plan_list
from classrooms.roles import Role


class LastTeacher(Exception):
    """A classroom keeps at least one teacher; nothing was changed."""


class NameTaken(Exception):
    """The user name or address went to somebody else a moment ago; nothing was changed."""


class PlanChanged(Exception):
    """The list would no longer do what was shown; nothing was changed."""


@transaction.atomic
def create_classroom(*, name: str, join_open: bool, by: User) -> Classroom:
    """Make a classroom with its maker as teacher."""
    classroom = Classroom.objects.create(name=name, join_open=join_open, created_by=by)
    Enrolment.objects.create(classroom=classroom, user=by, role=Role.TEACHER)
    audit.record(verb="created", by=by, subject=classroom)
    return classroom


@transaction.atomic
def change_classroom(*, classroom: Classroom, name: str, join_open: bool, by: User) -> None:
    """Rename a classroom, open or close its code."""
    classroom.name, classroom.join_open = name, join_open
    classroom.save(update_fields=["name", "join_open"])
    audit.record(verb="changed", by=by, subject=classroom, join_open=join_open)


@transaction.atomic
def archive(*, classroom: Classroom, by: User) -> None:
    """Take a classroom off the desks. All its work stays readable; its code no longer works."""
    if classroom.archived_at is None:
        classroom.archived_at = timezone.now()
        classroom.save(update_fields=["archived_at"])
        audit.record(verb="archived", by=by, subject=classroom)


@transaction.atomic
def restore(*, classroom: Classroom, by: User) -> None:
    """Bring an archived classroom back."""
    if classroom.archived_at is not None:
        classroom.archived_at = None
        classroom.save(update_fields=["archived_at"])
        audit.record(verb="restored", by=by, subject=classroom)


@transaction.atomic
def renew_code(*, classroom: Classroom, by: User) -> None:
    """Give a classroom a new join code; the old one no longer works."""
    classroom.join_code = new_join_code()
    classroom.save(update_fields=["join_code"])
    audit.record(verb="renewed code", by=by, subject=classroom)


@transaction.atomic
def join(*, classroom: Classroom, by: User) -> bool:
    """Somebody with an account joins as a student by code. False if they were in already."""
    enrolment, made = Enrolment.objects.get_or_create(
        classroom=classroom, user=by, defaults={"role": Role.STUDENT}
    )
    if made:
        audit.record(verb="joined", by=by, subject=enrolment, classroom=classroom.pk)
    return made


def join_as_newcomer(*, classroom: Classroom, name: str, username: str, password: str) -> User:
    """Make an account for somebody with the code and enrol them as a student.

    Without a user name, one is made from the name. Raises NameTaken.
    """
    hashed = make_password(password)  # slow on purpose, so before the transaction
    try:
        with transaction.atomic():
            person = User.objects.create(
                username=username or people.new_username(name), name=name, password=hashed
            )
            enrolment = _enrol(classroom, person, Role.STUDENT, made_account=True)
            audit.record(
                verb="joined", by=person, subject=enrolment, classroom=classroom.pk, new=True
            )
    except IntegrityError:
        raise NameTaken from None
    return person


def add_newcomer(
    *, classroom: Classroom, name: str, username: str, email: str, role: Role, by: User
) -> Enrolment:
    """Make an account for somebody new and enrol them; a login card gives the first password.

    Raises NameTaken.
    """
    try:
        with transaction.atomic():
            person = User.objects.create(
                username=username or people.new_username(name),
                name=name,
                email=email,
                password=make_password(None),
            )
            enrolment = _enrol(classroom, person, role, made_account=True)
            audit.record(
                verb="added", by=by, subject=enrolment, user=person.pk, role=role, new=True
            )
    except IntegrityError:
        raise NameTaken from None
    return enrolment


@transaction.atomic
def enrol(*, classroom: Classroom, person: User, role: Role, by: User) -> bool:
    """Enrol somebody who has an account, which stays as it is. False if they were in already."""
    enrolment, made = Enrolment.objects.get_or_create(
        classroom=classroom, user=person, defaults={"role": role}
    )
    if made:
        audit.record(verb="added", by=by, subject=enrolment, user=person.pk, role=role)
    return made


def enrol_list(*, classroom: Classroom, text: str, shown: str, by: User) -> Plan:
    """Do what a list of people says, all of it or nothing, and return what was done.

    `shown` is the fingerprint of the plan that was confirmed. New accounts have no password until
    a login card gives one. Raises PlanChanged.
    """
    try:
        with transaction.atomic():
            Classroom.objects.select_for_update().get(pk=classroom.pk)
            plan = plan_list(classroom, text)
            if plan.problems or plan.fingerprint != shown:
                raise PlanChanged
            _carry_out(plan, classroom, by)
    except IntegrityError:  # somebody else took a name between our look and our writing
        raise PlanChanged from None
    return plan


def _carry_out(plan: Plan, classroom: Classroom, by: User) -> None:
    made = User.objects.bulk_create(
        User(username=one.username, name=one.name, email=one.email, password=make_password(None))
        for one in plan.new
    )
    joining = [one.person for one in plan.joining if one.person]
    Enrolment.objects.bulk_create(
        Enrolment(classroom=classroom, user=user, role=Role.STUDENT, made_account=new)
        for several, new in ((made, True), (joining, False))
        for user in several
    )
    audit.record(
        verb="took over a list",
        by=by,
        subject=classroom,
        made=[user.pk for user in made],
        joined=[user.pk for user in joining],
    )


@transaction.atomic
def change_role(*, enrolment: Enrolment, role: Role, by: User) -> None:
    """Give somebody another role in the classroom. Raises LastTeacher."""
    if enrolment.role == role:
        return
    _keep_a_teacher(enrolment)
    before, enrolment.role = enrolment.role, role
    enrolment.save(update_fields=["role"])
    audit.record(verb="changed role", by=by, subject=enrolment, before=before, after=role)


@transaction.atomic
def remove(*, enrolment: Enrolment, by: User) -> None:
    """End somebody's access to the classroom at once; their work stays. Raises LastTeacher."""
    _keep_a_teacher(enrolment)
    audit.record(
        verb="removed",
        by=by,
        subject=enrolment,
        classroom=enrolment.classroom_id,
        user=enrolment.user_id,
        role=enrolment.role,
    )
    enrolment.delete()


def _enrol(classroom: Classroom, person: User, role: Role, *, made_account: bool) -> Enrolment:
    return Enrolment.objects.create(
        classroom=classroom, user=person, role=role, made_account=made_account
    )


def _keep_a_teacher(enrolment: Enrolment) -> None:
    # The lock on the classroom keeps two teachers from removing each other at the same moment.
    Classroom.objects.select_for_update().get(pk=enrolment.classroom_id)
    others = Enrolment.objects.filter(classroom=enrolment.classroom_id, role=Role.TEACHER)
    if enrolment.role == Role.TEACHER and not others.exclude(pk=enrolment.pk).exists():
        raise LastTeacher
