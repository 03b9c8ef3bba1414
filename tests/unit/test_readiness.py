"""Which measures the tables can feed, and what each of the others lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from evenhand.figures import TableCount, Tally
from evenhand.measures import catalogue
from evenhand.sources.data import Data
from evenhand.sources.readiness import Readiness, readiness, uncounted

HOME = (Tally("bend", "", 3, 3),)


def data(columns, accepted):
    return Data(
        branches={},
        as_of=date(2000, 2, 4),
        table_counts=tuple(TableCount(name, n, n, 0) for name, n in accepted.items()),
        columns=columns,
    )


def test_a_measure_is_ready_when_its_tables_have_their_columns_and_rows():
    given = data({"removals": ("branch", "removed_on")}, {"removals": 1})
    assert readiness({"entered": {"removals": ("branch", "removed_on")}}, given) == [
        Readiness("entered", True, ())
    ]


def test_each_thing_that_is_lacking_is_named():
    given = data({"removals": ("branch", "removed_on")}, {"removals": 0})
    reads = {"home": {"removals": ("branch", "returned_on"), "children": ("id",)}}
    assert readiness(reads, given) == [
        Readiness(
            "home",
            False,
            ("column removals.returned_on", "accepted rows in removals", "table children"),
        )
    ]


def test_a_measure_given_as_counts_is_ready_whatever_the_tables_lack():
    given = replace(data({}, {}), branches={"bend": "Bend"}, counts={"home": HOME})
    assert readiness({"home": {"removals": ("branch",)}}, given)[0].ready


def test_counts_that_leave_a_branch_out_say_how_many_they_leave_out():
    given = replace(data({}, {}), branches={"bend": "Bend", "coos": "Coos Bay"})
    given = replace(given, counts={"home": HOME})
    assert tuple(uncounted("home", given)) == ("counts of it for 1 of 2 branches",)
    assert tuple(uncounted("away", given)) == ("counts of it",)


def test_any_family_factor_will_do_where_factors_are_read():
    reads = {"factors": {"families": ("id", "factor_")}}
    (with_one,) = readiness(reads, data({"families": ("id", "factor_x")}, {"families": 1}))
    (without,) = readiness(reads, data({"families": ("id", "group")}, {"families": 1}))
    assert with_one.ready
    assert without.lacks == ("column families.factor_",)


def test_measures_stand_in_alphabetical_order_and_the_catalogue_can_be_judged():
    reads = {name: each.reads for name, each in catalogue().items()}
    found = readiness(dict(reversed(reads.items())), data({}, {}))
    assert [each.measure for each in found] == sorted(reads)
    assert not any(each.ready for each in found)
