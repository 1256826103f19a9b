"""The workbench in a browser: two scripts to mark, and Ada before the first."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from accounts.models import User
from essays.models import Assignment, Submission
from tests.factories import EssayFactory, SubmissionFactory, make_script

HTML = (
    "<h2>Stalin</h2>\n<p>The main aim 🕊 was <em>security</em>. Two sub-aims were steps.</p>\n"
    "<table><tbody><tr>\n<td>In 1934 it joined the League. It was a success.</td>\n"
    "<td>Munich was a failure.</td>\n</tr></tbody></table>\n<p>Overall it succeeded.</p>"
)


@pytest.fixture
def submissions(transactional_db: None, assignment: Assignment) -> list[Submission]:
    """Two scripts to mark."""
    return [
        SubmissionFactory(essay=EssayFactory(assignment=assignment), script=make_script(HTML))
        for _ in range(2)
    ]


@pytest.fixture
def sign_in(
    context: BrowserContext, live_server: Any, signed_in: Callable[[User], Client]
) -> Callable[[User], None]:
    """Signs a person in in the browser."""

    def enter(user: User) -> None:
        morsel = signed_in(user).cookies["sessionid"]
        context.add_cookies([{"name": "sessionid", "value": morsel.value, "url": live_server.url}])

    return enter


@pytest.fixture
def bench(
    page: Page, live_server: Any, submissions: list[Submission], ada: User, sign_in: Any
) -> Iterator[Page]:
    """The workbench with the first script; every fault of its scripts fails the test."""
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("dialog", lambda dialog: dialog.accept())
    sign_in(ada)
    page.goto(f"{live_server.url}/scripts/{submissions[0].script.public_id}/")
    yield page
    assert faults == []
