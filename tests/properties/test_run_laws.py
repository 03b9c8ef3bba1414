"""Laws of the whole run: small states are drawn, and Oregon's policy shares 60 positions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from evenhand.estimation.expectation import Expectation
from evenhand.figures import Tally
from evenhand.policy import read_policy
from evenhand.run import allocate
from evenhand.scenarios.masking import coefficients
from evenhand.sources.data import Data

NAMES = ["Astoria", "Bend", "Coos Bay", "Dallas", "Eugene"]
OREGON = read_policy("oregon-2000")
PATTERNS = [f"age={age} level={level}" for age in ("0-4", "5+") for level in (1, 5)]
FAMILIES = ["", "factor_drugs", "factor_drink", "factor_drink+factor_drugs"]
#: Scores are rounded at 12 decimals; so much of a position may hang on it.
ROUNDING = F(1, 10**8)

some = st.integers(0, 9)
of_some = st.integers(0, 9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def unshrunk(policy):
    """The policy with nothing drawn towards the state, so that half a branch says what all does."""

    def part(given):
        to = (
            {"kappa": F(0), "reliability": "none", "estimator": "statewide"}
            if given.score != "removal_risk"
            else {}
        )
        changed = {
            name: replace(p, value=to.get(name, p.value)) for name, p in given.parameters.items()
        }
        return replace(given, parameters=changed)

    def program(given):
        components = {key: part(each) for key, each in given.components.items()}
        return replace(given, base=part(given.base), components=components)

    return replace(policy, programs={k: program(each) for k, each in policy.programs.items()})


@dataclass(frozen=True)
class State:
    branches: list[str]
    tallies: dict[str, list[Tally]]

    @property
    def data(self):
        return Data({b: b for b in self.branches}, date(2000, 2, 4))

    def run(self, policy=OREGON, positions=60, frozen=None):
        return allocate(
            policy, self.data, str(positions), self.tallies, frozen=frozen, working=False
        )

    def changed(self, name, branch, of, hits=0, base=0, shared=False):
        """The state with one cell of a reading changed; `shared`: the base of all its rows."""
        rows = [
            replace(
                t,
                hits=t.hits + hits * (t.of == of),
                base=t.base + base * (shared or t.of == of),
                hits_most=-1,
                base_most=-1,
            )
            if t.branch == branch
            else t
            for t in self.tallies[name]
        ]
        return replace(self, tallies={**self.tallies, name: rows})


def parts(draw, branch, kinds, least=0):
    """Tallies whose hits add up to a base that all rows of the branch share."""
    hits = [draw(some) + least for _ in kinds]
    return [Tally(branch, of, n, sum(hits)) for of, n in zip(kinds, hits, strict=True)]


@st.composite
def states(draw):
    branches = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=2, max_size=4))
    made = {name: [] for name in OREGON.measures}
    for branch in branches:
        first = branch == branches[0]  # where there is always something to go by
        calls = parts(draw, branch, ("abuse", "neglect", "refer"), least=first)
        made["warranted_calls"] += calls
        count = (calls[0].base or 1) * draw(st.integers(1, 3))
        made["calls_received"].append(Tally(branch, "", count, count))
        made["minutes_by_type"] += parts(draw, branch, ("abuse", "neglect", "other"), least=first)
        made["assessments_by_type"] += parts(draw, branch, ("abuse", "neglect"), least=first)
        levels = parts(draw, branch, ("1", "5", "6", "7"), least=first)
        made["levels_at_home"] += levels
        made["served_at_home"].append(Tally(branch, "", levels[0].base, levels[0].base))
        for group in ("in_home", "out_of_home"):
            families = 1 + draw(some)
            made["family_factors"] += [
                Tally(branch, f"{group}:{f}", draw(st.integers(0, families)), families)
                for f in FAMILIES[1:3]
            ]
        made["families_at_home"] += parts(draw, branch, FAMILIES)
        children = draw(some) + first
        made["difficult_out_of_home"].append(Tally(branch, "", children, children + draw(some)))
        for pattern in PATTERNS:
            home, removed = draw(of_some)
            made["removals"].append(Tally(branch, pattern, home + first, removed + 2 * first))
        for reading in ("returns", "permanency_plans", "entries_at_risk"):
            made[reading].append(Tally(branch, "", *draw(of_some)))
    return State(branches, made)


def quotas(result, branch, program):
    (chosen,) = (p for p in result.programs if p.name == program)
    return next(figure.value for figure in chosen.quotas if figure.population == branch)


def positions(result):
    return {(p.name, a.branch): a.positions for p in result.programs for a in p.awards}


def pot(result, branch, component):
    (chosen,) = (c for p in result.programs for c in p.components if c.name == component)
    return next(each.share for each in chosen.pots if each.branch == branch)


@given(state=states(), total=st.integers(0, 80))
def test_every_position_is_given_in_the_parts_the_policy_says(state, total):
    result = state.run(positions=total)
    assert sum(t.positions for t in result.totals) == total == result.shared
    for program in result.programs:
        assert sum(a.positions for a in program.awards) == program.positions
        assert sum(figure.value for figure in program.quotas) == program.positions


@given(state=states(), total=st.integers(0, 80))
def test_one_position_more_never_takes_one_away_in_any_program(state, total):
    before, after = (positions(state.run(positions=n)) for n in (total, total + 1))
    assert all(after[where] >= before[where] for where in before)
    assert sum(after.values()) == sum(before.values()) + 1


@given(state=states(), data=st.data())
def test_the_order_of_branches_and_of_rows_does_not_matter(state, data):
    shuffled = State(
        data.draw(st.permutations(state.branches)),
        {name: data.draw(st.permutations(rows)) for name, rows in state.tallies.items()},
    )
    assert shuffled.run() == state.run()


@given(state=states(), times=st.integers(2, 50))
def test_the_scale_of_a_base_that_is_counted_does_not_matter(state, times):
    grown = {
        name: [
            replace(t, hits=t.hits * times, base=t.base * times, hits_most=-1, base_most=-1)
            for t in state.tallies[name]
        ]
        for name in ("calls_received", "difficult_out_of_home")
    }
    policy = unshrunk(OREGON)  # calls nobody reviewed are drawn in, the more the more there are
    larger = replace(state, tallies={**state.tallies, **grown})
    assert positions(larger.run(policy)) == positions(state.run(policy))


@given(state=states(), data=st.data())
def test_a_harder_child_with_the_same_outcome_never_costs_its_branch(state, data):
    """A removal is moved to a pattern from which fewer are expected home; models are frozen."""
    before = state.run()
    frozen = coefficients(before)
    expected = Expectation("logistic", frozen["out_of_home", "return_home"]).rate
    branch, home = data.draw(st.sampled_from(state.branches)), data.draw(st.integers(0, 1))
    easy, hard = sorted(data.draw(st.permutations(PATTERNS))[:2], key=expected, reverse=True)
    own = next(t for t in state.tallies["removals"] if (t.branch, t.of) == (branch, easy))
    if (own.hits if home else own.base - own.hits) == 0:
        return
    harder = state.changed("removals", branch, easy, -home, -1)
    harder = harder.changed("removals", branch, hard, home, 1)
    after = harder.run(frozen=frozen)
    assert pot(after, branch, "return_home") >= pot(before, branch, "return_home") - ROUNDING


@given(state=states(), data=st.data(), read=st.booleans())
def test_a_child_re_rated_from_level_six_to_five_never_costs_its_branch(state, data, read):
    branch = data.draw(st.sampled_from(state.branches))
    if read:  # twice as many are served as are read
        served = [
            replace(t, hits=2 * t.hits, hits_most=-1) for t in state.tallies["served_at_home"]
        ]
        state = replace(state, tallies={**state.tallies, "served_at_home": served})
    own = next(t for t in state.tallies["levels_at_home"] if (t.branch, t.of) == (branch, "6"))
    if own.hits == 0:
        return
    harder = state.changed("levels_at_home", branch, "6", -1)
    harder = harder.changed("levels_at_home", branch, "5", 1)
    before = state.run()
    after = harder.run(frozen=coefficients(before))
    where = branch, "remedial_services"
    assert quotas(after, *where) >= quotas(before, *where) - ROUNDING


@given(state=states(), data=st.data(), level=st.sampled_from(["6", "7"]), more=st.integers(1, 9))
def test_with_every_child_read_easy_cases_change_no_pot(state, data, level, more):
    branch = data.draw(st.sampled_from(state.branches))
    padded = state.changed("served_at_home", branch, "", more, more)
    padded = padded.changed("levels_at_home", branch, level, more, more, shared=True)
    padded = padded.changed("difficult_out_of_home", branch, "", 0, more)
    before = state.run()
    assert padded.run(frozen=coefficients(before)) == before


@given(state=states(), data=st.data())
def test_one_more_child_home_never_lowers_the_return_pot(state, data):
    branch, pattern = (
        data.draw(st.sampled_from(state.branches)),
        data.draw(st.sampled_from(PATTERNS)),
    )
    before = state.run()
    after = state.changed("removals", branch, pattern, 1).run(frozen=coefficients(before))
    assert pot(after, branch, "return_home") >= pot(before, branch, "return_home") - ROUNDING


@given(state=states(), data=st.data())
def test_one_more_re_abuse_never_raises_the_re_abuse_pot(state, data):
    branch = data.draw(st.sampled_from(state.branches))
    before, after = state.run(), state.changed("returns", branch, "", 1).run()
    assert pot(after, branch, "reabuse") <= pot(before, branch, "reabuse") + ROUNDING


@given(state=states(), data=st.data())
def test_a_branch_split_into_two_alike_halves_is_owed_what_it_was_and_so_is_everybody(state, data):
    branch = data.draw(st.sampled_from(state.branches))
    double, halves = {}, {}
    for name, rows in state.tallies.items():
        others, own = ([t for t in rows if (t.branch == branch) == is_own] for is_own in (0, 1))
        double[name] = others + [Tally(branch, t.of, 2 * t.hits, 2 * t.base) for t in own]
        halves[name] = rows + [replace(t, branch=f"{branch} East") for t in own]
    whole = State(state.branches, double).run(unshrunk(OREGON))
    split = State([*state.branches, f"{branch} East"], halves).run(unshrunk(OREGON))
    for program in whole.programs:
        for figure in program.quotas:
            here = figure.population, program.name
            share = F(1, 2) if figure.population == branch else 1
            assert abs(quotas(split, *here) - share * figure.value) < ROUNDING
        assert quotas(split, f"{branch} East", program.name) == quotas(split, branch, program.name)
