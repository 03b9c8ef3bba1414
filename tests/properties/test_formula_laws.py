"""Laws of pots, factor weights and call minutes, on numbers drawn without a state around them."""

from __future__ import annotations

from fractions import Fraction as F

from hypothesis import assume, given
from hypothesis import strategies as st

from evenhand.estimation import Asked, as_scores, scores
from evenhand.estimation.factor_weights import factor_weight, factor_weights
from evenhand.figures import BranchScore, Figure, Scores, Tally
from evenhand.formula import Voice, pots, quotas

small = st.one_of(st.integers(0, 3), st.integers(0, 10_000)).map(F)
values = st.one_of(small, st.fractions(0, 5, max_denominator=50))


@st.composite
def branches(draw):
    """Bases and scores of one to six branches, not all of them nothing."""
    size = draw(st.integers(1, 6))
    bases = draw(st.lists(small, min_size=size, max_size=size))
    given = draw(st.lists(values, min_size=size, max_size=size))
    assume(any(b * s for b, s in zip(bases, given, strict=True)))
    return bases, given


def shares(bases, given, influence=F(1)):
    return [pot.share for pot in pot_of(bases, given, influence).pots]


def pot_of(bases, given, influence):
    weights = {f"b{i}": base for i, base in enumerate(bases)}
    made = Scores(tuple(BranchScore(f"b{i}", value) for i, value in enumerate(given)))
    voice = Voice("c", "rate", influence, "Manual", as_scores(made, weights))
    return pots(F(600), figures(bases), voice)


def figures(bases):
    return [Figure(base, "base", f"b{i}") for i, base in enumerate(bases)]


@given(drawn=branches(), factor=st.fractions(F(1, 1000), 1000).filter(bool))
def test_the_scale_of_the_base_and_of_a_score_does_not_matter(drawn, factor):
    bases, given = drawn
    plain = shares(bases, given)
    assert shares([base * factor for base in bases], given) == plain
    assert shares(bases, [value * factor for value in given]) == plain


@given(drawn=branches(), constant=st.fractions(F(1, 100), 100).filter(bool))
def test_a_score_that_is_the_same_everywhere_gives_each_branch_its_share_of_the_base(
    drawn, constant
):
    bases, _ = drawn
    total = sum(bases)
    assert shares(bases, [constant] * len(bases)) == [base / total for base in bases]


@given(drawn=branches(), data=st.data())
def test_all_influence_on_one_component_gives_that_components_pot(drawn, data):
    bases, given = drawn
    other = data.draw(st.lists(values, min_size=len(bases), max_size=len(bases)))
    alone, silent = pot_of(bases, given, F(1)), pot_of(bases, other, F(0))
    owed = quotas(F(600), figures(bases), [alone, silent])
    assert [figure.value for figure in owed] == [600 * pot.share for pot in alone.pots]


@given(drawn=branches())
def test_a_pot_is_handed_out_whole_and_what_some_gain_by_it_others_lose(drawn):
    made = pot_of(*drawn, F(1, 3))
    assert sum(pot.share for pot in made.pots) == 1
    assert sum(pot.pull for pot in made.pots) == 0
    assert made.moved == sum(max(pot.pull, 0) for pot in made.pots)


@given(drawn=branches(), more=values, data=st.data())
def test_a_higher_score_never_lowers_a_branchs_share(drawn, more, data):
    bases, given = drawn
    at = data.draw(st.integers(0, len(bases) - 1))
    raised = [value + more * (i == at) for i, value in enumerate(given)]
    # Scores are rounded at 12 decimals, which may take as much from a share.
    assert shares(bases, raised)[at] >= shares(bases, given)[at] - F(1, 10**10)


counts = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
kappas = st.sampled_from([F(1, 10), F(1), F(5)])


def weight(removed, at_home, kappa):
    return factor_weight(tuple(map(F, removed)), tuple(map(F, at_home)), kappa)


@given(at_home=counts, times=st.integers(1, 50), kappa=kappas)
def test_a_factor_equally_common_in_both_groups_weighs_exactly_nothing(at_home, times, kappa):
    x, n = at_home
    assert weight((x * times, n * times), at_home, kappa) == 0


@given(removed=counts, at_home=counts, kappa=kappas)
def test_with_the_groups_exchanged_a_weight_changes_its_sign_alone(removed, at_home, kappa):
    assert weight(removed, at_home, kappa) == -weight(at_home, removed, kappa)


@given(removed=counts, at_home=counts, kappa=kappas)
def test_a_factor_more_common_among_the_removed_weighs_more(removed, at_home, kappa):
    x, n = removed
    assume(x < n)
    assert weight((x + 1, n), at_home, kappa) > weight(removed, at_home, kappa)


@given(pairs=st.lists(st.tuples(counts, counts), min_size=1, max_size=4), kappa=kappas)
def test_drawing_weights_to_nothing_keeps_their_sign_and_never_makes_them_larger(pairs, kappa):
    given = {
        f"f{i}": (tuple(map(F, one)), tuple(map(F, other))) for i, (one, other) in enumerate(pairs)
    }
    for each in factor_weights(given, kappa).values():
        assert each.used * each.measured >= 0
        assert abs(each.used) <= abs(each.measured)


calls = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5), st.integers(1, 4)),
    min_size=1,
    max_size=5,
)


@given(drawn=calls, minutes=st.tuples(st.integers(0, 9), st.integers(1, 9)), per=st.booleans())
def test_where_assessments_are_made_as_warranted_a_branchs_share_is_that_of_each_types_minutes(
    drawn, minutes, per
):
    """Share = Σ over types of: share of the minutes × the branch's part of the type's calls."""
    types = ("abuse", "neglect")
    reviewed = [a + n + r for a, n, r, _ in drawn]
    # Every branch has `times` as many calls as the panel heard of it.
    due = [[count * times for count in (a, n)] for a, n, _, times in drawn]
    state = [sum(column) for column in zip(*due, strict=True)]
    assume(all(state))
    base = {f"b{i}": F(n * drawn[i][3]) for i, n in enumerate(reviewed)}
    asked = Asked(
        name="protective_services.assessment_time",
        branches=list(base),
        readings={
            "warranted": [
                Tally(f"b{i}", of, hits, reviewed[i])
                for i, row in enumerate(drawn)
                for of, hits in zip((*types, "refer"), row, strict=False)
            ],
            "minutes": [
                Tally("b0", t, m, sum(minutes)) for t, m in zip(types, minutes, strict=True)
            ],
            "made": [Tally("b0", t, 3 * n, 1) for t, n in zip(types, state, strict=True)],
        },
        parameters={
            "times": "measured",
            "per": "made" if per else "warranted",
            "kappa": F(0),
        },
        base=base,
    )
    made = as_scores(scores()["minutes_per_call"].compute(asked), base)
    found = pots(F(1), figures(base.values()), Voice("time", "", F(1), "", made)).pots
    for pot, own in zip(found, due, strict=True):
        share = sum(
            F(m, sum(minutes)) * F(mine, whole)
            for m, mine, whole in zip(minutes, own, state, strict=True)
        )
        assert abs(pot.share - share) < F(1, 10**10)
