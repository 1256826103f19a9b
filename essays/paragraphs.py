"""From characters and line breaks to paragraphs, headings and bulleted items.

Pure Python: no Django.
"""

import re

from essays.canonical import EM, STRONG, Block, Listing, Run, Text

_SPACES = re.compile(r"[ \t\n\r\f]+")
# A bullet that was typed, or drawn by a word processor: "·", "•" and their kind before any white
# space; "o" and "§" only where a word processor has put them, before a run of fixed spaces.
_BULLET = re.compile(r"[·•▪●○■◦‣\uf0b7\uf0a7][ \xa0]+|[o§\uf0a8] ?\xa0[ \xa0]+")
_LISTED_BULLET = re.compile(r"[·•▪●○■◦‣\uf0b7\uf0a7\uf0a8o§-][ \xa0]+")


class Paragraphs:
    """Collects the characters of one paragraph after the other into `_blocks`."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []  # where a finished paragraph goes
        self._tags = ["p"]  # what a paragraph here is called
        self._lists = 0  # how many lists are around us
        self._strong = self._em = self._pre = 0  # how many of each are around us
        self._listed = False  # the word processor says that this paragraph is an item
        self._runs: list[Run] = []

    def text(self, text: str) -> None:
        """Characters, unescaped."""
        if not self._pre:
            self._append(text)
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self._break_line()
            self._append(line)

    def _append(self, text: str) -> None:
        text = _SPACES.sub(" ", text)
        if not self._runs or self._runs[-1][1] == "\n":
            text = text.lstrip()  # indentation
        elif self._runs[-1][1][-1] == " ":
            text = text.lstrip(" ")
        if text:
            style = (STRONG if self._strong else 0) | (EM if self._em else 0)
            self._runs.append((style, text))

    def _break_line(self) -> None:
        """One break is a line break; a second one begins a new paragraph."""
        self._drop_trailing_space()
        if not self._runs:
            return
        if self._runs[-1][1] == "\n":
            if self._tags[-1] == "p":
                self._flush()
            return
        self._runs.append((self._runs[-1][0], "\n"))

    def _drop_trailing_space(self) -> None:
        while self._runs and self._runs[-1][1] != "\n":
            style, text = self._runs.pop()
            if text := text.rstrip():
                self._runs.append((style, text))
                return

    def _flush(self) -> None:
        """End the paragraph, if there is one."""
        self._drop_trailing_space()
        if self._runs and self._runs[-1][1] == "\n":
            self._runs.pop()
        runs, self._runs = self._runs, []
        listed, self._listed = self._listed, False
        if not runs:
            return
        bullet = None
        if self._tags[-1] == "p" and not self._lists:
            bullet = (_LISTED_BULLET if listed else _BULLET).match(runs[0][1])
        if bullet:
            self._gather(_without(runs, bullet.end()))
        else:
            self._blocks.append(Text(self._tags[-1], runs))

    def _gather(self, runs: list[Run]) -> None:
        """One more item for the list that is being gathered from bulleted paragraphs."""
        if runs:
            self._gathered().items.append([Text("p", runs)])

    def _gathered(self) -> Listing:
        last = self._blocks[-1] if self._blocks else None
        if isinstance(last, Listing) and last.gathered:
            return last
        listing = Listing("ul", gathered=True)
        self._blocks.append(listing)
        return listing


def _without(runs: list[Run], count: int) -> list[Run]:
    """The runs without so many characters, and without white space after them."""
    style, text = runs[0]
    runs = [(style, text[count:]), *runs[1:]]
    while runs and not runs[0][1].strip():
        runs = runs[1:]
    return [(runs[0][0], runs[0][1].lstrip()), *runs[1:]] if runs else []
