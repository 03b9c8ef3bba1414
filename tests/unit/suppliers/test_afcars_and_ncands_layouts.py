"""Our data files against the published layouts, and the page about them against both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.unit.suppliers.federal_files import foster, published, report, write

from evenhand.measures import catalogue
from evenhand.sources.federal.layout import coded_layout
from evenhand.sources.opening import open_data
from evenhand.sources.readiness import readiness
from evenhand.sources.tables import TABLES

PAGE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "read-afcars-and-ncands.md"
LAYOUTS = ["afcars", "ncands"]
#: In a printed line of states a second state may follow: "Alabama 30 Montana".
TWO_STATES = re.compile(r"^(.+) (\d+|[A-Z]{2}) ([A-Z].+)$")


def elements(layout):
    return list(coded_layout(layout).elements.values())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_element_we_read_is_published_under_that_number_and_label(layout):
    rows = published(layout, "elements")
    if not rows:
        pytest.skip(f"../shared/data/layouts has no elements of {layout}")
    number = "position" if layout == "afcars" else "element_number"
    known = {row["name"]: (int(row[number]), row["label"]) for row in rows}
    for each in elements(layout):
        assert known[each.name] == (each.number, each.label)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_codes_of_an_element_are_those_published_no_more_and_no_fewer(layout):
    rows = published(layout, "codes")
    if not rows:
        pytest.skip(f"../shared/data/layouts has no codes of {layout}")
    known = {}
    for row in rows:
        two = TWO_STATES.match(row["value_label"]) if row["name"] in ("State", "StaTerr") else None
        found = [(row["value"], two[1]), (two[2], two[3])] if two else [tuple(row.values())[1:]]
        known.setdefault(row["name"], {}).update(found)
    for each in elements(layout):
        assert dict(each.labels) == known.get(each.name, {}), each.name


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_an_element_feeds_is_a_column_of_a_table_we_ask_for(layout):
    for each in elements(layout):
        for fed in each.feeds:
            table, _, column = fed.partition(".")
            assert TABLES[table].column(column), fed


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_page_says_what_each_element_feeds(layout):
    table = [
        f"| {each.number} | {each.name} | {each.label} | {', '.join(each.feeds) or 'checks only'} |"
        for each in sorted(elements(layout), key=lambda each: each.number)
    ]
    assert "\n".join(table) in PAGE.read_text("utf-8")


def test_the_page_says_measure_by_measure_what_the_files_can_feed(tmp_path):
    for name in ("a", "n", "an"):
        (tmp_path / name).mkdir()
        if "a" in name:
            write(tmp_path / name / "care.csv", "afcars", [foster("a", "2018-03-01")])
        if "n" in name:
            write(tmp_path / name / "calls.csv", "ncands", [report("r", "a", "2018-03-01")])
    reads = {name: measure.reads for name, measure in catalogue().items()}
    found = [
        {each.measure: each.lacks for each in readiness(reads, open_data(str(place), None))}
        for place in (tmp_path / "a", tmp_path / "n", tmp_path / "an")
    ]
    true = {
        f"| {name} | {_yes(found[0][name])} | {_yes(found[1][name])} | {', '.join(lacks)} |"
        for name, lacks in found[2].items()
    }
    said = re.findall(r"^\| \w+ \| (?:yes|no) \| .*$", PAGE.read_text("utf-8"), re.MULTILINE)
    # A new measure needs no line here; a line that is here must be true.
    assert len(said) > 30
    assert set(said) <= true


def _yes(lacks):
    return "no" if lacks else "yes"
