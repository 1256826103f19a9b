"""Word documents: what is kept, and what is refused before a parser sees it."""

import io
import stat
import zipfile

import pytest

from essays.intake import word as module
from essays.intake.refusals import Refused
from essays.intake.word import PICTURES, read_word
from essays.markup import clean
from tests.essays.intake.samples import paragraph, word, written_in_word, zipped


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        read_word(data, strip_furniture=False)
    return refusal.value.code


def test_a_document_keeps_headings_emphasis_quote_list_and_table() -> None:
    extracted = read_word(written_in_word(), strip_furniture=False)
    assert extracted.title == "Why did the dykes fail?"
    assert [block.kind for block in extracted.blocks] == [
        *("title", "heading", "paragraph", "quote", "list", "table", "paragraph")
    ]
    shown = extracted.to_html()
    assert "had <strong>warned</strong> of it in <em>De Ingenieur</em> for" in shown
    table = extracted.blocks[5]
    assert [[cell.texts for cell in row] for row in table.rows] == [
        [["Warnings"], ["Answers"]],
        [["1934, 1939 and 1946.", "A fourth was never sent."], ["None."]],
    ]
    assert extracted.text.endswith("Zdravko Řezáč said so in Beneš’s time.")
    assert extracted.notes == (PICTURES,)
    assert "img" not in clean(shown)


def test_a_small_document_made_by_hand_is_read() -> None:
    assert read_word(word(paragraph("One word.")), strip_furniture=False).text == "One word."


def test_a_document_without_words_holds_no_text() -> None:
    assert refused(word("<w:p/>")) == "no-text"


def test_a_bomb_is_refused_by_its_ratio() -> None:
    assert refused(word(paragraph("a" * 5_000_000))) == "bomb"


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    """The size in both headers is set to 1,000 bytes; what comes out is five million."""
    data = bytearray(word(extra={"word/media/image1.bin": b"\0" * 5_000_000}))
    true_size = (5_000_000).to_bytes(4, "little")
    assert data.count(true_size) == 2
    assert refused(bytes(data.replace(true_size, (1_000).to_bytes(4, "little")))) in (
        *("bomb", "damaged-word"),
    )


def test_too_many_parts_are_refused() -> None:
    extra = {f"word/part{number}.bin": b"x" for number in range(module.MAX_PARTS)}
    assert refused(word(paragraph("text"), extra=extra)) == "bomb"


def test_a_total_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_TOTAL", 10_000)
    assert refused(word(paragraph("text"), extra={"a.bin": bytes(range(256)) * 50})) == "bomb"


LAUGHS = zip("abcdefgh", "bcdefghi", strict=True)
ENTITIES = "".join(f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in LAUGHS)
BILLION = f"<!DOCTYPE x [<!ENTITY a 'ha'>{ENTITIES}]>"


@pytest.mark.parametrize(
    "doctype",
    [
        BILLION,
        '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_document_types_and_entities_are_refused(doctype: str) -> None:
    body = paragraph("&i;") if doctype is BILLION else paragraph("&file;")
    assert refused(word(body, doctype=doctype)) == "dtd"


def test_a_document_type_in_another_part_is_refused() -> None:
    extra = {"word/styles.xml": f"<?xml version='1.0'?>{BILLION}<x>&i;</x>".encode()}
    assert refused(word(paragraph("text"), extra=extra)) == "dtd"


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x", "/etc/x", "word/../../x", "C:\\x", "..\\x", "word\\..\\..\\x"]
)
def test_paths_out_of_the_archive_are_refused(name: str) -> None:
    assert refused(word(paragraph("text"), extra={name: b"x"})) == "path"


def test_a_symbolic_link_is_refused() -> None:
    buffer = io.BytesIO(word(paragraph("text")))
    with zipfile.ZipFile(buffer, "a") as archive:
        link = zipfile.ZipInfo("word/link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert refused(buffer.getvalue()) == "path"


def test_a_cut_off_archive_is_damaged() -> None:
    whole = written_in_word()
    for length in (len(whole) // 2, len(whole) - 10, 30):
        assert refused(whole[:length]) == "damaged-word"


def test_an_archive_with_a_flipped_byte_is_damaged() -> None:
    data = bytearray(word(paragraph("text " * 50)))
    at = data.index(b"word/document.xml") + len("word/document.xml") + 20
    data[at] ^= 0xFF
    assert refused(bytes(data)) == "damaged-word"


def test_broken_xml_is_damaged() -> None:
    assert refused(word("<w:p><w:r>")) == "damaged-word"


@pytest.mark.parametrize(
    "name", ["xl/workbook.xml", "ppt/presentation.xml", "content.xml", "essay.txt", "essay.docx"]
)
def test_another_archive_is_of_the_wrong_type(name: str) -> None:
    assert refused(zipped({name: b"<x/>"})) == "wrong-type"


def test_macros_are_refused_by_name() -> None:
    assert refused(word(paragraph("text"), extra={"word/vbaProject.bin": b"x"})) == "macros"


def test_a_picture_linked_to_a_file_is_not_opened() -> None:
    body = (
        '<w:p><w:r><w:t>text</w:t></w:r><w:r><w:drawing xmlns:a="http://schemas.openxmlformats.org'
        '/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><wp:inline>'
        '<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="r9"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    links = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/image" Target="file:///etc/passwd" TargetMode="External"'
        "/></Relationships>"
    )
    data = word(body, extra={"word/_rels/document.xml.rels": links.encode()})
    extracted = read_word(data, strip_furniture=False)
    assert extracted.text == "text"
    assert "root" not in str(extracted.as_data())
