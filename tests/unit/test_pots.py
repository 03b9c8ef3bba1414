"""Pots and quotas: what a component hands out, and what it says of branches it knows nothing of."""

from __future__ import annotations

from fractions import Fraction as F

from evenhand.figures import BranchScore, Figure, Scores
from evenhand.formula import Voice, pots, quotas

BRANCHES = ("Astoria", "Bend", "Coos Bay")


def base(*counts):
    return [Figure(F(n), "base", b) for b, n in zip(BRANCHES, counts, strict=True)]


def component(bases, *values, influence=F(1), positions=F(60), **scores):
    made = tuple(BranchScore(b, v) for b, v in zip(BRANCHES, values, strict=True))
    voice = Voice("reabuse", "rate", influence, "Manual 4", Scores(made, **scores))
    return pots(positions, bases, voice)


def shares(made):
    return [pot.share for pot in made.pots]


def test_a_pot_is_shared_by_base_times_score():
    made = component(base(10, 20, 30), F(3), F(0), F(1))
    assert shares(made) == [F(1, 2), 0, F(1, 2)]


def test_the_index_is_the_score_over_the_states_mean():
    made = component(base(10, 20, 30), F(3), F(0), F(1))
    assert [pot.index for pot in made.pots] == [3, 0, 1]
    assert [pot.score for pot in made.pots] == [3, 0, 1]


def test_the_pull_is_what_moves_a_branch_from_its_plain_share_and_moved_is_half_of_all():
    made = component(base(10, 20, 30), F(3), F(0), F(1), influence=F(1, 2))
    assert [pot.pull for pot in made.pots] == [10, -10, 0]
    assert made.moved == 10


def test_a_branch_without_a_score_gets_the_states_mean_and_a_flag():
    made = component(base(10, 20, 30), F(3), None, F(1))
    # The mean of the known is (10 × 3 + 30) / 40 = 3/2.
    assert shares(made) == [F(30, 90), F(30, 90), F(30, 90)]
    assert made.pots[1].score is None
    assert made.pots[1].index == 1
    assert made.pots[1].flags == ("no score: the state's mean stands in",)
    assert made.pots[0].flags == ()
    assert made.pots[1].working.made_from[1].rule == "no score: the state's mean"


def test_where_nobody_has_a_score_or_all_are_nothing_the_pot_follows_the_base():
    for value in (None, F(0)):
        made = component(base(10, 20, 30), value, value, value)
        assert shares(made) == [F(1, 6), F(1, 3), F(1, 2)]
        assert made.flags == ("says nothing, so it follows the base",)
        assert made.moved == 0


def test_a_branch_with_no_base_gets_nothing_and_its_score_does_not_count():
    made = component(base(0, 20, 20), F(1000), F(1), None)
    assert shares(made) == [0, F(1, 2), F(1, 2)]


def test_where_nobody_has_a_base_nobody_is_owed_anything():
    made = component(base(0, 0, 0), F(1), F(2), F(3))
    assert shares(made) == [0, 0, 0]
    assert [pot.pull for pot in made.pots] == [0, 0, 0]
    assert [figure.value for figure in quotas(F(60), base(0, 0, 0), [made])] == [0, 0, 0]


def test_quotas_add_up_influence_times_share_over_the_pots():
    bases = base(10, 20, 30)
    first = component(bases, F(3), F(0), F(1), influence=F(1, 4))
    second = component(bases, F(1), F(1), F(1), influence=F(3, 4))
    owed = quotas(F(60), bases, [first, second])
    assert [figure.value for figure in owed] == [15, 15, 30]
    assert [part.value for part in owed[0].made_from] == [F(15, 2), F(15, 2)]


def test_a_component_without_influence_has_no_effect_even_where_it_is_missing():
    bases = base(10, 20, 30)
    plain = component(bases, F(1), F(1), F(1))
    for value in (F(7), None):
        silent = component(bases, value, None, None, influence=F(0))
        assert silent.moved == 0
        assert [f.value for f in quotas(F(60), bases, [plain, silent])] == [
            f.value for f in quotas(F(60), bases, [plain])
        ]


def test_flags_and_what_was_adjusted_by_are_passed_on():
    made = component(base(1, 1, 1), F(1), F(1), F(1), adjusted_by="age", flags=("thin",))
    assert (made.adjusted_by, made.flags) == ("age", ("thin",))
