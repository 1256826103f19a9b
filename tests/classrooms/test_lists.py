"""Adding people from a list: the look at every line, the errors, all or nothing."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from classrooms import actions
from classrooms.forms_list import MOST_BYTES
from classrooms.models import Classroom
from classrooms.plan import Outcome, plan_list
from classrooms.roles import Role
from tests.factories import EnrolmentFactory, UserFactory

SignIn = Callable[[User], Client]


@pytest.fixture
def url(classroom: Classroom) -> str:
    return reverse("classrooms:people-import", args=[classroom.pk])


@pytest.fixture
def confirm(classroom: Classroom) -> str:
    return reverse("classrooms:import-confirm", args=[classroom.pk])


def sealed_in(page: str) -> str:
    found = re.search(r'name="list" value="([^"]+)"', page)
    assert found
    return found[1]


def test_each_line_says_what_would_happen_and_nothing_does(
    ada: User, sam: User, eve: User, classroom: Classroom, url: str, signed_in: SignIn
) -> None:
    text = "Login;Name;Mail;Form\n;Nóra Brady;nora@school.example;4.B\nEVE;E. S.;;\nsam;Sam;;\n"
    people = User.objects.count()

    page = signed_in(ada).post(url, {"text": text}).text

    assert 'new account with the user name <b class="code">n.brady</b>' in page
    assert "<b><bdi>Eve Stranger</bdi></b>" in page
    assert "joins; the account stays as it is" in page
    assert "<bdi>Sam Žwingli</bdi>" in page
    assert "is here already" in page
    assert "if this is somebody else" not in page
    assert "Not used: Form." in page
    assert User.objects.count() == people
    assert classroom.enrolments.count() == 2


def test_confirmed_list_is_carried_out(
    ada: User, eve: User, classroom: Classroom, url: str, confirm: str, signed_in: SignIn
) -> None:
    client = signed_in(ada)
    before = (eve.name, eve.password, eve.email)
    page = client.post(url, {"text": "Nóra Brady,,Nora@School.example\nX,eve,e@school.example\n"})

    answer = client.post(confirm, {"list": sealed_in(page.text)}, follow=True)

    assert "2 people are added. Login cards give" in answer.text
    assert answer.redirect_chain[0][0] == reverse("classrooms:cards", args=[classroom.pk])
    made, known = User.objects.get(username="n.brady"), classroom.enrolments.get(user=eve)
    assert (made.name, made.email) == ("Nóra Brady", "nora@school.example")
    assert not made.has_usable_password()
    assert (made.enrolments.get().role, made.enrolments.get().made_account) == (Role.STUDENT, True)
    assert not known.made_account
    eve.refresh_from_db()
    assert (eve.name, eve.password, eve.email) == before
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.facts) == (
        "took over a list",
        {"made": [made.pk], "joined": [eve.pk]},
    )


def test_second_click_adds_nobody_twice(
    ada: User, classroom: Classroom, url: str, confirm: str, signed_in: SignIn
) -> None:
    client = signed_in(ada)
    sealed = sealed_in(client.post(url, {"text": "Nóra Brady\nSam Smith\n"}).text)

    client.post(confirm, {"list": sealed})
    again = client.post(confirm, {"list": sealed})

    assert again.status_code == 409
    assert "There is nothing to do." in again.text
    assert classroom.enrolments.count() == 3


def test_same_names_again_are_here_already_and_get_no_second_account(
    ada: User, sam: User, classroom: Classroom
) -> None:
    (step,) = plan_list(classroom, "sam zwingli\n").steps

    assert (step.outcome, step.person, step.by_name) == (Outcome.HERE, sam, True)


def test_people_without_an_address_are_no_obstacle_to_each_other(
    eve: User, classroom: Classroom
) -> None:
    plan = plan_list(classroom, "Eve,eve\nNóra Brady\nSam Smith\n")

    assert [one.outcome for one in plan.steps] == [Outcome.JOINS, Outcome.NEW, Outcome.NEW]


def test_made_user_names_avoid_people_and_other_lines(ada: User, classroom: Classroom) -> None:
    UserFactory(username="N.Brady")
    text = "Nóra Brady\nNiall Brady\nX,n.brady3\nNed Brady\n"

    steps = plan_list(classroom, text).steps

    assert [one.username for one in steps] == ["n.brady2", "n.brady4", "n.brady3", "n.brady5"]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("name,login\nSam,sam\n,nora\n", "Line 3, name", "It is empty."),
        ("Sam\n<b>Nóra</b>\n", "Line 2, name", "cannot contain"),
        ("Sam,s s\n", "Line 1, user name", "no spaces"),
        ("Sam,s@school.example\n", "Line 1, user name", "has no @"),
        ("Sam,,nobody\n", "Line 1, e-mail", "valid email address"),
        ("Sam,,ADA@school.example\n", "Line 1, e-mail", "belongs to somebody who has an account"),
        ("Sam,a.b\nKit,A.B\n", "Line 2, user name", "It stands on line 1 already."),
        ("Sam,,s@x.org\nKit,,S@x.org\n", "Line 2, e-mail", "It stands on line 1 already."),
        ("Sam\nKit\nSAM\n", "Line 3, name", "give each a user name"),
        ("Sam,gone\n", "Line 1, user name", "This account is closed."),
        ("x" * 151 + "\n", "Line 1, name", "It has 151 characters; the limit is 150."),
        ("login\nsam\n", "Line 1, name", "none of them is"),
        ("name,full name\nSam,Sam\n", "Line 1, name", "Two columns have this heading."),
        ("Sam,s,s@x.org,4.B\n", "Line 1", "more cells than columns"),
        ('Kit\n"Sam,s\n', "Line 2", "do not come in pairs"),
        ("Sam\n" + "".join(f"P{n}\n" for n in range(1000)), "Line 1001", "more than 1000 people"),
        ("name\n", "Line 1", "nobody on the list"),
    ],
)
def test_error_names_line_and_column_and_nobody_is_added(
    text: str,
    place: str,
    said: str,
    ada: User,
    classroom: Classroom,
    url: str,
    signed_in: SignIn,
) -> None:
    User.objects.filter(pk=ada.pk).update(email="Ada@school.example")
    UserFactory(username="gone", is_active=False)
    people = User.objects.count()

    answer = signed_in(ada).post(url, {"text": text})

    assert answer.status_code == 422
    assert f"<b>{place}:</b>" in answer.text
    assert said in answer.text
    assert "import/confirm" not in answer.text
    assert (User.objects.count(), classroom.enrolments.count()) == (people, 1)


def test_list_with_errors_cannot_be_confirmed_past_the_page(
    ada: User, classroom: Classroom
) -> None:
    plan = plan_list(classroom, "Nóra Brady\nSam,s s\n")

    with pytest.raises(actions.PlanChanged):
        actions.enrol_list(
            classroom=classroom,
            text="Nóra Brady\nSam,s s\n",
            shown=plan.fingerprint,
            by=ada,
        )
    assert classroom.enrolments.count() == 1


def test_list_that_would_do_something_else_by_now_is_shown_again(
    ada: User, classroom: Classroom, url: str, confirm: str, signed_in: SignIn
) -> None:
    client = signed_in(ada)
    sealed = sealed_in(client.post(url, {"text": "Nóra Brady,nora\n"}).text)
    UserFactory(username="nora", name="Nora Somebody")

    answer = client.post(confirm, {"list": sealed})

    assert answer.status_code == 409
    assert "Something has changed since you looked" in answer.text
    assert "Nora Somebody" in answer.text
    assert classroom.enrolments.count() == 1
    client.post(confirm, {"list": sealed_in(answer.text)})
    assert classroom.enrolments.filter(user__name="Nora Somebody").exists()


def test_sealed_list_is_good_for_its_class_and_person_only(
    ada: User, eve: User, classroom: Classroom, url: str, confirm: str, signed_in: SignIn
) -> None:
    EnrolmentFactory(classroom=classroom, user=eve, role=Role.TEACHER)
    sealed = sealed_in(signed_in(ada).post(url, {"text": "Nóra Brady\n"}).text)

    for sent in (sealed[:-3], "", "x"):
        answer = signed_in(ada).post(confirm, {"list": sent}, follow=True)
        assert "The list did not arrive whole." in answer.text
    answer = signed_in(eve).post(confirm, {"list": sealed}, follow=True)

    assert "The list did not arrive whole." in answer.text
    assert not User.objects.filter(username="n.brady").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_file_of_any_usual_encoding_is_read(
    encoding: str, ada: User, url: str, signed_in: SignIn
) -> None:
    file = SimpleUploadedFile("4b.csv", "Name;E-mail\r\nNóra Brady;\r\n".encode(encoding))

    page = signed_in(ada).post(url, {"file": file})

    assert page.status_code == 200
    assert "Nóra Brady" in page.text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "This file is empty"),
        (b"PK\x03\x04 a workbook", "must be saved as CSV first"),
        (b"\x00\x01\x02", "must be saved as CSV first"),
        (b"x" * (MOST_BYTES + 1), "the limit is 1 MB"),
    ],
)
def test_file_that_is_no_list_is_refused_in_words(
    data: bytes, said: str, ada: User, url: str, signed_in: SignIn
) -> None:
    answer = signed_in(ada).post(url, {"file": SimpleUploadedFile("4b.csv", data)})

    assert answer.status_code == 422
    assert said in answer.text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": ""}, "Choose a file, or paste lines below."),
        ({"text": " \n "}, "Choose a file, or paste lines below."),
        ({"text": "x" * (MOST_BYTES + 1)}, "the limit is 1 MB"),
        ({"text": "Nóra\x00"}, "Null characters are not allowed"),
    ],
)
def test_text_that_is_no_list_is_refused_in_words(
    sent: dict[str, str], said: str, ada: User, url: str, signed_in: SignIn
) -> None:
    answer = signed_in(ada).post(url, sent)

    assert answer.status_code == 422
    assert said in answer.text


def test_file_and_lines_together_are_one_too_many(ada: User, url: str, signed_in: SignIn) -> None:
    file = SimpleUploadedFile("4b.csv", b"Sam\n")

    answer = signed_in(ada).post(url, {"file": file, "text": "Kit\n"})

    assert answer.status_code == 422
    assert "not both" in answer.text
