"""Read essays from files as a teacher brings them: show what is in them, or store them."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essays.actions import freeze_script
from essays.intake.blocks import Block, Extracted
from essays.intake.errors import IntakeError
from essays.intake.reader import read_file
from essays.models import Origin


class Command(BaseCommand):
    """`import_script FILE... [--json] [--dry-run] [--keep-furniture] [--keep LINE]`."""

    help = "Read essays from text, HTML or .docx files; remove page furniture; store scripts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files and options."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="Print JSON instead of a summary.")
        parser.add_argument("--dry-run", action="store_true", help="Store nothing.")
        parser.add_argument(
            "--keep-furniture", action="store_true", help="Remove nothing from the text."
        )
        parser.add_argument(
            "--keep",
            action="append",
            type=int,
            default=[],
            metavar="LINE",
            help="Restore this removed line (by its number); may be given again.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read every file, whatever becomes of the others; fail at the end if one failed."""
        documents = []
        failed = 0
        for path in options["files"]:
            try:
                extracted = read_file(
                    path, strip_furniture=not options["keep_furniture"], keep=options["keep"]
                )
                stored = "" if options["dry_run"] else _store(extracted)
            except (IntakeError, OSError, ValueError) as fault:
                failed += 1
                self.stderr.write(f"{path}: {_reason(fault)}")
                continue
            documents.append(_document(extracted, stored))
            if not options["json"]:
                self._summarise(path, extracted, stored)
        if options["json"]:
            shown = documents[0] if len(options["files"]) == 1 and documents else documents
            self.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2))
        if failed:
            raise CommandError(
                ngettext("%(count)d file was not read.", "%(count)d files were not read.", failed)
                % {"count": failed}
            )

    def _summarise(self, path: Path, extracted: Extracted, stored: str) -> None:
        write = self.stdout.write
        write(f"{path}")
        write("  " + _("Title: %s") % (extracted.title or _("none found")))
        write("  " + _("Words: %d") % extracted.words)
        write("  " + _("Blocks: %s") % _counts(extracted.blocks))
        write("  " + _("Truncated: %s") % (_("yes") if extracted.truncated else _("no")))
        for sentence in (*extracted.truncation_signs, *extracted.notes):
            write(f"    {sentence}")
        write("  " + _("Removed lines: %d") % len(extracted.removed))
        for entry in extracted.removed:
            write(f"    {entry.line}: {entry.text}  [{entry.reason}]")
        if stored:
            write("  " + _("Stored as script %s") % stored)


def _store(extracted: Extracted) -> str:
    """Freeze the text as a Script; the answer is its public id."""
    script = freeze_script(
        html=extracted.to_html(), origin=Origin.IMPORT, truncated=extracted.truncated
    )
    return str(script.public_id)


def _document(extracted: Extracted, stored: str) -> dict[str, Any]:
    """What --json prints of one file. A row is a list of cells, a cell a list of paragraphs."""
    document: dict[str, Any] = {
        "title": extracted.title,
        "blocks": [_block(block) for block in extracted.blocks],
        "truncated": extracted.truncated,
        "truncation_signs": list(extracted.truncation_signs),
        "removed": [
            {"line": entry.line, "text": entry.text, "reason": entry.reason}
            for entry in extracted.removed
        ],
        "word_count": extracted.words,
        "notes": list(extracted.notes),
    }
    return {**document, "script": stored} if stored else document


def _block(block: Block) -> dict[str, Any]:
    shown: dict[str, Any] = {"kind": block.kind, "text": block.text}
    if block.kind in ("title", "heading"):
        shown["level"] = block.level
    if block.items:
        shown["items"] = block.texts
    if block.rows:
        shown["rows"] = [[cell.texts for cell in row] for row in block.rows]
    return shown


def _counts(blocks: tuple[Block, ...]) -> str:
    kinds = [block.kind for block in blocks]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))


def _reason(fault: Exception) -> str:
    if isinstance(fault, OSError):
        return fault.strerror or str(fault)
    return str(fault)
