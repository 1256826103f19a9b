"""What holds of the canonical form whatever is fed to it."""

import re

import nh3
from hypothesis import given, settings
from hypothesis import strategies as st

from essays.markup import clean, from_plain, opening, plain, word_count
from tests.essays.markup_strategies import TAGS, canonical, soup, texts

VOCABULARY = {
    "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr",
    "th", "td", "strong", "em", "br",
}  # fmt: skip
SPANS = {"colspan", "rowspan", "scope"}


def reparsed(html: str) -> str:
    """The HTML as an HTML5 parser understands and rewrites it."""
    again = nh3.clean(html, tags=VOCABULARY, attributes={"td": SPANS, "th": SPANS})
    return again.replace("&nbsp;", "\xa0")


@given(soup)
@settings(max_examples=500, deadline=None)
def test_clean_is_idempotent_and_means_what_it_says(html: str) -> None:
    once = clean(html)
    assert clean(once) == once
    assert reparsed(once) == once


@given(soup)
@settings(max_examples=300, deadline=None)
def test_clean_writes_the_vocabulary_and_line_feeds_between_tags_only(html: str) -> None:
    once = clean(html)
    assert set(re.findall(r"</?([^\s>]+)", once)) <= VOCABULARY
    assert not re.search(r"\n\n|<br>(?!\n)|\n</|^\n|\n$", once)
    assert not re.search(r"(?<!>)\n(?!<[uo]l|<table|<p|<blockquote)", once)


marks = st.sampled_from([*map("<{}>".format, TAGS), *map("</{}>".format, TAGS), "<br>", "\n"])


@given(st.lists(marks, max_size=60))
@settings(max_examples=500, deadline=None)
def test_clean_loses_no_word_and_parts_no_two(tags: list[str]) -> None:
    html = "".join(f"{tag} w{number}x " for number, tag in enumerate(tags))
    found = re.findall(r"w\d+x", plain(clean(html)))
    assert sorted(found) == sorted(f"w{number}x" for number in range(len(tags)))


@given(canonical)
@settings(deadline=None)
def test_text_has_no_line_feed_but_those_of_the_structure(html: str) -> None:
    text = plain(html)
    assert text.count("\n") == html.count("\n")
    assert clean(html) == html
    assert word_count(plain(opening(html, 1))) >= min(1, word_count(text))


@given(st.lists(texts))
@settings(deadline=None)
def test_from_plain_keeps_every_character_but_white_space_and_bullets(parts: list[str]) -> None:
    def bare(text: str) -> str:
        return re.sub(r"\s", "", text)

    assert bare(plain(from_plain("\n".join(parts)))) == bare("\n".join(parts))
