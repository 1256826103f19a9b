"""A Word document (.docx) to an Extracted.

A .docx is a zip of XML files, so before a parser sees it the archive is weighed and every XML part
is read once, by a parser that refuses document types: no bomb, no entity, no path out of it.
"""

import io
import stat
import zipfile
import zlib
from xml.parsers.expat import ExpatError
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.sax import parse

from essays.intake.blocks import Extracted
from essays.intake.refusals import Refused
from essays.intake.webpage import read_html

PICTURES = "Pictures were left out."

MAX_PARTS = 2_000
MAX_TOTAL = 200 * 2**20
"""Bytes of all parts, unpacked."""
MAX_XML = 30 * 2**20
"""Bytes of one XML part, unpacked; the document's text is one such part."""
MAX_RATIO = 100
"""Unpacked to packed, for parts above RATIO_FROM; prose seldom reaches 15."""
RATIO_FROM = 2**20

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
"""


def read_word(
    data: bytes, *, strip_furniture: bool, keep: frozenset[int] = frozenset()
) -> Extracted:
    """Check and read a .docx file. Raises Refused if it is none, is damaged or is hostile."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_archive(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as fault:
        raise Refused("damaged-word") from fault
    html, pictures = _to_html(data)
    notes = (PICTURES,) if pictures else ()
    return read_html(html, strip_furniture=strip_furniture, keep=keep, notes=notes)


def check_archive(archive: zipfile.ZipFile) -> None:
    """Raise Refused unless the archive is a Word document of a reasonable size without tricks."""
    parts = archive.infolist()
    _check_kind({part.filename for part in parts})
    if len(parts) > MAX_PARTS:
        raise Refused("bomb")
    if sum(part.file_size for part in parts) > MAX_TOTAL:
        raise Refused("bomb")
    total = 0
    for part in parts:
        _check_entry(part)
        total += _weigh(archive, part)
        if total > MAX_TOTAL:
            raise Refused("bomb")
    for part in parts:
        if _is_xml(part):
            _check_xml(archive, part)


def _check_kind(names: set[str]) -> None:
    if "word/document.xml" in names and "[Content_Types].xml" in names:
        if "word/vbaProject.bin" in names:
            raise Refused("macros")
        return
    for marker, kind in (
        ("xl/workbook.xml", "Excel"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("content.xml", "OpenDocument"),
    ):
        if marker in names:
            raise Refused("wrong-type", found=kind)
    raise Refused("wrong-type", found="ZIP")


def _check_entry(part: zipfile.ZipInfo) -> None:
    steps = part.filename.replace("\\", "/").split("/")
    if part.filename.startswith(("/", "\\")) or ".." in steps or ":" in steps[0]:
        raise Refused("path")
    if stat.S_ISLNK(part.external_attr >> 16):
        raise Refused("path")
    if part.flag_bits & 0x1:
        raise Refused("password")
    if _is_xml(part) and part.file_size > MAX_XML:
        raise Refused("bomb")
    _check_ratio(part.file_size, part.compress_size)


def _check_ratio(size: int, packed: int) -> None:
    if size > RATIO_FROM and size > MAX_RATIO * max(packed, 1):
        raise Refused("bomb")


def _weigh(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """The real size of a part, whatever its header claims."""
    limit = MAX_XML if _is_xml(part) else MAX_TOTAL
    size = 0
    with archive.open(part) as stream:
        while chunk := stream.read(1 << 16):
            size += len(chunk)
            if size > limit:
                raise Refused("bomb")
            _check_ratio(size, part.compress_size)
    return size


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _check_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    try:
        with archive.open(part) as stream:
            parse(stream, ContentHandler(), forbid_dtd=True)
    except DefusedXmlException as fault:
        raise Refused("dtd") from fault
    except (SAXException, ExpatError, UnicodeError, LookupError) as fault:
        raise Refused("damaged-word") from fault


def _to_html(data: bytes) -> tuple[str, int]:
    """Mammoth's HTML and the number of pictures it was told to leave out."""
    # Imported late: of all imports here it is by far the slowest.
    import mammoth

    pictures = 0

    def leave_out(_image: object) -> list[object]:
        nonlocal pictures
        pictures += 1
        return []

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=leave_out, style_map=_STYLES, id_prefix=""
        )
    except (KeyError, IndexError, ValueError, AttributeError, TypeError) as fault:
        raise Refused("damaged-word") from fault
    # The arrow that leads back from a footnote is no part of it.
    return result.value.replace("\u2191</a>", "</a>"), pictures
