"""Plain text to blocks: no word lost, none added, the shapes people type."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essays.intake.blocks import Block, Extracted
from essays.intake.decoding import GUESSED_ENCODING
from essays.intake.plaintext import read_plain, read_text
from essays.intake.refusals import Refused
from essays.markup import clean, plain
from tests.essays.intake.samples import ESSAY

ENTRY = "Smith, John, A History of the World in Many Volumes and One Index, London, Penguin"
LONG = "This sentence is here to be the body under a heading, and so it is rather a long one. "


def read(text: str) -> Extracted:
    return read_text(text, strip_furniture=False)


def kinds(text: str) -> list[str]:
    return [block.kind for block in read(text).blocks]


def only(text: str, kind: str) -> Block:
    (block,) = [block for block in read(text).blocks if block.kind == kind]
    return block


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_an_essay_has_title_heading_and_joined_paragraphs() -> None:
    extracted = read(ESSAY)
    assert extracted.title == "Why did the dykes fail?"
    assert kinds(ESSAY) == ["title", "paragraph", "heading", "paragraph"]
    assert "a large part of the islands" in extracted.text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_common_encoding_and_line_end_gives_the_same_blocks(
    encoding: str, line_end: str
) -> None:
    text = ESSAY + "\nThe café of señor Núñez cost 5 € – “a lot”, he said.\n"
    extracted = read_plain(text.replace("\n", line_end).encode(encoding), strip_furniture=False)
    assert extracted.blocks == read(text).blocks


def test_latin_1_is_read_with_a_note_that_it_was_guessed() -> None:
    extracted = read_plain("Émile Zola était là.".encode("latin-1"), strip_furniture=False)
    assert extracted.text == "Émile Zola était là."
    assert extracted.notes == (GUESSED_ENCODING,)


def test_decomposed_accents_stay_decomposed() -> None:
    text = unicodedata.normalize("NFD", "Edvard Beneš und Řezáč")
    assert read_plain(text.encode(), strip_furniture=False).text == text


def test_emoji_joiners_direction_marks_and_hard_blanks_stay() -> None:
    text = "Family 👩‍👩‍👧 and \u202eright to left\u202c and « non\u00a0»."
    assert read(text).text == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"Some text\nwith a \x00 in it, and more of it after that.", "nul"),
        (b"half a pair: \xed\xa0\xbd and so on", "surrogate"),
        ("half a pair: ".encode("utf-16") + b"\x3d\xd8 \x00", "surrogate"),
        ("half a letter: ".encode("utf-16") + b"a", "undecodable"),
        (b"an escape \x1b[31m sequence", "not-text"),
        (b"... -- !!", "no-text"),
    ],
)
def test_text_that_cannot_be_stored_is_refused_with_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_plain(data, strip_furniture=False)
    assert refusal.value.code == code


def test_the_line_of_a_nul_is_named() -> None:
    with pytest.raises(Refused) as refusal:
        read_plain(b"one\ntwo \x00\n", strip_furniture=False)
    assert refusal.value.facts == {"line": 2}


def test_a_markdown_table_keeps_rows_and_cells() -> None:
    text = "| A | B |\n| --- | :-: |\n| one | two \\| three |\n| only |\n| 1 | 2 | 3 |\n"
    table = only(text, "table")
    assert [[cell.texts for cell in row] for row in table.rows] == [
        [["A"], ["B"]],
        [["one"], ["two | three"]],
        [["only"], []],
        [["1"], ["2 | 3"]],
    ]
    assert "<th>A</th>" in table.to_html()


def test_a_table_of_plain_lines_keeps_rows_and_cells() -> None:
    table = only("Year | Event\n1932 | Pacts\n1934 | League\n", "table")
    assert [cell.texts for cell in table.rows[2]] == [["1934"], ["League"]]


def test_a_table_that_lost_its_edges_is_cut_after_sentences() -> None:
    text = (
        "For| Against| Undecided|\nIt was cheap.\n\nIt was quick (“at once”).| It broke.\n\n"
        "Twice!| Nobody knows what a|b means.\n\nSummary:\n\nIt was a mixed success, all in all.\n"
    )
    extracted = read(text)
    (table,) = [block for block in extracted.blocks if block.kind == "table"]
    assert [cell.texts for cell in table.rows[1]] == [
        ["It was cheap.", "It was quick (“at once”)."],
        ["It broke.", "Twice!"],
        ["Nobody knows what a|b means."],
    ]
    assert [block.kind for block in extracted.blocks] == ["table", "heading", "paragraph"]
    assert any("please check" in note for note in extracted.notes)


def test_a_line_with_a_bar_but_no_table_is_a_paragraph() -> None:
    assert kinds("either | or\n\n" + LONG) == ["paragraph", "paragraph"]


def test_lists_quotes_and_hash_headings_are_read() -> None:
    text = (
        f"# The flood\n\n{LONG}\n\n- money\n- habit\n  of mind\n\n1. one\n2. two\n\n> said\n> he\n"
    )
    blocks = read(text).blocks
    assert [block.kind for block in blocks] == ["title", "paragraph", "list", "list", "quote"]
    assert blocks[2].texts == ["money", "habit of mind"]
    assert (blocks[2].ordered, blocks[3].ordered) == (False, True)
    assert blocks[3].texts == ["one", "two"]


@pytest.mark.parametrize(
    "text",
    [
        f"1932. Pacts were signed.\n\n{LONG}",
        f"- a single dash\n\n{LONG}",
        "He said:\n\n“I will not go to the conference, and nobody will ask me to go again.”",
    ],
)
def test_what_only_resembles_a_list_or_a_heading_is_a_paragraph(text: str) -> None:
    assert set(kinds(text)) == {"paragraph"}


def test_wrapped_lines_are_joined_and_meant_line_ends_kept() -> None:
    assert "<br>" not in read(ESSAY).to_html()
    poem = "Season of mists\nand mellow fruitfulness,\nClose bosom-friend\n"
    assert read(poem).blocks[0].html.count("<br>") == 2


def test_long_lines_without_blank_lines_are_paragraphs() -> None:
    line = LONG * 3
    assert kinds(f"{line}\n{line}\n{line}") == ["paragraph"] * 3


@pytest.mark.parametrize(
    ("ending", "signs"),
    [
        ("and it ended well for everybody who had been there.", 0),
        ("and it ended well for everybody who had been there", 1),
        ("and it ended well for everybody who had ...", 1),
        ("and it ended well for everybody who had…", 1),
        ("and it ended well: “everybody was there.”", 0),
        ("and it ended well.\n\nThe End", 0),
        (f"and it ended well.\n\nBibliography\n\n{ENTRY}", 0),
    ],
)
def test_the_end_of_a_text_tells_whether_it_is_whole(ending: str, signs: int) -> None:
    extracted = read(f"The flood of the century\n\n{LONG}\n\n{LONG}{ending}")
    assert len(extracted.truncation_signs) == signs
    assert extracted.truncated is bool(signs)


def test_a_preview_line_is_a_sign_and_changes_no_word() -> None:
    text = f"The flood\n\n{LONG * 2}\n\nContinue reading\n"
    extracted = read_text(text, strip_furniture=True)
    assert extracted.truncated
    assert extracted.blocks[-1].text == (LONG * 2).strip()


def test_read_more_among_links_to_other_pages_is_no_sign() -> None:
    text = f"The flood\n\n{LONG * 2}\n\nRelated essays\n\nThe plague\n\nRead more\n"
    assert not read_text(text, strip_furniture=True).truncated


def test_a_word_of_a_million_letters_is_one_word() -> None:
    extracted = read_plain(b"a" * 1_000_000, strip_furniture=True)
    assert extracted.words == 1
    assert len(extracted.text) == 1_000_000


LINES = st.lists(
    st.one_of(
        st.just(""),
        st.text(alphabet=st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=200),
        st.sampled_from(
            [LONG, LONG * 3, "A | B", "--- | ---", "x.| y", "| a |", "- item", "* item", "> quoted"]
            + ["## Heading", "Aims:", "Order and chaos", "<b>bold</b> & more", "the end of it|"]
        ),
    ),
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_visible_words_in_are_visible_words_out(lines: list[str]) -> None:
    """Of every text without furniture; a list's numbers are shown by the list itself."""
    text = "\n".join(lines)
    if not re.search(r"\w", text) or re.search(r"^\s*\d{1,3}[.)]\s", text, re.M):
        return
    extracted = read(text)
    assert words(extracted.text) == words(text)
    assert words(plain(clean(extracted.to_html()))) == words(text)


@settings(max_examples=100, deadline=None)
@given(LINES)
def test_a_journey_through_plain_data_changes_nothing(lines: list[str]) -> None:
    text = "\n".join(["word", *lines])
    extracted = read_text(text, strip_furniture=True)
    assert Extracted.from_data(extracted.as_data()) == extracted
