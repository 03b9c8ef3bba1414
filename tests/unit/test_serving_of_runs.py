"""Whom branches can serve, and what more positions would buy, in counts anybody can reckon."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.errors import NotPossible
from evenhand.figures import Adjustment, Tally
from evenhand.policy.reading import parse_policy
from evenhand.run import allocate, measure, told_of
from evenhand.scenarios.more_staff import bought
from evenhand.sources.data import Data
from evenhand.steps.serving import equities, needs

LEVELS = ", ".join(f'"{n}": {{value: 10, source: M}}' for n in range(1, 8))
AVAILABLE = "{value: 100, source: M}"
HOURS = f"hours: {{available: {AVAILABLE}, measures: {{read: levels}}, levels: {{{LEVELS}}}}}"
POLICY = """
name: small
title: Three branches
version: "1"
effective: {{since: 2000-01-01}}
period: 1999-01-01..2000-01-01
position: {{value: positions, assumption: For a test.}}
unit: {{value: 1, assumption: For a test.}}
method: {{value: webster, assumption: For a test.}}
tolerance: {{value: 0, assumption: For a test.}}
{held}
measures:
  children: {{stands_for: Children, source: A test}}
  levels: {{stands_for: Children by level, source: A test}}
programs:
  care:
    part: {{value: 1, assumption: One program.}}
    base: {{score: counted, measures: {{count: children}}, assumption: For a test.}}
    bounds: {{least: {{value: {least}, assumption: For a test.}}}}
    {hours}
    components:
      plain:
        score: of_the_base
        influence: {{value: 1, assumption: One component.}}
        assumption: For a test.
"""
NAMES = ("Astoria", "Bend", "Coos Bay")
#: Children at each of the seven levels; all ten hours each.
CHILDREN = {"Astoria": 7, "Bend": 2, "Coos Bay": 1}
NOW = {"Astoria": 4, "Bend": 4, "Coos Bay": 2}


def policy(hours=HOURS, held="", least=1):
    held = held and f"held: {{branches: [{held}], assumption: For a test.}}"
    return parse_policy("small.yaml", POLICY.format(hours=hours, held=held, least=least))


def data(program="care", now=NOW, levels=CHILDREN):
    counts = {"children": tuple(Tally(b, "", 7 * n, 7 * n) for b, n in CHILDREN.items())}
    if levels:
        counts["levels"] = tuple(
            Tally(b, str(of), n, 7 * n) for b, n in levels.items() for of in range(1, 8)
        )
    return Data(
        branches={b: b for b in NAMES},
        as_of=date(2000, 2, 4),
        counts=counts,
        staff={(b, program): F(n) for b, n in now.items()},
    )


def looked(chosen, given, asked="10", filled=F(1)):
    tallies = measure(chosen, given)
    result = allocate(chosen, given, asked, tallies)
    return equities(told_of(chosen, given, tallies), result, filled), result, tallies


def test_hours_walk_down_the_levels_before_and_after():
    (care,), _, _ = looked(policy(), data())
    assert (care.program, care.unit, care.flags) == ("care", "hours", ())
    # Astoria's 49 children need 490 hours, 70 a level: 400 now, and 700 with the seven it got.
    before, after = care.before[0], care.after[0]
    assert (before.positions, before.needed, before.available) == (4, 490, 400)
    assert (before.level, after.level) == (F(40, 7), 7)
    assert (care.even_before.below, care.even_after.below) == (1, 0)
    assert care.even_before.share == F(400 + 140 + 70, 700)
    assert care.even_after.gini == 0 < care.even_before.gini


def test_positions_filled_in_part_give_that_part_of_their_hours():
    (care,), _, _ = looked(policy(), data(), filled=F(1, 2))
    assert care.after[0].available == 350


def test_without_hours_need_is_the_quota():
    (care,), _, _ = looked(policy(hours=""), data())
    assert (care.unit, care.flags) == ("positions", ())
    assert [(row.needed, row.available, row.level) for row in care.before] == [
        (7, 4, None),
        (2, 4, None),
        (1, 2, None),
    ]
    assert not care.limited


def test_limits_that_keep_branches_off_their_quotas_are_told_from_rounding():
    """Astoria is owed seven and the least of three each leaves it four."""
    (care,), _, _ = looked(policy(hours="", least=3), data())
    assert [row.positions for row in care.after] == [4, 3, 3]
    assert care.limited
    (care,), _, _ = looked(policy(least=3), data())
    assert not care.limited  # hours are needed, whatever the quotas are
    whole = looked(policy(hours="", least=3), data(program=""))[0][-1]
    assert (whole.program, whole.limited) == ("all", True)


def test_hours_whose_reading_a_run_does_not_hold_fall_back_to_quotas_and_say_so():
    chosen, given = policy(), data(levels=None)
    (care,), _, _ = looked(chosen, given)
    assert care.unit == "positions"
    assert care.flags == ("Nothing gives levels, so need is taken from quotas, not from hours.",)


def test_where_staff_have_no_program_before_stands_only_over_all_of_them():
    care, whole = looked(policy(), data(program=""))[0]
    assert (care.before, care.even_before) == ((), None)
    assert (whole.program, whole.unit) == ("all", "positions")
    assert [(row.needed, row.available) for row in whole.before] == [(7, 4), (2, 4), (1, 2)]


def test_where_nobody_knows_what_branches_have_there_is_no_before():
    (care,), _, _ = looked(policy(), data(now={}))
    assert (care.before, care.even_before) == ((), None)


def test_branches_held_at_current_are_not_looked_at_and_that_is_said():
    (care,), _, _ = looked(policy(held="Bend"), data())
    assert [row.branch for row in care.after] == ["Astoria", "Coos Bay"]
    assert "outside the formula" in care.flags[0]
    (plain,), _, _ = looked(policy(hours="", held="Bend"), data())
    assert plain.flags == care.flags


def test_what_was_changed_by_hand_is_not_looked_at_and_that_is_said():
    chosen, given = policy(), data()
    _, result, tallies = looked(chosen, given)
    moved = Adjustment("Bend", "care", F(1), "A reason.", "A. Author", date(2000, 2, 5))
    told = told_of(chosen, given, tallies)
    (care,) = equities(told, replace(result, adjustments=(moved,)))
    assert care.after == equities(told, result)[0].after
    assert "changed by hand is not in them" in care.flags[0]


def test_needs_are_told_level_by_level():
    chosen, given = policy(), data()
    told = told_of(chosen, given, measure(chosen, given))
    assert [(n.of, n.number, n.hours) for n in needs(told, "care")["Bend"]] == [
        (str(of), 2, 10) for of in range(1, 8)
    ]


def test_more_positions_are_shared_out_anew_and_meet_more_of_the_same_need():
    chosen, given = policy(), data()
    _, result, tallies = looked(chosen, given, "10")
    found = bought(result, chosen, given, tallies, more=[F(-4)])
    # Ten in a hundred fewer of ten is one; three tenths more are three.
    assert [(b.more, b.positions) for b in found] == [
        *((-4, 6), (-1, 9), (0, 10), (1, 11), (2, 12), (3, 13)),
    ]
    shares = [b.even.share for b in found]
    assert shares == sorted(shares)
    assert (shares[2], found[0].even.branches) == (1, 3)


def test_without_hours_the_need_stays_the_quotas_of_the_run():
    chosen, given = policy(hours=""), data()
    _, result, tallies = looked(chosen, given, "10")
    found = bought(result, chosen, given, tallies)
    assert {b.unit for b in found} == {"positions"}
    shares = {b.more: b.even.share for b in found}
    assert (shares[-1], shares[0], shares[3]) == (F(9, 10), 1, 1)


def test_a_total_that_limits_forbid_is_left_out_unless_it_was_asked_for():
    chosen, given = policy(least=4), data()
    _, result, tallies = looked(chosen, given, "12")  # four each, which is the least
    assert [b.more for b in bought(result, chosen, given, tallies)] == [0, 1, 2, 3]
    with pytest.raises(NotPossible):
        bought(result, chosen, given, tallies, more=[F(-1)])
    with pytest.raises(NotPossible, match="-13 would leave -1 positions"):
        bought(result, chosen, given, tallies, more=[F(-13)])


def test_a_total_in_halves_is_stepped_in_halves():
    chosen, given = policy(), data()
    half = replace(chosen, unit=replace(chosen.unit, value=F(1, 2)))
    _, result, tallies = looked(half, given, "10")
    steps = {b.more for b in bought(result, half, given, tallies)}
    assert steps == {F(n, 2) for n in range(-2, 7)}
