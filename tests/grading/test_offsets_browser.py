"""Offsets in a real browser: what is selected there is what the server reads, and back."""

from functools import cache
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from essays.markup import clean, plain
from grading.highlights import numbered, render
from grading.spans import Span, check, sentences
from tests.essays.markup_strategies import canonical, texts
from tests.tools.modules import load_module

pytestmark = pytest.mark.browser

ESSAY = clean(
    "<h2>😀 Title</h2><p>One 👩‍👩‍👧 <em>cafe\u0301</em> two. Dr. Smith left.</p>"
    "<table><tr><th>Left<th>Right<tr><td>a 𝒳 b<td></table>"
    "<ul><li>x<ul><li>y</ul></ul><p>שלום עולם. <strong>مرحبا</strong> end</p>"
)
TEXT = plain(ESSAY)


def show(page: Page, html: str) -> None:
    page.set_content(f'<p>before</p><div id="script-text">{html}</div><p>after</p>')
    page.evaluate("window.box = document.querySelector('#script-text')")
    load_module(page, "grading/offsets.js")


def selected(page: Page, script: str) -> Any:
    """The offsets of the selection that the script makes in a page with the essay."""
    return page.evaluate(
        f"""() => {{
          const selection = getSelection();
          const [$, text] = [s => box.querySelector(s), s => box.querySelector(s).firstChild];
          {script}
          return module.toOffsets(box, selection.getRangeAt(0));
        }}"""
    )


SELECTIONS = {
    "select in one paragraph": ("selection.setBaseAndExtent(text('p'), 0, text('p'), 3)", "One"),
    "after an emoji": ("selection.setBaseAndExtent(text('h2'), 3, text('h2'), 8)", "Title"),
    "a letter and its accent": ("selection.selectAllChildren($('em'))", "cafe\u0301"),
    "backwards": ("selection.setBaseAndExtent(text('h2'), 8, text('h2'), 0)", "😀 Title"),
    "half a pair at either end": (
        "selection.setBaseAndExtent(text('h2'), 1, $('td').firstChild, 3)",
        TEXT[: TEXT.index("𝒳") + 1],
    ),
    "from element to element": ("selection.setBaseAndExtent(box, 0, box, 2)", "😀 Title\n"),
    "to the start of the next block": (
        "selection.setBaseAndExtent(text('h2'), 3, $('p'), 0)",
        "Title\n",
    ),
    "across cells": (
        "selection.setBaseAndExtent($('th'), 0, $('td').firstChild, 1)",
        "Left\nRight\na",
    ),
    "an empty cell": ("selection.selectAllChildren(box.querySelectorAll('td')[1])", ""),
    "right to left": ("selection.selectAllChildren(box.lastChild)", "שלום עולם. مرحبا end"),
    "everything and more": ("selection.selectAllChildren(document.body)", TEXT),
    "in from outside": (
        "selection.setBaseAndExtent(document.body.firstChild, 0, text('h2'), 2)",
        "😀",
    ),
}


@pytest.mark.parametrize("marked", [False, True], ids=["plain", "marked"])
@pytest.mark.parametrize("name", SELECTIONS)
def test_a_selection_is_what_the_server_reads(page: Page, name: str, marked: bool) -> None:
    spans = [Span(1, 2, 40, "strength"), Span(2, 7, 9, "error"), Span(3, 30, 70, "question")]
    show(page, render(numbered(ESSAY), spans) if marked else ESSAY)
    script, words = SELECTIONS[name]
    if marked:
        # With marks about, the same range is made from offsets: the nodes are others.
        start = TEXT.index(words)
        script = f"selection.addRange(module.toRange(box, {start}, {start + len(words)}))"
    found = selected(page, script)
    assert found["quote"] == words
    assert TEXT[found["start"] : found["end"]] == words


def test_a_selection_elsewhere_is_none(page: Page) -> None:
    show(page, ESSAY)
    assert selected(page, "selection.selectAllChildren(document.body.lastChild)") is None


def test_a_selection_made_by_mouse_and_keys_is_what_the_server_reads(page: Page) -> None:
    show(page, ESSAY)
    page.locator("h2").dblclick(position={"x": 60, "y": 15})
    page.keyboard.press("Shift+ArrowDown")
    found = page.evaluate("module.toOffsets(box, getSelection().getRangeAt(0))")
    assert found["end"] > found["start"] + 5
    check(TEXT, found["start"], found["end"], found["quote"])


@cache
def cases(count: int) -> list[tuple[str, int, int]]:
    """So many documents with two offsets in each, the same ones at every run."""
    found: list[tuple[str, int, int]] = []

    @settings(
        max_examples=count, database=None, derandomize=True, deadline=None, phases=[Phase.generate]
    )
    @given(canonical, st.data())
    def collect(html: str, data: st.DataObject) -> None:
        ends = st.integers(0, len(plain(html)))
        found.append((html, *sorted((data.draw(ends), data.draw(ends)))))

    collect()
    return found


@pytest.mark.parametrize("marked", [False, True], ids=["plain", "marked"])
def test_offsets_survive_the_round_trip(page: Page, marked: bool) -> None:
    generated = cases(300)
    documents = [
        render(html, [Span(1, start // 2, end, "weakness"), Span(2, start, end + 9, "error")])
        if marked
        else html
        for html, start, end in generated
    ]
    show(page, "".join(f'<div class="sheet">{document}</div>' for document in documents))
    answers = page.evaluate(
        """ranges => [...box.children].map((sheet, i) => {
          const range = module.toRange(sheet, ...ranges[i]);
          return [range.toString(), range.endOffset, module.toOffsets(sheet, range)];
        })""",
        [[start, end] for _, start, end in generated],
    )
    assert len(answers) == len(generated) >= 200
    for (html, start, end), (words, end_offset, found) in zip(generated, answers, strict=True):
        text = plain(html)
        assert words == found["quote"] == text[start:end]
        assert text[found["start"] : found["end"]] == text[start:end]
        if start < end:
            assert (found["start"], found["end"]) == (start, end)
            assert end_offset > 0  # not at the head of the next block


def test_text_nodes_of_the_page_are_the_text_of_the_script(page: Page) -> None:
    spans = [Span(n, n * 3, n * 5 + 4, "strength") for n in range(12)]
    show(page, render(numbered(ESSAY), spans))
    assert page.evaluate("box.textContent") == TEXT


def test_marks_and_notes_are_tied_for_assistive_technology(page: Page) -> None:
    show(page, render(ESSAY, [Span(1, 3, 60, "strength", "aims", "S1", "S1: strength")]))
    page.evaluate("box.insertAdjacentHTML('afterend', '<p id=c1 role=comment>Good</p>')")
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    marks = [node for node in nodes if node.get("role", {}).get("value") == "mark"]
    tied = [
        node
        for node in marks
        if any(prop["name"] == "details" for prop in node.get("properties", []))
    ]
    assert len(marks) > 1
    assert len(tied) == 1
    assert page.get_by_role("link", name="S1: strength").get_attribute("href") == "#c1"


def test_sentences_are_the_same_here_and_there(page: Page) -> None:
    samples = [
        TEXT,
        "Dr. A. No. 5 no. Then p. 7. U.S. Army i.e. 3. “Why?” He… a… B. I. Do.\n\nx!? Y",
    ]
    samples += [plain(html) for html, _, _ in cases(300)]
    alphabet = st.text(
        st.sampled_from("aBİß1²5. .?!…\n”“(\u00a0\u2003\ufeff\x1cé😀。。pDr"), max_size=60
    )

    @settings(max_examples=300, database=None, derandomize=True, phases=[Phase.generate])
    @given(st.one_of(alphabet, texts))
    def collect(text: str) -> None:
        samples.append(text)

    collect()
    show(page, "")
    answers = page.evaluate("texts => texts.map(text => module.sentences(text))", samples)
    for sample, answer in zip(samples, answers, strict=True):
        assert [tuple(range_) for range_ in answer] == sentences(sample), sample


def test_stepping_goes_from_sentence_to_sentence(page: Page) -> None:
    show(page, ESSAY)
    steps = page.evaluate(
        """text => {
          const found = [];
          for (let at = -1, next; (next = module.nextSentence(text, at)); at = next[0]) {
            found.push(next);
          }
          const back = [];
          for (let at = 9999, last; (last = module.previousSentence(text, at)); at = last[0]) {
            back.push(last);
          }
          return [found, back.reverse()];
        }""",
        TEXT,
    )
    assert steps[0] == steps[1] == [list(range_) for range_ in sentences(TEXT)]


def test_a_passage_grows_and_shrinks_by_words(page: Page) -> None:
    show(page, "")
    text = "😀 One cafe\u0301, two."
    grown = page.evaluate(
        """text => {
          const one = [2, 5];
          const two = module.widen(text, ...one);
          const three = module.widen(text, ...two, "fr");
          const end = module.widen(text, ...three);
          return [two, three, end, module.narrow(text, ...three), module.narrow(text, ...one)];
        }""",
        text,
    )
    words = [text[start:end] for start, end in grown]
    assert words == ["One cafe\u0301", "One cafe\u0301, two"] + ["One cafe\u0301, two"] + [
        "One cafe\u0301",
        "One",
    ]
