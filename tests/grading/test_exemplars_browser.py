"""Evidence and its notes in a real browser: beside each other, one criterion at a time."""

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from essays.models import Script

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WHOLE = "successes-and-failures-in-a-table"


@pytest.fixture
def address(live_server: LiveServer) -> str:
    """Where the whole exemplar is served."""
    call_command("load_builtins", stdout=io.StringIO())
    return live_server.url + reverse("grading:exemplar-detail", args=[WHOLE])


@pytest.fixture
def cookie(live_server: LiveServer, ada, signed_in) -> dict[str, str]:
    """What makes the browser Ada’s."""
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": signed_in(ada).cookies[name].value, "url": live_server.url}


@pytest.fixture
def exemplar(page: Page, address: str, cookie: dict[str, str]) -> Page:
    """The exemplar on a wide screen."""
    page.context.add_cookies([cookie])
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    return page


def test_note_stands_beside_its_words(exemplar: Page) -> None:
    expect(exemplar.locator(".noted")).to_have_class("noted is-placed")
    tops = exemplar.evaluate(
        """() => [...document.querySelectorAll('.note')].map((note) => [
            note.getBoundingClientRect().top, note.getBoundingClientRect().bottom,
            document.getElementById(note.dataset.for).getClientRects()[0].top])"""
    )
    first_top, _, first_words = tops[0]
    assert abs(first_top - first_words) < 10
    for (_, bottom, _), (top, _, words) in zip(tops, tops[1:], strict=False):
        assert top >= bottom and top >= words - 10


def test_filter_shows_one_criterion_and_all_again(exemplar: Page) -> None:
    exemplar.get_by_role("radio", name="Failures").check(force=True)
    assert exemplar.locator(".note:visible").count() == 4
    expect(exemplar.locator('.ev[data-criterion="aims"]').first).to_contain_class("is-off")
    expect(exemplar.locator('.ev[data-criterion="failures"]').first).not_to_contain_class("is-off")
    exemplar.get_by_role("radio", name="All").check(force=True)
    assert exemplar.locator(".note:visible").count() == 18


def test_letter_leads_to_its_note_and_back(exemplar: Page) -> None:
    exemplar.locator("#e9 .ev-tag").click()
    assert exemplar.url.endswith("#c9")
    expect(exemplar.locator("#c9")).to_contain_class("is-lit")
    exemplar.locator('#c9 a[href="#e9"]').click()
    expect(exemplar.locator("#e9")).to_contain_class("is-lit")
    exemplar.keyboard.press("Escape")
    expect(exemplar.locator("#e9")).not_to_contain_class("is-lit")


def test_text_of_the_page_is_the_text_of_the_script(exemplar: Page) -> None:
    shown = exemplar.evaluate("() => document.querySelector('.essay').textContent")
    assert shown == Script.objects.get(exemplar__slug=WHOLE).text


def test_without_scripts_everything_is_shown_and_nothing_dead_is_offered(
    browser: Browser, address: str, cookie: dict[str, str]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(address)
    assert page.locator(".note:visible").count() == 18
    expect(page.locator(".filter")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_exemplar_breaks_no_accessibility_rule_and_fits(exemplar: Page, width: int) -> None:
    exemplar.set_viewport_size({"width": width, "height": 900})
    found = Axe().run(exemplar).response["violations"]
    assert [rule["id"] for rule in found] == []
    assert exemplar.evaluate("document.documentElement.scrollWidth") <= width
