"""The folder of a caseload watch: every figure of its page in one list, and the same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from fractions import Fraction as F

import pytest

from evenhand.errors import RunError
from evenhand.figures.caseload import Over, Ratio, Standard, Whom
from evenhand.reports.caseload_beside import month_end_table
from evenhand.reports.caseload_csv import headcount_csv, loads_csv, months_csv
from evenhand.reports.caseload_figures import caseload_figures
from evenhand.reports.caseload_folder import check_figures_place, watch_contents, write_watch
from evenhand.reports.caseload_page import (
    beside_tables,
    caseload_html,
    level_of,
    sections,
)
from evenhand.reports.charts.headcount import headcount
from evenhand.reports.recorded_files import are_figures

FLOW = Standard(
    *("flow", "Twelve new a month", "flow", F(12), "investigations", "At most 12 new.", "made up"),
    unit="new cases a month",
)
NAMES = ["what", "value", "number", "unit", "population", "as_of", "period", "counting_rule"]


def rows(made: bytes):
    return list(csv.DictReader(io.StringIO(made.decode())))


def test_the_folder_holds_its_files_and_the_same_watch_gives_the_same_bytes(watch, tmp_path):
    write_watch(watch, tmp_path / "watch", "Made up")
    names = {path.name for path in (tmp_path / "watch").iterdir()}
    assert names == {
        *("figures.json", "caseload.html", "caseload.xlsx"),
        *("loads.csv", "months.csv", "headcount.csv"),
    }
    before = {path.name: path.read_bytes() for path in (tmp_path / "watch").iterdir()}
    write_watch(watch, tmp_path / "watch", "Made up")
    assert {path.name: path.read_bytes() for path in (tmp_path / "watch").iterdir()} == before


def test_every_figure_of_the_page_is_in_the_list_of_figures(watch):
    tables = [
        *(table for section in sections(watch) for table in section.tables),
        *(picture.table for section in sections(watch) for picture in section.pictures),
        *beside_tables(watch, level_of(watch)),
        month_end_table(watch),
        headcount(watch).table,
    ]
    known = {figure.value for figure in caseload_figures(watch)}
    cells = {cell for each in tables for row in each.rows for cell in row if isinstance(cell, F)}
    assert len(cells) > 60
    assert cells <= known


def test_every_figure_names_its_rule_its_source_and_its_day(watch):
    told = json.loads(watch_contents(watch, "Made up")["figures.json"])
    assert all(list(each)[:8] == NAMES for each in told)
    assert all(each["counting_rule"] and each["source"] and each["unit"] for each in told)
    first = told[0]
    assert first["what"] == "mean over days"
    assert F(first["value"]) == watch.loads[0].mean.value
    assert first["number"] == round(float(F(first["value"])), 6)
    assert (first["population"], first["as_of"]) == ("the state", "2001-06-30")
    assert first["period"] == "2000-07-01..2001-07-01"
    assert first["counting_rule"].startswith("Investigations: Open investigations assigned")
    held = next(each for each in told if each["what"] == "share of worker-days over")
    assert held["standard"].startswith("Twelve at a time: No worker has more than 12")


def test_a_standard_itself_is_recorded_in_what_it_counts(watch):
    """Kentucky's 25 are cases, though the rule it is held against counts full loads."""
    counting = replace(watch.countings[0], unit="full loads")
    spell = replace(watch.standards[0], kind="spell", days=90)
    told = caseload_figures(replace(watch, countings=(counting,), standards=(spell, FLOW)))
    units = {f.unit for f in told if f.what == "the standard itself"}
    assert units == {"cases per worker", "new cases a month per worker"}
    assert "full loads per worker" in {f.unit for f in told}


def test_workers_over_on_end_are_a_figure_apart(watch):
    spell = replace(watch.standards[0], kind="spell", days=90)
    judged = Over("twelve", 30, 365, 5, 35, F(6, 7), 55, 0)
    load = replace(watch.loads[0], over=(judged,))
    drawn = replace(watch, standards=(spell,), loads=(load,), months=())
    told = {f.what: f for f in caseload_figures(drawn) if f.standard}
    assert told["workers ever over"].value == 5
    assert told["workers over for 90 days on end"].value == 0
    assert "any day over 12" in told["workers ever over"].standard
    (row,) = rows(loads_csv(drawn))
    assert (row["workers_over"], row["workers_over_days_on_end"]) == ("5", "0")


def test_closures_are_cases_and_transfers_are_workers_who_give_up_any_number(watch):
    near = replace(watch.month_ends[0], of="transfers")
    told = {f.what: f for f in caseload_figures(replace(watch, month_ends=(near,)))}
    given_up = told["transfers near month ends"]
    assert given_up.unit == "workers giving up cases"
    assert "any number of cases in a branch on one day counts once" in given_up.counting_rule
    closed = next(f for f in caseload_figures(watch) if f.what == "closures near month ends")
    assert (closed.unit, closed.counting_rule[:31]) == (
        *("cases closed", "Closures: every case closed cou"),
    )


def test_people_are_counted_as_workers_and_posts_as_positions(watch):
    told = {f.what: f.unit for f in caseload_figures(watch) if f.population == "Bend (branch)"}
    assert told["workers who carry cases"] == told["trainees"] == told["workers"] == "workers"
    assert told["positions"] == told["vacant positions"] == "positions"


def test_a_branch_has_one_name_wherever_it_is_told_of(watch):
    """Loads know it by its name and month ends by its id; a reader joins them by the name."""
    near = next(f for f in caseload_figures(watch) if f.what == "closures near month ends")
    assert near.population == "Bend (branch)"


def test_a_figure_without_a_value_is_there_and_says_why(watch):
    told = json.loads(watch_contents(watch, "Made up")["figures.json"])
    bay = [each for each in told if each["population"] == "Coos Bay (branch)"]
    ratio = next(each for each in bay if each["what"] == "mean over days")
    assert (ratio["value"], ratio["number"]) == (None, None)
    assert ratio["note"] == "no case-carrying workers"
    vacant = next(e for e in told if e["what"] == "vacant positions" and e["value"] is None)
    assert vacant["note"] == "no table of positions"


def test_a_month_in_which_nobody_carries_is_recorded_without_a_value_and_says_why(watch):
    none = replace(watch.months[0], mean=Ratio(F(0), F(0)), over=())
    told = caseload_figures(replace(watch, loads=(), months=(none,), years=()))
    assert (told[0].what, told[0].value) == ("mean over days", None)
    assert told[0].note == "no case-carrying workers"


def test_units_stand_in_the_csv_and_not_on_the_page_or_in_the_list(watch):
    unit = replace(watch.loads[0], whom=Whom("unit", "u-17", "Unit 17"), outside=None)
    more = replace(watch, loads=(*watch.loads, unit))
    assert "u-17" in loads_csv(more).decode()
    assert not [f for f in caseload_figures(more) if "Unit 17" in f.population]
    assert "Unit 17" not in caseload_html(more, "Made up")


def test_what_no_branch_can_tell_is_recorded_nowhere(watch):
    load = replace(watch.loads[1], outside=None)
    told = caseload_figures(replace(watch, loads=(load,)))
    assert not [f for f in told if f.what.startswith("open and carried")]


def test_a_group_held_against_no_standard_has_one_row_and_its_note(watch):
    found = [row for row in rows(loads_csv(watch)) if row["id"] == "coos_bay"]
    assert len(found) == 1
    assert (found[0]["mean"], found[0]["standard"]) == ("", "")
    assert found[0]["note"] == "no case-carrying workers"
    assert [row["over_share"] for row in rows(loads_csv(watch)) if row["id"] == "bend"] == [
        "0.091324",
        "0.016667",
    ]


def test_months_and_years_stand_in_one_file(watch):
    spans = [row["span"] for row in rows(months_csv(watch))]
    assert (spans.count("month"), spans.count("year")) == (24, 1)


def test_text_that_a_spreadsheet_would_run_is_made_safe(watch):
    wild = Whom("branch", "=1+1", "@evil")
    loads = tuple(replace(load, whom=wild) for load in watch.loads)
    heads = tuple(replace(h, whom=wild, role="-x") for h in watch.headcounts)
    spoilt = replace(watch, loads=loads, headcounts=heads)
    assert {row["id"] for row in rows(loads_csv(spoilt))} == {"'=1+1"}
    assert {(row["name"], row["role"]) for row in rows(headcount_csv(spoilt))} == {
        ("'@evil", "'-x")
    }


def test_the_page_is_one_file_with_each_picture_its_table_its_day_and_its_version(watch):
    page = caseload_html(watch, "Made <b>up</b>")
    assert "Made &lt;b&gt;up&lt;/b&gt;" in page
    assert page.count("<svg") == 3
    assert "data as of 2001-07-01 · Evenhand" in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert not re.findall(r'(?:src|href)="(?!#)', page)
    assert "None: every number" in caseload_html(replace(watch, assumptions=()), "Made up")


def test_a_watch_of_nobody_still_has_a_page(watch):
    bare = replace(
        watch,
        loads=(),
        months=(),
        years=(),
        headcounts=(),
        vacancies=(),
        workloads=(),
        month_ends=(),
        flags=(),
    )
    assert "<svg" not in caseload_html(bare, "Made up")
    assert are_figures(watch_contents(bare, "Made up")["figures.json"].decode())


@pytest.mark.parametrize("stranger", ["letter.txt", "figures.json"])
def test_a_folder_that_holds_anything_else_is_left_alone(watch, tmp_path, stranger):
    (tmp_path / stranger).write_text("[1]", encoding="utf-8")
    with pytest.raises(RunError, match="no figures of caseloads, so it is left alone"):
        write_watch(watch, tmp_path, "Made up")
    assert [path.name for path in tmp_path.iterdir()] == [stranger]


def test_somebody_s_own_file_beside_figures_keeps_the_folder_as_it_is(watch, tmp_path):
    write_watch(watch, tmp_path / "watch", "Made up")
    (tmp_path / "watch" / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(RunError, match="left alone"):
        write_watch(watch, tmp_path / "watch", "Made up")
    assert (tmp_path / "watch" / "letter.txt").read_text("utf-8") == "dear"


def test_a_file_is_no_folder_and_an_empty_folder_will_do(tmp_path):
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(RunError, match="is not a folder"):
        check_figures_place(tmp_path / "mine")
    (tmp_path / "empty").mkdir()
    check_figures_place(tmp_path / "empty")
