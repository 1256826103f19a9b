"""Page furniture: what must go, what must stay, and how well that is done on unseen pages."""

import time
from pathlib import Path

import pytest

from essays.intake.furniture_rules import families, placed_reason, sure_reason
from essays.intake.messages import SAID
from essays.intake.plaintext import read_text
from tests.essays.intake.samples import ESSAY, PAGES, labelled

PROSE = (
    "The sea came over the dykes in the night, and by the morning a large part of the islands had "
    "gone under. The engineers had warned of it for twenty years, and the answer was always money."
)

# Short lines a student may write that look, by a word or two, like page furniture.
STUDENTS_OWN = """\
Conclusion
Order and chaos
Online propaganda
Order
Chicago
Facebook
Privacy
Help
Home
Mark
9/11
Language: rich and dark
Thank you
Hello
Share
By 1917
More questions than answers
Other topics
Similar stories of loss
Return to Soledad
Search for identity
Signing up to fight
Written by Orwell
Published in 1945
People like Lennie
Report on the factories
Time left him behind
Hurry up please it's time
The deal in Munich
Do you have to kill one to save five?
Printed by Caxton in 1476
2000 students marched through Paris
The rest of the text shows Hamlet doubting
Research by Adams
"Fair is foul, and foul is fair"
- they could order goods by post
- the advertisement for soap
Copyright law in Britain began in 1710.
Seats were available only to members of the Party.
The special offer of land brought them west.
The discount on grain came too late to help anybody.
Cookies were rationed and sold only to registered families.
This report was submitted to Parliament in 1833.
Join the Party or lose your work
Registered voters only
Sign of the times
Read more books, he says
Level: A
Due 1914
A preview of the war to come
Save the king
Print and power
Pages of blood
Views of nature
Thirty writers wrote to the Tsar for help with bread
Custom and law
Subscribe to an idea and you will die for it
""".splitlines()


def measure(pages: list[Path]) -> tuple[int, list[str], list[str]]:
    """Furniture lines rightly removed, lines wrongly removed, furniture lines missed."""
    right, wrong, missed = 0, [], []
    for page in pages:
        text, kept = labelled(page)
        removed = {entry.line for entry in read_text(text, strip_furniture=True).removed}
        lines = text.split("\n")
        right += sum(kept.get(number) is False for number in removed)
        wrong += [lines[number - 1] for number in removed if kept.get(number)]
        missed += [
            lines[number - 1]
            for number, students in kept.items()
            if not students and number not in removed
        ]
    return right, wrong, missed


def test_pages_used_for_tuning_lose_nothing_and_come_out_nearly_clean() -> None:
    right, wrong, missed = measure([page for page in PAGES if page.stem[0].isdigit()])
    assert wrong == []
    assert right / (right + len(missed)) >= 0.97


def test_held_out_pages_lose_nothing_and_come_out_mostly_clean() -> None:
    """Pages not used while the rules were tuned.

    At the first reading six of them gave 77 of 90 furniture lines and the four written last 31 of
    65: together 70 %, and no line of a student's removed. Kinds of wording that they taught were
    added afterwards, so the figure below says what is kept up, not what unseen pages will give.
    """
    pages = [page for page in PAGES if page.stem.startswith("held")]
    right, wrong, missed = measure(pages)
    assert len(pages) == 10
    assert wrong == []
    assert right / (right + len(missed)) >= 0.92


def test_no_line_makes_the_rules_slow() -> None:
    """Lines built to make a regular expression go back over its steps."""
    words = [
        "a > ",
        "the ",
        "get a free ",
        "only registered ",
        "1 / 2 ",
        "home about ",
        "___ ",
        "- ",
    ]
    started = time.perf_counter()
    for word in words:
        line = (word * 400)[:400]
        sure_reason(line)
        placed_reason(line)
        sure_reason(line + "!")
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("line", STUDENTS_OWN)
def test_a_students_own_short_line_in_the_body_survives(line: str) -> None:
    text = f"The great flood\n\n{PROSE}\n\n{line}\n\n{PROSE} And so on.\n"
    extracted = read_text(text, strip_furniture=True)
    assert [entry.text for entry in extracted.removed] == []
    assert line.removeprefix("- ") in extracted.text


@pytest.mark.parametrize(
    "line",
    [
        "Conclusion",
        "Order and chaos",
        "Online propaganda",
        "So the sea won.",
        "“Fair is foul, and foul is fair”",
        "Word count: 812",
        "Ana Novak",
    ],
)
def test_a_students_last_short_line_survives_without_furniture_after_it(line: str) -> None:
    extracted = read_text(f"The great flood\n\n{PROSE}\n\n{line}", strip_furniture=True)
    assert extracted.removed == ()
    assert line in extracted.text


def test_a_long_paragraph_is_never_dropped_whatever_it_says() -> None:
    advert = (
        "We use cookies to give you the best experience on our website, and by continuing you agree"
        " to our cookie policy. Order now: our professional writers can write your custom essay, "
        "plagiarism-free, with a discount of 20 % off for registered users only. Join now!"
    )
    assert len(advert) > 200
    text = f"Title of it\n\n{PROSE}\n\n{advert}\n\n{PROSE}\n"
    assert advert in read_text(text, strip_furniture=True).text
    very_long = advert * 3
    for text in (f"{very_long}\n\n{PROSE}", f"{PROSE}\n\n{very_long}"):
        assert very_long in read_text(text, strip_furniture=True).text


def test_two_headings_with_the_same_words_both_survive_in_the_body() -> None:
    text = f"The flood\n\n{PROSE}\n\nThe dykes\n\n{PROSE} One.\n\nThe dykes\n\n{PROSE} Two.\n"
    assert read_text(text, strip_furniture=True).removed == ()


def test_numbered_headings_are_no_page_numbers() -> None:
    text = "\n\n".join(["The flood", *(f"Reason {n}\n\n{PROSE} {n}." for n in (1, 2, 3))])
    assert read_text(text, strip_furniture=True).removed == ()


def test_a_bibliography_after_the_text_survives() -> None:
    text = (
        f"The flood\n\n{PROSE}\n\nBibliography\n\nSmith, J. The Sea. London, 1999.\n"
        "https://www.example.org/dykes\n\nRelated essays\n\nThe plague of 1665\n"
    )
    extracted = read_text(text, strip_furniture=True)
    assert [entry.text for entry in extracted.removed] == ["Related essays", "The plague of 1665"]
    assert "https://www.example.org/dykes" in extracted.text


def test_everything_removed_can_be_restored() -> None:
    text, _ = labelled(PAGES[0])
    first = read_text(text, strip_furniture=True)
    numbers = frozenset(entry.line for entry in first.removed)
    assert numbers
    restored = read_text(text, strip_furniture=True, keep=numbers)
    assert restored.removed == ()
    one = min(numbers)
    again = read_text(text, strip_furniture=True, keep=frozenset({one}))
    assert {entry.line for entry in again.removed} == numbers - {one}
    assert text.split("\n")[one - 1] in again.text


def test_a_removed_line_is_reported_as_it_stood_with_number_and_reason() -> None:
    text = f"Accept all cookies\n\nThe flood\n\n{PROSE}\n"
    (entry,) = read_text(text, strip_furniture=True).removed
    assert (entry.line, entry.text, entry.reason) == (
        1,
        "Accept all cookies",
        "cookie or privacy notice",
    )


def test_a_students_upload_keeps_its_furniture() -> None:
    extracted = read_text(f"Order now\n\n{ESSAY}\nJoin now!\n", strip_furniture=False)
    assert extracted.removed == ()
    assert "Order now" in extracted.text and "Join now!" in extracted.text


def test_a_page_with_no_recognised_body_is_not_emptied() -> None:
    text = "Sign in\n\n" + "\n".join(f"a short line {n}" for n in "abcdefgh") + "\n\nSee also\n"
    extracted = read_text(text, strip_furniture=True)
    assert "a short line h" in extracted.text


def test_every_reason_can_be_translated() -> None:
    assert {family.reason for family in families()} <= set(SAID)


def test_an_ordinary_word_is_furniture_only_outside_the_body() -> None:
    assert placed_reason("online")
    assert not placed_reason("Online propaganda")
