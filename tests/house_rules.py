"""The house rules, each a function over a folder that returns its breaches, one line each.

They look at the files only, so that a test can plant a breach in a folder of its own.
"""

import ast
import os
import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

MAX_LINES = 299
MAX_TEMPLATE_LINES = 79
# The only modules that may declare HTML safe: they build it from parts they have escaped.
MARKUP_MODULES = (
    "essays/sheet.py",
    "essays/markup.py",
    "grading/highlights.py",
    "grading/reading.py",
)
# Django finds these by name when something goes wrong.
ERROR_PAGES = ("400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html")
# A namespace is a name that looks like an address; nothing is fetched from it.
OWN_HOSTS = ("127.0.0.1", "localhost", "www.w3.org")

MIGRATION_STEPS = {"RunPython": "reverse_code", "RunSQL": "reverse_sql"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
METHOD_DECORATORS = {"require_GET", "require_POST", "require_safe", "require_http_methods"}
SAFE_NAMES = {"mark_safe", "SafeString", "SafeText"}
UNSAFE_IN_TEMPLATE = re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off")
UNSAFE_IN_SCRIPT = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function)"
)
FOREIGN_ADDRESS = re.compile(r"""(?:https?:|["'(\s=])//([a-z0-9][a-z0-9.-]*\.[a-z0-9-]+)""", re.I)
INLINE_CODE = re.compile(
    r"""<[^>]*\s(on[a-z]+|style)\s*=\s*["']|<(script|style)\b(?![^>]*\b(src|nonce)\s*=)""", re.I
)
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.S)


def files(root: Path, *patterns: str) -> Iterator[Path]:
    """Yield the project's own files of these patterns; environments and local state are skipped."""
    for folder, inner, names in os.walk(root):
        inner[:] = sorted(name for name in inner if not is_foreign_folder(name))
        for name in sorted(names):
            if any(fnmatch(name, pattern) for pattern in patterns):
                yield Path(folder) / name


def is_foreign_folder(name: str) -> bool:
    """Tell whether a folder holds what the project did not write."""
    return name.startswith(".") or name in {"var", "node_modules", "__pycache__"}


def is_within(root: Path, path: Path, folder: str) -> bool:
    """Tell whether a folder of this name lies between the root and the file."""
    return folder in path.relative_to(root).parts[:-1]


def long_files(root: Path) -> list[str]:
    """Code of 300 lines or more, migrations apart."""
    code = files(root, "*.py", "*.js", "*.css")
    ours = (path for path in code if not is_within(root, path, "migrations"))
    return too_long(root, ours, MAX_LINES)


def long_templates(root: Path) -> list[str]:
    """Templates of 80 lines or more."""
    return too_long(root, files(root / "templates", "*.html", "*.txt"), MAX_TEMPLATE_LINES)


def too_long(root: Path, paths: Iterable[Path], limit: int) -> list[str]:
    """Return those files that have more lines than the limit."""
    counted = ((path, len(path.read_text().splitlines())) for path in paths)
    return [f"{path.relative_to(root)}: {lines} lines" for path, lines in counted if lines > limit]


def unused_templates(root: Path, library_folders: Iterable[Path] = ()) -> list[str]:
    """Templates that no code and no other template names.

    Overrides are used by the library that ships a template of the same name in one of its folders;
    error pages are used by Django.
    """
    folder = root / "templates"
    sources = {
        path: path.read_text()
        for path in files(root, "*.py", "*.html", "*.txt")
        if not is_within(root, path, "tests")
    }
    libraries = list(library_folders)
    breaches = []
    for path in files(folder, "*"):
        name = path.relative_to(folder).as_posix()
        named = re.compile(rf"""["']{re.escape(name)}(#[\w-]+)?["']""")
        overrides = any((library / name).exists() for library in libraries)
        if name in ERROR_PAGES or overrides:
            continue
        if not any(named.search(text) for other, text in sources.items() if is_user(other, path)):
            breaches.append(f"templates/{name}: used by nothing")
    return breaches


def is_user(other: Path, template: Path) -> bool:
    """Tell whether a file may count as a user of the template: the template itself may not."""
    return other != template


def one_way_migrations(root: Path) -> list[str]:
    """Data migrations that cannot be undone."""
    breaches = []
    for path in files(root, "*.py"):
        if not is_within(root, path, "migrations"):
            continue
        for call in calls(path):
            reverse = MIGRATION_STEPS.get(called_name(call), "")
            named = {keyword.arg for keyword in call.keywords}
            if reverse and len(call.args) < 2 and reverse not in named:
                breaches.append(f"{path.relative_to(root)}:{call.lineno}: no {reverse}")
    return breaches


def calls(path: Path) -> Iterator[ast.Call]:
    """Yield every call in a Python file."""
    return (node for node in ast.walk(parse(path)) if isinstance(node, ast.Call))


def called_name(call: ast.Call) -> str:
    """Return the last part of what is called."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def parse(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(), str(path))


def view_modules(root: Path) -> Iterator[Path]:
    """Yield views.py, views_*.py and everything in a package named views, tests apart."""
    for path in files(root, "*.py"):
        parts = path.relative_to(root).parts
        if not is_within(root, path, "tests") and (
            parts[-1].startswith("views") or "views" in parts[:-1]
        ):
            yield path


def ungated_views(root: Path) -> list[str]:
    """Views that fetch for themselves, past the gates of access.py."""
    return [
        f"{path.relative_to(root)}:{node.lineno}: .{node.attr}"
        for path in view_modules(root)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS
    ]


def undeclared_methods(root: Path) -> list[str]:
    """Views that do not say which methods they answer."""
    return [
        f"{path.relative_to(root)}:{node.lineno}: {node.name} declares no method"
        for path in view_modules(root)
        for node in parse(path).body
        if isinstance(node, ast.FunctionDef) and is_view(node) and not declares_method(node)
    ]


def is_view(function: ast.FunctionDef) -> bool:
    """Tell whether a function is a view: public, and the request comes first."""
    arguments = function.args.posonlyargs + function.args.args
    first = arguments[0].arg if arguments else ""
    return first == "request" and not function.name.startswith("_")


def declares_method(function: ast.FunctionDef) -> bool:
    """Tell whether one of Django's method decorators stands above the function."""
    return any(
        isinstance(node, ast.Name) and node.id in METHOD_DECORATORS
        for decorator in function.decorator_list
        for node in ast.walk(decorator)
    )


def unsafe_markup(root: Path) -> list[str]:
    """Places outside the named modules that declare text to be HTML."""
    breaches = [
        f"{path.relative_to(root)}:{call.lineno}: {name}"
        for path in files(root, "*.py")
        if path.relative_to(root).as_posix() not in MARKUP_MODULES
        and not is_within(root, path, "tests")
        for call in calls(path)
        if (name := called_name(call)) in SAFE_NAMES
    ]
    breaches += matches(root, files(root / "templates", "*"), UNSAFE_IN_TEMPLATE)
    return breaches + matches(root, files(root / "static", "*.js"), UNSAFE_IN_SCRIPT)


def foreign_addresses(root: Path) -> list[str]:
    """Addresses of other hosts in what a browser is given."""
    paths = [*files(root / "templates", "*"), *files(root / "static", "*.js", "*.css", "*.svg")]
    return [
        f"{path.relative_to(root)}:{number}: {found[1]}"
        for path in paths
        for number, line in enumerate(visible_lines(path), 1)
        for found in FOREIGN_ADDRESS.finditer(line)
        if found[1].lower() not in OWN_HOSTS
    ]


def inline_code(root: Path) -> list[str]:
    """Handlers, styles and scripts inside templates, which the security policy would refuse."""
    return matches(root, files(root / "templates", "*.html"), INLINE_CODE)


def third_party_files(root: Path) -> list[str]:
    """Files that somebody else wrote; libraries come from packages."""
    minified = files(root, "*.min.js", "*.min.css", "*.map", "*.woff", "*.woff2")
    return [f"{path.relative_to(root)}: not ours" for path in minified]


def matches(root: Path, paths: Iterable[Path], pattern: re.Pattern[str]) -> list[str]:
    """Return where the pattern stands in what these files send."""
    return [
        f"{path.relative_to(root)}:{number}: {found[0].strip()}"
        for path in paths
        for number, line in enumerate(visible_lines(path), 1)
        if (found := pattern.search(line))
    ]


def visible_lines(path: Path) -> list[str]:
    """Return a file's lines, template comments blanked out but counted."""
    text = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), path.read_text())
    return text.splitlines()
