"""Files for the intake tests: made here, byte by byte where a library would not make them."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pytest

SOURCES = Path(__file__).resolve().parents[4] / "shared" / "sources"
PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))

ESSAY = """\
Why did the dykes fail?

The sea came over the dykes in the night of the first of February, and by the morning a large part
of the islands had gone under. The engineers had warned of it for twenty years.

Order and chaos

Every village had its own committee for its own piece of the dyke. Nobody was to blame, and so
nobody had paid: a chain of small economies ended in one great bill.
"""

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONSHIPS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def source(number: str) -> Path:
    """A real page, kept outside the repository; the test is skipped without it."""
    found = list(SOURCES.glob(f"{number}_*.txt")) if SOURCES.is_dir() else []
    if not found:
        pytest.skip("the source pages are not here")
    return found[0]


def labelled(page: Path) -> tuple[str, dict[int, bool]]:
    """A page's text, and for each line number whether the line is the student's.

    "+" marks a student's line, "-" furniture, "?" a line about which readers may differ.
    """
    lines, kept = [], {}
    for number, line in enumerate(page.read_text("utf-8").split("\n"), start=1):
        if line[:2] in ("+ ", "- "):
            kept[number] = line[0] == "+"
        lines.append(line[2:])
    return "\n".join(lines), kept


def word(body: str = "", *, doctype: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    """A .docx whose document part has this body; `extra` adds or replaces parts."""
    document = (
        f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{W}"><w:body>{body}</w:body>'
        "</w:document>"
    )
    parts: dict[str, bytes] = {
        "[Content_Types].xml": CONTENT_TYPES.encode(),
        "_rels/.rels": RELATIONSHIPS.encode(),
        "word/document.xml": document.encode(),
        **(extra or {}),
    }
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    """A deflated archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def paragraph(text: str) -> str:
    """One paragraph of a Word document."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def written_in_word() -> bytes:
    """An essay as a word processor saves it: styles, emphasis, a list, a table, a picture."""
    document = docx.Document()
    document.add_heading("Why did the dykes fail?", level=0)
    document.add_heading("The night", level=1)
    sentence = document.add_paragraph("The engineers had ")
    sentence.add_run("warned").bold = True
    sentence.add_run(" of it in ")
    sentence.add_run("De Ingenieur").italic = True
    sentence.add_run(" for twenty years.")
    document.add_paragraph("God made the world, but the Dutch made Holland.", style="Quote")
    for entry in ("money", "habit", "pride"):
        document.add_paragraph(entry, style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Warnings", "Answers"
    table.cell(1, 0).text = "1934, 1939 and 1946."
    table.cell(1, 0).add_paragraph("A fourth was never sent.")
    table.cell(1, 1).text = "None."
    document.add_picture(io.BytesIO(PIXEL))
    document.add_paragraph("Zdravko Řezáč said so in Beneš’s time.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PIXEL = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)
