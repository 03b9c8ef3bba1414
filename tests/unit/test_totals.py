"""How many positions are asked for: never fewer than none."""

from __future__ import annotations

from fractions import Fraction

import pytest

from evenhand.allocation.totals import total_positions
from evenhand.errors import NotPossible

STAFF = {("Astoria", "in_home"): Fraction(9), ("Bend", "in_home"): Fraction(3, 2)}


def test_fewer_than_now_may_leave_none_but_not_fewer():
    assert total_positions("-10.5", STAFF) == 0
    with pytest.raises(NotPossible, match=r"^-11 would leave -0\.5 positions\.$"):
        total_positions("-11", STAFF)
