"""The canonical form: what goes in, what comes out, what is refused."""

import time
from contextlib import suppress

import pytest

from essays.markup import TooComplex, clean, fingerprint, from_plain, opening, plain, word_count

CLEANED = [
    ("", ""),
    ("bare", "<p>bare</p>"),
    ("<div>one</div><div>two</div>", "<p>one</p>\n<p>two</p>"),
    ("<p>one</p><p>&nbsp;</p><p></p><p>two</p>", "<p>one</p>\n<p>two</p>"),
    ("<h1>A</h1><h5>B</h5><h6>C</h6>", "<h1>A</h1>\n<h4>B</h4>\n<h4>C</h4>"),
    ("<p><b>b</b> <i>i</i></p>", "<p><strong>b</strong> <em>i</em></p>"),
    ("<em>a<strong>b</em>c</strong>", "<p><em>a</em><strong><em>b</em>c</strong></p>"),
    ("<strong>a</strong><strong>b</strong>", "<p><strong>ab</strong></p>"),
    ('<p>See <a href="http://x.example">this page</a>.</p>', "<p>See this page.</p>"),
    ("<pre>one\n  two\n\nthree</pre>", "<p>one<br>\ntwo</p>\n<p>three</p>"),
    ("<p>a <code>x &lt; y</code></p>", "<p>a x &lt; y</p>"),
    ("a<br>b<br><br>c<br>", "<p>a<br>\nb</p>\n<p>c</p>"),
    ("<h2>a<br><br>b</h2>", "<h2>a<br>\nb</h2>"),
    ("<p>\xa0 \xa0 Indented a\xa0b  c</p>", "<p>Indented a\xa0b c</p>"),
    ("<blockquote>a<blockquote>b</blockquote></blockquote>",
     "<blockquote><p>a</p>\n<p>b</p></blockquote>"),
    ("<ul><li><p>a</p></li><li><p>b</p><p>c</p></li><li></li></ul>",
     "<ul><li>a</li>\n<li><p>b</p>\n<p>c</p></li></ul>"),
    ("<ol><li>a<ul><li>b</li></ul></li></ol>", "<ol><li>a\n<ul><li>b</li></ul></li></ol>"),
    ("<ul><li>a</li><ul><li>b</li></ul>c</ul>",
     "<ul><li>a</li>\n<li><ul><li>b</li></ul>\n<p>c</p></li></ul>"),
    ("<li>a<li>b", "<ul><li>a</li>\n<li>b</li></ul>"),
    ("<dl><dt>a<dd>b</dl>", "<p>a</p>\n<p>b</p>"),
    ("<table><caption>c</caption><tr><td><h2>x</h2></table>",
     "<p>c</p>\n<table><tbody><tr><td>x</td></tr></tbody></table>"),
    ("<table><tr><td>a<table><tr><td>b<td>c</table></table>",
     "<table><tbody><tr><td><p>a</p>\n<p>b</p>\n<p>c</p></td></tr></tbody></table>"),
    ("<math><mi>x</mi><mo>=</mo><mn>2</mn></math> <svg><text>y</text></svg>", "<p>x=2 y</p>"),
    ("<script>a</script><style>b</style><title>c</title>d<!-- e --><template>f</template>",
     "<p>d</p>"),
    ('<p onclick="x()" style="y" id="z" class="w" dir="rtl">a</p>', "<p>a</p>"),
    ("<p>1 &lt; 2 &amp;amp; &quot;3&quot;</p>", '<p>1 &lt; 2 &amp;amp; "3"</p>'),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), CLEANED)
def test_clean_gives_the_canonical_form(given: str, expected: str) -> None:
    assert clean(given) == expected
    assert clean(expected) == expected


@pytest.mark.parametrize(
    "tag",
    [
        "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h6", "header",
        "hgroup", "li", "main", "nav", "ol", "p", "pre", "search", "section", "summary", "ul",
    ],
)  # fmt: skip
def test_clean_keeps_the_words_of_neighbouring_blocks_apart(tag: str) -> None:
    assert plain(clean(f"a<{tag}>b</{tag}><{tag}>c</{tag}>d")) == "a\nb\nc\nd"


@pytest.mark.parametrize("tag", ["a", "b", "code", "font", "mark", "span", "sub", "u", "x-y"])
def test_clean_keeps_a_word_whole_across_inline_elements(tag: str) -> None:
    assert plain(clean(f"a<{tag}>b</{tag}>c")) == "abc"


def test_clean_makes_a_head_of_a_first_row_of_header_cells() -> None:
    table = "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td></td></tr></table>"
    assert clean(table) == (
        "<table><thead><tr><th>A</th>\n<th>B</th></tr></thead>\n"
        "<tbody><tr><td>1</td>\n<td></td></tr></tbody></table>"
    )


def test_clean_leaves_a_first_row_with_one_header_cell_in_the_body() -> None:
    table = "<table><tbody><tr><th>A</th>\n<td>B</td></tr></tbody></table>"
    assert clean(table) == table


def test_clean_keeps_only_small_spans_and_known_scopes() -> None:
    cells = (
        '<th colspan="2" scope="col" abbr="x">a</th><th scope="javascript:">b</th>'
        '<td rowspan="3" colspan="9999">c</td><td colspan="0" scope="col">d</td>'
    )
    cleaned = clean(f"<table><tr>{cells}</tr></table>")
    assert '<th colspan="2" scope="col">a</th>' in cleaned
    assert "<th>b</th>" in cleaned
    assert '<td rowspan="3">c</td>' in cleaned
    assert "<td>d</td>" in cleaned


def test_clean_gathers_a_word_processors_bullets_into_a_list() -> None:
    word = (
        "<p class=MsoListParagraphCxSpFirst style='mso-list:l0'><![if !supportLists]>"
        "<span style='font-family:Symbol'>·<span>&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>"
        "First</p><p class=MsoListParagraphCxSpLast><b>o<span>&nbsp;&nbsp; </span></b>Second</p>"
    )
    assert clean(word) == "<ul><li>First</li>\n<li>Second</li></ul>"


def test_clean_gathers_bullets_whose_class_was_lost() -> None:
    pasted = "<p>·&nbsp;&nbsp;&nbsp; First</p><p>o&nbsp;&nbsp; Second</p><p>• Third</p>"
    assert clean(pasted) == "<ul><li>First</li>\n<li>Second</li>\n<li>Third</li></ul>"


@pytest.mark.parametrize("line", ["o Captain! my Captain!", "O &nbsp;", "- a", "·", "3·4", "·x"])
def test_clean_makes_no_list_of_words(line: str) -> None:
    assert "<ul>" not in clean(f"<p>{line}</p>")


@pytest.mark.parametrize(
    "text", ["e\u0301", "é", "\ufb01", "a\u202eb", "👩‍👩‍👧", "\ufeffx", "न\u093f"]
)
def test_clean_keeps_letters_as_typed(text: str) -> None:
    assert plain(clean(f"<p>{text}</p>")) == text


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "\udfff"])
def test_clean_refuses_what_cannot_be_stored(text: str) -> None:
    with pytest.raises(ValueError, match="NUL|surrogate"):
        clean(text)
    with pytest.raises(ValueError, match="NUL|surrogate"):
        from_plain(text)


@pytest.mark.parametrize(
    "attack",
    [
        "<div>" * 100_000,
        "<ul><li>" * 20_000,
        "".join(f"<font a={n}><p>x" for n in range(10_000)),
        "".join(f"<font/a={n} '><p>x" for n in range(10_000)),
        "<font " * 20_000,
        "<font '\"" * 20_000,
        "".join(f'<b x="{n}"><table><td>x' for n in range(4_000)),
    ],
)
def test_clean_refuses_or_reads_a_bomb_quickly(attack: str) -> None:
    began = time.process_time()
    with suppress(TooComplex):
        clean(attack)
    assert time.process_time() - began < 2


def test_clean_says_why_it_refuses() -> None:
    with pytest.raises(TooComplex, match="100000 tags; the limit is 25000"):
        clean("<div>" * 100_000)
    with pytest.raises(TooComplex, match="too many styled tags"):
        clean("<font " * 20_000)


def test_clean_reads_a_page_of_many_styled_links() -> None:
    page = "".join(f"<p><a href='/{n}' title='a>b'>word</a></p>" for n in range(2_000))
    assert word_count(plain(clean(page))) == 2_000


def test_clean_flattens_what_is_nested_too_deeply() -> None:
    cleaned = clean("<ul><li>a" * 30)
    assert cleaned.count("<ul>") == 8
    assert word_count(plain(cleaned)) == 30
    assert clean(cleaned) == cleaned


def test_plain_parts_blocks_cells_and_lines_by_one_line_feed() -> None:
    html = clean(
        "<h2>T</h2><p>a<br>b</p><ul><li>c<ul><li>d</ul></ul>"
        "<table><tr><th>e<th>f<tr><td>g<td></table><p>&lt;&amp;lt;&gt;</p>"
    )
    assert plain(html) == "T\na\nb\nc\nd\ne\nf\ng\n\n<&lt;>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" – — … ", 0),
        ("One two  three.", 3),
        ("Don't; don’t", 2),
        ("well-run 1932–33", 2),
        ("war – and peace", 3),
        ("war—and peace", 3),
        ("re\u0301sume\u0301 résumé", 2),
        ("foot\u00adball", 1),
        ("שָׁלוֹם עולם", 2),
        ("नमस्ते दुनिया", 2),
        ("👩‍👩‍👧 😀", 0),
        ("'quoted' -dash-", 2),
    ],
)
def test_word_count_follows_its_rule(text: str, words: int) -> None:
    assert word_count(text) == words


def test_fingerprint_is_the_sha256_of_utf8() -> None:
    assert fingerprint("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


def test_opening_takes_whole_blocks_until_enough_words() -> None:
    html = clean("<h2>a b</h2><ul><li>c<li>d<ul><li>e</ul></ul><p>f<br>g</p><p>h</p>")
    assert plain(opening(html, words=2)) == "a b"
    assert plain(opening(html, words=3)) == "a b\nc\nd\ne"
    assert plain(opening(html, words=6)) == "a b\nc\nd\ne\nf\ng"
    assert clean(opening(html, words=6)) == opening(html, words=6)
    assert opening(html, words=99) == html
    assert opening("") == ""


def test_from_plain_keeps_paragraphs_lines_and_signs() -> None:
    typed = "\r\n One <b>\r\ntwo\r\n\r\n \r\nthree & four\n· five\n· six\n"
    assert from_plain(typed) == (
        "<p>One &lt;b&gt;<br>\ntwo</p>\n<p>three &amp; four</p>\n"
        "<ul><li>five</li>\n<li>six</li></ul>"
    )
