"""Laws of incentives: children and calls are drawn one by one, and counted the slow way.

Beside the quick finite difference stands the obvious one: the event is done to a child of
the list, every reading is counted again from the list, and everything is shared out anew.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from evenhand.figures import Tally
from evenhand.policy import read_policy
from evenhand.run import allocate
from evenhand.scenarios.incentives.events import EVENTS, NEEDLESS_REMOVAL, UNSAFE_RETURN
from evenhand.scenarios.incentives.incentives import highest_risk, incentives
from evenhand.scenarios.incentives.slopes import Slopes
from evenhand.scenarios.masking import coefficients
from evenhand.sources.data import Data

OREGON = read_policy("oregon-2000")
NAMES = ["Astoria", "Bend", "Coos Bay", "Dallas"]
#: At which level those are taken in who are soon home.
SOON_HOME = {"removal_at_level_5_home": 5, "needless_removal": 7}
#: Scores are rounded at 12 decimals; so much of a position may hang on it.
ROUNDING = F(1, 10**8)


@dataclass(frozen=True)
class Removed:
    """A child taken into care in the year: its level, home within it, abused again."""

    branch: str
    level: int
    home: bool = False
    again: bool = False


@dataclass(frozen=True)
class State:
    """Every child in care, every child at home by level, every call by type."""

    removed: tuple[Removed, ...]
    at_home: tuple[tuple[str, int], ...]
    calls: tuple[tuple[str, str], ...]
    branches: tuple[str, ...]

    @property
    def tallies(self):
        made = {name: [] for name in OREGON.measures}
        for branch in self.branches:
            for name, cells in self._counted(branch).items():
                made[name] += [Tally(branch, of, hits, base) for of, (hits, base) in cells.items()]
        made["minutes_by_type"] = [Tally("state", k, 90, 200) for k in ("abuse", "neglect")]
        made["assessments_by_type"] = [
            Tally(self.branches[0], "abuse", 4, 9),
            Tally(self.branches[0], "neglect", 5, 9),
        ]
        return made

    def _counted(self, branch):
        own = [c for c in self.removed if c.branch == branch]
        hard = [c for c in own if c.level <= 5]
        back = [c for c in hard if c.home]
        levels = [level for b, level in self.at_home if b == branch]
        calls = [kind for b, kind in self.calls if b == branch]
        home = Counter(c.level for c in back)
        return {
            "calls_received": {"": (len(calls), len(calls))},
            "warranted_calls": {k: (n, len(calls)) for k, n in Counter(calls).items()},
            "served_at_home": {"": (len(levels), len(levels))},
            "levels_at_home": {str(n): (levels.count(n), len(levels)) for n in range(1, 8)},
            "family_factors": {
                f"{group}:factor_drugs": (hits, 9)
                for group, hits in (("in_home", 3), ("out_of_home", 6))
            },
            "families_at_home": {"": (5, 9), "factor_drugs": (4, 9)},
            "difficult_out_of_home": {"": (len(hard), len(own))},
            "removals": {
                f"level={n}": (home[n], count)
                for n, count in Counter(c.level for c in hard).items()
            },
            "returns": {"": (sum(c.again for c in back), len(back))},
            "permanency_plans": {"": (0, sum(not c.home for c in own))},
            "entries_at_risk": {"": (len(own), 1000)},
        }

    def slopes(self, result=None):
        data = Data({b: b for b in self.branches}, date(2000, 2, 4))
        return Slopes(result or self.run(), OREGON, data, self.tallies)

    def run(self, frozen=None):
        data = Data({b: b for b in self.branches}, date(2000, 2, 4))
        return allocate(OREGON, data, "60", self.tallies, frozen=frozen, working=False)


def a_child(branch):
    home = st.builds(Removed, st.just(branch), st.integers(1, 7), st.just(True), st.booleans())
    return st.builds(Removed, st.just(branch), st.integers(1, 7)) | home


@st.composite
def states(draw):
    branches = tuple(draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=2, max_size=4)))
    first = branches[0]  # where there is always something to go by
    removed = [Removed(first, 2, True, True), Removed(first, 2, True), Removed(first, 5)]
    at_home, calls = [(first, 1), (first, 6)], [(first, "abuse"), (first, "neglect")]
    for branch in branches:
        removed += draw(st.lists(a_child(branch), max_size=8))
        at_home += [(branch, n) for n in draw(st.lists(st.integers(1, 7), max_size=5))]
        calls += [
            (branch, kind)
            for kind in draw(st.lists(st.sampled_from(["abuse", "neglect", "refer"]), max_size=5))
        ]
    return State(tuple(removed), tuple(at_home), tuple(calls), branches)


def commonest(counts):
    return max(counts, key=lambda each: (counts[each], each))


def with_child(state, old, new):
    """The state with one child like `old` (None: a new one) as `new`."""
    removed = list(state.removed)
    if old is None:
        removed.append(new)
    else:
        removed[removed.index(old)] = new
    return replace(state, removed=tuple(removed))


def difficult_level(state, branch, fits=lambda _: True):
    """The level most difficult children of the branch were removed at, if any of them fits."""
    own = Counter(c.level for c in state.removed if c.branch == branch and c.level <= 5)
    found = {c.level for c in state.removed if c.branch == branch and c.level <= 5 and fits(c)}
    return commonest({level: own[level] for level in found}) if found else None


def slowly(event, state, branch):
    """The state after the event, done to a child of the list; None where there is none."""
    own = [c for c in state.removed if c.branch == branch]
    if event in ("safe_return", "unsafe_return"):
        level = difficult_level(state, branch, lambda c: not c.home)
        back = level and Removed(branch, level, True, event == "unsafe_return")
        return with_child(state, Removed(branch, level), back) if level else None
    if event == "reabuse":
        safe = next((c for c in own if c.level <= 5 and c.home and not c.again), None)
        return with_child(state, safe, replace(safe, again=True)) if safe else None
    if event in ("re_rated_home_and_safe", "re_rated_not_home"):
        easy = next((c for c in own if c.level > 5), None)  # Oregon counts no more of an easy one
        home = event == "re_rated_home_and_safe"
        return with_child(state, easy, Removed(branch, 5, home)) if easy else None
    if event == "re_rated_at_home":
        if (branch, 6) not in state.at_home:
            return None
        children = list(state.at_home)
        children[children.index((branch, 6))] = (branch, 5)
        return replace(state, at_home=tuple(children))
    if event == "removal":
        return with_child(state, None, Removed(branch, difficult_level(state, branch) or 0))
    if event in SOON_HOME:
        return with_child(state, None, Removed(branch, SOON_HOME[event], True))
    kinds = Counter(kind for b, kind in state.calls if b == branch and kind != "refer")
    return kinds and replace(state, calls=(*state.calls, (branch, commonest(kinds))))


def quotas(result, branch):
    return {
        program.name: next(f.value for f in program.quotas if f.population == branch)
        for program in result.programs
    }


@given(state=states(), data=st.data(), event=st.sampled_from([*EVENTS, UNSAFE_RETURN]))
def test_what_one_more_is_worth_is_what_sharing_out_everything_anew_would_find(state, data, event):
    branch = data.draw(st.sampled_from(state.branches))
    after = slowly(event.name, state, branch)
    before = state.run()
    slopes = state.slopes(before)
    for other in data.draw(st.permutations(EVENTS)):
        slopes.rises(other, branch)  # what was asked before has no say in what is found now
    rises = slopes.rises(event, branch)
    if after is None:
        assert rises is None
        return
    if event.name in ("removal", "screened_in_call") and not after:
        return  # the first of its kind in the branch: whose pattern it takes is the state's to say
    if event.name == "removal" and difficult_level(state, branch) is None:
        return
    anew = quotas(after.run(frozen=coefficients(before)), branch)
    for program, quota in quotas(before, branch).items():
        quickly = sum((rise for (name, _), rise in rises.items() if name == program), F(0))
        assert quickly == anew[program] - quota


@given(state=states(), data=st.data())
def test_one_more_child_home_never_lowers_the_return_pot_nor_one_abused_again_raises_its_brake(
    state, data
):
    found = incentives(state.slopes(), [data.draw(st.sampled_from(state.branches))])
    home = found.of("safe_return", "out_of_home", "return_home")
    again = found.of("reabuse", "out_of_home", "reabuse")
    assert all(worth >= -ROUNDING for worth in home.values())
    assert all(worth <= ROUNDING for worth in again.values())


@given(state=states())
def test_oregon_pays_no_branch_for_a_needless_removal(state):
    slopes = state.slopes()
    for branch in state.branches:
        assert sum(slopes.rises(NEEDLESS_REMOVAL, branch).values()) <= 0


@given(state=states(), data=st.data(), risk=st.fractions(0, 1))
def test_returns_pay_below_the_highest_risk_and_not_above_it(state, data, risk):
    slopes, branch = state.slopes(), data.draw(st.sampled_from(state.branches))
    for each in incentives(slopes, [branch]).worth:
        gain = (1 - risk) * each.safe + risk * each.unsafe
        assert each.unsafe <= each.safe + ROUNDING
        if risk < each.highest:
            assert gain >= 0
        if risk > each.highest:
            assert gain <= 0


@given(safe=st.fractions(-3, 3), worse=st.fractions(0, 3), risk=st.fractions(0, 1))
def test_the_highest_risk_lies_between_gain_and_loss_whatever_they_are(safe, worse, risk):
    unsafe = safe - worse
    highest = highest_risk(safe, unsafe)
    gain = (1 - risk) * safe + risk * unsafe
    assert 0 <= highest <= 1
    assert gain >= 0 if risk < highest else gain <= 0 or risk == highest


@given(state=states(), data=st.data())
def test_all_programs_together_are_the_sum_of_programs_and_those_of_components(state, data):
    found = incentives(state.slopes(), [data.draw(st.sampled_from(state.branches))])
    for event in found.events:
        for branch, worth in found.of(event).items():
            own = [m for m in found.marginals if (m.event, m.branch) == (event, branch)]
            assert worth == sum(m.positions for m in own if m.component)
            assert worth == sum(m.positions for m in own if not m.component and m.program != "all")
