"""A small world to simulate: Astoria and Bend in a zone, Coos Bay in another, for a quarter."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

import pytest

from evenhand.figures.rotation import RotationRule, SkipReason
from evenhand.rotation.simulating.world import Habits, Unit, World

BEGINS = datetime.fromisoformat("2025-01-01")
REASONS = (
    SkipReason("court", "In court", owed=True, days_most=3),
    SkipReason("field_day", "In the field", owed=True, days_most=1),
    SkipReason("removal", "Removed a child", owed=False, days_most=4),
    SkipReason("complicated_case", "A very complicated case", owed=False, days_most=14),
)
OFTEN = Habits(
    leave_in_100=60,
    away_a_year=12,
    court_a_year=60,
    removals_in_1000=200,
    complicated_in_1000=200,
    returned_in_1000=100,
    by_hand_in_1000=300,
    known_in_1000=300,
    conflict_in_1000=100,
)


@pytest.fixture
def rule():
    """Office hours on weekdays, part-time share, and every reason."""
    return RotationRule(
        "tried",
        order="cases",
        office_days=(0, 1, 2, 3, 4),
        opens=time(9),
        closes=time(17),
        escalate_hours=72,
        reasons=REASONS,
    )


@pytest.fixture
def world():
    """`world(reports=…, workers=…, habits…)`: much happens, so that little has to be drawn."""

    def make(reports=150, workers=4, days=90, **habits):
        units = (
            Unit("Astoria", "north", "Queens", workers),
            Unit("Bend", "north", "Queens", workers),
            Unit("Coos Bay", "south", "Queens", workers),
        )
        return World(units, reports, BEGINS, days, replace(OFTEN, **habits))

    return make
