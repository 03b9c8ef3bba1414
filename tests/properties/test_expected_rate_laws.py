"""What holds of expected rates and of the scores made from them, whatever the counts."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evenhand.errors import TableError
from evenhand.estimation import Asked, scores
from evenhand.estimation.cells import counts_of, known_cells
from evenhand.estimation.expectation import BETWEEN
from evenhand.estimation.expected_rate import ESTIMATORS, fit
from evenhand.estimation.random_intercept import random_intercept
from evenhand.estimation.returns import FORMS, Returns
from evenhand.figures import Coefficient, Tally

BRANCHES = ("Astoria", "Bend", "Coos Bay", "Dallas")
PATTERNS = ("age=0-4 level=1", "age=0-4 level=2", "age=5+ level=1", "age=5+ level=2")
CHOSEN = {
    "adjust": "logistic",
    "estimator": "random",
    "reliability": "model",
    "form": "reliability_weighted",
    "prior_sd": F(5),
}
cell = st.integers(0, 12).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


models = st.tuples(
    st.sampled_from(["1/10", "1/2", "9/10"]).map(lambda rate: Coefficient("rate", rate)),
    st.sampled_from(["-2.0", "0.0", "2.0"]).map(lambda b: Coefficient("always", b)),
    st.sampled_from(["-4.0", "-1.0", "0.5"]).map(lambda b: Coefficient("age=5+", b)),
    st.sampled_from(["-2.0", "1.0"]).map(lambda b: Coefficient("level=2", b)),
    st.sampled_from(["0", "1/10", "3"]).map(lambda v: Coefficient(BETWEEN, v)),
)


@st.composite
def removals(draw):
    """Small counts of up to four branches, in which somebody is home and somebody is not."""
    counts = draw(st.lists(st.lists(cell, min_size=4, max_size=4), min_size=2, max_size=4))
    rows = [
        Tally(branch, pattern, *each)
        for branch, own in zip(BRANCHES, counts, strict=False)
        for pattern, each in zip(PATTERNS, own, strict=True)
    ]
    hits, base = sum(t.hits for t in rows), sum(t.base for t in rows)
    assume(0 < hits < base)
    # All or nothing in every branch is refused; that has a test of its own.
    assume(any(0 < t.hits < t.base for t in rows))
    return rows


def asked(rows, frozen=(), told=True, **parameters):
    return Asked(
        name="out_of_home.return_home",
        branches=BRANCHES,
        readings={"removals": rows},
        parameters=CHOSEN | parameters,
        frozen=frozen,
        told=told,
    )


def scored(rows, frozen=(), told=True, **parameters):
    return scores()["return_home"].compute(asked(rows, frozen, told, **parameters))


def at(between, rows):
    """The coefficients of these rows, with another variance between branches."""
    kept = scored(rows, told=False).coefficients
    return tuple(Coefficient(c.name, between) if c.name == BETWEEN else c for c in kept)


def fits(made, *given, **chosen):
    """Whether a fit exists for these counts; what is refused has tests of its own."""
    try:
        made(*given, **chosen)
    except TableError:
        return False
    return True


def values(made):
    return {each.branch: each.value for each in made.branches}


@settings(max_examples=settings.default.max_examples // 2)
@given(rows=removals(), estimator=st.sampled_from(ESTIMATORS), data=st.data())
def test_grouped_split_and_shuffled_rows_give_the_same_to_the_last_digit(rows, estimator, data):
    assume(fits(scored, rows, estimator=estimator) and fits(scored, rows))
    split = []
    for t in rows:
        hits, base = data.draw(st.integers(0, t.hits)), data.draw(st.integers(0, t.base - t.hits))
        turned = " ".join(reversed(t.of.split()))
        split.append(Tally(t.branch, t.of, hits, hits + base))
        split.append(Tally(t.branch, turned, t.hits - hits, t.base - hits - base))
    shuffled = data.draw(st.permutations(split))
    assert scored(shuffled, estimator=estimator) == scored(rows, estimator=estimator)
    whole, parts = (known_cells(Returns(asked(each)).counts) for each in (rows, shuffled))
    one, other = (random_intercept("", each, 5) for each in (whole, parts))
    assert (one.beta == other.beta).all()
    assert (one.sigma, list(one.effects)) == (other.sigma, list(other.effects))


@given(rows=removals(), estimator=st.sampled_from(("statewide", "within")))
def test_expected_children_add_up_to_those_observed_over_the_state(rows, estimator):
    found = Returns(asked(rows, estimator=estimator, reliability="none")).outcomes.values()
    expected, home = sum(each.expected for each in found), sum(each.hits for each in found)
    assert abs(expected - home) < F(1, 10**6)


@given(rows=removals())
def test_random_expectations_add_up_to_observed_once_they_are_centred(rows):
    counts = counts_of({branch: [t for t in rows if t.branch == branch] for branch in BRANCHES})
    assume(fits(fit, "centred", counts, 5.0, "centred"))
    model = fit("centred", counts, 5.0, "centred").model
    expected = sum(model.rate(of) * float(n) for (_, of), (_, n) in counts.items())
    assert expected == pytest.approx(float(sum(hits for hits, _ in counts.values())))


@given(
    rows=removals(), form=st.sampled_from(list(FORMS)), adjust=st.sampled_from(["none", "strata"])
)
def test_an_empty_branch_scores_exactly_one_and_is_not_judged(rows, form, adjust):
    own = [t for t in rows if t.branch != "Bend"]
    assume(0 < sum(t.hits for t in own) < sum(t.base for t in own))
    made = scored(own, form=form, adjust=adjust, reliability="moments")
    assert values(made)["Bend"] == 1
    returns = Returns(asked(own, form=form, adjust=adjust, reliability="moments"))
    found, apart = returns.outcomes["Bend"], float(returns.between) ** 0.5
    assert found.ratio == 1
    assert found.spread == pytest.approx(apart * float(1 - returns.state.plain))
    assert "Bend" not in {each.branch for each in made.judged}


@given(rows=removals(), form=st.sampled_from(["reliability_weighted", "predicted"]))
def test_without_variance_between_branches_everybody_scores_exactly_one(rows, form):
    assume(fits(scored, rows))
    made = scored(rows, at("0.000000000e+00", rows), form=form)
    assert set(values(made).values()) == {1}
    assert {each.verdict for each in made.judged} <= {"no different from expected"}


@given(rows=removals(), form=st.sampled_from(list(FORMS)), estimator=st.sampled_from(ESTIMATORS))
def test_with_its_own_coefficients_given_back_everything_said_is_the_same(rows, form, estimator):
    first = scored(rows, form=form, estimator=estimator)
    assert scored(rows, first.coefficients, form=form, estimator=estimator) == first


@given(
    rows=removals(),
    data=st.data(),
    form=st.sampled_from(["reliability_weighted", "raw", "difference"]),
)
def test_with_the_model_frozen_a_harder_child_never_lowers_the_score(rows, data, form):
    frozen = data.draw(models)
    rate = Returns(asked(rows, frozen)).state.rate
    own = data.draw(st.sampled_from([t for t in rows if t.base]))
    hard = data.draw(st.sampled_from([p for p in PATTERNS if rate(p) <= rate(own.of)]))
    home = int(own.hits > 0)
    moved = [*rows, Tally(own.branch, hard, home, 1)]
    moved[moved.index(own)] = Tally(own.branch, own.of, own.hits - home, own.base - 1)
    before, after = (values(scored(each, frozen, told=False, form=form)) for each in (rows, moved))
    assert after[own.branch] >= before[own.branch]
    assert {b: v for b, v in after.items() if b != own.branch} == {
        b: v for b, v in before.items() if b != own.branch
    }


@given(rows=removals(), data=st.data(), form=st.sampled_from(list(FORMS)))
def test_with_the_model_frozen_one_more_child_home_never_lowers_the_score(rows, data, form):
    frozen = data.draw(models)
    able = [t for t in rows if t.hits < t.base]
    own = data.draw(st.sampled_from(able))
    more = [*rows]
    more[more.index(own)] = Tally(own.branch, own.of, own.hits + 1, own.base)
    before, after = (values(scored(each, frozen, told=False, form=form)) for each in (rows, more))
    assert after[own.branch] >= before[own.branch]
