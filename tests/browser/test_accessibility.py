"""Every page: no violation found by axe in light and dark, nothing sideways at 320 pixels,
no request to another host, no breach of the content-security policy."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from classrooms.models import Classroom
from essays.models import Assignment, Exemplar, Submission
from rubrics.actions import copy_rubric
from rubrics.models import RubricVersion

pytestmark = pytest.mark.browser
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
PEOPLE = {
    "visitor": "",
    "student": "n.brady",
    "writer": "s.bekele",
    "marker": "p.raman",
    "teacher": "r.okafor",
}


def pages_of(person: str) -> list[str]:
    """The addresses of the pages that this person uses."""
    return [reverse(name, args=args) for name, args in PAGES[person]()]


def for_visitor() -> Iterator[tuple[str, list[object]]]:
    for name in ("home", "account_login", "account_signup", "account_reset_password"):
        yield name, []
    for name in ("accounts:help", "accounts:accessibility", "accounts:privacy"):
        yield name, []
    yield "rubrics:built-in", []
    yield from exemplars()


def exemplars() -> Iterator[tuple[str, list[object]]]:
    yield "grading:exemplar-list", []
    for exemplar in Exemplar.objects.all():
        yield "grading:exemplar-detail", [exemplar.slug]


def for_student() -> Iterator[tuple[str, list[object]]]:
    essay_1 = Assignment.objects.get(title__startswith="Essay 1")
    released = Submission.objects.get(
        essay__author__username="n.brady", essay__assignment=essay_1
    ).receipt
    yield "home", []
    yield "grading:classroom", [essay_1.classroom_id]
    yield "accounts:profile", []
    yield "account_change_password", []
    yield "account_logout", []
    yield "essays:assignment-detail", [essay_1.pk]
    for name in ("essays:receipt", "essays:submission-text", "grading:feedback"):
        yield name, [released]
    yield from exemplars()


def for_writer() -> Iterator[tuple[str, list[object]]]:
    essay_2 = Assignment.objects.get(title__startswith="Essay 2")
    yield "home", []
    for name in ("assignment-detail", "write", "upload", "hand-in"):
        yield f"essays:{name}", [essay_2.pk]


def for_marker() -> Iterator[tuple[str, list[object]]]:
    essay_1 = Assignment.objects.get(title__startswith="Essay 1")
    yield "home", []
    yield "grading:class-list", [essay_1.pk]
    for username in ("m.kurup", "s.lindholm", "n.brady"):
        submission = essay_1.essays.get(author__username=username).submissions.latest("number")
        yield "grading:script-mark", [submission.script.public_id]


def for_teacher() -> Iterator[tuple[str, list[object]]]:
    room = Classroom.objects.get()
    essay_1 = Assignment.objects.get(title__startswith="Essay 1")
    student = room.enrolments.get(user__username="a.owusu")
    draft = copy_rubric(
        version=RubricVersion.objects.get(), by=User.objects.get(username="r.okafor")
    )
    released = essay_1.essays.get(author__username="n.brady").submissions.get()
    yield "home", []
    yield "grading:classroom", [room.pk]
    yield "grading:class-list", [essay_1.pk]
    yield "grading:release-all", [essay_1.pk]
    yield "grading:withdraw", [released.script.public_id]
    yield "essays:assignment-create", [room.pk]
    yield "essays:assignment-edit", [essay_1.pk]
    yield "essays:assignment-detail", [essay_1.pk]
    yield "classrooms:classroom-create", []
    for name in ("people", "person-add", "people-import", "cards", "classroom-edit"):
        yield f"classrooms:{name}", [room.pk]
    for name in ("person-role", "person-remove"):
        yield f"classrooms:{name}", [room.pk, student.pk]
    yield "rubrics:rubric-list", []
    yield "rubrics:version-detail", [draft.pk]
    yield "rubrics:version-edit", [draft.pk]


PAGES: dict[str, Callable[[], Iterator[tuple[str, list[object]]]]] = {
    "visitor": for_visitor,
    "student": for_student,
    "writer": for_writer,
    "marker": for_marker,
    "teacher": for_teacher,
}


@pytest.mark.parametrize("person", sorted(PAGES))
def test_pages_are_accessible_narrow_and_ours(
    page: Page, live_server: LiveServer, school: None, enter: Callable[[str], None], person: str
) -> None:
    faults: list[str] = []
    page.on("console", lambda said: faults.append(f"console: {said.text}") if bad(said) else None)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("request", lambda request: faults.extend(foreign(request.url, live_server.url)))
    enter(PEOPLE[person])
    for path in pages_of(person):
        answer = page.goto(live_server.url + path)
        assert answer is not None
        if answer.status != 200:
            faults.append(f"{path}: status {answer.status}")
        faults += [f"{path}: {fault}" for fault in looked_at(page)]

    assert faults == []


def bad(said: object) -> bool:
    return getattr(said, "type", "") in ("error", "warning")


def foreign(url: str, ours: str) -> list[str]:
    """Data and blob addresses load nothing; everything else must be our own host."""
    parts = urlsplit(url)
    is_ours = parts.scheme in ("data", "blob") or parts.netloc == urlsplit(ours).netloc
    return [] if is_ours else [f"asked {url}"]


def looked_at(page: Page) -> Iterator[str]:
    """The faults of one page: by axe wide and light, then narrow and dark; by measure at 320."""
    for width, scheme in ((1280, "light"), (320, "dark")):
        # Colours that fade in would be measured half-way.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
            yield f"{found} pixels wide at {width}"
        for fault in Axe().run(page, options=RULES).response["violations"]:
            where = "; ".join(str(node["target"]) for node in fault["nodes"][:3])
            yield f"{scheme} at {width}: {fault['id']} at {where}"


def test_axe_finds_a_planted_fault(page: Page, live_server: LiveServer, db: None) -> None:
    """The negative control: a button without a name must be found."""
    page.goto(f"{live_server.url}/help/")
    assert list(looked_at(page)) == []

    page.evaluate("document.querySelector('main').append(document.createElement('button'))")

    assert any("button-name" in fault for fault in looked_at(page))
