"""Totals: sums of what was given, never of what was not assessed."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from grading.totals import LEVEL, NOT_ASSESSED, NOTHING, OPEN, Line, roll_up, total

TOPS = {"aims": 15, "sub_aims": 15, "successes": 25, "failures": 25, "conclusion": 20}


def lines(**points: object) -> list[Line]:
    """The built-in criteria; a number is a level's points, a word its verdict."""
    made = []
    for key, top in TOPS.items():
        said = points.get(key, OPEN)
        number = None if isinstance(said, str) else Decimal(str(said))
        made.append(
            Line(
                key=key,
                of=Decimal(top),
                verdict=said if isinstance(said, str) else LEVEL,
                points=Decimal(0) if said == NOTHING else number,
                parent="aims" if key == "sub_aims" else None,
            )
        )
    return made


def test_total_of_all_criteria_is_out_of_100() -> None:
    found = total(lines(aims=8, sub_aims=11, successes=15, failures=12, conclusion=9))

    assert (found.points, found.of, found.assessable) == (55, 100, 100)
    assert found.complete
    assert found.left == 0


def test_total_on_the_way_speaks_of_what_was_given() -> None:
    found = total(lines(aims=9, sub_aims=10, successes=15))

    assert (found.points, found.of) == (34, 55)
    assert (found.decided, found.criteria, found.left) == (3, 5, 2)
    assert not found.complete


def test_total_without_any_verdict_is_nothing_of_nothing() -> None:
    found = total(lines())

    assert (found.points, found.of, found.assessable, found.decided) == (0, 0, 100, 0)


def test_not_assessed_leaves_the_total_out_of_80_and_adds_no_zero() -> None:
    found = total(lines(aims=8, sub_aims=11, successes=15, failures=12, conclusion=NOT_ASSESSED))

    assert (found.points, found.of, found.assessable) == (46, 80, 80)
    assert found.complete


def test_nothing_to_credit_is_zero_of_its_points() -> None:
    found = total(lines(aims=8, sub_aims=11, successes=15, failures=12, conclusion=NOTHING))

    assert (found.points, found.of, found.assessable) == (46, 100, 100)


def test_a_criterion_for_comments_asks_for_no_verdict() -> None:
    found = total([*lines(aims=8), Line("style", Decimal(0), text_only=True)])

    assert (found.decided, found.criteria) == (1, 5)


def test_halves_add_up_exactly() -> None:
    found = total([Line(str(n), Decimal(1), LEVEL, Decimal("0.1")) for n in range(10)])

    assert found.points == Decimal("1.0")


def test_children_roll_up_into_their_parent_and_into_nothing_else() -> None:
    found = roll_up(lines(aims=8, sub_aims=11, successes=15))

    assert list(found) == ["aims"]
    assert (found["aims"].points, found["aims"].of, found["aims"].decided) == (19, 30, 2)


def test_a_child_not_assessed_leaves_its_parents_points_alone() -> None:
    found = roll_up(lines(aims=8, sub_aims=NOT_ASSESSED))["aims"]

    assert (found.points, found.of, found.assessable, found.complete) == (8, 15, 15, True)


@given(st.lists(st.sampled_from([OPEN, NOTHING, NOT_ASSESSED, 0.25, 3, 12.5]), min_size=5))
def test_total_never_exceeds_what_could_be_reached(said: list[object]) -> None:
    found = total(lines(**dict(zip(TOPS, said, strict=False))))

    assert 0 <= found.points <= found.of <= found.assessable <= 100
    assert found.complete == (OPEN not in said[:5])
