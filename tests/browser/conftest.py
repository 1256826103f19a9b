"""The demonstration school behind a live server, and somebody signed in to it."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from accounts.models import User


@pytest.fixture
def school(transactional_db: None) -> None:
    """The demonstration school."""
    call_command("load_builtins")
    call_command("load_demo")


@pytest.fixture
def enter(
    context: BrowserContext, live_server: LiveServer, signed_in: Callable[[User], Client]
) -> Callable[[str], None]:
    """Signs the person with that user name in, in place of whoever was there."""

    def sign_in(username: str) -> None:
        context.clear_cookies()
        if username:
            morsel = signed_in(User.objects.get(username=username)).cookies["sessionid"]
            cookie = {"name": "sessionid", "value": morsel.value, "url": live_server.url}
            context.add_cookies([cookie])

    return sign_in
