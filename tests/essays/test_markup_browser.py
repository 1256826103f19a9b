"""A browser reads the canonical form as we do: the same text, the same tree, the same words."""

import re
from functools import cache

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from essays.markup import clean, plain, word_count
from tests.essays.markup_strategies import canonical, soup, texts
from tests.tools.modules import load_module

pytestmark = pytest.mark.browser

AWKWARD = [
    "<h1>Title</h1><p>One <em>two</em><strong>three</strong></p>",
    "<table><tr><th colspan=2>A<tr><td><td></table><p>after an empty row</p>",
    "<table><tr><td></table>",
    "<ul><li>a<ol><li>b<ul><li>c</ul><li>d</ol></ul>",
    "<blockquote><h2>q</h2><ul><li>x</ul><table><tr><td><p>1<p>2</table></blockquote>",
    "<p>👩‍👩‍👧 e\u0301 🇬🇧 𝒳</p><p>שלום <em>עולם</em> \u202eabc\u202c مرحبا</p>",
    "<p>a<br>b<br>c</p><pre>\n\nd\n  e</pre>",
    "<p>&lt;p&gt; &amp;amp; &amp;nbsp; \xa0x\xa0y \x01 \ufeff</p>",
]


@cache
def collected(strategy: st.SearchStrategy[str], count: int) -> list[str]:
    """So many generated examples, the same ones at every run."""
    found: list[str] = []

    @settings(
        max_examples=count, database=None, derandomize=True, deadline=None, phases=[Phase.generate]
    )
    @given(strategy)
    def collect(example: str) -> None:
        found.append(example)

    collect()
    return found


def served(page: Page, documents: list[str]) -> list[list[str]]:
    """Text and inner HTML of each document after the page's own parser has read it."""
    sheets = "".join(f'<div class="sheet">{document}</div>' for document in documents)
    page.set_content(f"<!doctype html><meta charset=utf-8><main>{sheets}</main>")
    return page.evaluate(
        "() => [...document.querySelectorAll('.sheet')].map(e => [e.textContent, e.innerHTML])"
    )


def test_text_and_tree_are_the_same_in_the_browser(page: Page) -> None:
    documents = [clean(html) for html in AWKWARD + collected(canonical, 300)]
    read = served(page, documents)
    assert len(read) == len(documents)
    for document, (text, inner) in zip(documents, read, strict=True):
        assert text == plain(document)
        assert inner.replace("&nbsp;", "\xa0") == document


def test_cleaned_soup_is_the_same_in_the_browser(page: Page) -> None:
    documents = [clean(html) for html in collected(soup, 300)]
    for document, (text, inner) in zip(documents, served(page, documents), strict=True):
        assert text == plain(document)
        assert inner.replace("&nbsp;", "\xa0") == document


def test_no_word_that_the_browser_shows_is_lost(page: Page) -> None:
    pages = collected(soup, 300)
    shown = page.evaluate(
        """pages => pages.map(html => {
          const frame = new DOMParser().parseFromString(html, "text/html");
          document.body.replaceChildren(...frame.body.childNodes);
          return document.body.innerText;
        })""",
        pages,
    )
    for html, visible in zip(pages, shown, strict=True):
        expected = set(re.findall(r"[abcXYZ019]+", visible))
        kept = "".join(re.findall(r"[abcXYZ019]+", plain(clean(html))))
        assert all(word in kept for word in expected), html


def test_words_are_counted_alike_here_and_there(page: Page) -> None:
    samples = [
        "",
        "don’t well-run 1932–33 war – war—x re\u0301sume\u0301 foot\u00adball 'q' ½ ² _a",
    ]
    samples += collected(texts, 300) + [plain(clean(html)) for html in AWKWARD]
    load_module(page, "essays/words.js")
    counts = page.evaluate("texts => texts.map(text => module.countWords(text))", samples)
    assert counts == [word_count(sample) for sample in samples]
