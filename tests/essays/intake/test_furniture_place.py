"""Furniture found by place and looks: what it finds on pages, and what it must leave alone."""

import time

import pytest

from essays.intake.furniture_shapes import (
    calls_visitor,
    ends_paper,
    heads_paper,
    is_labelled,
    is_pitch,
    is_students_tail,
    shape_reason,
)
from essays.intake.plaintext import read_text
from tests.essays.intake.samples import PAGES, labelled
from tests.essays.intake.test_furniture import PROSE, STUDENTS_OWN, measure

HEAD = "EssayBarn\n\nArts 412\nLaw 86\nHistory 977\n\n4.7 (31)\n\n"
FOOT = "\n\nTop helpers this week\n\n987 orders done\n\nfrom $11 a page\n\nRefunds\n"


def parts(stem: str) -> tuple[list[str], list[str], list[str]]:
    """A labelled page as what stands above the student's lines, those lines, what is below."""
    text, kept = labelled(next(page for page in PAGES if page.stem == stem))
    lines = text.split("\n")
    own = [number for number, students in kept.items() if students]
    first, last = own[0], own[-1]
    body = [lines[at - 1] for at in range(first, last + 1) if kept.get(at, True)]
    return lines[: first - 1], body, lines[last:]


def removed(text: str) -> list[str]:
    return [entry.text for entry in read_text(text, strip_furniture=True).removed]


def test_pages_of_the_second_set_used_for_tuning_come_out_mostly_clean() -> None:
    """Before these rules: 7 of 104, and one line of a student's removed."""
    right, wrong, missed = measure([page for page in PAGES if "second_tune" in page.stem])
    assert wrong == []
    assert right / (right + len(missed)) >= 0.92


def test_pages_of_the_second_set_not_used_for_tuning_come_out_mostly_clean() -> None:
    """The first reading gave 78 of 101; before these rules 3, and a line of a student's removed.

    The one who wrote the rules had written the pages, so other pages may come out less clean.
    """
    pages = [page for page in PAGES if "second_held" in page.stem]
    right, wrong, missed = measure(pages)
    assert len(pages) == 6
    assert wrong == []
    assert right / (right + len(missed)) >= 0.77


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_students_text_without_its_page_loses_nothing(page: object) -> None:
    _, body, _ = parts(page.stem)  # type: ignore[attr-defined]
    assert removed("\n".join(body)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_students_text_inside_another_page_loses_nothing(page: object) -> None:
    _, body, _ = parts(page.stem)  # type: ignore[attr-defined]
    for stem in (
        "06_mill_globalisation",
        "held_17_mill_economics",
        "second_tune_19_mill_sidebar",
        "second_tune_22_german_interface",
        "second_held_25_vle_export",
    ):
        above, _, below = parts(stem)
        text = "\n".join([*above, "", *body, "", *below])
        end = len(above) + 1 + len(body)
        lost = [
            entry.text
            for entry in read_text(text, strip_furniture=True).removed
            if len(above) + 1 < entry.line <= end
        ]
        assert lost == [], stem


@pytest.mark.parametrize("line", STUDENTS_OWN)
def test_a_students_short_line_in_the_body_of_a_page_survives(line: str) -> None:
    text = f"{HEAD}The great flood\n\n{PROSE}\n\n{line}\n\n{PROSE} And so on.{FOOT}"
    gone = removed(text)
    assert "EssayBarn" in gone and "Refunds" in gone
    assert line not in gone


def test_the_heading_of_a_students_paper_survives_above_its_title() -> None:
    heading = "Ana Kovač\n4.B\n12 May 2021"
    text = f"{HEAD}{heading}\n\nThe sea and the islands\n\n{PROSE}{FOOT}"
    gone = removed(text)
    assert "EssayBarn" in gone
    assert not set(gone) & {*heading.split("\n"), "The sea and the islands"}


def test_the_title_is_the_line_that_shares_words_with_the_text() -> None:
    text = f"{HEAD}Ask an owl\n\nThe sea and the islands\n\n{PROSE}{FOOT}"
    extracted = read_text(text, strip_furniture=True)
    reasons = {entry.text: entry.reason for entry in extracted.removed}
    assert extracted.title == "The sea and the islands"
    assert reasons["Ask an owl"] == "stands among page furniture before the title"


@pytest.mark.parametrize(
    "end",
    [
        "Yours faithfully\nAna Kovač",
        "Word count: 187",
        "(248 words)",
        "The end",
        "I do not know what will happen",
        "Nobody ever asked who would pay for it",
        "“The sea gives and the sea takes”",
        "Bibliography\n\nSmith, J. The Sea. London, 1999.\nwww.example.org/dykes",
    ],
)
def test_the_end_of_a_paper_survives_above_the_foot_of_a_page(end: str) -> None:
    gone = removed(f"{HEAD}The great flood\n\n{PROSE}\n\n{end}{FOOT}")
    assert "from $11 a page" in gone or end.startswith("Bibliography")
    assert not set(gone) & set(end.split("\n"))


def test_one_loose_line_above_the_foot_stays_and_two_go() -> None:
    one = removed(f"{HEAD}The great flood\n\n{PROSE}\n\nHarvest moon{FOOT[24:]}")
    two = removed(f"{HEAD}The great flood\n\n{PROSE}\n\nHarvest moon\n\nOwls{FOOT[24:]}")
    assert "Harvest moon" not in one
    assert {"Harvest moon", "Owls"} <= set(two)


def test_too_few_signs_make_no_page() -> None:
    text = f"EssayBarn\n\nThe great flood\n\n{PROSE}\n\nHarvest moon\n\n4.7 (31)\n\nOwls"
    assert removed(text) == []


def test_a_list_of_contents_is_no_repeated_title() -> None:
    for sections in (("1 The dykes", "2 The sea"), ("The dykes", "The sea")):
        body = "\n\n".join(f"{section}\n\n{PROSE}" for section in sections)
        listed = "\n".join(sections)
        assert removed(f"The great flood\n\nContents\n{listed}\n\n{body}") == []


def test_a_whole_sentence_that_is_the_only_furniture_is_the_students() -> None:
    sentence = "Sign up to our newsletter and you will read what they think of you."
    assert removed(f"The great flood\n\n{PROSE}\n\n{sentence}\n\n{PROSE} So.") == []
    assert sentence in removed(f"Accept all cookies\n\nThe flood\n\n{PROSE}\n\n{sentence}\n")


def test_an_offer_inside_the_body_goes_unless_it_shares_the_topic() -> None:
    offer = "Stuck on this topic? A tutor will pick it up in minutes."
    page = f"{HEAD}The great flood\n\n{PROSE}\n\n{offer}\n\n{PROSE}%s{FOOT}"
    assert offer in removed(page % " And so on.")
    assert offer not in removed(page % " My tutor of history said so, and he was a careful man.")


@pytest.mark.parametrize(
    "line",
    ["9/11", "Chapter 3", "By 1917", "McDonald", "271 words", "Costs and benefits", "12 May"],
)
def test_ordinary_short_lines_have_no_shape_of_furniture(line: str) -> None:
    assert shape_reason(line) == ""


def test_kinds_of_lines_are_told_apart() -> None:
    assert is_labelled("Style: Chicago") and not is_labelled("Name: Ana Kovač")
    assert is_pitch("See sample prices") and not is_pitch("Order and chaos")
    assert calls_visitor("Get it now") and not calls_visitor("The end of hope")
    assert heads_paper(["Home", "Ana Kovač", "Ms Hill", "4.B"]) == {0, 1, 2, 3}
    assert heads_paper(["Study Guides", "Lesson Plans"]) == set()
    assert ends_paper(["Ana Kovač", "Yours", "Ada Kovač", "Top"], {"Ana Kovač"}) == 3
    assert is_students_tail("- a last point") and not is_students_tail("Teacher feedback")


def test_a_long_text_of_odd_lines_is_read_quickly() -> None:
    odd = ("a > b | c", "1/2", "Name: x Class: y", "1.1 (1)", "A-1-2", "x@y.example", PROSE[:79])
    started = time.perf_counter()
    read_text("\n\n".join(odd * 300), strip_furniture=True)
    assert time.perf_counter() - started < 3
