"""An SSDA903 return: episodes become periods of being looked after, and faults are named."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.errors import TableError
from evenhand.figures import Period, Tally
from evenhand.sources.engine import rows
from evenhand.sources.opening import open_data
from evenhand.sources.suppliers.ssda903 import read, recognises
from evenhand.sources.suppliers.ssda903.code_book import codes, words

READING = "home_within_half_a_year"
HEADER = "CHILD,DOB\n1,01/05/2010\n2,15/04/2015\n"
COLUMNS = "CHILD,DECOM,RNE,LS,CIN,DEC,REC,HOME_POST\n"

#: Child 1: looked after since 2016, then home as planned; back, and still there. Child 2: entered.
EPISODES = """
1,10/02/2016,L,C2,N1,14/08/2017,X1,RG1 2AB
1,14/08/2017,P,C2,N1,01/09/2017,E4A,RG1 2AB
1,01/12/2017,S,V2,N4,,,OX4 1AA
2,03/05/2017,S,V2,N5,20/05/2017,X1,RG30 1AA
2,20/05/2017,T,V2,N5,30/06/2017,E4B,RG30 1AA
"""


@pytest.fixture
def given(tmp_path):
    """A return of those rows; a row is a line of the drawn table."""

    def write(episodes=EPISODES, header=HEADER, **others):
        (tmp_path / "header.csv").write_text(header)
        (tmp_path / "episodes.csv").write_text(COLUMNS + episodes.strip() + "\n")
        for name, text in others.items():
            (tmp_path / f"{name}.csv").write_text(text)
        return tmp_path

    return write


def removals(data):
    columns = ("child", "branch", "removed_on", "returned_on", "ended_on")
    return rows(data.tables["removals"], *columns)


def named(data):
    return [(each.file, each.line, each.column, each.value) for each in data.rejects]


def reasons(data):
    return [each.reason for each in data.rejects]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_episodes_become_periods_with_their_return_home(given, engine):
    if engine == "duckdb":
        pytest.importorskip("duckdb")
    data = read(given(), engine=engine)
    assert sorted(removals(data), key=str) == [
        ("1", "OX", date(2017, 12, 1), None, None),
        ("1", "RG", date(2016, 2, 10), date(2017, 9, 1), date(2017, 9, 1)),
        ("2", "RG", date(2017, 5, 3), date(2017, 6, 30), date(2017, 6, 30)),
    ]
    assert data.rejects == ()


def test_a_branch_is_the_area_of_the_home_postcode_and_the_year_ends_on_31_march(given):
    data = read(given())
    assert data.branches == {"OX": "OX", "RG": "RG"}
    assert data.as_of == date(2018, 3, 31)


def test_a_child_is_its_own_family_with_the_need_known_first(given):
    families = read(given()).tables["families"]
    columns = ("id", "branch", "factor_abuse_or_neglect", "factor_acute_stress")
    assert rows(families, *columns) == [("1", "RG", True, False), ("2", "RG", False, False)]


def test_no_level_of_vulnerability_is_made_up(given):
    assert "level_at_removal" not in read(given()).columns["removals"]


@pytest.mark.parametrize(("home", "hits"), [("01/11/2017", 1), ("02/11/2017", 0)])
def test_home_on_day_182_counts_and_on_day_183_does_not(given, home, hits):
    data = read(given(f"2,03/05/2017,S,V2,N5,{home},E4A,RG1 2AB"))
    assert data.counts[READING] == (Tally("RG", "age=0-4", hits, 1),)


def test_an_entry_that_cannot_be_followed_for_182_days_is_in_neither_count(given):
    # 30 September is followed up to 31 March, and 1 October is not.
    followed = "2,30/09/2017,S,V2,N5,01/10/2017,E4A,RG1 2AB"
    assert read(given(followed)).counts[READING][0].base == 1
    late = "2,01/10/2017,S,V2,N5,02/10/2017,E4A,RG1 2AB"
    assert read(given(late)).counts[READING][0].base == 0


def test_a_period_that_began_before_the_first_episode_told_is_care_and_no_entry(given):
    data = read(given("2,01/04/2017,L,C2,N1,01/05/2017,E4A,RG1 2AB"))
    assert data.counts[READING] == (Tally("RG", "age=0-4", 0, 0),)
    assert len(removals(data)) == 1


def test_short_breaks_alone_are_no_removal(given):
    data = read(
        given(
            "1,01/05/2017,S,V4,N2,02/06/2017,E8,RG1 2AB\n"
            "2,03/05/2017,S,V2,N5,30/06/2017,E4B,RG1 2AB"
        )
    )
    assert [each[0] for each in removals(data)] == ["2"]


def test_a_child_without_a_home_postcode_is_listed_and_given_no_branch(given):
    data = read(given(EPISODES.replace("OX4 1AA", "")))
    assert data.branches == {"RG": "RG"}
    assert [each.reason for each in data.listed] == [
        "1 children whose home postcode is not told; listed, given no positions"
    ]


#: What is changed, the row and cell that are named for it, the reason, and rows left out.
LEFT_OUT = [
    ("2,03/05/2017,S", "2,03/05/2017,Z", (5, "RNE", "Z"), "is no code of the column", 2),
    ("2,03/05/2017,S", "2,33/05/2017,S", (5, "DECOM", "33/05/2017"), "no day of the calendar", 2),
    ("2,03/05/2017,S", "2,03/05/2014,S", (5, "DECOM", "03/05/2014"), "before the child was", 2),
    ("2,03/05/2017,S", "8,03/05/2017,S", (5, "CHILD", "8"), "is no child of the header", 2),
    ("30/06/2017,E4B", "30/06/2017,", (6, "REC", ""), "though DEC tells a day", 2),
    ("30/06/2017,E4B", "19/05/2017,E4B", (6, "DEC", "19/05/2017"), "is before DECOM", 2),
    ("30/06/2017,E4B", "30/06/2017,X1", (6, "REC", "X1"), "and none does", 2),
    ("20/05/2017,X1", "19/05/2017,X1", (5, "REC", "X1"), "and none does", 2),
    ("20/05/2017,X1", "20/05/2017,E3", (6, "RNE", "T"), "S was expected", 1),
    ("20/05/2017,T", "20/05/2017,S", (6, "RNE", "S"), "says that one goes on", 1),
    ("2,03/05/2017,S", "2,03/05/2017,L", (5, "RNE", "L"), "no earlier episode", 2),
    ("20/05/2017,X1", "21/05/2017,X1", (5, "DEC", "21/05/2017"), "is not over when", 2),
]  # fmt: skip


@pytest.mark.parametrize(("find", "put", "cell", "reason", "rejected"), LEFT_OUT)
def test_a_contradiction_leaves_out_its_period_of_care_and_no_other(
    given, find, put, cell, reason, rejected
):
    assert EPISODES.count(find) == 1
    data = read(given(EPISODES.replace(find, put)))
    found = next(r for r in data.rejects if (r.line, r.column, r.value) == cell)
    assert reason in found.reason
    episodes = next(each for each in data.table_counts if each.table == "episodes")
    assert (episodes.read, episodes.accepted, episodes.rejected) == (5, 5 - rejected, rejected)
    assert {"1"} <= {each[0] for each in removals(data)}
    assert len({r.line for r in data.rejects}) == rejected


def test_a_row_left_out_for_another_says_for_which(given):
    data = read(given(EPISODES.replace("30/06/2017,E4B", "30/06/2017,E77")))
    along = next(each for each in data.rejects if each.line == 5)
    assert along.reason == "belongs to the period of being looked after of line 6, left out"


#: What is changed, the cell that is set aside, and why.
SET_ASIDE = [
    (",N4,,,", ",N4,,X1,", (4, "REC", "X1"), "no DEC tells the day"),
    (",N4,,,", ",N4,01/04/2018,E4A,", (4, "DEC", "01/04/2018"), "after the return's last day"),
    (",N4,,,", ",N9,,,", (4, "CIN", "N9"), "is no code of the column"),
    ("OX4 1AA", "Oxford", (4, "HOME_POST", "Oxford"), "is no postcode"),
]


@pytest.mark.parametrize(("find", "put", "cell", "reason"), SET_ASIDE)
def test_a_cell_set_aside_is_named_and_its_row_is_used(given, find, put, cell, reason):
    # A hundred sound ends in the year, so that one day after it moves no year.
    sound = "".join(f"{n},02/05/2017,S,C2,N1,03/05/2017,E3,RG1 1AA\n" for n in range(100, 300))
    header = HEADER + "".join(f"{n},01/01/2010\n" for n in range(100, 300))
    data = read(given(EPISODES.strip().replace(find, put) + "\n" + sound, header))
    assert [(r.line, r.column, r.value) for r in data.rejects] == [cell]
    assert reason in data.rejects[0].reason
    assert next(t for t in data.table_counts if t.table == "episodes").rejected == 0
    assert ("1", date(2017, 12, 1), None) in [(r[0], r[2], r[4]) for r in removals(data)]


def test_an_episode_given_twice_counts_once(given):
    again = EPISODES.strip() + "\n" + EPISODES.strip().splitlines()[3]
    data = read(given(again))
    assert named(data) == [("episodes.csv", 7, "DECOM", "03/05/2017")]
    assert reasons(data) == ["the child's episode of that day stands already in line 5"]
    assert len(removals(data)) == 3


def test_a_child_told_wrongly_in_the_header_takes_its_episodes_along(given):
    data = read(given(header=HEADER.replace("15/04/2015", "31/04/2015")))
    assert named(data)[0] == ("header.csv", 3, "DOB", "31/04/2015")
    assert reasons(data)[1:] == ["the child's row in the header is left out"] * 2


def test_other_files_are_looked_through_and_nothing_is_taken_from_them(given):
    reviews = "CHILD,DOB,REVIEW\n1,01/05/2010,01/06/2017\n1,02/05/2010,01/06/2019\n7,01/01/2010,\n"
    data = read(given(reviews=reviews))
    assert [(f, line, column) for f, line, column, _ in named(data)] == [
        ("reviews.csv", 3, "DOB"),
        ("reviews.csv", 3, "REVIEW"),
        ("reviews.csv", 4, "CHILD"),
        ("reviews.csv", 4, "REVIEW"),
    ]
    assert "reviews" not in [each.table for each in data.table_counts]


def test_a_line_that_cannot_be_split_is_named(given):
    data = read(given(EPISODES + '2,"03/05/2017\n'))
    assert [(r.line, r.column) for r in data.rejects] == [(7, "")]
    assert next(t for t in data.table_counts if t.table == "episodes").read == 6


def test_a_period_outside_the_return_is_refused_with_the_days_it_covers(given):
    with pytest.raises(TableError, match=r"covers 2017-04-01\.\.2018-04-01"):
        read(given(), Period.read("2016-04-01..2017-04-01"))
    assert read(given(), Period.read("2017-07-01..2017-08-01"))


def test_files_are_known_by_what_they_hold_whatever_stands_before_their_names(given, tmp_path):
    folder = given()
    (folder / "header.csv").rename(folder / "SYNTHETIC_SSDA903_Header.CSV")
    assert recognises(folder)
    assert open_data(str(folder), None).branches == {"OX": "OX", "RG": "RG"}
    (folder / "episodes.csv").write_text("id,title\n1,Pilot\n")
    assert not recognises(folder)


def test_two_headers_in_one_folder_are_refused(given):
    folder = given()
    (folder / "ssda903_header.csv").write_text(HEADER)
    with pytest.raises(TableError, match="both hold the header"):
        open_data(str(folder), None)


def test_a_missing_column_is_named_with_those_that_are_there(given):
    folder = given()
    (folder / "episodes.csv").write_text("CHILD,DECOM,RNE\n1,01/04/2017,S\n")
    with pytest.raises(TableError, match=r"one column LS\. Its columns are: CHILD, DECOM, RNE"):
        read(folder)


def test_a_return_of_which_nothing_can_be_used_is_refused(given):
    with pytest.raises(TableError, match="no period of being looked after"):
        read(given("8,03/05/2017,S,V2,N5,30/06/2017,E4B,RG1 2AB"))
    with pytest.raises(TableError, match="no episode with a day"):
        read(given("1,,S,V2,N5,,,RG1 2AB"))


def test_every_code_has_one_meaning_here():
    assert set(words("REC").values()) == {"goes_on", "ended", "returned_home"}
    assert [code for code, word in words("REC").items() if word == "returned_home"] == [
        "E4A",
        "E4B",
    ]
    assert len(set(words("CIN").values())) == len(codes("CIN")) == 8
