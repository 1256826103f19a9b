"""The command: what it prints, what it stores, how it fails."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from essays.models import Script
from tests.essays.intake.samples import ESSAY, source, word

PAGE = f"Accept all cookies\n\n{ESSAY}\nContinue reading\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    return path


def run(*arguments: object, **options: Any) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_script", *arguments, stdout=out, stderr=err, **options)
    except CommandError as error:
        err.write(f"\nCommandError: {error}")
    return out.getvalue(), err.getvalue()


def test_a_dry_run_shows_the_text_and_stores_nothing(page: Path, db: None) -> None:
    out, err = run(page, "--dry-run")
    assert err == ""
    assert "Title: Why did the dykes fail?" in out
    assert "Words: 76" in out
    assert "1 title, 2 paragraph, 1 heading" in out
    assert "Truncated: yes" in out
    assert "1: Accept all cookies  [cookie or privacy notice]" in out
    assert not Script.objects.exists()


def test_a_script_is_stored_frozen_and_named(page: Path, db: None) -> None:
    out, _ = run(page)
    script = Script.objects.get()
    assert f"Stored as script {script.public_id}" in out
    assert script.origin == "import"
    assert script.truncated
    assert script.html.startswith("<h1>Why did the dykes fail?</h1>")
    assert "cookies" not in script.text


def test_json_of_one_file_is_one_object(page: Path, db: None) -> None:
    shown = json.loads(run(page, "--json", "--dry-run")[0])
    assert shown["title"] == "Why did the dykes fail?"
    assert shown["blocks"][1]["kind"] == "paragraph"
    assert shown["truncated"] is True
    assert [entry["line"] for entry in shown["removed"]] == [1, 13]
    assert set(shown["removed"][0]) == {"line", "text", "reason"}
    assert shown["word_count"] == 76
    assert "script" not in shown


def test_json_of_several_files_is_a_list_without_the_failed(
    page: Path, tmp_path: Path, db: None
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    out, err = run(empty, page, tmp_path / "missing.txt", page, "--json")
    shown = json.loads(out)
    assert [entry["title"] for entry in shown] == ["Why did the dykes fail?"] * 2
    assert {entry["script"] for entry in shown} == {
        str(script.public_id) for script in Script.objects.all()
    }
    assert f"{empty}: This file is empty." in err
    assert f"{tmp_path / 'missing.txt'}: No such file or directory" in err
    assert "CommandError: 2 files were not read." in err


def test_furniture_can_be_kept_whole_or_line_by_line(page: Path, db: None) -> None:
    whole = json.loads(run(page, "--json", "--dry-run", "--keep-furniture")[0])
    assert whole["removed"] == []
    assert "Accept all cookies" in str(whole["blocks"])
    one = json.loads(run(page, "--json", "--dry-run", "--keep", "13")[0])
    assert [entry["line"] for entry in one["removed"]] == [1]


def test_a_hostile_file_is_named_and_nothing_is_stored(tmp_path: Path, db: None) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(word("<w:p><w:r><w:t>" + "a" * 5_000_000 + "</w:t></w:r></w:p>"))
    out, err = run(path)
    assert "unpacks to far more" in err
    assert not Script.objects.exists()


def test_the_real_pages_come_out_with_their_table_and_their_truncation(db: None) -> None:
    first, second = json.loads(run(source("000"), source("002"), "--json", "--dry-run")[0])
    (table,) = [block for block in first["blocks"] if block["kind"] == "table"]
    assert table["rows"][0] == [["Successes"], ["Failures"]]
    assert [len(cell) for cell in table["rows"][1]] == [3, 3]
    assert (first["truncated"], second["truncated"]) == (False, True)
