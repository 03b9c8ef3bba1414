"""The account between two runs: what is told together, what is told beside it, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.errors import RunError
from evenhand.figures import Adjustment, Coefficient, Fitted, Tally
from evenhand.figures.plain import to_plain
from evenhand.scenarios.accounts.account import account
from evenhand.scenarios.accounts.sides import side
from evenhand.sources.data import Data
from evenhand.sources.runs import Run

NAMES = ("Astoria", "Bend", "Coos Bay")
POLICY = """\
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
  homes: {stands_for: Homes, source: M}
  difficult:
    measure: difficult_children_served
    parameters: {most_level: {value: 5, source: M}}
programs:
  care:
    part: {value: 1, source: M}
    base: {score: counted, measures: {count: calls}, source: M}
    components:
      plain: {score: of_the_base, influence: {value: 0.5, source: M}, source: M}
      calm:
        score: reflected_rate
        measures: {counts: homes}
        parameters:
          kappa: {value: fitted, source: M}
          floor: {value: 0.1, source: M}
          adjust: {value: none, source: M}
          per: {value: return, source: M}
          prior_sd: {value: 0, source: M}
        influence: {value: 0.5, source: M}
        source: M
"""
ON_DIFFICULT = POLICY.replace("{count: calls}", "{count: difficult}")
HOMES = [
    Tally("Astoria", "", 2, 40),
    Tally("Bend", "", 15, 40),
    Tally("Coos Bay", "", 30, 40),
]
FEWER = [Tally("Astoria", "", 9, 40), *HOMES[1:]]


def tallies(**changed):
    plain = {
        name: [Tally(b, "", n, n) for b, n in zip(NAMES, (6, 3, 1), strict=True)]
        for name in ("calls", "difficult")
    }
    return plain | {"homes": HOMES} | changed


def run(text=POLICY, given=None, name="first", branches=NAMES, staff=None, **about):
    given = tallies() if given is None else given
    kept = {n: [t for t in rows if t.branch in branches] for n, rows in given.items()}
    data = Data({b: b for b in branches}, date(2001, 1, 1), staff=staff or {})
    told = {
        "policy": {"file": "one.yaml", "text": text},
        "period": "2000-01-01..2001-01-01",
        "asked": "20",
        "staff_from": "data",
        "model": None,
    }
    return side(name, Run(data, kept, told | about))


def causes(before, after):
    made = account(before, after)
    for line in made.lines:
        assert sum(part.change for part in line.parts) == line.change
    return made.causes[:-2]


def parts(made, branch, program="all"):
    (line,) = (x for x in made.lines if (x.program, x.branch) == (program, branch))
    return {part.name: part.change for part in line.parts}


def without(given, *names):
    return {name: rows for name, rows in given.items() if name not in names}


def test_a_refit_is_told_beside_the_data_it_was_fitted_on():
    before, after = run(), run(given=tallies(homes=FEWER))
    assert before.frozen != after.frozen
    assert causes(before, after) == ("data", "coefficients")


def test_a_refit_alone_is_a_cause_of_its_own():
    kept = [Fitted("care", "calm", (Coefficient("kappa", "3"),))]
    assert causes(run(), run(coefficients=to_plain(kept))) == ("coefficients",)


def test_coefficients_of_a_part_that_is_scored_otherwise_go_with_how_it_is_scored():
    by_hand = POLICY.replace("value: fitted", "value: 3")
    assert causes(run(), run(by_hand)) == ("how it is scored",)


def test_what_only_one_run_read_is_as_good_as_read_by_the_other_where_the_data_are_the_same():
    before, after = run(given=without(tallies(), "difficult")), run(ON_DIFFICULT)
    made = account(before, after)
    assert made.causes[:-2] == ("base",)
    assert made.notes == ()


def test_a_reading_that_is_missing_is_told_with_the_data_where_they_changed_as_well():
    before = run(given=without(tallies(), "difficult"))
    after = run(ON_DIFFICULT, tallies(homes=FEWER))
    made = account(before, after)
    assert made.causes[:-2] == ("data and base", "coefficients")
    assert made.notes == (
        "care: data and base cannot be told apart, since no run can be made in which one has "
        "changed and the other has not: nothing gives difficult.",
    )


def test_a_component_that_one_run_alone_has_stands_under_influences():
    cut = POLICY.partition("      calm:")[0].replace("value: 0.5", "value: 1")
    assert causes(run(cut), run()) == ("influences",)
    assert causes(run(), run(cut)) == ("influences",)


def test_a_reading_counted_otherwise_on_the_same_data_is_how_it_is_scored():
    other = ON_DIFFICULT.replace("most_level: {value: 5", "most_level: {value: 4")
    after = run(other, tallies(difficult=[Tally(b, "", 5, 5) for b in NAMES]))
    made = account(run(ON_DIFFICULT), after)
    assert made.causes[:-2] == ("how it is scored",)
    assert made.notes == (
        "care: the policies count difficult otherwise; told under how it is scored.",
    )


def test_a_reading_counted_otherwise_on_other_data_is_told_with_them():
    other = ON_DIFFICULT.replace("most_level: {value: 5", "most_level: {value: 4")
    given = tallies(difficult=[Tally(b, "", 5, 5) for b in NAMES], homes=FEWER)
    made = account(run(ON_DIFFICULT), run(other, given))
    assert made.causes[:-2] == ("data", "coefficients")
    assert "since the data changed as well" in made.notes[0]


def test_a_program_that_one_run_alone_has_is_one_cause():
    two = POLICY + POLICY[POLICY.index("  care:") :].replace("  care:", "  more:")
    made = account(run(), run(two))
    lines = {(x.program, x.branch): x for x in made.lines}
    assert lines["more", "Astoria"].before == 0
    assert parts(made, "Astoria", "more") == {"program": lines["more", "Astoria"].after}
    assert made.causes == ("split", "program", "bounds", "rounding, method and ties")
    assert made.notes == ("Only one of the runs has more: no cause within it can be told.",)
    back = account(run(two), run())
    assert parts(back, "Astoria")["program"] == -parts(made, "Astoria")["program"]


def test_a_branch_that_one_run_alone_has_counts_as_nothing_in_the_other():
    made = account(run(branches=NAMES[:2]), run(name="second"))
    (line,) = (x for x in made.lines if (x.program, x.branch) == ("all", "Coos Bay"))
    assert line.before == 0
    assert line.change > 0
    assert made.causes[0] == "data"
    assert made.notes == ("Only second has Coos Bay: 0 in first.",)


def test_staff_are_data_only_where_they_hold_a_branch():
    held = POLICY + "held: {branches: [Bend], source: M}\n"
    few, more = ({("Bend", "care"): F(n)} for n in (2, 4))
    assert causes(run(staff=few), run(staff=more)) == ()
    made = account(run(held, staff=few), run(held, staff=more))
    assert made.causes[:-2] == ("data",)
    assert parts(made, "Bend")["data"] == 2


def test_where_held_branches_leave_too_little_the_causes_are_told_together():
    held = POLICY + "held: {branches: [Bend], source: M}\n"
    before = run(staff={("Bend", "care"): F(2)}, asked="3")
    after = run(held, staff={("Bend", "care"): F(8)}, asked="20")
    made = account(before, after)
    assert made.causes[:-2] == ("data and total", "coefficients", "how it is scored")
    assert "8 of 3 units" in made.notes[0]


def test_what_was_done_by_hand_is_a_part_of_its_own():
    moved = [
        Adjustment(branch, "care", F(n), "a court order", "M. Ames", date(2001, 2, 1))
        for branch, n in (("Astoria", -1), ("Bend", 1))
    ]
    made = account(run(), run(adjustments=to_plain(moved)))
    assert parts(made, "Bend")["adjusted by hand"] == 1
    (line,) = (x for x in made.lines if (x.program, x.branch) == ("care", "Astoria"))
    assert line.change == -1 == parts(made, "Astoria")["adjusted by hand"]


def test_numbers_that_mean_otherwise_are_said_to():
    other = POLICY.replace("caseworkers", "workers in post").replace(
        "unit: {value: 1", "unit: {value: 0.5"
    )
    made = account(run(), run(other, name="second", period="2000-02-01..2001-02-01"))
    assert made.notes == (
        "A position is caseworkers in first and workers in post in second: the two do not count "
        "the same.",
        "first shares out units of 1 position and second of 1/2; what comes of that stands under "
        "total and rounding.",
        "first counts 2000-01-01..2001-01-01, second 2000-02-01..2001-02-01.",
    )


def test_limits_are_told_between_the_quota_and_the_rounding():
    floor = POLICY.replace(
        "    components:", "    bounds: {least: {value: 4, source: M}}\n    components:"
    )
    made = account(run(), run(floor))
    assert made.causes == ("bounds", "rounding, method and ties")
    assert sum(parts(made, b)["bounds"] for b in NAMES) == 0
    assert parts(made, "Coos Bay")["bounds"] > 0


def test_a_run_that_can_no_longer_be_made_is_refused_by_name():
    with pytest.raises(RunError, match="old can no longer be made: nothing gives homes"):
        run(given=without(tallies(), "homes"), name="old")


def test_an_account_between_a_run_and_itself_has_no_cause():
    first = run()
    assert causes(first, replace(first, name="again")) == ()
