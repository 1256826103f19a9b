"""One of our script modules inside a blank browser page, without a server."""

from pathlib import Path

from playwright.sync_api import Page

STATIC = Path(__file__).parents[2] / "static"


def load_module(page: Page, name: str) -> None:
    """Make what the module under static/ exports available as `module` in the page."""
    source = (STATIC / name).read_text(encoding="utf-8")
    page.evaluate(
        """async source => {
          const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
          window.module = await import(url);
        }""",
        source,
    )
