"""What scores might have been: draws about the point, as wide as what was looked at allows."""

from __future__ import annotations

from fractions import Fraction as F

import numpy as np
import pytest

from evenhand.estimation import Chance, scores
from evenhand.estimation.chance import BLOCK
from evenhand.figures import Coefficient
from evenhand.figures.flags import CANNOT_TELL

BASE = {"Astoria": 300, "Bend": 200, "Coos Bay": 100}
#: Readings for every score that is drawn: some read in part, Coos Bay wholly.
READINGS = {
    "served": "Astoria | | 300 | 300\nBend | | 200 | 200\nCoos Bay | | 100 | 100",
    "levels": """
        Astoria  | 5 | 24 | 40
        Astoria  | 6 | 16 | 40
        Bend     | 1 | 10 | 50
        Coos Bay | 5 | 30 | 100
    """,
    "warranted": """
        Astoria  | abuse   | 20 | 60
        Astoria  | neglect | 10 | 60
        Astoria  | refer   | 30 | 60
        Bend     | neglect | 20 | 50
        Coos Bay | neglect | 60 | 100
        Coos Bay | abuse   | 10 | 100
    """,
    "minutes": "Astoria | abuse | 6000 | 8000\nAstoria | neglect | 2000 | 8000",
    "made": "Astoria | abuse | 40 | 200\nAstoria | neglect | 160 | 200",
    "factors": """
        Astoria | out_of_home:drugs | 60 | 100
        Bend    | in_home:drugs     | 40 | 400
        Astoria | out_of_home:drink | 60 | 100
        Bend    | in_home:drink     | 200 | 400
    """,
    "families": """
        Astoria  | drugs       | 20 | 200
        Astoria  |             | 180 | 200
        Bend     | drink+drugs | 150 | 200
        Bend     | drink       | 50 | 200
    """,
}
LEVELS = {"most_level": 5, "kappa": 20}
CALLS = {"times": "measured", "per": "made", "kappa": 20}
DRAWN = {
    "difficult_children": LEVELS,
    "vulnerable_share": LEVELS,
    "minutes_per_call": CALLS,
    "removal_risk": {"kappa": 1, "form": "probability"},
}
SAMPLED = ["difficult_children", "vulnerable_share", "minutes_per_call"]
POINT = Chance(1, sampling=False, outcomes=False)


@pytest.fixture
def drawn(asked):
    """Draw the score of that name: draws by branch, over some blocks."""

    def draw(name, chance, blocks=1, **changed):
        given = {"parameters": DRAWN.get(name), "base": BASE, **READINGS, **changed}
        made = scores()[name].draws(asked(**given))(chance)
        rows = [np.broadcast_to(made.block(number), (BLOCK, 3)) for number in range(blocks)]
        return dict(zip(BASE, np.concatenate(rows).T, strict=True))

    return draw


@pytest.fixture
def point(scored, values):
    return lambda name, **changed: values(
        scored(name, **{"parameters": DRAWN[name], "base": BASE, **READINGS, **changed})
    )


@pytest.mark.parametrize("name", DRAWN)
def test_with_every_error_off_each_draw_is_the_score_itself(drawn, point, name):
    exact = point(name)
    for branch, made in drawn(name, POINT).items():
        if exact[branch] is None:
            assert np.isnan(made).all()
        else:
            assert made == pytest.approx(float(exact[branch]), rel=1e-12)


@pytest.mark.parametrize("name", DRAWN)
def test_the_mean_of_many_draws_is_near_the_score(drawn, point, name):
    exact, made = point(name), drawn(name, Chance(1), blocks=40)
    for branch in ("Astoria", "Bend"):
        # A risk is curved in its weights, so the mean of risks is a little above it.
        slack = 0.02 if name == "removal_risk" else 4 * made[branch].std() / 20_000**0.5
        assert made[branch].mean() == pytest.approx(float(exact[branch]), abs=slack)
        assert made[branch].std() > 0


@pytest.mark.parametrize("name", SAMPLED)
def test_a_branch_read_as_a_whole_has_no_sampling_error(drawn, point, name):
    for chance in (Chance(1), Chance(1, raw=True)):
        made = drawn(name, chance)["Coos Bay"]
        assert np.ptp(made) == 0
        assert made[0] == pytest.approx(float(point(name)["Coos Bay"]), rel=1e-12)


@pytest.mark.parametrize("name", SAMPLED)
def test_a_sample_has_no_chance_in_outcomes_and_a_risk_has_no_sampling_error(drawn, name):
    assert np.ptp(drawn(name, Chance(1, sampling=False))["Astoria"]) == 0
    assert np.ptp(drawn("removal_risk", Chance(1, outcomes=False))["Astoria"]) == 0
    assert np.ptp(drawn("removal_risk", Chance(1, sampling=False))["Astoria"]) > 0


@pytest.mark.parametrize("name", SAMPLED)
def test_raw_a_branch_lies_further_from_the_state_and_less_surely(drawn, name):
    shrunk, raw = drawn(name, Chance(1), 8), drawn(name, Chance(1, raw=True), 8)
    # Astoria's own sample lies above the state's, Bend's below.
    assert raw["Astoria"].mean() > shrunk["Astoria"].mean()
    assert raw["Bend"].mean() < shrunk["Bend"].mean()
    assert raw["Astoria"].std() > shrunk["Astoria"].std()


@pytest.mark.parametrize("name", SAMPLED)
def test_in_a_larger_sample_draws_stay_about_the_score_and_come_nearer(drawn, point, name):
    exact = float(point(name)["Astoria"])
    spreads = []
    for sample in (1.0, 2.0, 4.0, 9.0):
        made = drawn(name, Chance(1, sample=sample), 20)["Astoria"]
        assert made.mean() == pytest.approx(exact, abs=4 * made.std() / 10_000**0.5 + 1e-12)
        spreads.append(made.std())
    assert spreads == sorted(spreads, reverse=True)
    assert spreads[-1] == pytest.approx(0, abs=1e-12)


def test_a_base_is_the_share_times_the_children_served(drawn):
    shares, counts = (drawn(name, Chance(1)) for name in ("vulnerable_share", "difficult_children"))
    for branch, served in BASE.items():
        assert counts[branch] == pytest.approx(shares[branch] * served)
    whole = counts["Astoria"]
    assert whole == pytest.approx(whole.round())
    assert ((whole >= 24) & (whole <= 284)).all()  # 24 were read at such a level, 16 at others


def test_where_nobody_was_read_in_the_state_there_is_no_share_in_any_draw(drawn):
    assert np.isnan(drawn("vulnerable_share", Chance(1), levels="")["Bend"]).all()


UNHEARD = "\n".join(line for line in READINGS["warranted"].split("\n") if "Bend" not in line)


def test_a_branch_with_no_call_reviewed_is_drawn_about_the_states_mix_and_wider(drawn):
    heard = drawn("minutes_per_call", Chance(1), blocks=8)
    made = drawn("minutes_per_call", Chance(1), blocks=8, warranted=UNHEARD)
    assert made["Bend"].std() > 2 * heard["Bend"].std()
    # The others' calls, as many as they have: 300 of Astoria's and 100 of Coos Bay's.
    state = (300 * made["Astoria"].mean() + 100 * made["Coos Bay"].mean()) / 400
    assert made["Bend"].mean() == pytest.approx(state, rel=0.05)
    alone = drawn("minutes_per_call", Chance(1, raw=True), blocks=8, warranted=UNHEARD)
    assert alone["Bend"].std() > made["Bend"].std()


def test_where_nothing_speaks_for_an_unheard_branch_it_has_no_score_in_any_draw(drawn):
    made = drawn("minutes_per_call", Chance(1), warranted=UNHEARD, parameters=CALLS | {"kappa": 0})
    assert np.isnan(made["Bend"]).all()
    assert not np.isnan(made["Astoria"]).any()


RETURNS = {
    "adjust": "none",
    "estimator": "statewide",
    "reliability": "model",
    "form": "reliability_weighted",
    "prior_sd": 0,
}


def test_a_branch_without_removals_may_differ_as_branches_do(drawn):
    removals = "Astoria | | 90 | 300\nBend | | 90 | 150"
    given = {"parameters": RETURNS, "removals": removals}
    made = drawn("return_home", Chance(1), blocks=20, **given)
    assert made["Coos Bay"].mean() == pytest.approx(1, abs=0.02)
    assert made["Coos Bay"].std() > 3 * made["Astoria"].std()
    one = drawn("return_home", Chance(1), blocks=20, parameters=RETURNS, removals=removals + ONE)
    assert one["Coos Bay"].std() == pytest.approx(made["Coos Bay"].std(), rel=0.1)


def test_alone_a_branchs_returns_are_believed_whole_and_an_empty_branch_is_not_told(drawn):
    removals = "Astoria | | 90 | 300\nBend | | 90 | 150"
    given = {"parameters": RETURNS, "removals": removals}
    shrunk, alone = (
        drawn("return_home", Chance(1, raw=raw), blocks=20, **given) for raw in (False, True)
    )
    # Of 150 removed the state's 180 of 450 would be home: 60, where 90 were.
    assert alone["Bend"].mean() == pytest.approx(1.5, abs=0.02)
    assert 1 < shrunk["Bend"].mean() < alone["Bend"].mean()
    assert (alone["Coos Bay"] == shrunk["Coos Bay"]).all()


def test_where_nothing_tells_branches_apart_every_draw_is_one(drawn):
    alike = "Astoria | | 3 | 9\nBend | | 3 | 9"
    made = drawn("return_home", Chance(1), parameters=RETURNS, removals=alike)
    assert {float(n) for draws in made.values() for n in draws} == {1.0}


ONE = "\nCoos Bay | | 0 | 1"
BRAKE = {"kappa": 20, "floor": "0.05", "adjust": "none", "per": "return", "prior_sd": 0}


@pytest.mark.parametrize("raw", [False, True])
def test_a_branch_without_returns_has_a_brake_that_is_drawn(drawn, raw):
    counts = "Astoria | | 10 | 100\nBend | | 20 | 80"
    made = drawn("reflected_rate", Chance(1, raw=raw), parameters=BRAKE, counts=counts)
    assert made["Coos Bay"].std() > 0.1
    none = drawn("reflected_rate", Chance(1, raw=raw), parameters=BRAKE, counts="Bend | | 0 | 80")
    assert (none["Coos Bay"] == 1).all()


def test_samples_that_cannot_tell_branches_apart_say_so(scored):
    few = {"parameters": LEVELS | {"kappa": "fitted"}, "served": READINGS["served"]}
    same = "Astoria | 5 | 1 | 2\nAstoria | 6 | 1 | 2\nBend | 5 | 1 | 2\nBend | 6 | 1 | 2"
    assert scored("difficult_children", levels=same, **few).flags == (CANNOT_TELL,)
    apart = "Astoria | 5 | 40 | 40\nBend | 6 | 40 | 40"
    assert scored("difficult_children", levels=apart, **few).flags == ()
    alike = scored("return_home", parameters=RETURNS, removals="Astoria | | 3 | 9\nBend | | 3 | 9")
    assert CANNOT_TELL in alike.flags


def test_each_survey_says_how_much_was_looked_at_and_out_of_how_much(asked):
    def samples(name, **more):
        given = {"parameters": DRAWN[name], "base": BASE, **READINGS, **more}
        return {s.of: s for s in scores()[name].draws(asked(**given))(Chance(1)).samples}

    levels = samples("difficult_children")["case readings"]
    assert (levels.read["Astoria"], levels.most["Astoria"]) == (40, 300)
    calls = samples("minutes_per_call", moments="Astoria | abuse | 90 | 120")
    assert (calls["call reviews"].read["Bend"], calls["call reviews"].most["Bend"]) == (50, 200)
    assert calls["random moments"].read == {"state": 90}
    assert samples("removal_risk") == {}


# The mix of calls, and the time of each type.


def slowly(times, own, speaks, unheard, received, draws=20_000):
    """Draw a mix, then each unheard call of it, then add up; by numpy's own generator."""
    chance = np.random.default_rng(3)
    found = []
    for _ in range(draws):
        fell = own + chance.multinomial(unheard, chance.dirichlet(speaks))
        found.append(fell @ times / received)
    return np.array(found)


def test_the_mix_is_what_a_slow_draw_of_every_unheard_call_gives(drawn, scored):
    made = drawn("minutes_per_call", Chance(1), 40, parameters={**CALLS, "kappa": 10})["Astoria"]
    # The state's calls, of 600: 300 × 20/60 + 100 × 10/100 of abuse, and so on.
    abuse, neglect = 110 / 600, (300 * 10 / 60 + 200 * 20 / 50 + 60) / 600
    state = np.array([abuse, neglect, 1 - abuse - neglect])
    own, times = np.array([20, 10, 30]), np.array([0.75 / 40, 0.25 / 160, 0])
    slow = slowly(times, own, own + 10 * state, 240, 300)
    assert made.mean() == pytest.approx(slow.mean(), abs=5 * slow.std() / 20_000**0.5)
    assert made.std() == pytest.approx(slow.std(), rel=0.03)
    for part in (5, 50, 95):
        assert np.percentile(made, part) == pytest.approx(
            np.percentile(slow, part), abs=0.08 * slow.std()
        )


def test_a_draw_is_never_below_nothing_though_few_calls_are_unheard(drawn):
    made = drawn(
        "minutes_per_call",
        Chance(1),
        20,
        base={"Astoria": 62, "Bend": 200, "Coos Bay": 100},
        warranted="Astoria | abuse | 0 | 60\nBend | abuse | 9 | 50\nCoos Bay | abuse | 1 | 100",
    )
    assert made["Astoria"].min() == 0


MOMENTS = "Astoria | abuse | 300 | 400\nBend | neglect | 100 | 400"


def relative(drawn, chance, branch="Coos Bay", **more):
    """Draws over their mean, of a branch all of whose calls were heard: only times vary."""
    made = drawn("minutes_per_call", chance, 20, moments=MOMENTS, **more)[branch]
    return made / made.mean()


ABUSE_ONLY = "Coos Bay | abuse | 30 | 100\nAstoria | neglect | 30 | 300\nBend | abuse | 30 | 200"


def test_a_types_time_varies_as_the_moments_that_fell_on_it(drawn):
    once = relative(drawn, Chance(1), warranted=ABUSE_ONLY)
    assert once.std() == pytest.approx(300**-0.5, rel=0.03)
    assert np.ptp(relative(drawn, Chance(1, sampling=False), warranted=ABUSE_ONLY)) == 0


def test_the_design_effect_makes_fewer_moments_of_many_and_a_larger_sample_more(drawn):
    clustered = relative(drawn, Chance(1), warranted=ABUSE_ONLY, design_effect=4)
    assert clustered.std() == pytest.approx((300 / 4) ** -0.5, rel=0.03)
    larger = relative(drawn, Chance(1, sample=4.0), warranted=ABUSE_ONLY)
    assert larger.std() == pytest.approx(1200**-0.5, rel=0.03)


def test_all_branches_share_the_times_of_a_draw(drawn):
    warranted = ABUSE_ONLY + "\nBend | refer | 170 | 200"  # heard as a whole, like Coos Bay
    made = drawn("minutes_per_call", Chance(1), moments=MOMENTS, warranted=warranted)
    bend, coos_bay = made["Bend"], made["Coos Bay"]
    assert bend / bend[0] == pytest.approx(coos_bay / coos_bay[0])


def test_a_call_whose_type_nobody_gave_takes_the_mean_of_the_times_as_drawn(drawn):
    warranted = (
        "Astoria | abuse | 30 | 300\nBend | neglect | 40 | 200\nCoos Bay | unstated | 9 | 100"
    )
    made = drawn("minutes_per_call", Chance(1), moments=MOMENTS, warranted=warranted)
    mean = (made["Astoria"] * 300 + made["Bend"] * 200) / 70
    assert made["Coos Bay"] == pytest.approx(9 * mean / 100)


def test_where_no_call_has_a_type_no_draw_knows_a_time(drawn):
    made = drawn(
        "minutes_per_call", Chance(1), moments=MOMENTS, warranted="Bend | unstated | 5 | 10"
    )
    assert set(made["Bend"]) == {0}


def test_a_type_on_which_no_moment_fell_keeps_its_time(drawn):
    made = drawn(
        "minutes_per_call", Chance(1), moments="Astoria | neglect | 90 | 90", warranted=ABUSE_ONLY
    )
    assert np.ptp(made["Coos Bay"]) == 0
    assert made["Coos Bay"][0] == pytest.approx(30 * 0.75 / 40 / 100)


@pytest.mark.parametrize("times", ["equal", "should_take"])
def test_times_that_nobody_sampled_are_known(drawn, times):
    made = drawn(
        "minutes_per_call",
        Chance(1),
        parameters={**CALLS, "times": times},
        moments=MOMENTS,
        should_take={"abuse": 90, "neglect": 30},
    )
    assert np.ptp(made["Coos Bay"]) == 0
    assert np.ptp(made["Astoria"]) > 0


# Risk of removal: only the weights vary.


def test_a_risk_varies_by_what_is_doubtful_in_the_weights(drawn, scored):
    made = drawn("removal_risk", Chance(1), 40)
    weights = {
        c.name: float(c.value)
        for c in scored("removal_risk", **READINGS, parameters=DRAWN["removal_risk"]).coefficients
    }
    # Of Bend's families all have drink and three in four drugs; draw both weights by hand.
    from evenhand.estimation.factor_weights import factor_weights

    counts = {
        "drink": ((F(60), F(100)), (F(200), F(400))),
        "drugs": ((F(60), F(100)), (F(40), F(400))),
    }
    doubt = {f: w.doubt for f, w in factor_weights(counts, F(1)).items()}
    chance = np.random.default_rng(3)
    drink, drugs = (
        weights[f] + doubt[f] * chance.standard_normal(20_000) for f in ("drink", "drugs")
    )
    at = weights["offset"] + drink
    slow = 0.25 / (1 + np.exp(-at)) + 0.75 / (1 + np.exp(-at - drugs))
    assert made["Bend"].mean() == pytest.approx(slow.mean(), rel=0.01)
    assert made["Bend"].std() == pytest.approx(slow.std(), rel=0.03)


def test_raw_a_weight_is_as_measured_and_as_doubtful_as_measured(drawn):
    shrunk, raw = (
        drawn("removal_risk", Chance(1), 20),
        drawn("removal_risk", Chance(1, raw=True), 20),
    )
    assert raw["Bend"].mean() > shrunk["Bend"].mean()
    assert raw["Bend"].std() > shrunk["Bend"].std()


def test_as_a_sum_a_draw_is_held_at_nothing(drawn):
    rarer = READINGS["factors"].replace("| 60 | 100", "| 1 | 100")
    summed = {"kappa": 1, "form": "sum"}
    made = drawn("removal_risk", Chance(1), parameters=summed, factors=rarer)
    assert (made["Bend"] == 0).all()


def test_a_frozen_weight_that_the_data_say_nothing_of_is_taken_as_known(drawn):
    frozen = tuple(Coefficient(n, v) for n, v in (("offset", "-2"), ("drugs", "1"), ("old", "3")))
    for chance in (Chance(1), POINT):
        made = drawn("removal_risk", chance, factors="", frozen=frozen)
        assert np.ptp(made["Bend"]) == 0
        assert np.isnan(made["Coos Bay"]).all()


def test_the_doubt_of_a_weight_is_what_is_left_once_it_is_drawn_in():
    from evenhand.estimation.factor_weights import factor_weights

    counts = {"drugs": ((F(60), F(100)), (F(20), F(100)))}
    weight = factor_weights(counts, F(1))["drugs"]
    # The spread s² of true weights by moments is w² − v: of a normal weight known so far,
    # the rest is s² v / (s² + v).
    noise, spread = weight.error**2, weight.measured**2 - weight.error**2
    assert weight.doubt == pytest.approx((spread * noise / (spread + noise)) ** 0.5)
    assert weight.doubt < weight.error
