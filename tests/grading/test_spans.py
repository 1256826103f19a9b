"""Offsets into a script: checked, trimmed, found again, stepped by sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.spans import (
    CONTEXT,
    Span,
    SpanError,
    check,
    context,
    find_once,
    in_order,
    labelled,
    reanchor,
    sentences,
    trim,
)

TEXT = "One 😀 two.\nTwo cafe\u0301 \u05e9\u05dc\u05d5\u05dd two."


@pytest.mark.parametrize(
    ("start", "end", "quote", "reason"),
    [
        (-1, 3, "One", "range"),
        (3, 1, "", "range"),
        (0, 999, TEXT, "range"),
        (5, 5, "", "empty"),
        (3, 4, " ", "blank"),
        (10, 11, "\n", "blank"),
        (0, 3, "one", "quote"),
        (4, 6, "😀", "quote"),
        (0, 3, "", "quote"),
    ],
)
def test_check_refuses_and_gives_the_reason(start: int, end: int, quote: str, reason: str) -> None:
    with pytest.raises(SpanError) as caught:
        check(TEXT, start, end, quote)
    assert caught.value.reason == reason


def test_check_accepts_the_exact_words_in_code_points() -> None:
    check(TEXT, 4, 5, "😀")
    check(TEXT, 0, len(TEXT), TEXT)
    check(TEXT, 6, 14, "two.\r\nTwo")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(0, 4, (0, 3)), (3, 6, (4, 5)), (9, 12, (9, 12)), (10, 11, (11, 11)), (3, 4, (4, 4))],
)
def test_trim_leaves_white_space_off(start: int, end: int, expected: tuple[int, int]) -> None:
    assert trim(TEXT, start, end) == expected


@given(st.text(), st.data())
def test_trim_stays_inside_and_keeps_every_word(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = trim(text, start, end)
    assert start <= low <= high <= end
    assert text[low:high] == text[start:end].strip()


def test_context_gives_at_most_so_many_code_points() -> None:
    assert context("ab😀cd", 2, 3) == ("ab", "cd")
    assert context("x" * 99, 40, 41) == ("x" * CONTEXT, "x" * CONTEXT)


def test_find_once_wants_exactly_one_place() -> None:
    assert find_once(TEXT, "cafe\u0301") == (15, 20)
    for quote, reason in (("two", "repeated"), ("three", "missing"), ("", "missing")):
        with pytest.raises(SpanError) as caught:
            find_once(TEXT, quote)
        assert caught.value.reason == reason
    with pytest.raises(SpanError, match="2 times"):
        find_once("aaa", "aa")


def test_reanchor_follows_a_unique_quote_wherever_it_went() -> None:
    assert reanchor("New words. It was war.", "It was war", "", "", 0) == (11, 21)
    assert reanchor("Nothing of it.", "It was war", "", "", 0) is None


def test_reanchor_tells_places_apart_by_their_surroundings() -> None:
    text = "In the north it failed. In the south it failed. In the east it failed."
    assert reanchor(text, "it failed", "In the south ", ". In the", 0) == (37, 46)
    assert reanchor(text, "it failed", "In the east ", ".", 13) == (60, 69)


def test_reanchor_never_guesses() -> None:
    assert reanchor("It failed. It failed.", "It failed", "so ", "?", 0) is None
    assert reanchor("a it failed. b it failed.", "it failed", "", "", 2) is None
    assert reanchor("the war. He war.", "war", "e ", "", 0) is None
    same = "Again and again it failed here. " * 6
    start = same.index("it failed", 70)
    prefix, suffix = context(same, start, start + 9)
    assert reanchor("X" + same, "it failed", prefix, suffix, start) is None


def test_reanchor_keeps_a_repeated_passage_whose_place_is_unchanged() -> None:
    same = "Again and again and again and again it failed here as everywhere else it had. " * 4
    start = same.index("it failed", 100)
    prefix, suffix = context(same, start, start + 9)
    assert reanchor(same, "it failed", prefix, suffix, start) == (start, start + 9)


def test_labels_follow_the_text() -> None:
    spans = [
        Span(7, 5, 9, "weakness"),
        Span(3, 0, 4, "strength"),
        Span(2, 5, 12, "question"),
        Span(1, 5, 9, "error"),
    ]
    assert [span.id for span in in_order(spans)] == [3, 2, 1, 7]
    assert [span.label for span in labelled(spans)] == ["S1", "Q2", "E3", "W4"]


SENTENCES = [
    ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
    ("Title\nOne.\n\n Two. ", ["Title", "One.", "Two."]),
    ("Dr. Smith met J. F. Kennedy.", ["Dr. Smith met J. F. Kennedy."]),
    ("See p. 5, No. 7 and c. 1939. He said no. Then left.",
     ["See p. 5, No. 7 and c. 1939.", "He said no.", "Then left."]),
    ("It fell (e.g. Paris). “Why?” He asked “Who?” twice.",
     ["It fell (e.g. Paris).", "“Why?”", "He asked “Who?” twice."]),
    ("In World War I. In the U.S. Army. i.e. this.",
     ["In World War I.", "In the U.S. Army. i.e. this."]),
    ("Wait... what? Wait... What? 3.5 and 1,000.",
     ["Wait... what?", "Wait...", "What?", "3.5 and 1,000."]),
    ("سؤال؟ جواب.", ["سؤال؟", "جواب."]),
    ("他走了。她来了！", ["他走了。", "她来了！"]),
    ("", []),
    (" \n ", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences_end_where_a_reader_stops(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(st.sampled_from("aB1. ?!\n”“(\u00a0é😀"), max_size=60))
def test_sentences_cover_all_but_white_space_in_order(text: str) -> None:
    ranges = sentences(text)
    covered = "".join(text[start:end] for start, end in ranges)
    assert "".join(covered.split()) == "".join(text.split())
    assert ranges == sorted(ranges)
