"""A script beside its notes: letters, numbers, places, and nothing unsafe."""

import pytest

from essays import markup
from essays.models import Script
from grading.highlights import numbered
from grading.models import Annotation
from grading.places import Place, Places
from grading.reading import annotated
from rubrics.models import Criterion

HTML = markup.clean(
    "<h2>Aims</h2><p>First &amp; foremost security.</p><p>Then trade.</p>"
    "<ul><li>one</li><li>two &lt;b&gt;</li></ul><blockquote><p>quoted words</p></blockquote>"
    "<table><tr><th>What worked</th><th>What &lt;failed</th></tr>"
    "<tr><td>League</td><td>Munich</td></tr><tr><td>Pact</td><td>Supplies</td></tr></table>"
    "<p>Last.</p>"
)
TEXT = markup.plain(HTML)
SCRIPT = Script(html=HTML, text=TEXT)
AIMS = Criterion(key="aims", name="Aims & ends")


def note_on(quote, pk, kind="strength", criterion=AIMS, note="Why"):
    start = TEXT.index(quote)
    return Annotation(
        pk=pk, criterion=criterion, kind=kind, start=start, end=start + len(quote),
        quote=quote, note=note,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Aims", Place("heading")),
        ("security", Place("paragraph", 1)),
        ("trade", Place("paragraph", 2)),
        ("one", Place("list", 1)),
        ("two", Place("list", 2)),
        ("quoted", Place("quote")),
        ("What worked", Place("table", -1)),
        ("League", Place("table", 1, "What worked")),
        ("Munich", Place("table", 1, "What <failed")),
        ("Supplies", Place("table", 2, "What <failed")),
        ("Last", Place("paragraph", 3)),
    ],
)
def test_place_of_every_kind_of_block(words, place):
    assert Places(numbered(HTML)).at(TEXT.index(words)) == place


def test_notes_come_in_the_order_of_the_text_with_one_number_everywhere():
    found = annotated(
        SCRIPT,
        [
            note_on("Munich", 4, "error"),
            note_on("security", 9),
            note_on("trade", 2, "question", criterion=None),
        ],
    )
    assert [(n.number, n.tag, n.pk) for n in found.notes] == [
        (1, "S1", 9),
        (2, "Q2", 2),
        (3, "E3", 4),
    ]
    assert [n.place for n in found.notes] == [
        "paragraph 1", "paragraph 2", "table, row 1, What <failed",
    ]  # fmt: skip
    for number in (1, 2, 3):
        assert f'id="e{number}" aria-details="c{number}"' in found.html
        assert f'href="#c{number}"' in found.html
    assert 'aria-label="S1: strength, Aims &amp; ends, note 1 of 3"' in found.html
    assert 'aria-label="Q2: question, the whole essay, note 2 of 3"' in found.html
    assert found.notes_on("aims") == [found.notes[0], found.notes[2]]


def test_text_with_notes_is_the_text_of_the_script_and_what_looks_like_markup_stays_text():
    found = annotated(SCRIPT, [note_on("two <b>", 1)])
    assert markup.plain(found.html) == TEXT
    assert "&lt;b&gt;" in found.html and "<b>" not in found.html


def test_a_script_without_notes_is_its_own_html():
    assert annotated(SCRIPT, numbers=False).html == HTML
    assert '<p data-n="1">' in annotated(SCRIPT).html
