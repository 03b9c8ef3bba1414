"""How many children a worker's cases hold. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.figures import Period
from evenhand.figures.spread import Spread
from evenhand.measures.children_carried_by_day import children_carried_by_day

TEN_DAYS = Period(date(1999, 1, 1), date(1999, 1, 11))


@pytest.mark.parametrize(
    ("case", "children"),
    [("a", 2), ("b", 1), ("c", 0)],
    ids=["a family's", "a child's own", "a family's without children"],
)
def test_a_case_weighs_its_family_s_children_and_a_child_s_own_case_1(case_tables, case, children):
    tables = case_tables(
        "2000-02-04",
        workers="id | branch | unit\nv | Bend |",
        worker_status="""
            worker | status        | program | from_on    | to_on
            v      | case_carrying | care    | 1998-01-01 |
        """,
        children="""
            id | family
            m  | f
            n  | f
        """,
        cases="""
            id | family | kind   | closed_on
            a  | f      | family |
            b  | f      | child  |
            c  | g      | family |
        """,
        case_assignments=f"case | worker | from_on | to_on\n{case} | v | 1999-01-08 |",
    )
    asked = {"kinds": ("family", "child"), "statuses": ("case_carrying",), "programs": ("care",)}
    (load,) = children_carried_by_day.compute(tables, TEN_DAYS, **asked)
    days = {0: 10} if not children else {0: 7, children: 3}
    assert load == Spread("Bend", "", "load", TEN_DAYS, days)
    (over, *_) = children_carried_by_day.compute(tables, TEN_DAYS, limits=(1,), **asked)
    assert over.counts == {3 if children > 1 else 0: 1}
