"""The caseload watch of small drawn tables; that engines agree is proved for each measure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest

from evenhand import run
from evenhand.errors import PolicyError, TableError
from evenhand.figures import Period, Place
from evenhand.figures.caseload import Ratio
from evenhand.policy import read_policy
from evenhand.policy.caseload import _by_name
from evenhand.sources.data import Data
from evenhand.steps.vetting import vet

OREGON = read_policy("oregon-2000")
pytestmark = pytest.mark.parametrize("case_tables", ["polars"], indirect=True)
APRIL = Period.read("1998-04-01..1998-05-01")
TABLES = {
    "workers": """
        id | branch  | unit | role       | fte
        u  | astoria | 1    | caseworker | 1
        v  | astoria | 2    | caseworker | 1
        w  | bend    |      | caseworker | 1
    """,
    "worker_status": """
        worker | status        | program             | from_on    | to_on
        u      | case_carrying | protective_services | 1998-01-01 |
        v      | case_carrying | protective_services | 1998-01-01 | 1998-04-11
        v      | long_leave    | protective_services | 1998-04-11 |
        w      | trainee       | protective_services | 1998-01-01 |
    """,
    "families": """
        id | branch  | group
        f  | astoria | in_home
    """,
    "cases": """
        id | family | branch  | kind          | opened_on  | closed_on
        k  | f      | astoria | investigation | 1998-03-20 |
        l  | f      | astoria | investigation | 1998-04-21 |
        m  | f      | bend    | investigation | 1998-04-01 |
        n  | f      | astoria | family        | 1998-03-01 |
    """,
    "case_assignments": """
        case | worker | from_on    | to_on
        k    | u      | 1998-03-20 |
        l    | u      | 1998-04-21 |
        m    | w      | 1998-04-01 |
        n    | v      | 1998-03-01 |
    """,
}


@pytest.fixture
def policy():
    return replace(OREGON, period=APRIL, time_study=None)


@pytest.fixture
def data(case_tables):
    """Three workers in two branches, and Coos Bay without anybody; tables may be drawn anew."""

    def make(without="", **others):
        drawn = {name: table for name, table in {**TABLES, **others}.items() if name != without}
        places = {"astoria": Place("Coast", "North"), "bend": Place("East", "North")}
        return Data(
            {"astoria": "Astoria", "bend": "Bend", "coos": "Coos Bay"},
            date(2000, 2, 4),
            tables=case_tables("2000-02-04", **drawn),
            staff={("astoria", "protective_services"): F(4)},
            places=places,
        )

    return make


@pytest.fixture
def watch(policy, data):
    return run.caseload(policy, data())


def load(watch, counting, whom):
    (found,) = [x for x in watch.loads if (x.counting, x.whom.id) == (counting, whom)]
    return found


def test_a_day_on_which_a_worker_may_not_carry_is_no_worker_day_and_one_without_a_case_is(watch):
    """Worker u counts on 30 days, with two cases from the 21st on; v on 10, with none of these."""
    state = load(watch, "investigations", "state")
    assert state.mean == Ratio(F(20 + 2 * 10), F(30 + 10))
    assert state.last_day == Ratio(F(2), F(1))
    assert state.distribution.counts == ((0, 10), (1, 20), (2, 10))
    assert load(watch, "investigations", "astoria|2").mean == Ratio(F(0), F(10))


def test_where_nobody_carries_there_is_no_ratio_and_open_cases_are_told(watch):
    bend = load(watch, "investigations", "bend")
    assert (bend.mean.value, bend.distribution, bend.outside) == (None, None, 1)
    assert bend.note == "no case-carrying workers; 1 case open on 1998-04-30"
    assert [each.share for each in bend.over] == [None] * len(bend.over)
    assert load(watch, "investigations", "coos").note == "no case-carrying workers"
    gone = load(watch, "investigations", "astoria|2")
    assert (gone.note, gone.outside) == ("no case-carrying workers on 1998-04-30", None)
    assert load(watch, "investigations", "astoria|1").note == ""


def test_a_branch_that_carries_more_than_it_has_open_cannot_tell_what_is_outside(policy, data):
    lent = TABLES["case_assignments"] + "    m    | u      | 1998-04-01 |\n"
    watch = run.caseload(policy, data(case_assignments=lent))
    assert load(watch, "investigations", "astoria").outside is None
    assert load(watch, "investigations", "state").outside == 0


def test_every_group_is_told_by_every_rule_from_the_state_to_the_unit(watch):
    assert [x.whom.id for x in watch.loads if x.counting == "families"] == [
        *("state", "Coast", "East", "Coast|North", "East|North"),
        *("astoria", "bend", "coos"),
    ]
    assert [c.name for c in watch.countings] == list(OREGON.caseload.counting)


def test_workers_in_no_unit_have_a_row_so_that_units_add_up_to_their_branch(policy, data):
    loose = TABLES["workers"].replace("v  | astoria | 2   ", "v  | astoria |     ")
    watch = run.caseload(policy, data(workers=loose))
    astoria, one, none = (
        load(watch, "investigations", whom) for whom in ("astoria", "astoria|1", "astoria|")
    )
    assert none.whom.name == "Astoria, in no unit"
    assert (one.mean.workers, none.mean.workers) == (30, 10)
    assert one.mean.cases + none.mean.cases == astoria.mean.cases


def test_where_nobody_has_a_unit_there_are_no_units(policy, data):
    loose = TABLES["workers"].replace("| 1    |", "|      |", 1).replace("| 2 ", "|   ")
    watch = run.caseload(policy, data(workers=loose))
    assert "unit" not in {each.whom.level for each in watch.loads}


def test_each_standard_is_judged_in_its_own_way(watch):
    over = {each.standard: each for each in load(watch, "investigations", "state").over}
    assert (over["acs-12"].over, over["acs-12"].met, over["acs-12"].workers) == (0, 40, 2)
    # Of months: u is active with two cases and takes on one; v counts in April and has none.
    assert (over["cwla.investigations"].met, over["illinois-bh.nine_months"].met) == (2, 2)
    assert over["cwla.investigations"].workers is None


def test_limits_of_one_are_overstepped_by_the_second_case(policy, data, monkeypatch):
    section = policy.caseload
    rule = replace(section.counting["investigations"], standards=("cwla.investigations", "acs-12"))
    section = replace(section, counting={"ours": rule})
    for name, (held,) in ((n, _by_name()[n]) for n in rule.standards):
        limit = replace(held.limit, most=F(1))
        monkeypatch.setitem(_by_name(), name, (replace(held, limit=limit),))
    watch = run.caseload(replace(policy, caseload=section), data())
    flow, stock = load(watch, "ours", "state").over
    assert (flow.over, flow.met) == (1, 2)
    assert (stock.over, stock.workers_over, stock.longest) == (10, 1, 10)
    assert stock.mean_days_over == 5
    (month,) = [m for m in watch.months if m.whom.id == "state"]
    assert [(o.over, o.workers) for o in month.over] == [(1, None), (10, None)]


def test_cases_of_several_kinds_are_weighed_into_parts_of_a_full_load(watch):
    """An investigation is a twelfth and a family a twelfth, by Indiana's later limits."""
    state = load(watch, "everything", "state")
    assert state.mean == Ratio(F(20 + 20 + 10, 12), F(40))
    assert state.last_day == Ratio(F(2, 12), F(1))
    assert state.outside == 2


def test_months_and_fiscal_years_are_cut_from_the_same_days(policy, data):
    policy = replace(policy, period=Period.read("1998-04-15..1998-08-01"))
    watch = run.caseload(policy, data())
    told = [m for m in watch.months if (m.counting, m.whom.id) == ("investigations", "state")]
    assert [str(m.period) for m in told[:2]] == ["1998-04-15..1998-05-01", "1998-05-01..1998-06-01"]
    years = [y for y in watch.years if (y.counting, y.whom.id) == ("investigations", "state")]
    assert [str(y.period) for y in years] == ["1998-04-15..1998-07-01", "1998-07-01..1998-08-01"]
    assert sum(m.mean.cases for m in told) == sum(y.mean.cases for y in years)


def test_heads_and_vacancies_are_told_beside_the_caseload(watch):
    heads = [(h.on.day, h.status, h.heads) for h in watch.headcounts if h.whom.id == "state"]
    assert heads == [
        *((1, "case_carrying", 2), (30, "case_carrying", 1)),
        *((1, "long_leave", 0), (30, "long_leave", 1)),
        *((1, "trainee", 1), (30, "trainee", 1)),
    ]
    (astoria,) = [v for v in watch.vacancies if v.whom.id == "astoria"]
    assert (astoria.positions, astoria.heads, astoria.carrying, astoria.vacant) == (4, 2, 1, 2)


def test_vacancies_are_of_the_day_of_the_tables_whatever_the_period(policy, data):
    """Positions are of now: people of another day would make vacancies that nobody has."""
    watches = [
        run.caseload(replace(policy, period=Period.read(period)), data())
        for period in ("1998-04-01..1998-04-10", "1998-04-01..1998-05-01")
    ]
    assert watches[0].headcounts != watches[1].headcounts
    assert watches[0].vacancies == watches[1].vacancies


def test_what_cannot_be_told_is_said(policy, data):
    watch = run.caseload(policy, data())
    said = "\n".join(watch.flags)
    assert (
        "families is not held against massachusetts-children: there is no table children." in said
    )
    assert "children: no worker serves the program 'out_of_home' in 1998-04-01" in said
    assert "No minutes of work are told: there is no table time_samples and no assessments." in said
    assert (
        "acs-12 is known to be in force from 2025-03-01; for 1998-04-01..1998-05-01 it is a" in said
    )
    assert "massachusetts-children" not in {s.name for s in watch.standards}


def test_a_misspelt_program_is_said_with_the_nearest_there_is(policy, data):
    rule = replace(policy.caseload.counting["investigations"], programs=("protective_service",))
    section = replace(policy.caseload, counting={"ours": rule})
    watch = run.caseload(replace(policy, caseload=section), data())
    assert any("Did you mean 'protective_services'?" in flag for flag in watch.flags)


def test_days_the_tables_do_not_tell_of_are_not_counted(policy, data):
    watch = run.caseload(replace(policy, period=Period.read("1998-01-01..2001-01-01")), data())
    assert watch.period == Period.read("1998-01-01..2000-02-04")
    assert watch.flags[0].startswith("The tables stop at 2000-02-04: the days of 1998-01-01..2001")
    assert watch.flags[1].startswith("Nothing in the tables began before 1998-03-01: on days")


@pytest.mark.parametrize("period", ["1990-01-01..1991-01-01", "2000-02-04..2001-01-01"])
def test_a_period_that_the_tables_do_not_touch_is_refused(policy, data, period):
    with pytest.raises(TableError, match=r"nothing of .*cover 1998-03-01 to 2000-02-04\. Name"):
        run.caseload(replace(policy, period=Period.read(period)), data())


def test_tables_in_which_nothing_ever_began_are_refused(policy, data):
    empty = {name: TABLES[name].strip().splitlines()[0] for name in ("cases", "case_assignments")}
    with pytest.raises(TableError, match="nothing ever began in them"):
        run.caseload(policy, data(**empty))


def test_counts_alone_and_missing_tables_are_refused(policy, data):
    with pytest.raises(TableError, match="counts do not say what a worker carries from day to day"):
        run.caseload(policy, replace(data(), tables=None))
    with pytest.raises(TableError, match=r"there is no worker_status\."):
        run.caseload(policy, data(without="worker_status"))


def test_a_policy_without_the_section_is_refused(policy, data):
    with pytest.raises(PolicyError, match="does not say how caseloads are counted"):
        run.caseload(replace(policy, caseload=None), data())


@pytest.mark.parametrize(
    ("field", "word", "said"),
    [
        ("kinds", "investigations", "no kind 'investigations' in the table cases. Did you mean"),
        ("statuses", "carrying", "no status 'carrying' in the table worker_status."),
        ("statuses", "xyz", "'xyz' in the table worker_status. It can be: case_carrying, trainee"),
    ],
)
def test_a_word_that_no_table_can_hold_is_refused_with_its_line(policy, data, field, word, said):
    rule = replace(policy.caseload.counting["investigations"], **{field: (word,)}, standards=())
    section = replace(policy.caseload, counting={"ours": rule})
    with pytest.raises(PolicyError, match=rf"oregon-2000.yaml:{rule.line}: there is ") as found:
        run.caseload(replace(policy, caseload=section), data())
    assert said in str(found.value)
    with pytest.raises(PolicyError, match=rf"oregon-2000.yaml:{rule.line}: there is no "):
        vet(replace(policy, caseload=section))  # before any table is read, too


def test_workers_who_carry_nothing_all_the_time_are_no_caseload_of_nothing(policy, data):
    """No silent 0: investigations begin later in these tables than families do."""
    none = replace(policy.caseload.counting["investigations"], kinds=("child",), standards=())
    section = replace(policy.caseload, counting={"ours": none})
    watch = run.caseload(replace(policy, caseload=section), data())
    assert any(
        flag.startswith("ours: no such case was carried on any day of") for flag in watch.flags
    )
