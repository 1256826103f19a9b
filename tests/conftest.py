"""The cast and the stage: Ada teaches, Sam writes, Kit is a classmate, Eve a stranger."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from classrooms.models import Classroom
from classrooms.roles import Role
from essays.models import Assignment
from tests.factories import (
    PASSWORD,
    AssignmentFactory,
    ClassroomFactory,
    EnrolmentFactory,
    UserFactory,
)


@pytest.fixture(autouse=True)
def _stage(settings: Settings, tmp_path: Path) -> None:
    """Fast hashes, files in a folder of the test, plain static files."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "originals"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def ada(db: None) -> User:
    """The teacher."""
    return UserFactory(username="ada", name="Ada Teacher", is_teacher=True)


@pytest.fixture
def sam(classroom: Classroom) -> User:
    """The student who writes."""
    user = UserFactory(username="sam", name="Sam Žwingli")
    EnrolmentFactory(classroom=classroom, user=user)
    return user


@pytest.fixture
def kit(classroom: Classroom) -> User:
    """A classmate of Sam."""
    user = UserFactory(username="kit", name="Kit Classmate")
    EnrolmentFactory(classroom=classroom, user=user)
    return user


@pytest.fixture
def max_(classroom: Classroom) -> User:
    """A marker in Ada’s classroom."""
    user = UserFactory(username="max", name="Max Marker")
    EnrolmentFactory(classroom=classroom, user=user, role=Role.MARKER)
    return user


@pytest.fixture
def eve(db: None) -> User:
    """A teacher of another classroom: a stranger here."""
    classroom = ClassroomFactory(created_by__username="eve", created_by__name="Eve Stranger")
    return classroom.created_by


@pytest.fixture
def classroom(ada: User) -> Classroom:
    """Ada’s classroom."""
    return ClassroomFactory(name="4.B History", created_by=ada)


@pytest.fixture
def assignment(classroom: Classroom) -> Assignment:
    """An open assignment in Ada’s classroom."""
    return AssignmentFactory(classroom=classroom)


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A client in which the person is signed in."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make


@pytest.fixture
def password() -> str:
    """The password of everybody in the cast."""
    return PASSWORD


pytest_plugins = ["tools.pytest_plugins"]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # sync Playwright runs an event loop
