"""The house rules hold here, and each of them notices a breach."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import django.forms
import pytest
from django.conf import settings
from django.db import connection
from django.template.utils import get_app_template_dirs

from tests import house_rules as rules

ROOT = Path(settings.BASE_DIR)
Rule = Callable[[Path], list[str]]


def unused_templates(root: Path) -> list[str]:
    forms = Path(django.forms.__file__).parent / "templates"
    libraries = [*map(Path, get_app_template_dirs("templates")), forms]
    return rules.unused_templates(root, libraries)


# For each rule a file that breaks it, and one much like it that does not.
SCRIPT, VIEW, PAGE = "static/essays/draft.js", "essays/views.py", "templates/essays/page.html"
STEP = "essays/migrations/0002_fill.py"
CASES: list[tuple[Rule, str, str, str]] = [
    (rules.long_files, "essays/models.py", "x = 1\n" * 300, "x = 1\n" * 299),
    (rules.long_files, SCRIPT, "x();\n" * 300, "x();\n" * 299),
    (rules.long_templates, PAGE, "<p>\n" * 80, "<p>\n" * 79),
    (unused_templates, PAGE, "<p>", "{# nobody names #}{% include 'essays/other.html' %}"),
    (rules.one_way_migrations, STEP, "RunPython(fill)", "RunPython(fill, RunPython.noop)"),
    (rules.one_way_migrations, STEP, "m.RunSQL('…')", "m.RunSQL('…', reverse_sql='…')"),
    (rules.ungated_views, VIEW, "Essay.objects.get(pk=1)", "access.essay_to_read(user, 1)"),
    (rules.ungated_views, "grading/views/marking.py", "Mark._default_manager", "Mark.objections"),
    (
        rules.undeclared_methods,
        VIEW,
        "@login_not_required\ndef page(request): ...",
        "@require_http_methods(['GET'])\ndef page(request): ...\ndef _help(request): ...",
    ),
    (rules.unsafe_markup, "essays/forms.py", "mark_safe(html)", "format_html('{}', html)"),
    (rules.unsafe_markup, VIEW, "safestring.SafeString(html)", "def page(html: SafeString): ..."),
    (rules.unsafe_markup, PAGE, "{{ text|linebreaks | safe }}", "{{ safe }} {# |safe #}"),
    (rules.unsafe_markup, PAGE, "{% autoescape off %}", "{% autoescape on %}"),
    (rules.unsafe_markup, SCRIPT, "page.innerHTML = text", "page.textContent = text"),
    (rules.foreign_addresses, PAGE, "<link href='//cdn.example.com/a.css'>", "<a href='/a//b'>"),
    (rules.foreign_addresses, SCRIPT, "fetch('https://api.example.com')", "// a comment.here"),
    (rules.foreign_addresses, "static/own.css", "@import url(//example.com/x)", "a { top: 0 }"),
    (rules.inline_code, PAGE, "<button onclick='go()'>", "<button data-on='go' data-style='x'>"),
    (rules.inline_code, PAGE, '<p class="a" style="color: red">', '<p class="style">'),
    (rules.inline_code, PAGE, "<script>go()</script>", "<script src='{% static 'a.js' %}'>"),
    (rules.third_party_files, "static/vendor/x.min.js", "x()", ""),
]
ALL_RULES = sorted({case[0] for case in CASES}, key=lambda rule: rule.__name__)


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.__name__)
def test_the_rule_holds(rule: Rule) -> None:
    assert rule(ROOT) == []


@pytest.mark.parametrize(
    ("rule", "name", "breach", "fine"), CASES, ids=lambda value: getattr(value, "__name__", "")
)
def test_a_breach_is_noticed_and_its_lawful_twin_is_not(
    rule: Rule, name: str, breach: str, fine: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(breach)
    assert len(rule(tmp_path)) == 1
    if rule is rules.third_party_files:
        path = path.rename(path.with_name("own.js"))
    if rule is unused_templates:
        path.with_name("other.html").write_text("{% extends 'essays/page.html' %}")
    path.write_text(fine)
    assert rule(tmp_path) == []


def test_a_template_that_overrides_a_librarys_is_used(tmp_path: Path) -> None:
    page = tmp_path / "templates" / "account" / "login.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>")
    assert unused_templates(tmp_path) == []
    assert rules.unused_templates(tmp_path) == ["templates/account/login.html: used by nothing"]


def test_what_the_project_did_not_write_is_left_alone(tmp_path: Path) -> None:
    for folder in (".venv", "var", "node_modules"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "big.min.js").write_text("x();\n" * 999)
    assert rules.long_files(tmp_path) == rules.third_party_files(tmp_path) == []


def test_the_named_modules_may_build_markup(tmp_path: Path) -> None:
    for name in rules.MARKUP_MODULES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mark_safe(html)")
    assert rules.unsafe_markup(tmp_path) == []


def test_no_second_postgresql_driver_is_installed() -> None:
    # Django silently prefers psycopg 3 wherever it can be imported.
    assert find_spec("psycopg") is None


@pytest.mark.django_db
def test_postgresql_is_reached_through_psycopg2() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("says something on PostgreSQL only")
    assert connection.Database.__name__ == "psycopg2"
