"""Generated documents: tag soup, and canonical HTML with every character that is awkward."""

from hypothesis import strategies as st

from essays.markup import clean

AWKWARD = (
    "é", "e\u0301", "👩‍👩‍👧", "🇬🇧", "😀", "𝒳", "שלום", "مرحبا", "\u202e", "\u200f", "नि", "ß", "ﬁ",
    "\xa0", "\u2003", "&", "<", ">", '"', "'", "’", "–", "—", "\u00ad", "\ufeff", "\ufffe", "\x01",
    "漢字",
)  # fmt: skip
TAGS = (
    "p", "div", "h1", "h2", "h6", "ul", "ol", "li", "blockquote", "table", "caption", "thead",
    "tbody", "tr", "th", "td", "strong", "b", "em", "i", "u", "a", "span", "font", "pre", "code",
    "center", "dl", "dt", "dd", "section", "select", "option", "button", "form", "details", "nobr",
    "article", "menu", "body", "html", "head", "col", "colgroup", "object-x", "textarea",
)  # fmt: skip

words = st.text(st.sampled_from("abcXYZ019"), min_size=1, max_size=5)
pieces = st.one_of(words, st.sampled_from(AWKWARD), st.sampled_from([" ", ". ", ", ", "  "]))
texts = st.lists(pieces, max_size=8).map("".join)

_markup = st.one_of(
    st.sampled_from(TAGS).map("<{}>".format),
    st.sampled_from(TAGS).map("</{}>".format),
    st.sampled_from(
        ["<br>", "<hr>", "<img src=x>", "<!-- c -->", "<![if !x]>", '<td colspan="3" rowspan=2>']
        + [
            "<p class=MsoListParagraph>·&nbsp;&nbsp; ",
            "&nbsp;",
            "&amp;lt;",
            "\n",
            "\r\n",
            "\t",
            "<",
        ]
        + ["<svg>", "<math><mi>", "</svg>", "<p", "</", "· ", "• ", "o&nbsp;&nbsp;"]
    ),
)
soup = st.lists(st.one_of(_markup, texts), max_size=40).map("".join)

# A sentence for each text makes documents with words in most of their blocks.
_inline = st.lists(
    st.tuples(texts, st.sampled_from(["{}", "<em>{}</em>", "<strong>{}</strong>", "{}<br>"])),
    min_size=1,
    max_size=3,
).map(lambda parts: "".join(frame.format(_escaped(text)) for text, frame in parts))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _wrapped(tag: str, inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(inner, min_size=1, max_size=3).map(
        lambda parts: "".join(f"<{tag}>{part}</{tag}>" for part in parts)
    )


_paragraphs = _wrapped("p", _inline)
_items = _wrapped("li", st.one_of(_inline, _paragraphs))
_lists = st.one_of(_items, st.tuples(_items, _items).map("<li>a<ul>{0[0]}</ul></li>{0[1]}".format))
_cells = st.one_of(_inline, _paragraphs, _lists.map("<ul>{}</ul>".format), st.just(""))
_rows = _wrapped("tr", st.one_of(_wrapped("td", _cells), _wrapped("th", _cells)))
blocks = st.one_of(
    _paragraphs,
    _wrapped("h2", _inline),
    _lists.map("<ol>{}</ol>".format),
    _paragraphs.map("<blockquote>{}</blockquote>".format),
    _rows.map("<table>{}</table>".format),
)
canonical = st.lists(blocks, max_size=6).map("".join).map(clean)
