"""Text from the plain field, which stands in for the editor where scripts do not run.

Plain Python: no Django.
"""

import re

from essays import markup

_OUR_TAGS = re.compile(r"</?(?:p|h[1-4]|ul|ol|li|blockquote|table|tr|t[hd]|strong|em|br)\b", re.I)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def as_html(typed: str) -> str:
    """What was typed into the plain field, as HTML: a blank line parts paragraphs.

    A draft that has formatting is shown there with its tags, so tags among the text are kept.
    """
    typed = typed.replace("\r\n", "\n").replace("\r", "\n")
    if not _OUR_TAGS.search(typed):
        try:
            return markup.from_plain(typed)
        except ValueError:
            # What cannot be stored is refused, with a reason, by the action that gets it.
            return typed
    return "<p>".join(_BLANK_LINE.split(typed))
