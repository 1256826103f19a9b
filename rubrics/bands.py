"""Arithmetic of bands: steps and the middle. Decimals throughout, no Django."""

from decimal import ROUND_FLOOR, Decimal


def points_in_band(low: Decimal, high: Decimal, step: Decimal) -> list[Decimal]:
    """The points that can be given in a band, lowest first: low, low + step, … up to high.

    The top of the band is always among them, also where the step does not divide the width.
    Raises ValueError for a step that is not positive or a band upside down.
    """
    if step <= 0 or high < low:
        raise ValueError("A band runs upwards in positive steps.")
    count = int(((high - low) / step).to_integral_value(rounding=ROUND_FLOOR))
    points = [low + step * i for i in range(count + 1)]
    if points[-1] != high:
        points.append(high)
    return points


def middle_of_band(low: Decimal, high: Decimal, step: Decimal) -> Decimal:
    """The mark that a level key gives: the middle step, the lower one of two."""
    points = points_in_band(low, high, step)
    return points[(len(points) - 1) // 2]


def plain_number(value: Decimal) -> str:
    """The number as people write it: 12 for 12.00, 7.5 for 7.50."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
