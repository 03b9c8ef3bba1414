"""The sentences over the pictures: made from the figures, right for one, many and none."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F

import pytest

from evenhand.figures import BranchTotal
from evenhand.reports.answers import (
    contribution_answer,
    gap_answer,
    moved_answer,
    positions_answer,
)
from evenhand.reports.charts import pictures
from evenhand.reports.notice_tables import flag_table


def staffed(result, *gaps: int):
    """The same result with branches that have five positions each and gain so many."""
    totals = [
        BranchTotal(f"b{n}", f"Branch {n}", F(5 + gap), F(5), F(5))
        for n, gap in enumerate(gaps, start=1)
    ]
    return replace(result, totals=tuple(totals))


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        ((1,), "1 of 1 branch gains 1 position."),
        ((2, 3, -1, 0), "2 of 4 branches gain 5 positions, 1 loses 1 position and 1 stays as now."),
        ((0, 0), "2 of 2 branches stay as now."),
        ((-1, -2), "2 of 2 branches lose 3 positions."),
    ],
)
def test_the_gap_counts_who_gains_who_loses_and_who_stays(small_result, gaps, said):
    assert gap_answer(staffed(small_result, *gaps)) == said


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        ((1, 2), "Branch 2 gains most, +2 (5 → 7)."),
        ((-1, 0), "Branch 1 loses most, −1 (5 → 4)."),
        ((0, 0), "Every branch keeps the positions it has now."),
    ],
)
def test_only_a_gain_is_called_a_gain_and_only_a_loss_a_loss(small_result, gaps, said):
    assert positions_answer(staffed(small_result, *gaps)) == said


def test_components_that_do_nothing_are_said_to_do_nothing(small_result):
    still = tuple(
        replace(
            program,
            components=tuple(
                replace(
                    component,
                    moved=F(0),
                    pots=tuple(replace(pot, pull=F(0)) for pot in component.pots),
                )
                for component in program.components
            ),
        )
        for program in small_result.programs
    )
    result = replace(small_result, programs=still)
    assert contribution_answer(result).startswith("No component moves a branch")
    assert moved_answer(result) == "No component moves a position."
    assert "contribution" not in [picture.name for picture in pictures(result)]


def test_with_one_program_a_component_goes_by_its_own_name(small_result):
    alone = replace(small_result, programs=small_result.programs[:1])
    assert moved_answer(alone).startswith("Assessment time moves most")


def test_a_result_without_branches_draws_nothing(small_result):
    assert pictures(replace(small_result, programs=(), totals=())) == ()


def test_flags_of_all_kinds_are_gathered_and_branches_that_share_one_are_named(small_result):
    program = small_result.programs[0]
    component = program.components[0]
    pots = tuple(replace(pot, flags=("no score",)) for pot in component.pots[:2])
    flagged = replace(
        program,
        flags=("rounded",),
        components=(replace(component, flags=("a type at zero",), pots=pots),),
    )
    rows = flag_table(replace(small_result, programs=(flagged,))).rows
    assert rows == (
        ("The run", "The current staff of Coos Bay is not known.", ""),
        ("Protective services", "rounded", ""),
        ("Assessment time", "a type at zero", ""),
        ("Assessment time", "no score", "Astoria, Bend"),
    )
