"""What one more is worth: drawn branches whose quotas can be shared out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.errors import NotPossible
from evenhand.explanation.incentives import (
    ONE_MORE,
    branch_sentences,
    dial_sentence,
    state_sentences,
    untold_sentences,
)
from evenhand.figures import Tally
from evenhand.figures.incentives import NOBODY, STANDS_FOR, ReturnWorth, Untold
from evenhand.policy.reading import parse_policy
from evenhand.reports.incentive_tables import HEADINGS, RATED, TAKEN_IN
from evenhand.run import allocate
from evenhand.scenarios.incentives.dials import dial_at
from evenhand.scenarios.incentives.events import EVENTS, NEEDLESS_REMOVAL, SAFE_RETURN
from evenhand.scenarios.incentives.incentives import highest_risk, incentives
from evenhand.scenarios.incentives.needless_removal import removal_price
from evenhand.scenarios.incentives.slopes import Slopes
from evenhand.sources.data import Data

BRANCHES = ("Astoria", "Bend", "Coos Bay")
NAMES = {b: b for b in BRANCHES}
#: Half by children in care, 3/10 by returns against expected, 2/10 by their brake; all undrawn.
POLICY = """\
name: one
title: Care
version: "1"
effective: {since: 2000-01-01}
period: 2000-01-01..2001-01-01
position: {value: caseworkers, source: M}
unit: {value: 1, source: M}
method: {value: webster, source: M}
tolerance: {value: 0, source: M}
measures:
  children: {measure: difficult_children_served, parameters: {most_level: {value: 5, source: M}}}
  removals: {measure: removals_by_pattern, parameters: {days: {value: 365, source: M},
    most_level: {value: 5, source: M}, ages: {value: [], source: M},
    factors: {value: [], source: M}}}
  returns: {measure: reabuse_after_return,
    parameters: {days: {value: 365, source: M}, most_level: {value: 5, source: M}}}
  calls_received: {}
programs:
  out_of_home:
    part: {value: 1, source: M}
    base: {score: counted, measures: {count: children}, source: M}
    components:
      children: {score: of_the_base, influence: {value: 0.5, source: M}, source: M}
      return_home:
        score: return_home
        measures: {removals: removals}
        parameters: {adjust: {value: none, source: M}, estimator: {value: statewide, source: M},
          reliability: {value: none, source: M}, form: {value: raw, source: M},
          prior_sd: {value: 0, source: M}}
        influence: {value: 0.3, source: M}
        source: M
      reabuse:
        score: reflected_rate
        measures: {counts: returns}
        parameters: {kappa: {value: 0, source: M}, floor: {value: 0.05, source: M},
          adjust: {value: none, source: M}, per: {value: return, source: M},
          prior_sd: {value: 0, source: M}}
        influence: {value: 0.2, source: M}
        source: M
      calls:
        score: rate
        measures: {counts: calls_received}
        influence: {value: 0, source: M}
        source: M
"""


def of_each(*cells, of=""):
    return [Tally(b, of, hits, base) for b, (hits, base) in zip(BRANCHES, cells, strict=True)]


TALLIES = {
    "children": of_each((10, 12), (10, 12), (10, 12)),
    "removals": of_each((5, 10), (5, 10), (5, 10), of="level=2"),
    "returns": of_each((1, 5), (1, 5), (1, 5)),
    "calls_received": of_each((9, 9), (9, 9), (9, 9)),
}


def slopes(policy=POLICY, tallies=TALLIES, **given):
    parsed = parse_policy("one.yaml", policy)
    data = replace(Data(NAMES, date(2001, 1, 1)), **given)
    result = allocate(parsed, data, "300", tallies, working=False)
    return Slopes(result, parsed, data, tallies)


def worth(found, event, component="", program="out_of_home", branch="Bend"):
    return found.of(event, program, component).get(branch)


def test_a_safe_return_is_worth_what_both_pots_hand_out_more():
    found = incentives(slopes())
    # Six home of ten where the state expects five; the brake of Bend rests on 1 of 6.
    more = 90 * (F(6, 16) - F(1, 3))
    state = F(3, 16)
    scores = [2 - F(1, n) / state for n in (5, 6, 5)]
    brake = 60 * (scores[1] / sum(scores) - F(1, 3))
    assert worth(found, "safe_return", "return_home") == more
    assert abs(worth(found, "safe_return", "reabuse") - brake) < F(1, 10**9)
    assert worth(found, "safe_return", "children") is None
    whole = worth(found, "safe_return", "return_home") + worth(found, "safe_return", "reabuse")
    assert worth(found, "safe_return") == worth(found, "safe_return", program="all") == whole


def test_one_child_abused_again_costs_the_brakes_pot_alone():
    found = incentives(slopes())
    scores = [2 - F(hits, 5) / F(4, 15) for hits in (1, 2, 1)]
    loss = 60 * (scores[1] / sum(scores) - F(1, 3))
    assert worth(found, "reabuse", "return_home") is None
    assert abs(worth(found, "reabuse") - loss) < F(1, 10**9)
    assert loss < 0


def test_a_child_taken_into_care_and_not_home_moves_the_base_of_every_pot():
    found = incentives(slopes())
    bases = [10, 11, 10]
    returns = [F(base) * F(5, n) for base, n in zip(bases, (10, 11, 10), strict=True)]
    assert worth(found, "removal", "children") == 150 * F(11, 31) - 50
    rise = 90 * (returns[1] / sum(returns) - F(1, 3))
    assert abs(worth(found, "removal", "return_home") - rise) < F(1, 10**9)


def test_a_needless_removal_is_worth_nothing_and_so_says_its_price():
    made = slopes()
    found = incentives(made)
    for branch in BRANCHES:
        price = removal_price(made.result, made.policy, made.data, "300", TALLIES, branch)
        assert found.of("needless_removal")[branch] == price.positions == 0


def test_a_component_without_influence_is_worth_nothing_whatever_it_reads():
    found = incentives(slopes())
    assert worth(found, "screened_in_call", "calls") is None
    assert worth(found, "screened_in_call") == 0


def test_what_touches_two_programs_is_worth_what_both_hand_out_more():
    second = """\
  entries:
    part: {value: 1, source: M}
    base: {score: counted, measures: {count: entered}, source: M}
    components: {plain: {score: of_the_base, influence: {value: 1, source: M}, source: M}}
"""
    two = (
        POLICY.replace(
            "  calls_received: {}\n",
            "  calls_received: {}\n  entered: {measure: children_entered}\n",
        )
        + second
    )
    entered = of_each((5, 5), (5, 5), (5, 5))
    found = incentives(slopes(two, {**TALLIES, "entered": entered}))
    assert worth(found, "removal", "plain", "entries") == 150 * F(6, 16) - 50
    assert worth(found, "removal", "children") == 75 * F(11, 31) - 25
    both = worth(found, "removal"), worth(found, "removal", program="entries")
    assert worth(found, "removal", program="all") == sum(both)
    assert min(both) > 0
    assert worth(found, "needless_removal", program="all") == 150 * F(6, 16) - 50


def test_only_the_branches_asked_for_are_told():
    found = incentives(slopes(), ["Coos Bay"])
    assert {each.branch for each in found.marginals} == {"Coos Bay"}


def test_the_risk_up_to_which_a_return_pays_is_where_gain_and_loss_meet():
    found = incentives(slopes())
    (bend,) = (each for each in found.worth if each.branch == "Bend")
    rho = bend.highest
    assert (1 - rho) * bend.safe + rho * bend.unsafe == 0
    assert bend.safe == worth(found, "safe_return")
    assert bend.unsafe < 0 < bend.safe


def test_with_many_branches_and_nothing_drawn_in_that_risk_is_the_closed_form():
    """ρ* = a + (w_R ÷ w_A) ā R, with R the ratio of home to expected.

    The finite difference moves the state's sums too, by one branch in sixty.
    """
    own = {"Astoria": (5, 1), "Bend": (6, 2), "Coos Bay": (4, 1)}  # home of 10, abused again
    others = {f"other {n:02}": (5, 1) for n in range(57)}
    cells = {b: (home * 1000, again * 1000) for b, (home, again) in (own | others).items()}
    tallies = {
        "children": [Tally(b, "", 10_000, 12_000) for b in cells],
        "removals": [Tally(b, "", home, 10_000) for b, (home, _) in cells.items()],
        "returns": [Tally(b, "", again, home) for b, (home, again) in cells.items()],
        "calls_received": [Tally(b, "", 9, 9) for b in cells],
    }
    made = slopes(tallies=tallies, branches={b: b for b in cells})
    state = F(sum(t.hits for t in tallies["returns"]), sum(t.base for t in tallies["returns"]))
    for each in incentives(made, own).worth:
        home, again = own[each.branch]
        closed = F(again, home) + F(3, 2) * state * F(home, 5)
        assert abs(each.highest - closed) < F(1, 40) * closed


@pytest.mark.parametrize(
    ("safe", "unsafe", "highest"),
    [(3, -1, F(3, 4)), (1, -3, F(1, 4)), (0, -1, 0), (-1, -2, 0), (1, 0, 1), (1, 2, 1), (-1, 1, 0)],
)
def test_where_no_return_pays_the_risk_is_0_and_where_any_does_1(safe, unsafe, highest):
    assert highest_risk(F(safe), F(unsafe)) == highest


def test_where_nobody_is_left_to_send_home_nothing_is_told_of_it():
    all_home = {**TALLIES, "removals": of_each((5, 10), (10, 10), (5, 10), of="level=2")}
    found = incentives(slopes(tallies=all_home))
    assert found.untold == (Untold("all", "Bend", "safe_return", NOBODY),)
    assert "Bend" not in found.of("safe_return")
    assert "Bend" not in {each.branch for each in found.worth}


def test_readings_that_only_stand_for_something_tell_of_a_needless_removal_alone():
    proxy = POLICY.replace(
        "children: {measure: difficult_children_served, parameters: {most_level: "
        "{value: 5, source: M}}}",
        "children: {stands_for: Children, source: M, removal_adds: {hits: {value: 1, source: M}}}",
    )
    found = incentives(slopes(proxy))
    others = [event.name for event in EVENTS if event != NEEDLESS_REMOVAL]
    assert found.untold == tuple(Untold("out_of_home", "", e, STANDS_FOR) for e in others)
    assert worth(found, "needless_removal", "children") == 150 * F(11, 31) - 50
    assert found.worth == ()
    (pays,) = (s for s in state_sentences(found, NAMES) if not s.startswith("The state"))
    assert pays.startswith("A needless removal pays in 3 of 3 branches, most in Astoria +6.452,")
    (untold,) = untold_sentences(found)
    assert untold.startswith("Out of home: readings that only stand for others cannot tell single ")
    assert untold.endswith("safely home within the year; one more call that the panel screens in.")
    assert untold_sentences(incentives(slopes())) == []


def test_a_branch_held_at_current_is_worth_nothing_to_look_at():
    staff = {(b, ""): F(100) for b in BRANCHES}
    held = slopes(POLICY + "held: {branches: [Bend], source: M}\n", staff=staff)
    assert {each.branch for each in incentives(held).marginals} == {"Astoria", "Coos Bay"}
    with pytest.raises(NotPossible, match="Bend stands outside the formula"):
        incentives(held, ["Bend"])


def test_the_branches_that_share_beside_one_held_share_what_is_left():
    staff = {(b, ""): F(100) for b in BRANCHES}
    held = slopes(POLICY + "held: {branches: [Bend], source: M}\n", staff=staff)
    assert worth(incentives(held), "removal", "children", branch="Astoria") == 100 * F(11, 21) - 50


def test_an_event_that_nothing_reads_otherwise_after_is_worth_nothing():
    (at_home,) = (event for event in EVENTS if event.name == "re_rated_at_home")
    assert slopes().rises(at_home, "Bend") == {}
    assert worth(incentives(slopes()), "re_rated_at_home", program="all") == 0


def test_the_dial_stands_where_the_influences_put_it():
    (dial,) = incentives(slopes()).now
    assert (dial.returns, dial.reabuse, dial.state_rate) == ("return_home", "reabuse", F(1, 5))
    assert dial.highest == F(1, 5) * (1 + F(3, 2))


def test_set_to_where_it_stands_the_dial_gives_the_influences_there_are():
    (dial,) = dial_at(slopes(), F(1, 2))
    assert (dial.returns_influence, dial.reabuse_influence) == (F(3, 10), F(1, 5))
    assert "up to a risk of re-abuse of 0.5, where the state's rate is 0.2" in dial_sentence(dial)


def test_a_dial_at_the_states_own_rate_is_refused():
    with pytest.raises(NotPossible, match="out_of_home: "):
        dial_at(slopes(), F(1, 5))


def test_a_policy_without_a_brake_has_no_dial():
    unbraked = POLICY.replace("counts: returns", "counts: calls_received")
    with pytest.raises(NotPossible, match="no dial to set: no program has both return home and"):
        dial_at(slopes(unbraked), F(1, 2))
    assert incentives(slopes(unbraked)).now == ()


def test_a_brake_that_only_stands_for_something_has_no_dial_and_the_refusal_says_why():
    proxy = POLICY.replace(
        """returns: {measure: reabuse_after_return,
    parameters: {days: {value: 365, source: M}, most_level: {value: 5, source: M}}}""",
        "returns: {stands_for: Children sent home, source: M}",
    )
    why = "no dial to set: in out_of_home return_home and reabuse are both there, but reabuse is "
    with pytest.raises(NotPossible, match=f"{why}read from returns, which only stands for"):
        dial_at(slopes(proxy), F(1, 2))


def test_a_brake_without_influence_leaves_the_dial_nowhere():
    idle = POLICY.replace("influence: {value: 0.2,", "influence: {value: 0,").replace(
        "influence: {value: 0.5,", "influence: {value: 0.7,"
    )
    assert incentives(slopes(idle)).now == ()


def test_each_event_is_told_in_a_sentence_with_what_it_comes_through():
    found = incentives(slopes())
    said = branch_sentences(found, "Bend", "Bend")
    assert said[0].startswith(
        "In Bend one more child safely home is worth +6.138 positions: +3.750 through return home,"
    )
    assert "In Bend a needless removal of a child at level 7 is worth nothing." in said
    assert said[-1].startswith("Returning a child pays Bend up to a risk of ")


def test_a_branch_where_nobody_is_left_is_told_so():
    all_home = {**TALLIES, "removals": of_each((5, 10), (10, 10), (5, 10), of="level=2")}
    found = incentives(slopes(tallies=all_home))
    said = branch_sentences(found, "Bend", "Bend")
    assert said[0] == "In Bend there is nobody who could be one more child safely home."
    assert (
        "One more child safely home: not told in 1 branch, where there is nobody it could be."
        in (state_sentences(found, NAMES))
    )


def test_over_the_state_law_20_comes_first_and_then_who_has_most_to_gain():
    said = state_sentences(incentives(slopes()), NAMES)
    assert said[0] == "A needless removal of a child at level 7 pays in none of 3 branches."
    assert said[1].startswith(
        "One more child at level 5 taken into care and safely home within the year pays in 3 of 3 "
        "branches, most in Astoria +"
    )
    assert said[1].endswith(
        "a policy that counts children at levels 1 to 5 pays for whoever is called one and is soon "
        "home. The levels themselves must be read honestly: look with `evenhand checks`."
    )
    assert said[2] == "One more child safely home is worth +6.138 positions everywhere."
    fewer = {**TALLIES, "removals": of_each((5, 10), (5, 10), (5, 20), of="level=2")}
    said = state_sentences(incentives(slopes(tallies=fewer)), NAMES)
    assert said[2].startswith("One more child safely home is worth from +")
    assert "(Coos Bay) to +" in said[2]


def test_a_policy_that_counts_no_child_by_its_level_pays_for_none_taken_in_at_level_five():
    only_calls = POLICY.replace("count: children}", "count: calls_received}")
    for name in ("0.5", "0.3", "0.2"):
        only_calls = only_calls.replace(f"influence: {{value: {name},", "influence: {value: 0,")
    only_calls = only_calls.replace(
        "measures: {counts: calls_received}\n        influence: {value: 0,",
        "measures: {counts: calls_received}\n        influence: {value: 1,",
    )
    said = state_sentences(incentives(slopes(only_calls)), NAMES)
    assert said[1] == (
        "One more child at level 5 taken into care and safely home within the year pays in none "
        "of 3 branches."
    )


def test_what_re_rating_is_worth_hangs_on_what_became_of_the_child():
    found = incentives(slopes())
    assert worth(found, "re_rated_home_and_safe", "children") == 150 * F(11, 31) - 50
    assert worth(found, "re_rated_not_home", "children") == 150 * F(11, 31) - 50
    assert worth(found, "re_rated_not_home") < worth(found, "re_rated_home_and_safe")
    said = branch_sentences(found, "Bend", "Bend")
    home, away = (
        next(s for s in said if f" who {words}, read at level 5 and not 6 is worth" in s)
        for words in (
            "is home within the year and not abused again",
            "is not home within the year",
        )
    )
    assert home != away


def test_a_child_at_level_five_taken_in_and_soon_home_pays_as_re_rating_one_would():
    """Here nothing reads how many children there are; so who is called difficult is all."""
    found = incentives(slopes())
    taken_in = worth(found, "removal_at_level_5_home")
    assert taken_in == worth(found, "re_rated_home_and_safe") > 0


def test_every_event_stands_in_one_of_the_tables_under_a_heading_of_its_own():
    told = [event.name for event in EVENTS]
    assert [*RATED, *TAKEN_IN] == told
    assert list(HEADINGS) == list(ONE_MORE) == told
    assert len(set(HEADINGS.values())) == len(set(ONE_MORE.values())) == len(told)


def test_risks_of_nothing_and_of_anything_are_put_in_words():
    found = replace(
        incentives(slopes()),
        worth=(
            ReturnWorth("out_of_home", "Astoria", F(0)),
            ReturnWorth("out_of_home", "Bend", F(1)),
        ),
    )
    assert (
        "Returning a child pays at no risk of re-abuse in Astoria, and whatever the risk of "
        "re-abuse in Bend (out of home)." in state_sentences(found, NAMES)
    )


def test_a_run_is_not_scored_again_where_nothing_it_reads_has_changed():
    made = slopes()
    assert made.rises(SAFE_RETURN, "Bend").keys() == {
        ("out_of_home", "return_home"),
        ("out_of_home", "reabuse"),
    }
