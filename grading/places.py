"""Where in a script a passage stands, as a reader would say it. Pure Python: no Django."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from html import unescape as unescape_attribute

from essays.canonical import unescape

_TOKEN = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>|[^<]+")
_ATTRIBUTE = re.compile(r'data-(n|head)="([^"]*)"')


@dataclass(frozen=True)
class Place:
    """A block of a script.

    `kind` is paragraph, heading, list, quote or table. `number` counts paragraphs as they are
    numbered on the page, the items of one list, or the rows below a table's head (0 is the head);
    it is 0 where nothing is counted. `column` is the heading of a table's column.
    """

    kind: str
    number: int = 0
    column: str = ""


class Places:
    """The blocks of one script, to be asked where an offset of its text lies."""

    def __init__(self, html: str) -> None:
        """Read canonical HTML with its numbers (grading.highlights.numbered)."""
        self._starts: list[int] = []
        self._places: list[Place] = []
        walk = _Walk()
        at = 0
        for token in _TOKEN.finditer(html):
            if token[2]:
                walk.tag(bool(token[1]), token[2], dict(_ATTRIBUTE.findall(token[3])))
                continue
            self._starts.append(at)
            self._places.append(walk.place)
            at += len(unescape(token[0]))

    def at(self, offset: int) -> Place:
        """The block that holds the offset; the first one for a script without text."""
        index = bisect_right(self._starts, offset) - 1
        return self._places[index] if self._places else Place("paragraph")


class _Walk:
    """What is known of the place while the tags go by: the outermost block decides its kind."""

    def __init__(self) -> None:
        self.place = Place("paragraph")
        self._outer: list[str] = []

    def tag(self, ends: bool, name: str, attributes: dict[str, str]) -> None:
        if ends:
            if self._outer and self._outer[-1] == name:
                self._outer.pop()
        elif name in ("table", "blockquote", "ul", "ol"):
            self._outer.append(name)
            if len(self._outer) == 1:
                self.place = Place(_KINDS[name])
        elif not self._outer:
            self._block(name, attributes)
        elif len(self._outer) == 1:
            self._part(name, attributes)

    def _block(self, name: str, attributes: dict[str, str]) -> None:
        if name == "p":
            self.place = Place("paragraph", int(attributes.get("n", 0)))
        elif name in ("h1", "h2", "h3", "h4"):
            self.place = Place("heading")

    def _part(self, name: str, attributes: dict[str, str]) -> None:
        """An item of a list, a row or a cell of a table."""
        if name == "li":
            self.place = replace(self.place, number=self.place.number + 1)
        elif name == "thead":
            self.place = Place("table", -1)
        elif name == "tbody":
            self.place = Place("table", 0)
        elif name == "tr" and self.place.number >= 0:
            self.place = Place("table", self.place.number + 1)
        elif name in ("td", "th"):
            column = unescape_attribute(attributes.get("head", ""))
            self.place = replace(self.place, column=column)


_KINDS = {"table": "table", "blockquote": "quote", "ul": "list", "ol": "list"}
