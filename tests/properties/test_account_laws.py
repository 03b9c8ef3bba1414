"""Laws of the account between two runs: small policies and states are drawn, alike or not.

Both runs have two programs, readings that come as counts, limits, and perhaps a branch held
at what it has; what differs between them is drawn cause by cause.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction as F
from itertools import combinations, permutations
from math import factorial

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evenhand.errors import EvenhandError
from evenhand.figures import Tally
from evenhand.figures.account import BOUNDS, WHOLE
from evenhand.policy import Bounds, Held, Number, Parameter
from evenhand.policy.reading import parse_policy
from evenhand.run import allocate
from evenhand.scenarios.accounts.account import account, stages
from evenhand.scenarios.accounts.causes import CAUSES, Pair
from evenhand.scenarios.accounts.mixed import Mixed
from evenhand.scenarios.accounts.sides import Side
from evenhand.scenarios.masking import coefficients
from evenhand.sources.data import Data

NAMES = ["Astoria", "Bend", "Coos Bay", "Dallas"]
READINGS = ("calls", "children", "homes")
LATER = {BOUNDS, WHOLE}


POLICY = parse_policy(
    "one.yaml",
    """\
name: one
title: One
version: "1"
effective: {since: 2000-01-01}
period: 2000-01-01..2001-01-01
position: {value: caseworkers, source: M}
unit: {value: 1, source: M}
method: {value: webster, source: M}
tolerance: {value: 0, source: M}
measures:
  calls: {stands_for: Calls, source: M}
  children: {stands_for: Children, source: M}
  homes: {stands_for: Homes, source: M}
programs:
  care:
    part: {value: 1, source: M}
    base: {score: counted, measures: {count: calls}, source: M}
    components:
      plain: {score: of_the_base, influence: {value: 0.2, source: M}, source: M}
      seen: {score: rate, measures: {counts: homes}, influence: {value: 0.3, source: M}, source: M}
      calm:
        score: reflected_rate
        measures: {counts: homes}
        parameters:
          kappa: {value: 2, source: M}
          floor: {value: 0.1, source: M}
          adjust: {value: none, source: M}
          per: {value: return, source: M}
          prior_sd: {value: 0, source: M}
        influence: {value: 0.5, source: M}
        source: M
  calls:
    part: {value: 2, source: M}
    base: {score: counted, measures: {count: calls}, source: M}
    components:
      plain: {score: of_the_base, influence: {value: 1, source: M}, source: M}
""",
)


@dataclass(frozen=True)
class Asked:
    """All that a run of these tests can be asked for."""

    base: str = "calls"
    influences: tuple[int, int, int] = (2, 3, 5)
    floor: F = F(1, 10)
    kappa: F | str = F(2)
    split: tuple[int, int] = (1, 2)
    total: F = F(20)
    unit: F = F(1)
    method: str = "webster"
    least: int = 0
    held: tuple[str, ...] = ()
    tallies: dict[str, tuple[Tally, ...]] = field(default_factory=dict)
    staff: int = 2
    branches: tuple[str, ...] = tuple(NAMES)

    @property
    def policy(self):
        care, calls = POLICY.programs.values()
        parts = {
            name: replace(part, influence=number(F(n, sum(self.influences))))
            for (name, part), n in zip(care.components.items(), self.influences, strict=True)
        }
        given = {
            **parts["calm"].parameters,
            "kappa": Parameter(value=self.kappa),
            "floor": Parameter(value=self.floor),
        }
        parts["calm"] = replace(parts["calm"], parameters=given)
        base = replace(care.base, measures={"count": self.base})
        first, second = map(number, self.split)
        bounds = Bounds(least=number(self.least))
        care = replace(care, part=first, base=base, components=parts, bounds=bounds)
        return replace(
            POLICY,
            unit=number(self.unit),
            method=replace(POLICY.method, value=self.method),
            held=Held(branches=self.held) if self.held else None,
            programs={"care": care, "calls": replace(calls, part=second)},
        )

    def side(self, name="run"):
        staff = {(b, p): F(self.staff) for b in self.branches for p in ("care", "calls")}
        data = Data({b: b for b in self.branches}, date(2001, 1, 1), staff=staff)
        kept = {
            name: [t for t in rows if t.branch in self.branches]
            for name, rows in self.tallies.items()
        }
        result = allocate(self.policy, data, str(self.total), kept, working=False)
        return Side(name, self.policy, data, kept, self.total, result, coefficients(result))


def number(value):
    return Number(value=F(value))


@st.composite
def counts(draw):
    found = {}
    for reading in READINGS:
        rows = []
        for branch in NAMES:
            hits = draw(st.integers(0, 6)) + (branch == NAMES[0])
            rows.append(Tally(branch, "", hits, hits + draw(st.integers(0, 6))))
        found[reading] = tuple(rows)
    return found


OTHERWISE = {
    "base": st.sampled_from(["calls", "children"]),
    "influences": st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 5)),
    "floor": st.sampled_from([F(1, 10), F(2, 5), F(9, 10)]),
    "kappa": st.sampled_from([F(2), F(7), "fitted"]),
    "split": st.tuples(st.integers(1, 4), st.integers(1, 4)),
    "total": st.integers(12, 30).map(F),
    "unit": st.sampled_from([F(1), F(1, 2)]),
    "method": st.sampled_from(["webster", "dhondt", "largest_remainder"]),
    "least": st.integers(0, 1),
    "held": st.sampled_from([(), ("Bend",), ("Coos Bay",)]),
    "tallies": counts(),
    "staff": st.integers(0, 2),
    "branches": st.sampled_from([tuple(NAMES), tuple(NAMES[:3]), (NAMES[0], *NAMES[2:])]),
}


@st.composite
def two_runs(draw):
    """Two runs that differ in some of all that they can differ in."""
    first = Asked(tallies=draw(counts()), held=draw(OTHERWISE["held"]))
    changed = draw(st.sets(st.sampled_from(sorted(OTHERWISE)), max_size=4))
    second = replace(first, **{name: draw(OTHERWISE[name]) for name in sorted(changed)})
    try:
        return first.side("first"), second.side("second")
    except EvenhandError:
        assume(False)


def parts(line):
    return {part.name: part.change for part in line.parts}


def by_place(made):
    return {(line.program, line.branch): line for line in made.lines}


@given(runs=two_runs())
def test_the_parts_add_up_exactly_by_branch_by_program_and_over_all(runs):
    made = account(*runs)
    sums = dict.fromkeys(set(NAMES), F(0))
    for line in made.lines:
        assert sum(parts(line).values()) == line.change
        assert set(parts(line)) <= set(made.causes)
        sums[line.branch] += line.change * (-1 if line.program == "all" else 1)
    assert set(sums.values()) == {0}


@given(runs=two_runs())
def test_before_and_after_are_what_the_runs_gave(runs):
    made = by_place(account(*runs))
    for side_, end in zip(runs, ("before", "after"), strict=True):
        for total in side_.result.totals:
            assert getattr(made["all", total.branch], end) == total.positions


@given(runs=two_runs())
def test_the_states_at_both_ends_are_the_runs_own_quotas(runs):
    for program in ("care", "calls"):
        mixed = Mixed(Pair(*runs, program))
        for side_, changed in zip(runs, (frozenset(), frozenset(mixed.causes)), strict=True):
            own = {b: row[0] for b, row in stages(side_, program).items()}
            assert mixed.quotas(changed) == dict.fromkeys(mixed.branches, 0) | own


class Unaided(Mixed):
    """Scores every state itself, and takes nothing from what a run has made already."""

    def _published(self, key, at):
        return {}


@given(runs=two_runs())
def test_what_a_run_has_made_already_is_what_scoring_it_anew_would_make(runs):
    for program in ("care", "calls"):
        mixed, unaided = (kind(Pair(*runs, program)) for kind in (Mixed, Unaided))
        for size in range(len(mixed.causes) + 1):
            for chosen in map(frozenset, combinations(mixed.causes, size)):
                try:
                    slow = unaided.quotas(chosen)
                except EvenhandError:
                    continue
                assert mixed.quotas(chosen) == slow


@given(runs=two_runs())
def test_told_backwards_every_part_is_the_opposite(runs):
    there, back = account(*runs), by_place(account(*reversed(runs)))
    for line in there.lines:
        other = back[line.program, line.branch]
        assert parts(other) == {name: -change for name, change in parts(line).items()}


@given(runs=two_runs())
def test_the_parts_of_the_quota_are_the_mean_over_all_orders(runs):
    made = by_place(account(*runs))
    for program in ("care", "calls"):
        mixed = Mixed(Pair(*runs, program))
        try:
            slow = slow_parts(mixed)
        except EvenhandError:
            continue  # causes were merged; that is looked at elsewhere
        for branch in mixed.branches:
            found = parts(made[program, branch])
            assert {c: found[c] for c in mixed.causes} == slow[branch]
            assert set(found) == {*mixed.causes, *LATER}


def slow_parts(mixed):
    orders = factorial(len(mixed.causes))
    found = {b: dict.fromkeys(mixed.causes, F(0)) for b in mixed.branches}
    for order in permutations(mixed.causes):
        for at, cause in enumerate(order):
            was, now = (mixed.quotas(frozenset(order[:n])) for n in (at, at + 1))
            for branch in mixed.branches:
                found[branch][cause] += (now[branch] - was[branch]) / orders
    return found


@given(runs=two_runs())
def test_a_single_cause_is_told_the_whole_change_of_the_quota(runs):
    made = by_place(account(*runs))
    for program in ("care", "calls"):
        pair = Pair(*runs, program)
        if len(pair.causes) == 1:
            old, new = (stages(each, program) for each in runs)
            for branch in old.keys() & new.keys():
                told = parts(made[program, branch])[pair.causes[0]]
                assert told == new[branch][0] - old[branch][0]


@given(runs=two_runs(), data=st.data())
def test_the_order_of_branches_and_of_rows_does_not_matter(runs, data):
    shuffled = [
        replace(
            each,
            data=replace(
                each.data,
                branches=dict(data.draw(st.permutations(list(each.data.branches.items())))),
            ),
            tallies={n: data.draw(st.permutations(rows)) for n, rows in each.tallies.items()},
        )
        for each in runs
    ]
    assert account(*shuffled) == account(*runs)
    assert Pair(runs[0], shuffled[0], "care").causes == ()


TALLIES = {
    "calls": tuple(Tally(b, "", n, n) for b, n in zip(NAMES, (4, 3, 2, 1), strict=True)),
    "children": tuple(Tally(b, "", n, n) for b, n in zip(NAMES, (1, 5, 2, 2), strict=True)),
    "homes": tuple(Tally(b, "", n, 9) for b, n in zip(NAMES, (3, 3, 2, 8), strict=True)),
}
ONE = Asked(tallies=TALLIES)


@pytest.mark.parametrize(
    ("cause", "changed"),
    [
        (
            "data",
            {"tallies": TALLIES | {"homes": TALLIES["children"]}},
        ),
        ("how it is scored", {"floor": F(9, 10)}),
        ("how it is scored", {"kappa": F(7)}),
        ("how it is scored", {"held": ("Bend",)}),
        ("base", {"base": "children"}),
        ("influences", {"influences": (1, 1, 1)}),
        ("split", {"split": (1, 1)}),
        ("total", {"total": F(21)}),
        ("total", {"unit": F(1, 2)}),
    ],
)
def test_just_what_differs_is_a_cause(cause, changed):
    made = account(ONE.side(), replace(ONE, **changed).side())
    assert made.causes == (cause, BOUNDS, WHOLE)
    assert {parts(line)[BOUNDS] for line in made.lines} == {0}  # no limit binds in either


@pytest.mark.parametrize(
    "changed",
    [{}, {"method": "dhondt"}, {"least": 1}, {"split": (3, 6)}, {"influences": (4, 6, 10)}],
)
def test_what_changes_no_quota_is_no_cause_of_it(changed):
    made = account(ONE.side(), replace(ONE, **changed).side())
    assert made.causes == (BOUNDS, WHOLE)


def test_a_cause_without_effect_is_told_as_nothing():
    double = {
        n: tuple(Tally(t.branch, "", 2 * t.hits, 2 * t.base) for t in rows)
        for n, rows in TALLIES.items()
    }
    plain = replace(ONE, influences=(1, 0, 0))
    made = account(plain.side(), replace(plain, tallies=double, total=F(30)).side())
    assert made.causes[:2] == ("data", "total")
    assert {parts(line)["data"] for line in made.lines} == {0}


def test_the_parts_stand_in_the_order_of_telling():
    other = replace(
        ONE, total=F(21), split=(1, 1), influences=(1, 1, 1), base="children", floor=F(9, 10)
    )
    other = replace(other, tallies=TALLIES | {"homes": TALLIES["children"]})
    assert account(ONE.side(), other.side()).causes == (
        *(cause for cause in CAUSES if cause != "coefficients"),
        BOUNDS,
        WHOLE,
    )
