"""Behind masked cells: the fewest and the most positions a branch could have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

from evenhand.figures import Tally
from evenhand.policy.reading import parse_policy
from evenhand.run import allocate
from evenhand.scenarios.masking import coefficients, with_fillings
from evenhand.sources.data import Data

POLICY = """\
name: one
title: One reading
version: "1"
effective: {since: 2000-01-01}
period: 2000-01-01..2001-01-01
position: {value: caseworkers, source: Manual}
unit: {value: 1, source: Manual}
method: {value: webster, source: Manual}
tolerance: {value: 0, source: Manual}
measures:
  home: {stands_for: Children home, source: Manual}
programs:
  out_of_home:
    part: {value: 1, source: Manual}
    base: {score: counted, measures: {count: home}, source: Manual}
    components:
      plain: {score: of_the_base, influence: {value: 1, source: Manual}, source: Manual}
"""
HELD = POLICY + "held: {branches: [Coos Bay], source: Manual}\n"
MASKED = [
    Tally("Astoria", "", 1, 1, 10, 10),
    Tally("Bend", "", 11, 11, 20, 20),
    Tally("Coos Bay", "", 1, 1, 10, 10),
]


def fillings(policy, tallies, total=30, printed=None, **data):
    given = Data({t.branch: t.branch for t in MASKED}, date(2001, 1, 1), **data)
    given = replace(given, printed={("home", ""): printed} if printed else {})
    read, readings = parse_policy("one.yaml", policy), {"home": tallies}
    result = allocate(read, given, str(total), readings)
    told = with_fillings(result, read, given, str(total), readings)
    return {f.branch: (f.lowest, f.positions, f.highest) for f in told.fillings}


def test_without_masked_cells_there_is_nothing_to_tell():
    assert fillings(POLICY, [Tally(t.branch, "", 5, 5) for t in MASKED]) == {}


def test_with_a_printed_total_each_branch_is_put_at_both_its_ends_within_it():
    # Astoria can be 1 to 10 of 36, whatever the others are; 30 positions are shared.
    found = fillings(POLICY, MASKED, total=36, printed=36)
    assert found["Astoria"][0] == 6  # the others cannot take up more than 30
    assert found["Astoria"][2] == 10
    assert found["Bend"][::2] == (16, 20)


def test_a_branch_with_masked_cells_is_put_at_each_end_and_everybody_else_at_the_other():
    found = fillings(POLICY, MASKED)
    # Astoria's 1 beside 20 and 10, and its 10 beside 11 and 1; Bend's 11 beside 10 and 10
    # (10.6 of 30, and the others 9.7 each), or its 20 beside 1 and 1 (27.3, and 1.4 each).
    assert found["Astoria"][::2] == (1, 14)
    assert found["Bend"][::2] == (10, 28)


def test_a_printed_total_takes_in_branches_held_at_current():
    found = fillings(HELD, MASKED, total=30, printed=22, staff={("Coos Bay", ""): F(6)})
    # Of 22, Coos Bay has 1 to 10: Astoria may still be anything from 1 to 10.
    assert found["Coos Bay"] == (6, 6, 6)
    assert found["Astoria"] == (1, 5, 11)


def test_a_branch_held_at_current_leaves_nothing_open_by_itself():
    known = [replace(t, hits_most=-1, base_most=-1) for t in MASKED[:2]]
    assert fillings(HELD, [*known, MASKED[2]], staff={("Coos Bay", ""): F(6)}) == {}


def test_a_what_if_uses_the_coefficients_of_the_result():
    policy = parse_policy("one.yaml", POLICY)
    data = Data({"Bend": "Bend"}, date(2001, 1, 1))
    plain = allocate(policy, data, "30", {"home": [Tally("Bend", "", 5, 5)]})
    assert coefficients(plain) == {}
