"""Tables of a caseload watch: what stands in them, and that nothing is silently 0."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F

from evenhand.figures.caseload import Headcount, Over, Ratio, Whom
from evenhand.figures.heads import headlines
from evenhand.reports.caseload_beside import (
    found_near,
    head_table,
    month_end_table,
    vacancy_table,
    workload_table,
)
from evenhand.reports.caseload_heads import head_answer
from evenhand.reports.caseload_tables import (
    load_table,
    month_table,
    over_table,
    rule_said,
    shares_table,
    short_names,
    standards_said,
)


def shown(table):
    return [
        [column.text(cell) for column, cell in zip(table.columns, row, strict=True)]
        for row in table.rows
    ]


def test_groups_of_a_level_come_first_and_the_state_last(watch):
    made = load_table(watch, watch.countings[0], "region")
    assert [row[0] for row in made.rows] == ["The coast", "Inland", "The state"]
    assert [row[0] for row in load_table(watch, watch.countings[0], "state").rows] == ["The state"]


def test_where_nobody_carries_cases_there_is_no_ratio_and_it_is_said(watch):
    row = next(
        r for r in shown(load_table(watch, watch.countings[0], "branch")) if r[0] == "Coos Bay"
    )
    assert row[1:6] == ["", "", "", "", ""]
    assert row[-2:] == ["4", "no case-carrying workers"]


def test_a_group_against_a_standard_says_share_workers_days_and_spell(watch):
    made = over_table(watch, watch.countings[0], "branch")
    assert shown(made)[0] == [
        *("Astoria", "twelve", "12", "days", "34.25%", "2", "20", "125.0", "47")
    ]
    assert shown(made)[1] == ["Astoria", "flow", "12", "months", "1.25%", "", "", "", ""]


def test_workers_over_for_days_on_end_stand_apart_from_those_ever_over(watch):
    spell = replace(watch.standards[0], name="spell", kind="spell", days=90)
    judged = Over("spell", 30, 365, 5, 35, F(6, 7), 55, 0)
    load = replace(watch.loads[0], over=(judged,))
    drawn = replace(watch, standards=(spell,), loads=(load,))
    made = over_table(drawn, watch.countings[0], "state")
    titles = [column.title for column in made.columns]
    row = dict(zip(titles, shown(made)[0], strict=True))
    assert (row["Ever over"], row["Spell"], row["On end"]) == ("5", "55", "0")
    assert "By" not in row  # where all standards speak of days
    assert "on end: workers over for as long as the standard says" in made.caption
    said = standards_said(drawn, watch.countings[0])[0]
    assert "count any day over 12; those over for 90 days on end stand apart." in said


def test_a_standard_with_one_limit_here_has_its_own_name_for_a_head():
    names = ["cwla.children_12", "cwla.children_15", "indiana-12-17.children", "acs-12"]
    assert short_names(names) == [*names[:2], "indiana-12-17", "acs-12"]


def test_a_standard_that_nobody_could_be_judged_by_says_nobody(watch):
    load = watch.loads[0]
    empty = replace(load, over=(replace(load.over[0], over=0, met=0),))
    made = over_table(replace(watch, loads=(empty,)), watch.countings[0], "state")
    assert "nobody" in shown(made)[0]


def test_shares_stand_side_by_side_a_column_a_standard(watch):
    made = shares_table(watch, watch.countings[0], "region")
    assert [column.title for column in made.columns] == ["Group", "twelve", "flow"]
    assert shown(made)[0] == ["The coast", "34.25%", "1.25%"]


def test_months_say_their_mean_and_a_month_without_workers_says_so(watch):
    none = replace(watch.months[0], mean=Ratio(F(0), F(0)), last_day=Ratio(F(0), F(0)), over=())
    made = month_table(watch.countings[0], "state", (none, *watch.months[1:]), "month")
    assert shown(made)[0] == ["July 2000", "nobody carries", "nobody carries", "0", "0", "", ""]
    assert shown(made)[11][:3] == ["June 2001", "13.67", "13.67"]
    regions = [replace(m, whom=Whom("region", "coast", "The coast")) for m in watch.months]
    assert shown(month_table(watch.countings[0], "region", regions, "month"))[0][1] == "The coast"


def test_under_the_numbers_stand_the_rule_its_source_and_each_standard_once(watch):
    rule, source = rule_said(watch.countings[0])
    assert rule.startswith("Counting rule. Investigations: Open investigations assigned")
    assert source == "Source of the rule: assumption: made up"
    assert [line.split(". ")[0] for line in standards_said(watch, watch.countings[0])] == [
        "twelve",
        "flow",
    ]


def test_headcount_has_the_shape_of_so_many_then_and_so_many_now(watch):
    lines = list(headlines(watch.headcounts))
    said = "Case-carrying workers: 24 on 1 July 2000, 35 on 1 June 2001 (+11)."
    assert head_answer(lines[0]) == said
    assert lines[1].change == -5
    assert shown(head_table(watch, "state"))[0][-1] == "+11"


def test_where_there_are_several_roles_each_has_its_row_beneath_all(watch):
    first, last = watch.headcounts[0].on, watch.headcounts[-1].on
    aides = tuple(
        Headcount(on, watch.headcounts[0].whom, "aide", "trainee", 2) for on in (first, last)
    )
    rows = shown(head_table(replace(watch, headcounts=(*watch.headcounts, *aides)), "state"))
    assert [(row[1], *row[2:5]) for row in rows] == [
        ("all", "case carrying", "24", "35"),
        ("all", "trainee", "11", "6"),
        ("specialist", "case carrying", "24", "35"),
        ("specialist", "trainee", "9", "4"),
        ("aide", "trainee", "2", "2"),
    ]


def test_positions_that_no_table_tells_are_not_taken_as_none(watch):
    rows = shown(vacancy_table(watch, "branch"))
    assert rows[0] == ["Bend", "", "17", "15", "2", "", "no table says how many positions"]
    assert rows[1][:2] == ["The state", "50"]


def test_minutes_of_work_stand_beside_worker_days(watch):
    rows = shown(workload_table(watch, "branch"))
    assert rows[0] == ["Coos Bay", "100", "0", "", "no case-carrying workers"]
    assert rows[1][3] == "313.1"


def test_what_is_counted_near_month_ends_is_said_above(watch):
    caption = month_end_table(watch).caption
    assert "closures (cases closed)" in caption
    assert "transfers (workers who gave up any number of cases in a branch on a day)" in caption


def test_month_ends_put_what_is_found_first_and_warn_of_customs(watch):
    rows = shown(month_end_table(watch))
    assert (rows[0][0], rows[0][-1]) == ("Bend", "more than chance")
    assert "Bend. A custom, such as courts" in found_near(watch)
    quiet = replace(watch, month_ends=watch.month_ends[1:])
    assert found_near(quiet).startswith("No branch closes")
    assert found_near(replace(watch, month_ends=())) == ""
