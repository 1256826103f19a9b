"""One essay from the student's sign-in to the feedback that is read, in a real browser."""

import re
from collections.abc import Callable

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from classrooms.models import Classroom
from essays.models import Submission
from grading.history import verify
from grading.models import Assessment, Release
from rubrics.models import RubricVersion
from tests.factories import PASSWORD, AssignmentFactory

ESSAY = [
    "The main aim was security against Germany.",
    "In 1934 the Soviet Union joined the League of Nations, which was a success.",
]
pytestmark = [pytest.mark.browser, pytest.mark.both_databases]


@pytest.fixture
def sign_in(page: Page, live_server: LiveServer) -> Callable[[User], None]:
    """Signs a person in by the form, whoever sat there before."""

    def enter(person: User) -> None:
        page.context.clear_cookies()
        page.goto(f"{live_server.url}/sign-in/")
        page.get_by_label("User name or e-mail").fill(person.username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page).to_have_url(f"{live_server.url}/")

    return enter


@pytest.fixture
def task(classroom: Classroom) -> None:
    """The built-in rubric, and an essay set with it."""
    call_command("load_builtins")
    version = RubricVersion.objects.get(rubric__slug="essay-on-foreign-policy")
    AssignmentFactory(classroom=classroom, rubric_version=version)


def test_essay_is_written_marked_released_and_read(
    page: Page, sign_in: Callable[[User], None], task: None, ada: User, sam: User
) -> None:
    sign_in(sam)
    receipt = write_and_hand_in(page)

    sign_in(ada)
    mark_by_keys(page, sam)
    release_to_the_class(page)

    sign_in(sam)
    read_feedback(page)

    submission = Submission.objects.get(receipt=receipt)
    assessment = Assessment.objects.get(script=submission.script)
    assert verify(assessment) is None
    assert Release.objects.standing().get().submission == submission


def write_and_hand_in(page: Page) -> str:
    """Write two paragraphs, see them saved, look at what will be stored, hand in."""
    page.get_by_role("link", name="Read the question").click()
    page.get_by_role("link", name="Begin writing").click()
    sheet = page.locator("[contenteditable=true]")
    sheet.click()
    for paragraph in ESSAY:
        page.keyboard.type(paragraph)
        page.keyboard.press("Enter")
    expect(page.locator(".save")).to_have_text(re.compile(r"^Saved \d\d:\d\d"), timeout=10_000)
    page.get_by_role("link", name="Hand in…").or_(
        page.get_by_role("button", name="Hand in…")
    ).click()
    expect(page.locator(".sheet")).to_contain_text(ESSAY[1])
    page.get_by_role("button", name=re.compile("^Hand in")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your essay is in.")
    return page.locator(".slip .code").first.inner_text()


def mark_by_keys(page: Page, author: User) -> None:
    """Give five levels and one piece of evidence without touching the mouse."""
    page.get_by_role("link", name="Mark the next script").click()
    page.wait_for_load_state("load")  # the keys are alive once the page's modules have run
    expect(page.locator("#script-text")).to_contain_text(ESSAY[0])
    assert author.name not in page.content()
    page.keyboard.press("]")
    page.keyboard.press("s")
    expect(page.locator("#script-text mark.ev-s")).to_have_text(re.compile("security"))
    for digit in "34245":
        page.keyboard.press(digit)
    expect(page.locator(".save")).to_have_text(re.compile(r"^Saved \d\d:\d\d"), timeout=10_000)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/class/"))


def release_to_the_class(page: Page) -> None:
    """Look at what is held, then release it."""
    page.get_by_role("link", name="Release to the class").click()
    page.get_by_role("button", name="Release 1 script").click()
    expect(page.get_by_role("status")).to_contain_text("1 student can now read the result.")


def read_feedback(page: Page) -> None:
    """Find level, points, the next level's words and the evidence in the own text."""
    page.get_by_role("link", name="Essay 1: Stalin’s foreign policy", exact=True).click()
    expect(page.get_by_text("Level 3 of 5 · 8 of 15")).to_be_visible()
    expect(page.get_by_text("What level 4 says").first).to_be_visible()
    expect(page.locator(".essay mark.ev-s")).to_contain_text("security")
