"""Adjusting by hand: a result with what people decided after it, its own answer untouched.

Nothing is left out and nothing made up: whole units, nobody below nothing, and what is
given somewhere is taken elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from evenhand.errors import NotPossible
from evenhand.figures import Adjustment, Result


def adjusted(result: Result, adjustments: Sequence[Adjustment]) -> Result:
    """The result with `adjustments` standing beside what the formula gave.

    Raises:
        NotPossible: A change is no whole number of units, a branch would be left with less
            than nothing, or the changes do not add up to 0.
    """
    for each in adjustments:
        if (each.change / result.unit).denominator != 1:
            raise NotPossible(
                f"{each.branch}, {each.program}: {_said(each.change)} by hand is no whole number "
                f"of units of {_said(result.unit)}. Change it to one."
            )
    changed = replace(result, adjustments=tuple(adjustments))
    if over := sum((each.change for each in adjustments), Fraction(0)):
        raise NotPossible(
            f"The changes by hand add up to {_said(over)}, not to 0: the total of "
            f"{_said(result.shared)} positions is not theirs to change. "
            + ("Take" if over > 0 else "Give")
            + f" {_said(abs(over))} elsewhere, or share out another total."
        )
    for branch, program in dict.fromkeys((each.branch, each.program) for each in adjustments):
        given, left = result.decided(branch, program), changed.decided(branch, program)
        if left < 0:
            raise NotPossible(
                f"{branch}, {program}: the formula gives {_said(given)}, and the changes by hand "
                f"would leave {_said(left)}. Take no more than there is."
            )
    return changed


def _said(value: Fraction) -> str:
    return f"{float(value):g}"
