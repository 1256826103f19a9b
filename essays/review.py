"""What a student looks at before handing in."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from accounts.models import User
from essays import markup
from essays.access import Visit
from essays.anonymity import names_in
from essays.desk import Work
from essays.models import Submission
from essays.sheet import sheet, table_count


@dataclass(frozen=True)
class Review:
    """The draft exactly as it would be stored, and what is worth knowing about it.

    `names` are parts of the author's own name in the text, while marking is blind; `same_as` is
    an earlier handing-in of the very same text.
    """

    html: SafeString
    revision: int
    words: int
    tables: int
    names: list[str]
    same_as: Submission | None


def review_of(work: Work, author: User, visit: Visit) -> Review | None:
    """The review of a draft; none where there is no word to hand in."""
    if work.essay is None:
        return None
    html = sheet(work.essay.html)
    text = markup.plain(html)
    words = markup.word_count(text)
    if not words:
        return None
    fingerprint = markup.fingerprint(text)
    same = (one for one in work.submissions if one.script.sha256 == fingerprint)
    names = names_in(text, author.name, author.username) if visit.assignment.blind else []
    return Review(
        html=html,
        revision=work.essay.revision,
        words=words,
        tables=table_count(html),
        names=names,
        same_as=next(same, None),
    )
