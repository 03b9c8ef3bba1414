"""Who is next: against sharing out one position more, and one fewer, from scratch."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.allocation import methods
from evenhand.errors import RunError
from evenhand.explanation.next_in_line import LINE, next_sentences
from evenhand.figures import Tally
from evenhand.policy.reading import parse_policy
from evenhand.run import allocate
from evenhand.scenarios.incentives.next_positions import next_positions
from evenhand.sources.data import Data

BRANCHES = ("Astoria", "Bend", "Coos Bay")
NAMES = {b: b for b in BRANCHES}
POLICY = """\
name: one
title: One reading
version: "1"
effective: {since: 2000-01-01}
period: 2000-01-01..2001-01-01
position: {value: caseworkers, source: M}
unit: {value: UNIT, source: M}
method: {value: METHOD, source: M}
tolerance: {value: 0, source: M}
measures:
  children: {stands_for: Children, source: M}
programs:
  care:
    part: {value: 1, source: M}
    base: {score: counted, measures: {count: children}, source: M}
    components: {plain: {score: of_the_base, influence: {value: 1, source: M}, source: M}}
    BOUNDS
"""


def shared(positions, counts=(7, 5, 3), method="webster", unit="1", bounds="", held="", staff=()):
    text = POLICY.replace("METHOD", method).replace("UNIT", unit).replace("BOUNDS", bounds)
    data = Data(NAMES, date(2001, 1, 1), staff={(b, ""): F(n) for b, n in staff})
    tallies = {"children": [Tally(b, "", n, n) for b, n in zip(BRANCHES, counts, strict=True)]}
    return allocate(parse_policy("one.yaml", text + held), data, str(positions), tallies)


def positions(result):
    return {a.branch: a.positions for a in result.programs[0].awards}


@pytest.mark.parametrize("method", sorted(methods()))
@pytest.mark.parametrize("unit", ["1", "0.5"])
@pytest.mark.parametrize("counts", [(7, 5, 3), (20, 2, 2), (4, 4, 4)])
def test_who_gains_and_who_loses_is_what_sharing_out_anew_would_find(method, unit, counts):
    given = {"counts": counts, "method": method, "unit": unit}
    for total in (4, 9, 17):
        now, step = shared(total, **given), F(unit)
        told = {each.branch: each for each in next_positions(now)}
        more, fewer = (positions(shared(total + by, **given)) for by in (step, -step))
        for branch, held in positions(now).items():
            assert told[branch].more == more[branch] - held
            assert told[branch].fewer == fewer[branch] - held


def test_the_branch_that_lacks_least_comes_first_and_one_at_its_limit_last():
    result = shared(16, bounds="bounds: {most: {value: 6, source: M}}")
    told = next_positions(result)
    awards = {a.branch: a for a in result.programs[0].awards}
    assert [each.branch for each in told] == ["Coos Bay", "Astoria", "Bend"]
    assert told[0].short == awards["Coos Bay"].short_of_next
    assert told[0].above == awards["Coos Bay"].above_loss
    assert told[1].short is told[2].short is None


def test_where_everyone_is_at_the_limit_the_next_goes_to_nobody():
    result = shared(6, bounds="bounds: {least: {value: 2, source: M}, most: {value: 2, source: M}}")
    told = next_positions(result)
    assert {(each.more, each.fewer) for each in told} == {(0, 0)}
    said = "Care, with one more to share: nobody could have it; with one fewer: nobody could lose"
    assert next_sentences(told, NAMES)[0].startswith(said)


def test_where_nothing_is_shared_nobody_gains_or_loses():
    assert {(each.more, each.fewer) for each in next_positions(shared(0))} == {(0, 0)}


def test_a_branch_held_at_current_neither_gains_nor_loses():
    held = "held: {branches: [Bend], source: M}\n"
    staff = [("Astoria", 5), ("Bend", 4), ("Coos Bay", 3)]
    result = shared(12, held=held, staff=staff)
    told = {each.branch: each for each in next_positions(result)}
    assert told["Bend"].more == told["Bend"].fewer == 0
    assert sum(each.more for each in told.values()) == 1


@pytest.mark.parametrize("method", sorted(methods()))
def test_those_who_share_beside_a_branch_held_share_what_is_left(method):
    given = {
        "counts": (1, 1, 3),
        "method": method,
        "held": "held: {branches: [Bend], source: M}\n",
        "staff": [("Astoria", 1), ("Bend", 2), ("Coos Bay", 1)],
    }
    now = shared(7, **given)
    more, fewer = (positions(shared(7 + by, **given)) for by in (1, -1))
    for each in next_positions(now):
        held = positions(now)[each.branch]
        assert (each.more, each.fewer) == (more[each.branch] - held, fewer[each.branch] - held)


def test_who_is_next_is_told_in_a_sentence():
    said = next_sentences(next_positions(shared(9)), NAMES)
    told = "Care, with one more to share: Astoria (+1); with one fewer: Coos Bay (−1)."
    assert said == [told, LINE]


def test_a_program_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(RunError, match=r"no program homes\. It has: care"):
        next_positions(shared(9), "homes")
