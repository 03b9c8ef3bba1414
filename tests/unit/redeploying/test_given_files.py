"""Files given beside a RUN: staffing, people, travel and costs, read exactly or refused by line."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.errors import TableError
from evenhand.figures import Person
from evenhand.sources.move_costs_file import read_move_costs
from evenhand.sources.people_file import read_people_file
from evenhand.sources.staffing_file import Staffed, read_staffing
from evenhand.sources.travel_file import read_travel

BRANCHES, PROGRAMS = ("astoria", "bend", "coos_bay"), ("in_home", "out_of_home")


@pytest.fixture
def given(tmp_path):
    """Write a file as it is drawn and give its path; blanks around cells do not count."""

    def write(text):
        path = tmp_path / "given.csv"
        path.write_text(re.sub(" *[|] *", ",", text.strip()), encoding="utf-8")
        return str(path)

    return write


def test_a_staffing_file_tells_people_by_what_they_are(given):
    path = given(
        """
branch | program | filled | vacant | leaving | fixed
astoria | in_home | 7 | 1 | 1 2 1 | 2
bend | in_home | 3 |  | 2 |
coos_bay | in_home | 1 |  |  |
"""
    )
    assert read_staffing(path, BRANCHES, PROGRAMS) == {
        ("astoria", "in_home"): Staffed(7, 1, (1, 2, 1), fixed=2),
        ("bend", "in_home"): Staffed(3, None, (2,)),  # one number: in the first cycle
        ("coos_bay", "in_home"): Staffed(1),
    }


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("astria,in_home,3,,", r"given.csv:2: there is no branch 'astria'. Did you mean astoria\?"),
        ("zzz,in_home,3,,", "no branch 'zzz'. There are: astoria, bend, coos_bay"),
        ("bend,inhome,3,,", r"no program 'inhome'. Did you mean in_home\?"),
        ("bend,in_home,-3,,", "filled '-3' is no whole number"),
        ("bend,in_home,3,4,", "fixed is 4, but only 3 positions are filled"),
        ("bend,in_home,3,,2 2", "leaving is 4, but only 3 positions are filled"),
        ("bend,in_home,3,,soon", "leaving 'soon' is no number of people, nor one for each cycle"),
        ("bend,in_home,3", "3 cells stand under 5 columns"),
        ("bend,in_home,3,,\nbend,in_home,3,,", "given.csv:3: bend in_home stands here twice"),
    ],
)
def test_a_staffing_file_that_cannot_be_meant_is_refused_with_its_line(given, row, said):
    path = given(f"branch,program,filled,fixed,leaving\n{row}\n")
    with pytest.raises(TableError, match=said):
        read_staffing(path, BRANCHES, PROGRAMS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("branch,program,filed\n", r"given.csv:1: there is no column 'filed' here. Did you mean"),
        ("branch,program,filled,colour\n", "no column 'colour' here. It wants branch,program"),
        ("branch,filled\n", "there is no column program"),
        ("branch,program,filled,filled\n", "the column filled stands here twice"),
        ("branch,program,filled\n", "holds no row. It wants branch,program,filled"),
        ('branch,program,filled\n"bend,in_home,3\n', "is no CSV in UTF-8"),
    ],
)
def test_a_file_of_another_shape_is_refused(given, text, said):
    with pytest.raises(TableError, match=said):
        read_staffing(given(text), BRANCHES, PROGRAMS)


def test_a_file_that_is_not_there_is_told():
    with pytest.raises(TableError, match=r"nowhere.csv cannot be read: No such file"):
        read_travel("nowhere.csv", BRANCHES)


def test_people_volunteer_or_never_move_or_have_not_been_asked(given):
    path = given(
        """
worker | branch | program | years | status | moves | leaves_on
w1 | astoria | in_home | 4.5 | trainee | volunteer | 2001-02-03
w2 | astoria | in_home |  | long_leave | never |
w3 | bend | in_home |  |  |  |
"""
    )
    assert read_people_file(path, BRANCHES, PROGRAMS) == (
        Person(
            *("w1", "astoria", "in_home", F(9, 2)),
            trainee=True,
            willing=True,
            leaves_on=date(2001, 2, 3),
        ),
        Person("w2", "astoria", "in_home", on_leave=True, fixed=True),
        Person("w3", "bend", "in_home"),
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("w1,bend,in_home,x,,,", "years 'x' is no number of 0 or more"),
        ("w1,bend,in_home,-1,,,", "years '-1' is no number"),
        ("w1,bend,in_home,,sick,,", "there is no status 'sick'. There are: case_carrying"),
        ("w1,bend,in_home,,,perhaps,", "there is no answer 'perhaps'. There are: never, volunteer"),
        ("w1,bend,in_home,,,,soon", "leaves_on 'soon' is not a day"),
        (",bend,in_home,,,,", "there is no worker"),
        ("w1,bend,in_home,,,,\nw1,bend,in_home,,,,", ":3: worker w1 stands here twice"),
    ],
)
def test_people_that_cannot_be_meant_are_refused(given, row, said):
    path = given(f"worker,branch,program,years,status,moves,leaves_on\n{row}\n")
    with pytest.raises(TableError, match=said):
        read_people_file(path, BRANCHES, PROGRAMS)


def test_travel_is_minutes_from_branch_to_branch(given):
    path = given("origin,destination,minutes\nastoria,bend,245\nbend,astoria,250.5\n")
    assert read_travel(path, BRANCHES) == {("astoria", "bend"): 245, ("bend", "astoria"): 250.5}
    path = given("origin,destination,minutes\nastoria,bend,1\nastoria,bend,2\n")
    with pytest.raises(TableError, match=":3: astoria to bend stands here twice"):
        read_travel(path, BRANCHES)


def test_costs_are_exact_and_only_of_what_a_plan_holds(given):
    path = given("what,cost\ntransfer,4500.10\nkm,0.65\ngiven up,0\n")
    found = read_move_costs(path)
    assert found == {"transfer": F("4500.1"), "km": F("0.65"), "given up": 0}
    with pytest.raises(TableError, match=r"no cost of 'transfers'. Did you mean transfer\?"):
        read_move_costs(given("what,cost\ntransfers,1\n"))
    with pytest.raises(TableError, match=":3: km stands here twice"):
        read_move_costs(given("what,cost\nkm,1\nkm,2\n"))


def test_many_words_are_not_all_listed(given):
    with pytest.raises(TableError, match="b0, b1, b10, b11, b2, b3, b4, b5, and 4 more"):
        read_travel(given("origin,destination,minutes\nx,b1,3\n"), [f"b{n}" for n in range(12)])
