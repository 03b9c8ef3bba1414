"""What a scenario's lines do to Oregon's policy; and which are refused, in which words."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from evenhand.errors import ScenarioError
from evenhand.figures import Scenario
from evenhand.policy import assumptions, read_policy
from evenhand.scenarios.what_if.change import read_change
from evenhand.scenarios.what_if.changes import changed_policy, changed_total

OREGON = read_policy("oregon-2000")
#: vulnerability, return home, reabuse, permanency plans, entries against expected
TODAY = [F("0.5"), F("0.3"), F("0.2"), 0, 0]


def changed(*lines, upon=None):
    return changed_policy(OREGON, Scenario("more", lines, upon))


def influences(policy, program="out_of_home"):
    return [part.influence.value for part in policy.programs[program].components.values()]


@pytest.mark.parametrize(
    ("lines", "after"),
    [
        (["out_of_home.return_home=0.5"], [F(5, 14), F(1, 2), F(1, 7), 0, 0]),
        (["out_of_home.return_home=50%"], [F(5, 14), F(1, 2), F(1, 7), 0, 0]),
        (["out_of_home.return_home.influence=1/2"], [F(5, 14), F(1, 2), F(1, 7), 0, 0]),
        (["out_of_home.return_home=0.5 from vulnerability"], [F("0.3"), F("0.5"), F("0.2"), 0, 0]),
        (
            ["out_of_home.return_home=0.4", "out_of_home.permanency_plans=0.1"],
            [F(5, 14), F("0.4"), F(1, 7), F("0.1"), 0],
        ),
        (
            ["out_of_home.return_home=0.4 from vulnerability", "out_of_home.permanency_plans=0.1"],
            [F("0.4"), F("0.4"), F("0.1"), F("0.1"), 0],
        ),
        (
            [
                "out_of_home.return_home=0.4 from vulnerability",
                "out_of_home.permanency_plans=0.1 from vulnerability",
            ],
            [F("0.3"), F("0.4"), F("0.2"), F("0.1"), 0],
        ),
        (["out_of_home.return_home=1"], [0, 1, 0, 0, 0]),
        (["out_of_home.return_home=0.3"], TODAY),
        (["out_of_home.rho=1/5 at 1/10"], [F("0.5"), F("0.25"), F("0.25"), 0, 0]),
        (
            ["out_of_home.rho=1/5 at 1/10", "out_of_home.vulnerability=0.2"],
            [F("0.2"), F("0.4"), F("0.4"), 0, 0],
        ),
    ],
)
def test_an_influence_is_set_and_the_others_move_so_that_all_are_one(lines, after):
    assert influences(changed(*lines)) == after
    assert sum(after) == 1


def test_each_changed_number_says_which_scenario_what_before_and_who_gives():
    told = [
        text
        for text in assumptions(changed("out_of_home.return_home=0.5"))
        if "scenario more" in text
    ]
    assert told == [
        "out_of_home.vulnerability.influence = 5/14: scenario more: 0.357 (5/14) instead of 0.5, "
        "gives to return_home",
        "out_of_home.return_home.influence = 0.5: scenario more: 0.5 instead of 0.3",
        "out_of_home.reabuse.influence = 1/7: scenario more: 0.143 (1/7) instead of 0.2, "
        "gives to return_home",
    ]


def test_what_is_set_to_what_it_is_leaves_the_policy_as_it_was():
    same = (
        *("out_of_home.return_home=0.3", "split.protective_services=0.29", "method=webster"),
        *("out_of_home.reabuse.kappa=fitted", "out_of_home.most=none"),
        "remedial_services.base=difficult_children(served=served_at_home)",
    )
    assert changed(*same) == OREGON


@pytest.mark.parametrize(
    ("line", "where", "value"),
    [
        ("method=adams", lambda p: p.method, "adams"),
        ("out_of_home.method=dhondt", lambda p: p.programs["out_of_home"].method, "dhondt"),
        ("out_of_home.least=2", lambda p: p.programs["out_of_home"].bounds.least, 2),
        (
            "out_of_home.gain_share=5%",
            lambda p: p.programs["out_of_home"].bounds.gain_share,
            F("0.05"),
        ),
        (
            "out_of_home.hold_harmless=yes",
            lambda p: p.programs["out_of_home"].bounds.hold_harmless,
            "yes",
        ),
        (
            "out_of_home.reabuse.kappa=50",
            lambda p: p.programs["out_of_home"].components["reabuse"].parameters["kappa"],
            50,
        ),
        (
            "remedial_services.base.most_level=4",
            lambda p: p.programs["remedial_services"].base.parameters["most_level"],
            4,
        ),
    ],
)
def test_a_choice_is_set_and_answers_for_itself(line, where, value):
    stated = where(changed(line))
    assert stated.value == value
    assert stated.assumption.startswith("scenario more: ")


def test_a_limit_can_be_taken_away_again():
    first = Scenario("floors", ("out_of_home.least=2",))
    assert changed("out_of_home.least=none", upon=first) == OREGON


def test_a_split_is_set_and_the_other_programs_move_in_proportion():
    parts = {n: p.part.value for n, p in changed("split.out_of_home=1/3").programs.items()}
    assert sum(parts.values()) == 100
    assert parts["out_of_home"] == F(100, 3)
    assert parts["protective_services"] / parts["remedial_services"] == F(29, 15)


def test_thirds_can_be_set_one_by_one():
    made = changed(*(f"split.{name}=1/3" for name in OREGON.programs))
    assert {program.part.value for program in made.programs.values()} == {F(100, 3)}


def test_a_new_base_keeps_the_parameters_its_score_has():
    made = (
        changed(
            "out_of_home.base=difficult_children(served=served_at_home, levels=levels_at_home, "
            "most_level=5, kappa=10)"
        )
        .programs["out_of_home"]
        .base
    )
    assert dict(made.measures) == {"served": "served_at_home", "levels": "levels_at_home"}
    assert {name: p.value for name, p in made.parameters.items()} == {"most_level": 5, "kappa": 10}
    again = changed("remedial_services.base=counted(count=served_at_home)")
    assert again.programs["remedial_services"].base.parameters == {}


def test_changes_upon_a_scenario_start_from_what_it_left():
    first = Scenario("first", ("out_of_home.return_home=0.5",))
    back = changed("out_of_home.return_home=0.3", upon=first)
    assert influences(back) == TODAY


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["out_of_home.return_home"], "is no change. Write what changes"),
        (["out_of_home.return_home=lots"], "'lots' is not a number such as 0.3, 1/4 or 5%"),
        (["out_of_home.return_home=1.5"], "lies between 0 and 1"),
        (["out_of_home.return_home=-1/2"], "lies between 0 and 1"),
        (
            ["out_of_hom.return_home=0.5"],
            "there is no program out_of_hom. Did you mean 'out_of_home'?",
        ),
        (["out_of_home.return_hom=0.5"], "has no return_hom. Did you mean 'return_home'?"),
        (["out_of_home=0.5"], "say what of out_of_home. What may stand here: base,"),
        (["split=0.5"], "say what of split"),
        (["split.out_of_home.x=0.5"], "split has no out_of_home.x"),
        (["out_of_home.return_home.form.x=raw"], "a line has at most PROGRAM.COMPONENT.PARAMETER"),
        (
            ["out_of_home.reabuse.kapa=2"],
            "reflected_rate has no parameter kapa. Did you mean 'kappa'?",
        ),
        (["out_of_home.method.x=2"], "method has no parameters"),
        (
            ["out_of_home.reabuse.kappa=many"],
            "takes for 'kappa' fitted or a number, 0 or more, not many",
        ),
        (["method=adms"], "method=adms: there is no method adms. Did you mean 'adams'?"),
        (["out_of_home.hold_harmless=maybe"], "hold_harmless is yes or no"),
        (["out_of_home.least=-1"], "out_of_home.least=-1: least cannot be less than 0"),
        (
            ["out_of_home.least=5", "out_of_home.most=4"],
            "most a branch may have is below the least",
        ),
        (["out_of_home.return_home=0.9 from reabuse"], "reabuse has 0.2 and cannot give 0.6"),
        (["out_of_home.return_home=0.4 from reabus"], "no reabus to give. Did you mean 'reabuse'?"),
        (
            ["out_of_home.return_home=0.4 from reabuse", "out_of_home.reabuse=0.3"],
            "reabuse is set itself, so it cannot give",
        ),
        (
            ["out_of_home.return_home=0.9", "out_of_home.reabuse=0.3"],
            "what is set comes to 1.2, and all together must be 1",
        ),
        (["protective_services.assessment_time=0.9"], "nothing else has a part that could move"),
        (["out_of_home.return_home=0.4", "out_of_home.return_home=0.5"], "keep one of the two"),
        (
            ["out_of_home.return_home=0.4", "out_of_home.return_home.influence=0.5"],
            "changes the same already",
        ),
        (["split.out_of_home=1"], "a program must keep a part above 0"),
        (["removals.days=200"], "needs the data. Write it into the policy and measure again"),
        (["period=1999-01-01..2000-01-01"], "needs the data"),
        (["out_of_home.return_home.measures=x"], "needs the data"),
        (["out_of_home.base=rate(counts=returns)"], "rate is no score for a base"),
        (["out_of_home.base=(x"], "is no score for a base"),
        (["out_of_home.base=counted(counts=returns)"], "counted has no use for counts"),
        (["out_of_home.base=counted(count)"], "counted has no use for count"),
        (["out_of_home.base=counted(count=return)"], "'return' is not among the policy's measures"),
        (["protective_services.rho=0.2 at 1/10"], "no two components for return home"),
        (["out_of_home.rho=0.2"], "say at which rate of re-abuse"),
        (["out_of_home.rho=0.2 at 1/5"], "always pays: say a risk above it"),
        (["out_of_home.rho=0.2 at 0"], "nobody was re-abused"),
        (["out_of_home.rho=0.2 at 1/8", "out_of_home.reabuse=0.1"], "the dial sets reabuse too"),
        (
            ["out_of_home.rho=0.2 at 1/8", "out_of_home.vulnerability=1"],
            "have no influence to set the dial with",
        ),
    ],
)
def test_a_change_that_cannot_be_is_refused_by_its_own_line(lines, said):
    with pytest.raises(ScenarioError) as caught:
        changed(*lines)
    assert said in str(caught.value)
    assert any(line in str(caught.value) for line in lines)


def test_positions_are_the_last_that_any_scenario_asked_for():
    first = Scenario("first", ("positions=+20",))
    second = Scenario("second", ("method=adams",), first)
    third = Scenario("third", ("positions=620",), second)
    asked = [changed_total("600", each) for each in (None, first, second, third)]
    assert asked == ["600", "+20", "+20", "620"]


def test_a_list_is_read_as_a_policy_would_read_it():
    change = read_change("more", 1, "out_of_home.x.ages=[5, ten]")
    assert change.to_parameter(None).value == (F(5), "ten")
    assert change.to_parameter(None).assumption == "scenario more: [5, ten] instead of none"


def test_changes_at_odds_with_what_stood_there_before_are_all_named():
    first = Scenario("caps", ("method=adams", "out_of_home.most=4"))
    with pytest.raises(ScenarioError) as caught:
        changed("split.out_of_home=1/2", "out_of_home.least=5", upon=first)
    assert str(caught.value) == (
        "split.out_of_home=1/2; out_of_home.least=5: the most a branch may have is below the least."
    )


def test_standard_hours_are_set_in_the_policy():
    before = OREGON.programs["out_of_home"].hours
    after = changed("out_of_home.hours.1=99").programs["out_of_home"].hours
    assert (after.levels["1"].value, after.levels["2"]) == (99, before.levels["2"])
