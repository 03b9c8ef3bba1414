"""Intervals of a run: the same every time, honest about what was looked at and what was not."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F

import pytest

from evenhand.estimation.intervals import Span
from evenhand.figures import Interval, Misplaced, Uncertainty
from evenhand.figures.together import ALL
from evenhand.scenarios import uncertainty as scenario

CENSUS = {"read": (400, 200, 100), "hard": (200, 120, 40)}


def intervals(told, program=ALL):
    return {i.branch: i for i in told.uncertainty.intervals if i.program == program}


def misplaced(told, program=ALL):
    return next(m for m in told.uncertainty.misplaced if m.program == program)


def test_two_runs_are_equal_and_another_seed_differs(small):
    run = small(risk=True)
    assert run.uncertain("50") == run.uncertain("50")
    assert run.uncertain("50").uncertainty != run.uncertain("50", seed=2).uncertainty


def test_only_the_uncertainty_is_added_to_the_result(small):
    run = small(risk=True)
    told = run.uncertain("50")
    assert told.uncertainty.seed == 1
    assert told.uncertainty.draws == 200
    plain = run.allocate("50")
    assert (told.programs, told.totals, told.flags) == (plain.programs, plain.totals, plain.flags)


def test_every_program_and_all_together_have_an_interval_for_each_branch(made_up):
    run = made_up()
    told = run.uncertain(draws=40)
    programs = [program.name for program in told.programs]
    found = [(i.program, i.branch) for i in told.uncertainty.intervals]
    assert found == [(p, b) for p in (*programs, ALL) for b in sorted(run.data.branches)]
    assert [m.program for m in told.uncertainty.misplaced] == [*programs, ALL]


def test_a_published_number_lies_in_its_interval_or_the_interval_says_why_not(made_up):
    told = made_up().uncertain(draws=1000)
    for each in told.uncertainty.intervals:
        assert each.p05 <= each.p50 <= each.p95
        assert each.raw05 <= each.raw95
        if each.p05 <= each.positions <= each.p95:
            assert each.outside == ""
        else:
            side = "above" if each.positions > each.p95 else "below"
            assert each.outside.startswith(f"{side} its interval: ")
    within = [i for i in told.uncertainty.intervals if not i.outside]
    assert len(within) > 0.9 * len(told.uncertainty.intervals)


def test_the_reason_is_told_for_either_side():
    assert scenario._outside(5, Span(4, 5, 6)) == scenario._outside(4, Span(4, 5, 6)) == ""
    assert scenario._outside(7, Span(4, 5, 6)).startswith("above its interval")
    assert scenario._outside(3, Span(4, 5, 6)).startswith("below its interval")


def test_gaining_and_losing_are_parts_of_the_draws_and_together_no_more_than_all(small):
    told = small(risk=True, staff={("Astoria", "remedial"): F(29), ("Bend", "remedial"): F(15)})
    told = told.uncertain("50", draws=200)
    for branch in ("Astoria", "Bend"):
        for program in ("remedial", ALL):
            each = intervals(told, program)[branch]
            assert 0 <= each.p_gain + each.p_lose <= 1
            assert (each.p_gain * 200).denominator == 1
    assert 0 < intervals(told)["Bend"].p_gain < 1


def test_where_it_is_not_known_what_a_branch_has_nothing_is_said_of_gain_and_loss(small):
    told = small().uncertain("50")
    assert intervals(told, "remedial")["Bend"].p_gain is None  # staff stand under no program
    assert intervals(told)["Bend"].p_gain is not None
    bare = intervals(small(staff={}).uncertain("50"))["Bend"]
    assert (bare.p_gain, bare.p_lose) == (None, None)


def test_where_everything_was_looked_at_every_interval_is_a_point(small):
    told = small(**CENSUS).uncertain("50")
    for each in told.uncertainty.intervals:
        assert {each.p05, each.p50, each.p95, each.raw05, each.raw95} == {each.positions}
    found = misplaced(told)
    assert (found.formula, found.sampling, found.outcomes) == (0, 0, 0)
    assert found.head_count == 3  # 28, 17 and 5 or 6 by levels; 29, 14 and 7 by heads


def test_sampling_and_chance_in_outcomes_are_told_apart(small):
    sampled = misplaced(small().uncertain("50"))
    assert sampled.formula == sampled.sampling > 0 == sampled.outcomes
    chancy = misplaced(small(risk=True, **CENSUS).uncertain("50"))
    assert chancy.formula == chancy.outcomes > 0 == chancy.sampling
    both = misplaced(small(risk=True).uncertain("50"))
    assert 0 < both.outcomes < both.formula < both.sampling + both.outcomes


def test_a_larger_sample_misplaces_less(small):
    few = small(read=(20, 10, 10), hard=(10, 6, 4))
    many = small(read=(200, 100, 100), hard=(100, 60, 40))
    assert misplaced(many.uncertain("50")).formula < misplaced(few.uncertain("50")).formula / 2


def test_raw_a_branchs_interval_lies_about_its_own_sample(small):
    # Coos Bay's own sample of ten says 9 in 10, the state's says 5 in 10.
    told = small(read=(400, 200, 10), hard=(200, 100, 9)).uncertain("70", draws=1000)
    coos_bay = intervals(told)["Coos Bay"]
    assert coos_bay.raw05 > coos_bay.p05
    assert coos_bay.raw95 >= coos_bay.p95


def test_half_positions_are_told_as_halves(small):
    told = small(changes=[("unit: {value: 1,", "unit: {value: 1/2,")]).uncertain("50")
    whole = small().uncertain("50")
    ends = {i.p05.denominator for i in told.uncertainty.intervals}
    assert ends <= {1, 2}
    assert float(misplaced(told).formula) == pytest.approx(float(misplaced(whole).formula), rel=0.2)


def test_a_branch_held_at_current_has_it_in_every_draw(small):
    held = ("programs:\n", "held: {branches: [Bend], assumption: x}\nprograms:\n")
    told = small(changes=[held]).uncertain("50")
    bend = intervals(told)["Bend"]
    assert bend.p05 == bend.p95 == bend.positions == 25
    assert (bend.p_gain, bend.p_lose) == (0, 0)


def test_surveys_and_what_is_taken_as_known_are_named(made_up):
    told = made_up().uncertain(draws=3).uncertainty
    assert {s.of for s in told.surveys} >= {"call reviews", "case readings"}
    assert all(0 < s.read < s.most for s in told.surveys if s.most is not None)
    assert {s.of for s in told.surveys if s.most is None} == {"random moments"}
    assert "out_of_home.base" in told.known


def test_a_component_taken_as_known_leaves_no_proof_that_the_formula_is_better():
    known = Uncertainty(1, 10, (), (), known=("out_of_home.base", "out_of_home.vulnerability"))
    assert known.rates == ("out_of_home.vulnerability",)
    assert not replace(known, known=("out_of_home.base",)).rates


@pytest.mark.parametrize(
    ("formula", "heads", "better"),
    [("10", "13", True), ("10", "12.9", False), ("0", "1", True), ("0", "0", False)],
)
def test_the_formula_is_called_better_only_when_well_ahead(formula, heads, better):
    found = Misplaced(ALL, F(formula), F(heads), F(0), F(0))
    assert found.formula_is_better is better


def test_a_gain_or_loss_is_beyond_noise_where_nineteen_draws_in_twenty_agree():
    def interval(gain, lose):
        return Interval(ALL, "Bend", *[F(5)] * 4, p_gain=gain, p_lose=lose)

    assert interval(F(95, 100), F(0)).gain_is_beyond_noise
    assert not interval(F(94, 100), F(0)).gain_is_beyond_noise
    assert interval(F(0), F(1)).loss_is_beyond_noise
    assert not interval(None, None).gain_is_beyond_noise
    assert not interval(None, None).loss_is_beyond_noise


def test_draws_that_had_nothing_to_vary_say_nothing(small):
    assert not small(**CENSUS).uncertain("50", draws=3).uncertainty.drew(ALL)
    assert small().uncertain("50", draws=3).uncertainty.drew("remedial")
    assert small(risk=True, **CENSUS).uncertain("50").uncertainty.drew(ALL)


def test_units_past_what_a_short_number_holds_are_added_up_whole(small):
    """Two programs of 20,000 units each: one branch has more than 32,767 of them."""
    twice = (
        "    components:\n      plain:",
        "    components:\n      plain: {score: of_the_base, influence: {value: 1, assumption: x}, "
        "assumption: x}\n  again:\n    part: {value: 1, assumption: x}\n"
        "    base: {score: counted, measures: {count: served}, assumption: x}\n"
        "    components:\n      plain:",
    )
    run = small(served=(9000, 1, 1), read=(9000, 1, 1), hard=(9000, 1, 1), changes=[twice])
    told = run.uncertain("60000", draws=3)
    astoria = intervals(told)["Astoria"]
    assert astoria.p05 == astoria.positions > 2**15
