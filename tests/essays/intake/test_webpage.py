"""Web pages to blocks: structure kept, the page around the text gone, hidden words not read."""

import html
import re

import pytest

from essays.intake.blocks import Extracted
from essays.intake.plaintext import read_text
from essays.intake.refusals import Refused
from essays.intake.webpage import HIDDEN_TEXT, read_html, read_webpage
from essays.markup import clean, plain
from tests.essays.intake.samples import PAGES, labelled

PROSE = (
    "The sea came over the dykes in the night, and by the morning a large part of the islands had "
    "gone under. The engineers had warned of it for twenty years, and the answer was always money."
)
PAGE = f"""<!DOCTYPE html><html><head><title>The flood - EssayHouse</title>
<style>p {{}}</style></head><body>
<header><a href="/">EssayHouse</a><nav><ul><li>Home</li><li>Essays</li></ul></nav></header>
<div class="cookie-banner">We care about cookies<button>Accept all</button></div>
<main><article><h1>The flood</h1>
<div class="share-buttons">Tweet it now</div>
<p>{PROSE}</p><h2>Order and chaos</h2>
<blockquote><p>God made the world, but the Dutch made Holland.</p></blockquote>
<p>It is <strong>very <em>old</em></strong> advice<sup>1</sup>.<br>And good.</p>
<ul><li>money<ol><li>lent</li><li>spent</li></ol></li><li>habit</li></ul>
<table><tr><th>For</th><th>Against</th></tr><tr><td><p>Cheap.</p><p>Quick.</p></td><td>Weak</td></tr>
</table><p>{PROSE} So it ended.</p><ol><li>The warning of 1934.</li></ol></article></main>
<aside><h3>Related essays</h3><p>The plague</p></aside><form>Your e-mail</form>
<footer>About EssayHouse</footer><script>alert("x")</script></body></html>"""


def read(text: str, *, strip: bool = False) -> Extracted:
    return read_html(text, strip_furniture=strip)


def kinds(extracted: Extracted) -> list[str]:
    return [block.kind for block in extracted.blocks]


def test_a_page_keeps_its_structure_and_loses_its_surroundings() -> None:
    extracted = read(PAGE, strip=True)
    assert extracted.title == "The flood"
    assert kinds(extracted) == [
        *("title", "paragraph", "heading", "quote", "paragraph", "list", "table", "paragraph"),
        "list",
    ]
    removed = {entry.text for entry in extracted.removed}
    assert removed == {
        *("EssayHouse", "Home", "Essays", "We care about cookies", "Accept all", "Tweet it now"),
        *("Related essays", "The plague", "Your e-mail", "About EssayHouse"),
    }


def test_a_page_as_a_students_upload_keeps_every_word() -> None:
    extracted = read(PAGE)
    assert extracted.removed == ()
    for word in ("EssayHouse", "Accept all", "The plague", "Your e-mail"):
        assert word in extracted.text
    assert "alert" not in extracted.text


def test_emphasis_breaks_lists_and_cells_become_our_own_html() -> None:
    shown = read(PAGE, strip=True).to_html()
    assert "<strong>very</strong> <strong><em>old</em></strong> advice1.<br>And good." in shown
    assert "<ul><li>money<ol><li>lent</li><li>spent</li></ol></li><li>habit</li></ul>" in shown
    assert "<thead><tr><th>For</th><th>Against</th></tr></thead>" in shown
    assert "<td><p>Cheap.</p><p>Quick.</p></td><td>Weak</td>" in shown


def test_the_sanitiser_changes_no_word_of_it() -> None:
    extracted = read(PAGE)
    assert re.findall(r"\w+", plain(clean(extracted.to_html()))) == re.findall(
        r"\w+", extracted.text
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_saved_page_with_furniture_loses_no_line_of_the_student(page: object) -> None:
    text, kept = labelled(page)  # type: ignore[arg-type]
    lines = text.split("\n")
    body = "".join(f"<div><p>{html.escape(line)}</p></div>" for line in lines if line.strip())
    extracted = read(f"<!doctype html><body>{body}", strip=True)
    for number, students in kept.items():
        if students:
            assert lines[number - 1].strip() in extracted.text
    assert len(extracted.removed) >= 0.4 * sum(not students for students in kept.values())


def test_a_saved_page_removes_what_the_text_file_removes() -> None:
    text, _ = labelled(PAGES[0])
    as_text = [entry.text for entry in read_text(text, strip_furniture=True).removed]
    body = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    assert [entry.text for entry in read(body, strip=True).removed] == as_text


def test_a_long_paragraph_in_a_hinted_part_is_not_dropped() -> None:
    extracted = read(f'<p>{PROSE}</p><div class="sidebar"><p>{PROSE * 2}</p></div>', strip=True)
    assert extracted.removed == ()


def test_a_form_or_class_around_the_whole_page_removes_nothing() -> None:
    page = (
        f'<form class="page has-sidebar sidebar"><h1>T</h1><p>Short one.</p><p>{PROSE}</p></form>'
    )
    assert read(page, strip=True).removed == ()


def test_hidden_text_is_left_out_and_mentioned() -> None:
    page = f'<p>{PROSE}</p><p style="display: none">secret</p><p hidden>more</p>'
    extracted = read(page)
    assert "secret" not in extracted.text and "more" not in extracted.text
    assert extracted.notes == (HIDDEN_TEXT,)


def test_a_table_that_only_lays_out_a_page_is_no_table() -> None:
    page = f"<table><tr><td>Menu</td><td><h1>The flood</h1><p>{PROSE}</p></td></tr></table>"
    extracted = read(page)
    assert kinds(extracted) == ["paragraph", "title", "paragraph"]


def test_preformatted_lines_and_double_breaks_are_paragraphs() -> None:
    assert kinds(read("<pre>one line\ntwo lines\n\nthree lines</pre>")) == ["paragraph"] * 2
    assert kinds(read("<div>one<br>two<br><br>three</div>")) == ["paragraph"] * 2


def test_a_short_bold_paragraph_is_a_heading() -> None:
    extracted = read(f"<p>{PROSE}</p><p><b>Order and chaos</b></p><p>{PROSE}</p>")
    assert kinds(extracted) == ["paragraph", "heading", "paragraph"]
    assert extracted.blocks[1].to_html() == "<h3>Order and chaos</h3>"


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-2", "windows-1250", "utf-16"])
def test_the_pages_own_encoding_is_used(encoding: str) -> None:
    page = f'<html><meta charset="{encoding}"><p>Edvard Beneš, Řezáč</p></html>'
    extracted = read_webpage(page.encode(encoding), strip_furniture=False)
    assert extracted.text == "Edvard Beneš, Řezáč"


def test_a_page_nested_without_end_is_refused_at_once() -> None:
    for tag in ("div", "b", "blockquote", "ul"):
        with pytest.raises(Refused) as refusal:
            read(f"<{tag}>" * 100_000 + "text")
        assert refusal.value.code == "nested"


def test_many_paragraphs_left_open_are_not_nested() -> None:
    assert len(read("<p>text" * 2_000).blocks) == 2_000


def test_scripts_and_attributes_leave_no_trace() -> None:
    page = (
        '<p onclick="x()">one <a href="javascript:x()">two</a><script>three()</script></p>'
        "<img src=x onerror=alert(1)><svg><script>x</script></svg><p>&lt;script&gt; four</p>"
    )
    shown = read(page).to_html()
    assert shown == "<p>one two</p>\n<p>&lt;script&gt; four</p>"
