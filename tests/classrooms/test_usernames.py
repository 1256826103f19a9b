"""User names made from names."""

import pytest

from classrooms.usernames import MAX_STEM, stem, unused


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nóra Brady", "n.brady"),
        ("Sam Žwingli", "s.zwingli"),
        ("Łukasz Öztürk-Strauß", "l.ozturkstrauss"),
        ("Ane Marie Sørensen", "a.sorensen"),
        ("Þórður", "thordur"),
        ("Siobhán O’Neill", "s.oneill"),
        ("李明", "student"),
        ("李 Ming", "ming"),
        ("🙂", "student"),
        ("A" * 150, "a" * MAX_STEM),
    ],
)
def test_a_name_is_folded_to_plain_letters(name: str, expected: str) -> None:
    assert stem(name) == expected


def test_a_taken_name_gets_the_first_free_number() -> None:
    assert unused("n.brady", set()) == "n.brady"
    assert unused("n.brady", {"n.brady", "n.brady2", "n.brady4"}) == "n.brady3"
