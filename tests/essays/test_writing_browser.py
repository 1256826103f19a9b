"""Writing in a real browser: what the page says about the draft is what the server holds."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from essays.models import Assignment, Essay, Submission

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SOON = 5000
"""Milliseconds in which a pause in typing must have become a saved draft."""


@pytest.fixture
def sign_in(
    context: BrowserContext, live_server: LiveServer, signed_in: Callable[[User], Client]
) -> Callable[[User], None]:
    """Sign somebody in, in the whole browser."""

    def act(user: User) -> None:
        cookie = signed_in(user).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    return act


@pytest.fixture
def address(live_server: LiveServer, assignment: Assignment) -> str:
    return live_server.url + reverse("essays:write", args=[assignment.pk])


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console complains about, policy breaches among it."""
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.fixture
def writing(page: Page, address: str, sam: User, sign_in: Callable[[User], None]) -> Iterator[Page]:
    """Sam's writing page, with the caret in the text."""
    sign_in(sam)
    open_page(page, address)
    yield page
    page.close(run_before_unload=False)


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#essay-text").click()
    page.keyboard.press("Control+End")


def expect_saved(page: Page) -> None:
    line = page.locator("[data-save]")
    expect(line).to_have_attribute("data-state", "saved", timeout=SOON)
    saved = timezone.localtime(Essay.objects.get().saved_at).strftime("%H:%M")
    expect(line).to_have_text(f"Saved {saved}")


def expect_unsaved(page: Page) -> None:
    expect(page.locator("[data-save]")).to_have_attribute("data-state", "failed", timeout=SOON)


def alert(page: Page) -> str:
    return page.locator("[data-alert-text]").inner_text()


def test_text_saves_itself_survives_a_reload_and_is_handed_in(
    writing: Page, complaints: list[str]
) -> None:
    writing.keyboard.type("The main aim was security.")
    expect_saved(writing)
    writing.keyboard.press("Enter")
    writing.get_by_role("button", name="Table", exact=True).click()
    writing.keyboard.type("Successes")
    writing.keyboard.press("Tab")
    writing.keyboard.type("Failures")
    expect(writing.locator("[data-words]")).to_have_text("7")
    writing.wait_for_timeout(1500)
    expect_saved(writing)

    stored = Essay.objects.get()
    assert stored.html.startswith("<p>The main aim was security.</p>\n<table>")
    assert stored.words == 7
    writing.reload()
    expect(writing.locator("#essay-text table")).to_contain_text("Successes")
    found = Axe().run(writing, options={"runOnly": RULES}).response["violations"]
    assert [rule["id"] for rule in found] == []

    writing.get_by_role("button", name="Hand in…").click()
    expect(writing.locator(".sheet")).to_contain_text("The main aim was security.")
    writing.get_by_role("button", name="Hand in", exact=True).click()
    submission = Submission.objects.select_related("script").get()
    expect(writing.get_by_text(submission.receipt).first).to_be_visible()
    assert submission.script.html == stored.html
    assert complaints == []


def test_long_typing_without_a_pause_is_saved_all_the_same(writing: Page) -> None:
    writing.keyboard.type("word " * 16, delay=90)

    assert Essay.objects.get().words > 5


def test_server_out_of_reach_is_said_and_the_text_is_saved_when_it_is_back(
    writing: Page, context: BrowserContext
) -> None:
    writing.keyboard.type("Before. ")
    expect_saved(writing)
    context.set_offline(True)
    writing.keyboard.type("While away.")
    expect_unsaved(writing)
    assert "Not saved since" in alert(writing)
    assert Essay.objects.get().html == "<p>Before.</p>"

    writing.get_by_role("button", name="Hand in…").click()
    writing.wait_for_timeout(500)
    assert writing.url.endswith("/write/")

    context.set_offline(False)
    expect(writing.locator("[data-save]")).to_have_attribute("data-state", "saved", timeout=15000)
    assert Essay.objects.get().html == "<p>Before. While away.</p>"
    expect(writing.locator("[data-alert]")).to_be_hidden()


def test_answer_that_is_lost_on_the_way_is_not_a_conflict(writing: Page) -> None:
    lost = []

    def lose_the_first(route: object) -> None:
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    writing.route("**/draft/", lose_the_first)
    writing.keyboard.type("First. ")
    expect_unsaved(writing)
    writing.keyboard.type("Second.")

    expect(writing.locator("[data-save]")).to_have_attribute("data-state", "saved", timeout=15000)
    assert lost == [200]
    assert Essay.objects.get().html == "<p>First. Second.</p>"


def test_two_tabs_keep_both_texts(writing: Page, context: BrowserContext, address: str) -> None:
    other = context.new_page()
    open_page(other, address)
    other.keyboard.type("From the other tab.")
    expect_saved(other)
    other.close()

    writing.keyboard.type("From this tab.")
    expect_unsaved(writing)
    assert "Both texts are kept" in alert(writing)
    writing.get_by_role("button", name="Compare the two texts").click()
    writing.get_by_role("button", name="Keep both").click()

    expect(writing.locator("#essay-text")).to_contain_text("From this tab.")
    assert Essay.objects.get().html == "<p>From the other tab.</p>\n<p>From this tab.</p>"


def test_signed_out_while_typing_the_text_waits_for_the_same_person(
    writing: Page,
    context: BrowserContext,
    sign_in: Callable[[User], None],
    sam: User,
    kit: User,
) -> None:
    context.clear_cookies(name="sessionid")
    writing.keyboard.type("Typed while signed out.")
    expect_unsaved(writing)
    assert "You are signed out" in alert(writing)

    sign_in(sam)
    expect(writing.locator("[data-save]")).to_have_attribute("data-state", "saved", timeout=15000)
    sign_in(kit)
    writing.keyboard.type("And more.")
    expect_unsaved(writing)
    assert "Somebody else has signed in" in alert(writing)
    assert [essay.author for essay in Essay.objects.select_related("author")] == [sam]


def test_deadline_that_passes_while_typing_is_said(writing: Page) -> None:
    Assignment.objects.update(due_at=timezone.now() - timedelta(seconds=1), late_policy="refuse")

    writing.keyboard.type("Too late.")
    expect_saved(writing)

    expect(writing.locator("[data-due]")).to_contain_text("nothing more can be handed in")


def test_toolbar_is_one_tab_stop_and_leads_back_to_the_text(writing: Page) -> None:
    focused = "document.activeElement.dataset.do ?? document.activeElement.id"

    writing.keyboard.press("Alt+F10")
    assert writing.evaluate(focused) == "bold"
    writing.keyboard.press("ArrowRight")
    assert writing.evaluate(focused) == "italic"
    writing.keyboard.press("End")
    assert writing.evaluate(focused) == "redo"
    writing.keyboard.press("Tab")
    assert writing.evaluate(focused) == "essay-text"
    writing.keyboard.press("Shift+Tab")
    assert writing.evaluate(focused) == "redo"
    writing.keyboard.press("Escape")
    assert writing.evaluate(focused) == "essay-text"


def test_page_left_in_a_hurry_sends_what_was_typed_last(writing: Page, address: str) -> None:
    writing.on("dialog", lambda dialog: dialog.accept())
    writing.keyboard.type("Last words.")
    writing.goto(address.replace("write/", ""))
    writing.wait_for_timeout(500)

    assert Essay.objects.get().html == "<p>Last words.</p>"
