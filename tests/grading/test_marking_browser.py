"""Marking in a real browser: by keyboard alone, with failing saves, in two windows."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from accounts.models import User
from essays.models import Submission
from grading.models import Annotation, Assessment, Event, Mark

pytestmark = [pytest.mark.browser, pytest.mark.both_databases]


def saved(page: Page) -> None:
    """Wait until the server has everything."""
    expect(page.locator("#save")).to_have_attribute("data-state", "saved")


def marks() -> dict[str, Any]:
    """What is stored, by criterion."""
    return {
        mark.criterion.key: mark.points if mark.level else mark.verdict
        for mark in Mark.objects.select_related("criterion", "level")
    }


def test_five_keys_mark_an_essay_and_enter_opens_the_next(
    bench: Page, submissions: list[Submission]
) -> None:
    for key in "34213":
        bench.keyboard.press(key)
    bench.keyboard.press("+")
    bench.keyboard.press("Enter")
    bench.wait_for_url(f"**/scripts/{submissions[1].script.public_id}/")

    assert marks() == {"aims": 8, "sub_aims": 11, "successes": 8, "failures": 3, "conclusion": 11}
    assert Assessment.objects.get().is_marked


def test_enter_names_what_is_missing(bench: Page) -> None:
    bench.keyboard.press("3")
    saved(bench)
    bench.keyboard.press("Enter")

    refuse = bench.get_by_role("alert").filter(has_text="Still without a verdict")
    expect(refuse).to_contain_text("Sub-aims, Successes, Failures, Conclusion")


def test_points_move_within_the_band_and_stop_at_its_ends(bench: Page) -> None:
    bench.keyboard.press("3")
    for _ in range(4):
        bench.keyboard.press("-")
    saved(bench)
    assert marks() == {"aims": 7}

    bench.keyboard.press("=")
    saved(bench)
    expect(bench.locator("#sum-aims")).to_contain_text("8 / 15")


def test_shift_keeps_the_criterion_open_and_a_held_key_does_nothing(bench: Page) -> None:
    bench.keyboard.press("Shift+Digit4")
    expect(bench.locator("#crit-aims")).to_have_class("crit is-open")
    bench.keyboard.down("2")
    bench.keyboard.down("2")
    bench.keyboard.down("2")
    bench.keyboard.up("2")
    saved(bench)

    assert marks() == {"aims": 5}


def test_not_assessed_waits_for_its_reason(bench: Page) -> None:
    bench.keyboard.press("n")
    expect(bench.locator("#why-aims")).to_be_focused()
    expect(bench.locator("#save")).to_have_text("Aims not saved")
    assert marks() == {}

    bench.keyboard.type("The page is missing.")
    bench.keyboard.press("Escape")
    saved(bench)
    assert marks() == {"aims": "not_assessed"}
    expect(bench.locator("#sum-aims")).to_have_text("Not assessed")


def test_undo_writes_back_what_stood_before(bench: Page) -> None:
    bench.keyboard.press("3")
    saved(bench)
    bench.keyboard.press("k")
    bench.keyboard.press("5")
    expect(bench.locator("#sum-aims")).to_contain_text("14 / 15")
    bench.keyboard.press("u")
    expect(bench.locator("#sum-aims")).to_contain_text("8 / 15")
    bench.keyboard.press("u")
    expect(bench.locator("#sum-aims")).to_contain_text("– / 15")

    saved(bench)
    assert marks() == {"aims": ""}
    assert [event.state["level"] for event in Event.objects.all()] == [3, 5, 3, None]


def test_comment_saves_itself_and_letters_in_it_are_letters(bench: Page) -> None:
    bench.keyboard.press("c")
    bench.keyboard.type("3 news unjck? [S]")
    bench.keyboard.press("Escape")
    saved(bench)

    assert Mark.objects.get().comment == "3 news unjck? [S]"
    assert marks() == {"aims": ""}


def test_single_keys_can_be_switched_off(bench: Page) -> None:
    bench.keyboard.press("?")
    bench.get_by_label("Single keys are on").uncheck()
    bench.get_by_role("button", name="Close").click()
    bench.keyboard.press("3")
    bench.reload()
    bench.keyboard.press("3")

    expect(bench.locator("#save")).to_have_text("Nothing to save yet")
    assert marks() == {}


def test_sentences_become_evidence_by_key(bench: Page) -> None:
    bench.keyboard.press("]")
    bench.keyboard.press("]")
    bench.keyboard.press("s")
    expect(bench.locator("mark.ev-s")).to_have_count(3)  # one passage, split by the emphasis
    bench.keyboard.press("j")
    for _ in range(2):
        bench.keyboard.press("]")
    bench.keyboard.press("Shift+BracketLeft")
    bench.keyboard.press("w")
    expect(bench.locator("#evidence-sub_aims .chip")).to_have_count(1)

    text = Assessment.objects.get().script.text
    found = list(Annotation.objects.standing())
    assert [one.quote for one in found] == [
        "The main aim 🕊 was security.",
        "In 1934 it joined the League",
    ]
    assert all(text[one.start : one.end] == one.quote for one in found)
    assert bench.locator("#script-text").evaluate("el => el.textContent") == text

    bench.keyboard.press("u")
    expect(bench.locator("#evidence-sub_aims .chip")).to_have_count(0)
    assert Annotation.objects.standing().count() == 1


def test_removed_passage_leaves_the_focus_near_and_comes_back(bench: Page) -> None:
    for _ in range(2):
        bench.keyboard.press("]")
        bench.keyboard.press("q")
    expect(bench.locator("#evidence-aims .chip")).to_have_count(2)
    bench.get_by_role("button", name="Remove Q1").click()
    expect(bench.locator("#evidence-aims .chip")).to_have_count(1)
    assert bench.evaluate("document.activeElement.closest('.chip') !== null")

    bench.keyboard.press("u")
    expect(bench.locator("#evidence-aims .chip")).to_have_count(2)


def test_words_chosen_while_an_answer_is_on_its_way_stay_chosen(bench: Page) -> None:
    """The answer renders the essay anew; the next key must still find its sentence."""

    def late(route: Route) -> None:
        bench.wait_for_timeout(400)
        route.continue_()

    bench.route("**/evidence/", late)
    for _ in range(2):
        bench.keyboard.press("]")
        bench.keyboard.press("s")
    bench.keyboard.press("]")
    expect(bench.locator("#evidence-aims .chip")).to_have_count(2)
    bench.keyboard.press("w")

    expect(bench.locator("#evidence-aims .chip")).to_have_count(3)


def test_note_is_added_in_a_dialog(bench: Page) -> None:
    bench.keyboard.press("]")
    bench.keyboard.press("e")
    bench.get_by_role("link", name="Add a note (E1)").click()
    bench.get_by_role("dialog").get_by_label("Note").fill("Who says so?")
    bench.get_by_role("button", name="Save the note").click()

    expect(bench.locator("#evidence-aims .chip-note")).to_contain_text("Who says so?")
    assert Annotation.objects.get().note == "Who says so?"


def test_failed_save_is_kept_said_and_repeated_under_its_name(bench: Page) -> None:
    sent: list[str] = []
    broken = True

    def lose(route: Route) -> None:
        """The server takes the first write, but its answer is lost; then nothing gets through."""
        sent.append(route.request.post_data or "")
        if len(sent) == 1:
            route.fetch()
        if broken:
            route.abort()
        else:
            route.continue_()

    bench.route("**/criteria/**", lose)
    bench.keyboard.press("3")
    expect(bench.locator("#save")).to_have_text("Aims not saved")
    bench.keyboard.press("Enter")
    expect(bench.locator("#refuse")).to_contain_text("Not everything is saved yet")

    broken = False
    bench.get_by_role("button", name="Save again").click()
    saved(bench)
    assert len(sent) >= 2 and len(set(sent)) == 1
    assert (marks(), Event.objects.count()) == ({"aims": 8}, 1)


def test_second_window_gets_the_merge_card_and_chooses(
    bench: Page, context: BrowserContext
) -> None:
    other = context.new_page()
    other.goto(bench.url)
    bench.keyboard.press("3")
    saved(bench)
    other.keyboard.press("4")

    card = other.get_by_role("alert").filter(has_text="This mark changed in another window")
    expect(card).to_contain_text("Level 4 · 11")
    expect(card).to_contain_text("Level 3 · 8")
    expect(other.locator("#save")).to_have_text("Aims not saved")
    assert marks() == {"aims": 8}

    card.get_by_role("button", name="Keep 11").click()
    saved(other)
    assert marks() == {"aims": 11}

    bench.keyboard.press("k")
    bench.keyboard.press("5")
    bench.get_by_role("link", name="Take 11").click()
    expect(bench.locator("#sum-aims")).to_contain_text("11 / 15")
    assert marks() == {"aims": 11}
    bench.keyboard.press("1")
    saved(bench)
    assert marks() == {"aims": 2}


def test_marking_without_scripts(
    browser: Any, live_server: Any, submissions: list[Submission], ada: User, signed_in: Any
) -> None:
    context = browser.new_context(java_script_enabled=False)
    morsel = signed_in(ada).cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": morsel.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/scripts/{submissions[0].script.public_id}/")

    page.locator("#l-successes-3").check(force=True)
    page.locator("#com-successes").fill("Well argued.")
    page.get_by_role("button", name="Save Successes").click()
    page.get_by_text("Quote words as evidence").click()
    page.get_by_label("Words of the essay").fill("Munich was a failure.")
    page.get_by_role("button", name="Tie these words").click()
    expect(page.locator("#evidence-aims .chip")).to_have_count(1)

    assert marks() == {"successes": 13}
    assert Annotation.objects.get().quote == "Munich was a failure."
    context.close()
