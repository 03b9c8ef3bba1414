"""Totals: how many positions there are to share, and how many programs get of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from math import floor

from evenhand.allocation.methods.webster import webster
from evenhand.errors import NotPossible

FORMS = "600, +20, -20, current or published"


def total_positions(
    asked: str,
    staff: Mapping[tuple[str, str], Fraction],
    published: Fraction | None = None,
) -> Fraction:
    """Read how many positions are to be shared.

    Args:
        asked: `600` that many; `+20` or `-20` so many more or fewer than now; `current`
            as many as now; `published` as many as the source publishes.
        staff: Positions now, by branch and program.
        published: The total that the source itself publishes, if it does.

    Raises:
        NotPossible: The text is none of these, or no staff are known to start from.
    """
    text = asked.strip()
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?|[0-9]+/[0-9]*[1-9][0-9]*", text):
        return Fraction(text)
    if text not in ("current", "published") and not re.fullmatch(r"[+-][0-9]+(\.[0-9]+)?", text):
        raise NotPossible(f"{asked!r} is not a number of positions. Write {FORMS}.")
    if text == "published":
        if published is None:
            raise NotPossible("This source publishes no positions. Give a number, or `current`.")
        return published
    if not staff:
        raise NotPossible(
            f"{asked!r} starts from the positions there are now, and none are known. "
            "Give them with --current, or a number such as 600."
        )
    total = sum(staff.values(), Fraction(0)) + (Fraction(text) if text[0] in "+-" else 0)
    if total < 0:
        raise NotPossible(f"{asked} would leave {float(total):g} positions.")
    return total


def whole_units(positions: Fraction, unit: Fraction) -> int:
    """How many whole units `positions` makes; what is left over is told, not shared."""
    return floor(positions / unit)


def split(units: int, parts: Mapping[str, Fraction]) -> dict[str, int]:
    """Make a split by `parts` whole, by Webster; ties go to the larger part, then by name."""
    total = sum(parts.values(), Fraction(0))
    owed = {name: units * part / total for name, part in parts.items()}
    return {award.branch: int(award.positions) for award in webster(units, owed, {})}
