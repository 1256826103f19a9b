"""Points as people write them."""

from decimal import Decimal

import pytest
from django.template import Context, Template


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("12.00"), "12"),
        (Decimal("7.50"), "7.5"),
        (Decimal("0"), "0"),
        (Decimal("100"), "100"),
        (10, "10"),
        (None, ""),
    ],
)
def test_points_are_plain_numbers_and_no_number_is_not_nought(value, shown):
    page = Template("{% load points %}{{ value|points }}")
    assert page.render(Context({"value": value})) == shown
