"""The two real pages. Which lines are furniture was listed by a reader, independently."""

import re

from essays.intake.blocks import Extracted
from essays.intake.plaintext import read_plain
from essays.markup import clean, plain
from tests.essays.intake.samples import source

FURNITURE = {
    "000": {1, 5, 6, 8, 10, 33, 35, 37, *range(39, 52), 53, 55, 56, 58, 59, 61, 62, 64, 66, 68}
    | {70, 71, 72, 74, 76, 78, 79},
    "002": {1, 3, 11, 15},
}


def read(number: str) -> tuple[str, Extracted]:
    data = source(number).read_bytes()
    return data.decode(), read_plain(data, strip_furniture=True)


def students_lines(number: str, text: str) -> list[str]:
    return [
        line
        for at, line in enumerate(text.split("\n"), start=1)
        if line.strip() and at not in FURNITURE[number]
    ]


def test_sources_lose_exactly_their_furniture() -> None:
    for number, lines in FURNITURE.items():
        _, extracted = read(number)
        assert {entry.line for entry in extracted.removed} == lines


def test_sources_keep_every_sentence_of_the_student() -> None:
    for number in FURNITURE:
        text, extracted = read(number)
        stored = plain(clean(extracted.to_html()))
        sentences = [
            sentence.strip(" |")
            for line in students_lines(number, text)
            for sentence in re.split(r"(?<=[.!?])[ |]+|\| ?", line)
        ]
        assert len(sentences) >= 15
        for sentence in filter(None, sentences):
            assert sentence in extracted.text
            assert sentence in stored


def test_sources_keep_every_word_in_order_and_add_none() -> None:
    for number in FURNITURE:
        text, extracted = read(number)
        expected = re.findall(r"\w+", " ".join(students_lines(number, text)))
        assert re.findall(r"\w+", extracted.text) == expected


def test_first_source_has_its_title_headings_and_paragraphs() -> None:
    _, extracted = read("000")
    assert extracted.title == "Stalin’s Foreign Policy"
    kinds = [block.kind for block in extracted.blocks]
    assert kinds == [
        *("title", "paragraph", "heading", "paragraph", "heading", "table", "heading", "paragraph")
    ]
    assert [block.text for block in extracted.blocks if block.kind == "heading"] == [
        "Aims and sub-aims of Stalin’s foreign policy:",
        "Successes and failures:",
        "Overall Conclusion:",
    ]


def test_first_source_has_a_table_of_two_columns_with_the_right_paragraphs() -> None:
    _, extracted = read("000")
    (table,) = [block for block in extracted.blocks if block.kind == "table"]
    head, body = table.rows
    assert [cell.texts for cell in head] == [["Successes"], ["Failures"]]
    left, right = (cell.texts for cell in body)
    assert [text.split(",")[0] for text in left] == [
        "In 1932",
        "Historians have been argueing whether or not these were his intentions",
        "Also",
    ]
    assert left[2].endswith("which makes the signing of the pact a success.")
    assert right[0].startswith("In 1933, Hitler comes to Power in Germany")
    assert right[1].startswith("This was a failure of Stalin’s foreign policy")
    assert right[2].startswith("After the Nazi-Soviet pact was signed")
    assert len(right) == 3
    assert "|" not in extracted.text


def test_only_the_second_source_is_truncated() -> None:
    assert not read("000")[1].truncated
    _, second = read("002")
    assert second.truncated
    assert len(second.truncation_signs) == 2
    assert second.text.endswith("that was forbidden ...")


def test_second_source_keeps_the_spelling_of_its_title_that_stands_nearest_the_text() -> None:
    _, extracted = read("002")
    assert extracted.title.startswith("What were the Aims and Achievements of Stalin’s")
    assert "peterealdoc2" not in extracted.text


def test_sources_keep_misspellings_and_typographic_quotes() -> None:
    _, first = read("000")
    for misspelt in ("alot", "aggresssive", "argueing", "Brittain", "Ribentropp", "Germay"):
        assert misspelt in first.text
    assert "“Lebensraum“" in first.text
    assert "Great Brittain.The German" in first.text
    assert "‘stunning coup’" in read("002")[1].text
