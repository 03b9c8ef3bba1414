"""What the AFCARS foster care file feeds. These cases are printed in no manual, but are one."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.suppliers.federal_files import ASTORIA, BEND, COOS_BAY, foster, rows_of, write

from evenhand.errors import TableError
from evenhand.figures import Period, TableCount, Tally
from evenhand.policy import read_policy
from evenhand.run import allocate, measure
from evenhand.sources.opening import open_data

YEAR_2018 = Period(date(2017, 10, 1), date(2018, 10, 1))
HOME = "home_within_a_year"


@pytest.fixture
def folder(tmp_path):
    """Write AFCARS files into a folder, `folder(fc2018=[…], fc2019=[…])`, and open it."""

    def make(period=None, engine="polars", **files):
        for name, records in files.items():
            write(tmp_path / f"{name}.csv", "afcars", records)
        return open_data(str(tmp_path), period, engine)

    return make


def in_2019(child, removed, **other):
    return foster(child, removed, FY="2019", RepDatYr="2019", **other)


def only(data):
    (fault,) = data.rejects
    return fault.line, fault.column, fault.value, fault.reason


def test_a_record_is_a_removal_of_a_child_from_its_own_home(folder):
    data = folder(fc2018=[foster("a", "2018-03-01", Neglect="1", DAParent="0", Housing="")])
    (removal,) = rows_of(data, "removals")
    assert removal == {
        "child": "ORa",
        "family": "ORa 2018-03-01",
        "branch": ASTORIA,
        "removed_on": date(2018, 3, 1),
        "returned_on": None,
        "ended_on": None,
    }
    (family,) = rows_of(data, "families")
    assert (family["id"], family["group"]) == ("ORa 2018-03-01", "out_of_home")
    assert (family["factor_neglect"], family["factor_parent_drugs"]) == (True, False)
    assert family["factor_housing"] is None
    assert rows_of(data, "children") == [
        {"id": "ORa", "family": "ORa 2018-03-01", "born_on": date(2010, 5, 15)}
    ]
    assert [(c["kind"], c["closed_on"]) for c in rows_of(data, "cases")] == [("child", None)]


def test_the_data_stand_for_the_day_after_the_last_report_period(folder):
    assert folder(fc2018=[foster("a", "2018-03-01")]).as_of == date(2018, 10, 1)
    half = foster("a", "2018-03-01", RepDatMo="3")
    assert folder(fc2018=[half]).as_of == date(2018, 4, 1)


def test_only_a_child_back_with_its_parent_or_caretaker_came_home(folder):
    left = {"DoDFCDt": "2018-06-01"}
    data = folder(
        fc2018=[
            foster("a", "2018-03-01", DISREASN="1", **left),
            foster("b", "2018-03-01", DISREASN="2", **left),
            foster("c", "2018-03-01", DISREASN="", **left),
        ]
    )
    found = {r["child"]: (r["returned_on"], r["ended_on"]) for r in rows_of(data, "removals")}
    day = date(2018, 6, 1)
    assert found == {"ORa": (day, day), "ORb": (None, day), "ORc": (None, day)}
    assert any(
        flag.startswith("1 children were discharged without a reason") for flag in data.flags
    )


def test_the_level_of_vulnerability_is_not_in_the_file_and_is_not_made_up(folder):
    data = folder(fc2018=[foster("a", "2018-03-01")])
    assert "level_at_removal" not in data.columns["removals"]


def test_counties_that_are_not_told_are_listed_and_given_no_positions(folder):
    data = folder(fc2018=[foster("a", "2018-03-01"), foster("b", "2018-03-01", FIPSCode="8")])
    assert data.branches == {ASTORIA: "Oregon 41007"}
    (listed,) = data.listed
    assert (listed.branch, listed.name) == ("OR withheld", "Oregon, counties not told")
    assert listed.reason.startswith("1 records of counties that the file does not tell apart")


def test_a_county_may_lack_its_leading_zero(folder):
    data = folder(fc2018=[foster("a", "2018-03-01", State="1", FIPSCode="1073", StFCID="ALa")])
    assert data.branches == {"01073": "Alabama 01073"}


def test_of_two_files_the_later_record_of_a_removal_stands(folder):
    home = {"DoDFCDt": "2019-02-01", "DISREASN": "1"}
    data = folder(fc2018=[foster("a", "2018-03-01")], fc2019=[in_2019("a", "2018-03-01", **home)])
    (removal,) = rows_of(data, "removals")
    assert removal["returned_on"] == date(2019, 2, 1)
    assert data.table_counts[:2] == (
        TableCount("fc2018.csv", 1, 1, 0),
        TableCount("fc2019.csv", 1, 1, 0),
    )


def test_a_later_removal_says_when_an_earlier_one_ended_and_not_how(folder):
    data = folder(
        fc2018=[foster("a", "2018-03-01")],
        fc2019=[in_2019("a", "2019-04-01", DLstFCDt="2019-01-15", TotalRem="2")],
    )
    first, second = sorted(rows_of(data, "removals"), key=lambda row: row["removed_on"])
    assert (first["ended_on"], first["returned_on"]) == (date(2019, 1, 15), None)
    assert second["ended_on"] is None
    assert "0 earlier removals" in data.flags[0]


def test_removals_that_no_file_holds_are_told_by_number(folder):
    data = folder(fc2018=[foster("a", "2018-03-01", TotalRem="4"), foster("b", "2018-03-01")])
    assert "3 earlier removals that TotalRem counts stand in no file given" in data.flags[0]


@pytest.mark.parametrize(
    ("cells", "column", "value", "why"),
    [
        ({"DOB": "2018-02-30"}, "DOB", "2018-02-30", "is no day of the calendar"),
        ({"DOB": ""}, "DOB", "", "is empty"),
        ({"DOB": "2018-03-02"}, "LatRemDt", "2018-03-01", "is before DOB, 2018-03-02"),
        ({"DoDFCDt": "2018-02-01"}, "DoDFCDt", "2018-02-01", "is before LatRemDt, 2018-03-01"),
        ({"DoDFCDt": "2018-10-01"}, "DoDFCDt", "2018-10-01", "is after the file's last day"),
        ({"DISREASN": "1"}, "DISREASN", "returned_home", "is a reason for a discharge"),
        ({"DISREASN": "12"}, "DISREASN", "12", "is no code of element 77; its codes are 0, 1,"),
        ({"PhyAbuse": "9"}, "PhyAbuse", "9", "is no code of element 34; its codes are 0, 1"),
        ({"FIPSCode": "Clatsop"}, "FIPSCode", "Clatsop", "is no county"),
        ({"FIPSCode": "06001"}, "FIPSCode", "06001", "is not in the state OR"),
        ({"FY": "2017"}, "FY", "2017", "is not the fiscal year 2018 that the file is of"),
        ({"RepDatMo": "10"}, "RepDatYr", "2018", "is not in the fiscal year 2018"),
        ({"StFCID": "ORb"}, "RecNumbr", "a", "stands already in fc2018.csv, line 2"),
    ],
)
def test_a_record_that_cannot_be_meant_is_named_with_its_place(folder, cells, column, value, why):
    good = [foster("b", "2018-03-01"), foster("c", "2018-03-01")]
    data = folder(fc2018=[*good, foster("a", "2018-03-01") | cells])
    line, at, shown, reason = only(data)
    assert (line, at, shown) == (4, column, value)
    assert reason.startswith(why)
    assert data.table_counts[0] == TableCount("fc2018.csv", 3, 2, 1)


def test_a_line_with_a_cell_too_many_is_lost_alone(folder, tmp_path):
    path = write(tmp_path / "fc.csv", "afcars", [foster("a", "2018-03-01")])
    path.write_bytes(path.read_bytes() + b"1,2\n\xff\n")
    first, second = folder().rejects
    assert (first.line, first.reason[:19]) == (3, "the line has 2 cell")
    assert (second.line, second.reason[:22]) == (4, "the line is not UTF-8;")


def test_a_file_without_one_element_says_which(tmp_path):
    path = write(tmp_path / "fc.csv", "afcars", [foster("a", "2018-03-01")])
    path.write_text(path.read_text("utf-8").replace("NoCope", "Cope"), "utf-8")
    with pytest.raises(TableError, match=r"header lacks NoCope\. Ask for the file"):
        open_data(str(tmp_path), None)


def test_a_file_in_which_no_record_can_be_used_is_refused(folder):
    with pytest.raises(TableError, match=r"no record .* The first: line 2, DOB is empty"):
        folder(fc2018=[foster("a", "2018-03-01", DOB="")])


def test_the_file_is_known_by_its_elements_whatever_its_name_and_letters(tmp_path):
    path = write(tmp_path / "DS255.TXT", "afcars", [foster("a", "03/01/2018")], mark="\t")
    header, _, rest = path.read_text("utf-8").partition("\n")
    quoted = "\t".join(f'"{name.upper()}"' for name in header.split("\t"))
    path.write_text(f"{quoted}\n{rest}", encoding="utf-8")
    assert len(rows_of(open_data(str(tmp_path), None), "removals")) == 1


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_home_on_day_365_counts_and_on_day_366_does_not(folder, engine):
    home = {"DISREASN": "1"}
    records = [
        ("a", "2017-10-01", {"DoDFCDt": "2018-09-30"}),
        ("b", "2018-03-01", {"DoDFCDt": "2019-03-01"}),
        ("c", "2018-03-01", {"DoDFCDt": "2019-03-02"}),
    ]
    data = folder(
        YEAR_2018,
        engine,
        fc2018=[foster("a", "2017-10-01", **home, DoDFCDt="2018-09-30")]
        + [foster(child, removed) for child, removed, _ in records[1:]]
        + [foster("x", "2016-01-01", FIPSCode=BEND)],
        fc2019=[in_2019(child, removed, **home, **cells) for child, removed, cells in records[1:]],
    )
    words = "age=5-9 factor_neglect=0 factor_parent_drugs=0 factor_child_behavior=0"
    none = words.replace("5-9", "0-4")
    assert data.counts[HOME] == (Tally(ASTORIA, words, 2, 3), Tally(BEND, none, 0, 0))


def test_a_year_of_the_period_that_no_file_is_given_for_is_refused_since_children_would_be_hidden(
    folder,
):
    with pytest.raises(TableError, match="needs the AFCARS file of fiscal year 2018; 2018 is not"):
        folder(YEAR_2018, fc2019=[in_2019("a", "2018-03-01")])
    years = Period(date(2017, 10, 1), date(2019, 10, 1))
    with pytest.raises(TableError, match="fiscal year 2018, 2019; 2018 is not"):
        folder(years, fc2019=[in_2019("a", "2018-03-01")])


def test_a_year_ahead_that_no_file_is_given_for_is_refused_by_what_looks_ahead(folder):
    data = folder(YEAR_2018, fc2018=[foster("a", "2018-03-01")])
    with pytest.raises(TableError) as refused:
        measure(read_policy("afcars-out-of-home"), data)
    assert "needs the AFCARS file of fiscal year 2018, 2019; 2019 is not" in str(refused.value)


def test_a_period_that_cannot_be_followed_is_refused_with_a_day_that_works(folder):
    data = folder(
        YEAR_2018,
        fc2018=[foster("a", "2018-03-01")],
        fc2019=[in_2019("a", "2018-03-01", RepDatMo="3")],
    )
    with pytest.raises(TableError, match=r"End the period by 2018-04-01\."):
        data.counts[HOME]


def test_the_shipped_policy_shares_positions_by_children_in_care_and_returns(folder):
    def county(name, fips, children, home):
        ids = [f"{name}{n}" for n in range(children)]
        first = [foster(i, "2018-03-01", FIPSCode=fips) for i in ids]
        left = {"DoDFCDt": "2018-11-01", "DISREASN": "1"}
        then = [
            in_2019(i, "2018-03-01", FIPSCode=fips, **(left if n < home else {}))
            for n, i in enumerate(ids)
        ]
        return first, then

    made = [county("a", ASTORIA, 60, 30), county("b", BEND, 60, 10), county("c", COOS_BAY, 30, 10)]
    data = folder(
        YEAR_2018,
        fc2018=[record for first, _ in made for record in first],
        fc2019=[record for _, then in made for record in then],
    )
    policy = read_policy("afcars-out-of-home")
    result = allocate(policy, data, "30", measure(policy, data))
    positions = {total.branch: total.positions for total in result.totals}
    assert sum(positions.values()) == 30
    assert positions[ASTORIA] > positions[BEND] > positions[COOS_BAY]
