"""Evidence in the text: real marks, the first tied to its note, the last with its letter."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import nh3
from hypothesis import given, settings
from hypothesis import strategies as st

from essays.markup import clean, plain
from grading.highlights import numbered, render
from grading.spans import Span, check, find_once, in_order, labelled
from tests.essays.markup_strategies import canonical

EXEMPLARS = Path(__file__).parents[2] / "essays" / "data" / "exemplars"
KINDS = ["strength", "weakness", "error", "question"]


def start_tag(number: int, kind: str = "s", first: bool = True) -> str:
    own = f'id="e{number}" aria-details="c{number}"' if first else f'data-of="e{number}"'
    return f'<mark class="ev ev-{kind}" data-criterion="aims" {own}>'


def link(number: int, tag: str) -> str:
    return f'<a class="ev-tag" href="#c{number}" data-tag="{tag}" aria-label="says {tag}"></a>'


def span(number: int, start: int, end: int, kind: str = "strength") -> Span:
    label = f"{kind[0].upper()}{number}"
    return Span(number, start, end, kind, "aims", label, f"says {label}")


def test_render_wraps_a_passage_and_links_it_to_its_note() -> None:
    assert render("<p>one two three</p>", [span(2, 4, 7)]) == (
        f"<p>one {start_tag(2)}two{link(2, 'S2')}</mark> three</p>"
    )


def test_render_nests_the_shorter_passage_in_the_longer() -> None:
    shown = render("<p>abcdef</p>", [span(1, 2, 4, "error"), span(2, 0, 6)])
    inner = f"{start_tag(1, 'e')}cd{link(1, 'E1')}</mark>"
    assert shown == f"<p>{start_tag(2)}ab{inner}ef{link(2, 'S2')}</mark></p>"


def test_render_splits_passages_that_cross() -> None:
    shown = render("<p>abcdef</p>", [span(1, 0, 4), span(2, 2, 6, "weakness")])
    first = f"{start_tag(1)}ab{start_tag(2, 'w')}cd</mark>{link(1, 'S1')}</mark>"
    assert shown == f"<p>{first}{start_tag(2, 'w', first=False)}ef{link(2, 'W2')}</mark></p>"


def test_render_splits_at_elements_and_leaves_structure_alone() -> None:
    html = clean("<table><tr><td>a <em>b</em><td>c</table><p>d</p>")
    shown = render(html, [span(1, 0, len(plain(html)))])
    pieces = re.findall(r"<mark[^>]*>(.*?)</mark>", shown)
    assert pieces == ["a ", "b", "c", f"d{link(1, 'S1')}"]
    assert shown.count('id="e1"') == 1
    assert shown.count('data-of="e1"') == 3
    assert re.sub(r"</?mark[^>]*>|<a.*?</a>", "", shown) == html


def test_render_counts_code_points_and_escapes() -> None:
    html = clean("<p>😀 &lt;b&gt; e\u0301&amp;</p>")
    tag = '<mark class="ev ev-q" data-criterion="&quot;&gt;&lt;script&gt;" id="e1"'
    shown = render(html, [Span(1, 2, 5, "question", '"><script>', "Q1", "a\"b<c>'d")])
    assert f'{tag} aria-details="c1">&lt;b&gt;<a' in shown
    assert 'aria-label="a&quot;b&lt;c&gt;&#x27;d"' in shown
    assert plain(shown) == plain(html)


def test_render_shows_no_mark_where_there_are_no_words() -> None:
    html = "<p>a</p>\n<p>b</p>"
    for nowhere in (span(1, 1, 2), span(1, 3, 3), span(1, 3, 9), span(1, 2, 1)):
        assert render(html, [nowhere]) == html
    assert render("", [span(1, 0, 5)]) == ""


documents_with_spans = canonical.flatmap(
    lambda html: st.tuples(
        st.just(html),
        st.lists(
            st.tuples(
                st.integers(0, len(plain(html))),
                st.integers(0, len(plain(html)) + 2),
                st.sampled_from(KINDS),
            ),
            max_size=8,
        ).map(lambda ranges: [span(n, *sorted(r[:2]), r[2]) for n, r in enumerate(ranges)]),
    )
)


class Reader(HTMLParser):
    """Reads a rendered document: for each character, the marks around it from the outside in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[int] = []
        self.read: list[tuple[str, list[int]]] = []
        self.events: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "mark":
            name = values.get("id") or values["data-of"]
            self.open.append(int(str(name)[1:]))
            self.events.append(("first" if "id" in values else "more", self.open[-1]))
        elif tag == "a":
            assert values["href"] == f"#c{self.open[-1]}"
            self.events.append(("link", self.open[-1]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.read.extend((character, list(self.open)) for character in data)


@given(documents_with_spans)
@settings(max_examples=400, deadline=None)
def test_render_marks_exactly_the_characters_of_each_passage(case: tuple[str, list[Span]]) -> None:
    html, spans = case
    text = plain(html)
    shown = render(html, spans)
    assert plain(shown) == text
    reader = Reader()
    reader.feed(shown)
    reader.close()
    for at, (character, marks) in enumerate(reader.read):
        around = [s.id for s in in_order(spans) if s.start <= at < s.end and character != "\n"]
        assert (character, marks) == (text[at], around)
    for s in spans:
        events = [name for name, number in reader.events if number == s.id]
        if text[s.start : s.end].strip("\n"):
            assert [events[0], events[-1]] == ["first", "link"]
            assert set(events[1:-1]) <= {"more"}
        else:
            assert not events


@given(documents_with_spans)
@settings(max_examples=300, deadline=None)
def test_rendered_html_is_well_formed(case: tuple[str, list[Span]]) -> None:
    html, spans = case
    bare = re.sub(r"<(/?\w+)[^>]*>", r"<\1>", render(numbered(html), spans))
    tags = {"mark", "a", *re.findall(r"<(\w+)", html)}
    again = nh3.clean(bare, tags=tags, link_rel=None, attributes={})
    assert again.replace("&nbsp;", "\xa0") == bare


@given(canonical)
@settings(deadline=None)
def test_numbered_adds_attributes_only(html: str) -> None:
    shown = numbered(html)
    assert re.sub(r' data-(n|head)="[^"]*"', "", shown) == html
    count = len(re.findall(r" data-n=", shown))
    assert [f' data-n="{n}"' for n in range(1, count + 1)] == re.findall(r' data-n="\d+"', shown)


def test_numbered_counts_the_paragraphs_of_the_top_level() -> None:
    html = clean("<h2>T</h2><p>a<p>b<blockquote>q</blockquote><ul><li><p>x<p>y</ul><p>c")
    assert re.findall(r'<p data-n="(\d)">(.)', numbered(html)) == [
        ("1", "a"),
        ("2", "b"),
        ("3", "c"),
    ]


def test_numbered_names_the_column_of_each_cell() -> None:
    html = clean(
        '<table><tr><th>A &amp; "<em>x</em>"<th colspan=2>B<tr><td rowspan=2>1<td>2<td>3'
        "<tr><td>4<td>5</table><table><tr><td>6</table>"
    )
    shown = numbered(html)
    heads = dict(re.findall(r'data-head="([^"]*)">(\d)', shown)[::-1])
    assert heads == {"A &amp; &quot;x&quot;": "1", "B": "2"}
    assert shown.count('data-head="B"') == 4
    assert "<td>6</td>" in shown


def test_every_evidence_passage_of_the_exemplars_is_found_once_and_shown() -> None:
    found = 0
    for exemplar in json.loads((EXEMPLARS / "exemplars.json").read_text())["exemplars"]:
        html = clean((EXEMPLARS / exemplar["html"]).read_text())
        spans = []
        for key, mark in exemplar["marks"].items():
            for note in mark["annotations"]:
                start, end = find_once(plain(html), note["quote"])
                check(plain(html), start, end, note["quote"])
                spans.append(Span(len(spans), start, end, note["kind"], key))
        shown = render(numbered(html), labelled(spans))
        assert shown.count(' id="e') == shown.count('class="ev-tag"') == len(spans)
        assert plain(shown) == plain(html)
        found += len(spans)
    assert found == 32
