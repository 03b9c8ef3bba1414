"""Each cell by its kind, each row by the rules: what is rejected, and in which words."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import polars as pl
import pytest

from evenhand.errors import TableError
from evenhand.sources.checking import check_table
from evenhand.sources.layout import ALL_TABLES
from evenhand.sources.rows.worded import worded

BRANCHES = "id,name\nA,Astoria\nB,Bend\n"
CHILDREN = "id,family,born_on\nc1,f1,1990-05-01\nc2,f1,1991-02-30\n"
FAMILIES = "id,branch,group,factor_drugs\nf1,A,out_of_home,yes\n"
TURNED = "is not written YYYY-MM-DD: have the program that wrote it write days so (ISO 8601)"
COMMA = "is written with a comma; write a point before the decimals, and no other mark"


@pytest.fixture
def check(tmp_path):
    def check_all(**texts):
        checked = {}
        for name, table in ALL_TABLES.items():
            if name in texts:
                path = tmp_path / f"{name}.csv"
                path.write_text(texts[name], encoding="utf-8")
                checked[name] = check_table(path, table, {}, checked)
                each = checked[name].count
                assert each.read == each.accepted + each.rejected
        return checked

    return check_all


at = datetime.fromisoformat


def faults(checked):
    return list(checked.faults.iter_rows())


def removals(*lines):
    head = "child,family,branch,removed_on,level_at_removal,returned_on,ended_on"
    return "\n".join([head, *lines])


def test_cells_become_values_of_their_kind(check):
    found = check(
        branches="id,name,latitude,child_population\nA,Astoria,46.187884123456789,8000.0\n",
        families="id,branch,group,factor_drugs,factor_work\nf1,A,in_home,YES,0\n",
        time_samples="worker,moment,activity,minutes\nw,1998-03-01T09:30,physical,15\n"
        "w,1998-03-01 09:31:05.25,physical,0\n",
        children="id,family,born_on\nc1,f1,1990-05-01 00:00:00\n",
    )
    assert found["branches"].rows.collect().rows()[0][3:] == (Decimal("46.187884123456789"), 8000)
    assert found["families"].rows.collect().rows()[0][-2:] == (True, False)
    assert found["children"].rows.collect()["born_on"].to_list() == [date(1990, 5, 1)]
    assert found["time_samples"].rows.collect()["moment"].to_list() == [
        at("1998-03-01 09:30"),
        at("1998-03-01 09:31:05.250"),
    ]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("1998-02-30", "is no day of the calendar"),
        ("2/28/1998", TURNED),
        ("1998-2-8", "is not written YYYY-MM-DD"),
        ("35854", "is a spreadsheet's number for a day; write it as YYYY-MM-DD"),
        ("9999-12-31", "is not in the years 1800 to 2199; leave the cell empty if it has not "
                       "happened"),
        ("1998-02-28 14:00", "has a time of day that cannot be read here; write it as YYYY-MM-DD"),
        ("", "is empty, and every row needs it"),
    ],
)  # fmt: skip
def test_a_day_that_is_none_is_rejected_and_told_why(check, cell, why):
    found = check(children=f"id,family,born_on\nc1,f1,{cell}\n")["children"]
    assert faults(found) == [(2, "born_on", cell, why)]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("0", "is not within 1 to 7"),
        ("8", "is not within 1 to 7"),
        ("three", "is not a whole number written in digits, such as 12"),
        ("2.5", "is not a whole number written in digits, such as 12"),
    ],
)
def test_a_level_is_a_whole_number_from_1_to_7(check, cell, why):
    found = check(removals=removals(f"c1,f1,A,1998-01-01,{cell},,"))["removals"]
    assert faults(found) == [(2, "level_at_removal", cell, why)]


@pytest.mark.parametrize(
    ("table", "line", "cell", "why"),
    [
        ("branch,positions", "A,{}", "-1", "is less than 0"),
        ("branch,positions", "A,{}", '"1,200"', COMMA),
        ("branch,positions", "A,{}", '"0,5"', COMMA),
        ("branch,positions", "A,{}", "1e3", "is not a number written in digits, such as 12"),
        ("branch,positions", "A,{}", "nan", "is not a number written in digits, such as 12"),
    ],
)
def test_a_number_is_written_in_digits_and_not_below_its_least(check, table, line, cell, why):
    found = check(branches=BRANCHES, staff=f"{table}\n{line.format(cell)}\n")["staff"]
    assert faults(found) == [(2, "positions", cell.strip('"'), why)]


def test_a_word_not_allowed_is_rejected_with_those_that_are(check):
    found = check(families="id,branch,group\nf1,A,in_hom\n")["families"]
    why = "is not one of in_home, out_of_home. Did you mean in_home?"
    assert faults(found) == [(2, "group", "in_hom", why)]


def test_a_factor_is_yes_or_no(check):
    found = check(families="id,branch,group,factor_x\nf1,A,in_home,maybe\n")["families"]
    assert faults(found) == [(2, "factor_x", "maybe", "is not one of 1, true, yes, 0, false, no")]


def test_a_moment_without_a_time_of_day_is_rejected(check):
    found = check(time_samples="worker,moment,activity,minutes\nw,1998-03-01,x,1\n")
    why = "has a time of day that cannot be read here; write it as YYYY-MM-DD HH:MM"
    assert faults(found["time_samples"]) == [(2, "moment", "1998-03-01", why)]


@pytest.mark.parametrize("cell", ["<= 10", "<5", "c", "-", "x", "*", "C"])
def test_a_masked_count_is_rejected_with_what_to_give_instead(check, cell):
    found = check(counts=f"measure,branch,hits,base\nreturn_home,A,{cell},20\n")["counts"]
    ((_, column, value, why),) = faults(found)
    assert (column, value) == ("hits", cell)
    assert "never taken for zero" in why
    assert "hits_most" in why


def test_a_masked_count_given_as_a_range_is_accepted_if_the_least_comes_first(check):
    head = "measure,branch,hits,base,hits_most"
    found = check(counts=f"{head}\nreturn_home,A,1,20,10\nreturn_home,B,11,20,10\n")["counts"]
    assert faults(found) == [(3, "hits_most", "10", "is less than hits 11")]


def test_a_return_before_its_removal_is_rejected_and_one_the_same_day_is_not(check):
    found = check(
        removals=removals("c1,f1,A,1998-03-01,2,1998-02-28,", "c2,f1,A,1998-03-01,2,1998-03-01,")
    )["removals"]
    assert faults(found) == [(2, "returned_on", "1998-02-28", "is before removed_on 1998-03-01")]


def test_an_unknown_branch_is_rejected(check):
    found = check(branches=BRANCHES, families="id,branch,group\nf1,Z,in_home\n")["families"]
    assert faults(found) == [(2, "branch", "Z", "is not an id in branches.csv")]


def test_a_row_that_refers_to_a_rejected_row_is_rejected_and_says_so(check):
    found = check(
        branches=BRANCHES,
        families=FAMILIES,
        children=CHILDREN,
        removals=removals("c1,f1,A,1998-03-01,2,,", "c2,f1,A,1998-03-01,2,,"),
    )["removals"]
    assert faults(found) == [(3, "child", "c2", "refers to a row rejected in children.csv, line 3")]


def test_an_empty_reference_that_is_not_needed_is_no_fault(check):
    head = "id,branch,child,received_on,decision"
    found = check(
        branches=BRANCHES, families=FAMILIES, children=CHILDREN,
        referrals=f"{head}\nr1,A,,1998-01-01,assess\n",
    )["referrals"]  # fmt: skip
    assert faults(found) == []


def test_of_rows_with_one_key_the_first_stays_and_the_later_name_its_line(check):
    found = check(branches="id,name\nA,Astoria\nB,Bend\nA,Astoria\nA,Alsea\n")["branches"]
    assert found.rows.collect()["name"].to_list() == ["Astoria", "Bend"]
    assert faults(found) == [
        (4, "id", "A", "stands already in line 2"),
        (5, "id", "A", "stands already in line 2"),
    ]


def test_a_key_is_judged_among_rows_that_are_otherwise_accepted(check):
    text = "id,family,born_on\nc1,f1,1998-02-30\nc1,f1,1998-02-28\n"
    found = check(children=text)["children"]
    assert found.rows.collect()["line"].to_list() == [3]


def test_an_empty_part_of_a_key_is_a_value_like_others(check):
    found = check(branches=BRANCHES, staff="branch,program,positions\nA,,1\nA,x,2\nA,,3\n")
    assert faults(found["staff"]) == [(4, "branch, program", "A", "stands already in line 2")]


def test_a_row_with_two_faults_is_rejected_once_and_shows_both(check):
    found = check(children="id,family,born_on\nc1,,35000\n")["children"]
    assert [fault[1] for fault in faults(found)] == ["family", "born_on"]
    assert found.count.rejected == 1


def test_each_table_stands_after_those_it_refers_to():
    names = list(ALL_TABLES)
    for name, table in ALL_TABLES.items():
        for column in table.columns:
            assert names.index(column.refers_to or name) <= names.index(name)


def test_parquet_is_checked_by_the_same_rules_with_a_row_s_number_for_its_line(tmp_path):
    path = tmp_path / "removals.parquet"
    pl.DataFrame(
        {
            "child": ["c1", "c2", "c3"],
            "family": ["f1", "f1", None],
            "branch": ["A", "A", "A"],
            "removed_on": [at("1998-03-01"), at("1998-03-01 14:00"), at("1998-03-02")],
            "level_at_removal": [2.0, 3.0, 4.0],
        }
    ).write_parquet(path)
    found = check_table(path, ALL_TABLES["removals"], {}, {})
    assert found.rows.collect().rows() == [(1, "c1", "f1", "A", date(1998, 3, 1), 2)]
    assert [(line, column) for line, column, *_ in faults(found)] == [
        (2, "removed_on"),
        (3, "family"),
    ]
    assert found.count.read == 3


def test_a_parquet_file_that_is_none_or_holds_lists_is_refused(tmp_path):
    path = tmp_path / "branches.parquet"
    path.write_bytes(b"id,name\n")
    with pytest.raises(TableError, match=r"branches.parquet cannot be read as Parquet"):
        check_table(path, ALL_TABLES["branches"], {}, {})
    pl.DataFrame({"id": [["A"]], "name": ["Astoria"]}).write_parquet(path)
    with pytest.raises(TableError, match="holds a column that is no text"):
        check_table(path, ALL_TABLES["branches"], {}, {})


def test_a_reason_is_worded_over_rows_that_lie_in_several_pieces():
    # Polars 2.1 panics here on its own `pl.format`.
    pieces = [pl.DataFrame({"line": [at], "day": [date(2000, 1, at)]}) for at in (1, 2, 3)]
    rows = pl.concat(pieces, rechunk=False).filter(pl.col("line") != 2)
    told = rows.select(said=worded("line {} is {}.", "line", pl.col("day")))
    assert told["said"].to_list() == ["line 1 is 2000-01-01.", "line 3 is 2000-01-03."]
