"""What the NCANDS child file feeds, alone and beside the AFCARS foster care file."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.suppliers.federal_files import (
    ASTORIA,
    BEND,
    COOS_BAY,
    foster,
    report,
    rows_of,
    write,
)

from evenhand.errors import TableError
from evenhand.figures import Period, TableCount, Tally
from evenhand.policy import read_policy
from evenhand.run import allocate, measure
from evenhand.sources.opening import open_data

YEAR_2018 = Period(date(2017, 10, 1), date(2018, 10, 1))
AGAIN = "abused_again_within_a_year"


@pytest.fixture
def folder(tmp_path):
    """Write files into a folder and open it; names that begin with `fc` are AFCARS."""

    def make(period=None, **files):
        for name, records in files.items():
            layout = "afcars" if name.startswith("fc") else "ncands"
            write(tmp_path / f"{name}.tab", layout, records, mark="\t")
        return open_data(str(tmp_path), period)

    return make


def test_a_child_on_a_report_is_one_referral_and_was_assessed(folder):
    data = folder(ch2018=[report("r1", "a", "2018-03-01", RpDispDt="2018-04-01")])
    assert rows_of(data, "referrals") == [
        {
            "id": "OR r1 a",
            "branch": ASTORIA,
            "child": "OR a",
            "received_on": date(2018, 3, 1),
            "decision": "assess",
        }
    ]
    (assessed,) = rows_of(data, "assessments")
    assert (assessed["type"], assessed["opened_on"]) == ("neglect", date(2018, 3, 1))
    assert assessed["closed_on"] == date(2018, 4, 1)
    assert rows_of(data, "children") == [{"id": "OR a"}]
    assert data.as_of == date(2018, 10, 1)
    assert data.flags[0].startswith("NCANDS holds reports that were screened in")


@pytest.mark.parametrize(
    ("kind", "level", "found"),
    [
        ("1", "1", [("physical_abuse", date(2018, 4, 1))]),
        ("4", "2", [("sexual_abuse", date(2018, 4, 1))]),
        ("2", "3", [("neglect", None)]),
        ("2", "5", [("neglect", None)]),
        ("2", "99", [("neglect", None)]),
        ("2", "", [("neglect", None)]),
        ("9", "1", [("unstated", date(2018, 4, 1))]),
        ("6", "8", []),
        ("6", "5", []),
        ("NULL", "NULL", []),
        ("", "", []),
    ],
)
def test_an_allegation_is_founded_where_it_is_substantiated_or_indicated(
    folder, kind, level, found
):
    cells = {"RpDispDt": "2018-04-01", "ChMal1": kind, "Mal1Lev": level}
    data = folder(ch2018=[report("r1", "a", "2018-03-01", **cells)])
    assert [(a["type"], a["found_on"]) for a in rows_of(data, "allegations")] == found


def test_a_record_may_hold_four_allegations(folder):
    cells = {f"ChMal{n}": str(n) for n in range(1, 5)} | {f"Mal{n}Lev": "1" for n in range(1, 5)}
    data = folder(ch2018=[report("r1", "a", "2018-03-01", **cells)])
    assert len(rows_of(data, "allegations")) == 4


def test_without_a_day_of_disposition_the_day_of_the_report_stands_and_the_flag_says_so(folder):
    data = folder(ch2018=[report("r1", "a", "2018-03-01", RpDispDt="NULL", Mal1Lev="1")])
    (allegation,) = rows_of(data, "allegations")
    assert allegation["found_on"] == date(2018, 3, 1)
    assert any(flag.startswith("1 founded reports have no day in RpDispDt") for flag in data.flags)


@pytest.mark.parametrize("county", ["41000", "41998", "41999"])
def test_a_report_of_no_county_is_listed(folder, county):
    data = folder(
        ch2018=[report("r1", "a", "2018-03-01", RptFIPS=county), report("r2", "a", "2018-03-01")]
    )
    assert list(data.branches) == [ASTORIA]
    assert [each.branch for each in data.listed] == ["OR withheld"]


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ({"RptDt": ""}, "RptDt", "is empty"),
        ({"RptDt": "8"}, "RptDt", "is no day of the calendar"),
        (
            {"RptDt": "2018-10-01", "InvDate": "", "RpDispDt": ""},
            "RptDt",
            "is after the file's last day, 2018-09-30",
        ),
        ({"RpDispDt": "2018-02-28", "InvDate": ""}, "RpDispDt", "is before RptDt, 2018-03-01"),
        ({"InvDate": "2018-03-02"}, "RpDispDt", "is before InvDate, 2018-03-02"),
        ({"Mal2Lev": "44"}, "Mal2Lev", "is no code of element 29"),
        ({"ChMal1": "6", "Mal1Lev": "1"}, "ChMal1", "alleges nothing"),
        ({"StaTerr": "ZZ"}, "StaTerr", "is no code of element 2"),
        ({"SubYr": "2017"}, "SubYr", "is not the fiscal year 2018 that the file is of"),
        ({"RptID": "r1", "ChID": "b"}, "RptID", "stands already in ch2018.tab, line 2"),
        (
            {"ChID": "b", "StFCID": "ORy"},
            "ChID",
            "is the child that an earlier row calls ORx in foster care",
        ),
    ],
)
def test_a_record_that_cannot_be_meant_is_named_with_its_place(folder, cells, column, why):
    good = [report("r1", "b", "2018-03-01", StFCID="ORx"), report("r2", "c", "2018-03-01")]
    data = folder(ch2018=[*good, report("r3", "a", "2018-03-01") | cells])
    (fault,) = data.rejects
    assert (fault.file, fault.line, fault.column) == ("ch2018.tab", 4, column)
    assert fault.reason.startswith(why)
    assert data.table_counts[0] == TableCount("ch2018.tab", 3, 2, 1)


def test_the_foster_care_identifier_joins_a_childs_reports_and_removals(folder):
    data = folder(
        fc2018=[foster("a", "2018-03-01")],
        ch2018=[
            report("r1", "n1", "2018-02-01"),
            report("r2", "n1", "2018-03-01", AFCARSID="a"),
            report("r3", "n2", "2018-03-01"),
        ],
    )
    assert [r["child"] for r in rows_of(data, "referrals")] == ["ORa", "ORa", "OR n2"]
    known = {c["id"]: c["born_on"] for c in rows_of(data, "children")}
    assert known == {"ORa": date(2010, 5, 15), "OR n2": None}


def test_abused_again_on_day_365_counts_and_on_day_366_does_not(folder):
    home = {"DISREASN": "1"}

    def again(number, child, day, **cells):
        founded = {"Mal1Lev": "1", "StFCID": f"OR{child}", "SubYr": "2019"}
        return report(number, f"n{child}", day, **(founded | cells))

    data = folder(
        YEAR_2018,
        fc2018=[
            foster("a", "2017-01-01", DoDFCDt="2018-03-01", **home),
            foster("b", "2017-01-01", DoDFCDt="2018-03-01", **home),
            foster("c", "2017-01-01", DoDFCDt="2018-03-01", **home),
            foster("d", "2017-01-01", FIPSCode=BEND),
        ],
        fc2019=[foster("z", "2019-03-01", FY="2019", RepDatYr="2019")],
        ch2018=[report("r0", "other", "2018-03-01")],
        ch2019=[
            again("r1", "a", "2019-03-01", RptFIPS=COOS_BAY),
            again("r2", "b", "2019-03-02"),
            again("r3", "c", "2019-02-01", Mal1Lev="5"),
        ],
    )
    assert data.counts[AGAIN] == (
        Tally(ASTORIA, "", 1, 3),
        Tally(COOS_BAY, "", 0, 0),
        Tally(BEND, "", 0, 0),
    )


def test_files_that_end_on_different_days_stand_for_the_earlier(folder):
    data = folder(
        fc2018=[foster("a", "2018-03-01")],
        ch2019=[report("r1", "n", "2019-03-01", SubYr="2019")],
    )
    assert data.as_of == date(2018, 10, 1)
    assert data.flags[-1].startswith("The files end on different days (AFCARS before 2018-10-01")


def test_a_year_of_the_period_that_no_file_is_given_for_is_refused(folder):
    with pytest.raises(TableError, match="needs the NCANDS file of fiscal year 2018; 2018 is not"):
        folder(YEAR_2018, ch2019=[report("r1", "a", "2018-09-30", SubYr="2019")])


def test_what_was_decided_on_after_the_last_file_is_said_to_be_missing(folder):
    first = [report("r1", "a", "2018-03-01")]
    said = "stand in the NCANDS file of fiscal year 2019, which is not given"
    assert said in "".join(folder(YEAR_2018, ch2018=first).flags)
    second = [report("r2", "a", "2018-09-30", SubYr="2019")]
    assert said not in "".join(folder(YEAR_2018, ch2019=second).flags)


def test_the_shipped_policy_gives_more_where_allegations_take_longer(folder):
    kinds = {ASTORIA: "4", BEND: "2", COOS_BAY: "1"}
    data = folder(
        YEAR_2018,
        ch2018=[
            report(f"r{county}{n}", "a", "2018-03-01", RptFIPS=county, ChMal1=kind)
            for county, kind in kinds.items()
            for n in range(30)
        ],
    )
    policy = read_policy("ncands-protective")
    result = allocate(policy, data, "30", measure(policy, data))
    # Thirty calls each; sexual abuse takes a third more: 40 : 30 : 30 of 30 positions.
    assert {t.branch: t.positions for t in result.totals} == {ASTORIA: 12, BEND: 9, COOS_BAY: 9}
