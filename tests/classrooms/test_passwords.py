"""First passwords: random enough, easy to type, workable for a whole class."""

import math

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password, get_hasher
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from classrooms.passwords import (
    DIGITS,
    SHARE_OF_WORK,
    WORDS,
    WORDS_EACH,
    hash_random,
    new_password,
)
from tests.factories import UserFactory


def test_words_are_many_short_plain_and_different() -> None:
    bits = WORDS_EACH * math.log2(len(set(WORDS))) + DIGITS * math.log2(10)

    assert bits - math.log2(SHARE_OF_WORK) > 40
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 6 for word in WORDS)


def test_passwords_are_words_and_digits_and_never_the_same() -> None:
    made = {new_password() for _ in range(1000)}

    assert len(made) == 1000
    for password in made:
        *words, digits = password.split("-")
        assert len(words) == WORDS_EACH
        assert set(words) <= set(WORDS)
        assert len(digits) == DIGITS and digits.isdecimal()


@pytest.fixture
def real_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]


@pytest.mark.usefixtures("real_hashes")
def test_a_card_costs_a_share_of_the_work() -> None:
    hasher = get_hasher()
    assert isinstance(hasher, PBKDF2PasswordHasher)

    stored = hash_random("otter-plum-kite-cedar-47")

    assert hasher.decode(stored)["iterations"] == hasher.iterations // SHARE_OF_WORK
    assert check_password("otter-plum-kite-cedar-47", stored)


@pytest.mark.usefixtures("real_hashes")
def test_the_first_sign_in_stores_the_password_with_the_full_work(client: Client, db: None) -> None:
    hasher = get_hasher()
    assert isinstance(hasher, PBKDF2PasswordHasher)
    sam = UserFactory(username="sam")
    sam.password = hash_random("otter-plum-kite-cedar-47")
    sam.save(update_fields=["password"])

    answer = client.post(
        reverse("account_login"), {"login": "sam", "password": "otter-plum-kite-cedar-47"}
    )

    assert answer.status_code == 302
    sam.refresh_from_db()
    assert hasher.decode(sam.password)["iterations"] == hasher.iterations
