"""What can be done with essays. Each act is one transaction, signed and on record."""

from essays import markup
from essays.models import Origin, Script


def freeze_script(
    *, html: str, origin: Origin, truncated: bool = False, language: str = "en"
) -> Script:
    """Freeze any HTML as a Script in its canonical form.

    The text, its fingerprint and its word count are derived here and nowhere else. Raises
    ValueError for text that no database could hold.
    """
    canonical = markup.clean(html)
    text = markup.plain(canonical)
    return Script.objects.create(
        html=canonical,
        text=text,
        sha256=markup.fingerprint(text),
        words=markup.word_count(text),
        origin=origin,
        truncated=truncated,
        language=language,
    )
