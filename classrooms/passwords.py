"""First passwords for login cards: random words that can be read, copied and typed."""

import secrets
from pathlib import Path

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password

# Short, familiar, spelt as they sound, and harmless in any company of four.
WORDS = Path(__file__).with_name("words.txt").read_text(encoding="ascii").split()
WORDS_EACH = 4
DIGITS = 2
# A card's password has 42 random bits, a chosen one perhaps twenty. A fifth of the usual work
# takes 2.3 bits off and leaves more than forty; in return a whole class gets its cards within one
# request. At the first sign-in Django stores it again with the full work.
SHARE_OF_WORK = 5


def new_password() -> str:
    """Four random words and two digits, such as “otter-plum-kite-cedar-47”: 42 bits."""
    words = [secrets.choice(WORDS) for _ in range(WORDS_EACH)]
    return "-".join([*words, f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"])


def hash_random(password: str) -> str:
    """The hash of a password from `new_password`, as it is stored; never of a chosen one."""
    hasher = get_hasher()
    if not isinstance(hasher, PBKDF2PasswordHasher):
        return make_password(password)
    return hasher.encode(password, hasher.salt(), hasher.iterations // SHARE_OF_WORK)
