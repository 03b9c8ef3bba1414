"""A sweep in a terminal: as many branches as it is wide enough for, and no heading cut."""

from __future__ import annotations

from fractions import Fraction as F
from io import StringIO

import pytest
from rich.console import Console

from evenhand.figures import Sweep, SweepPoint
from evenhand.reports.scenario_tables import sweep_table
from evenhand.reports.scenario_terminal import show_sweep

NAMES = ("Astoria", "Bend", "Coos Bay", "Hazelbrookfield", "Drain", "Echo", "Fossil", "Gaston")
#: The first goes furthest, the last hardly at all.
SWEEP = Sweep(
    "out_of_home",
    "return_home",
    F(0),
    tuple((name.lower(), name) for name in NAMES),
    tuple(
        SweepPoint(F(n), (F(1000),) * 8, tuple(F(n * (9 - at)) for at in range(8)), F(0), F(0))
        for n in (0, 1)
    ),
)


def shown(width):
    screen = StringIO()
    show_sweep(SWEEP, Console(file=screen, width=width))
    return screen.getvalue()


@pytest.mark.parametrize("width", [50, 60, 80, 100, 130])
def test_every_heading_is_whole_and_who_has_no_room_is_named(width):
    text = shown(width)
    table, _, named = text.partition("No room for ")
    assert "…" not in text
    for word in ("Influence", "elsewhere", *" ".join(NAMES).split()):
        assert (word in table) != (word in named), word
    assert all(len(line) <= width for line in table.splitlines())


def test_with_room_for_all_nobody_is_named_and_all_eight_stand_in_what_is_drawn():
    assert "No room" not in shown(130)
    assert len(sweep_table(SWEEP, SWEEP.most_affected(8)).columns) == 3 + 8


def test_those_who_go_furthest_are_kept():
    assert "No room for Hazelbrookfield, Drain, " in shown(60)
    assert "a wider terminal shows them, --json tells all." in shown(60)
