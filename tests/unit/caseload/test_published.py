"""Published points: read as printed, never joined across definitions, in the form of our own."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction as F
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evenhand.errors import TableError
from evenhand.figures import Period
from evenhand.reports.charts.beside import Spot, written
from evenhand.reports.charts.marks import Block, Text
from evenhand.reports.charts.published import definition_text, published_picture
from evenhand.reports.published_tables import points_contents, points_csv, points_table
from evenhand.reports.recorded_files import are_figures
from evenhand.sources.published_points import read_points

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "published"
ACS = SHARED / "nyc_acs_published_points.csv"
SVG = "{http://www.w3.org/2000/svg}"
HEADER = "period,area,measure,value,note,source"
DRAWN = """
FY2013,Astoria,average caseload,8.2,yearbook,https://example.org/a
FY2016,Astoria,average caseload,10.6,yearbook,https://example.org/a
FY2016,Bend,average caseload,12,,https://example.org/b (a paper)
March 2025,Astoria,cases per worker,7.1,,a hearing
"""


def words(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@pytest.fixture
def points_file(tmp_path):
    def write(text=DRAWN):
        path = tmp_path / "points.csv"
        path.write_text(f"{HEADER}\n{text.strip()}\n", encoding="utf-8")
        return str(path)

    return write


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("June 2016", date(2016, 6, 1), date(2016, 6, 30)),
        ("december 2016", date(2016, 12, 1), date(2016, 12, 31)),
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("FY2013", date(2012, 7, 1), date(2013, 6, 30)),
        ("first half FY2017", date(2016, 7, 1), date(2016, 12, 31)),
        ("second half FY 2017", date(2017, 1, 1), date(2017, 6, 30)),
        ("2025-03-31", date(2025, 3, 31), date(2025, 3, 31)),
    ],
)
def test_a_printed_period_is_read_no_finer_than_it_was_printed(points_file, printed, first, last):
    (point,) = read_points(points_file(f"{printed},Bend,cases,7,,a hearing"), 7)
    assert (point.period.start, point.as_of, point.printed) == (first, last, printed)


@pytest.mark.parametrize("printed", ["2016 (part-year)", "FY2016 (so far)"])
def test_a_part_of_a_year_has_no_last_day_and_no_period_of_its_own(points_file, printed):
    path = points_file(f"{printed},Bend,cases,7,,a hearing")
    (point,) = read_points(path, 1)
    assert (point.as_of, point.period) == (None, None)
    assert point.span == point.within == Period(date(2016, 1, 1), date(2017, 1, 1))
    assert points_csv((point,)).decode().splitlines()[1].startswith(f"{printed},,,Bend")
    drawn = published_picture((point,), together=False)
    (told,) = json.loads(points_contents((point,), drawn)["figures.json"])
    assert (told["as_of"], told["period"], told["printed"]) == (None, None, printed)
    assert told["within"] == "2016-01-01..2017-01-01"
    assert 'stroke-width="2.5"' not in drawn.svg  # no days are claimed


def test_of_a_number_without_any_days_nothing_can_be_drawn(points_file):
    (point,) = read_points(points_file("2016,Bend,cases,7,,s"), 7)
    with pytest.raises(ValueError, match="of cases no days are known at all"):
        assert replace(point, period=None).span


@pytest.mark.parametrize(
    ("measure", "unit"),
    [
        ("average investigative caseload", "cases per worker"),
        ("cases per child protective worker", "cases per worker"),
        ("cases per CPS", "cases per worker"),
        ("investigative caseworkers (CPS)", "workers"),
        ("active case-carrying CPS", "workers"),
        ("abuse/neglect reports", "reports"),
        ("average of borough averages", "average of borough averages"),
        ("cases per family", "cases per family"),
    ],
)
def test_a_unit_is_told_only_where_the_words_of_the_measure_tell_it(points_file, measure, unit):
    (point,) = read_points(points_file(f"2016,Bend,{measure},7,,s"), 7)
    assert (point.unit, point.what) == (unit, measure)


def test_words_stand_beside_their_own_point_and_on_no_other():
    """Three of one year crowd; the one of three years before keeps its words beside it."""
    crowd = [Spot(60, y, 55, 65, f"{y} x") for y in (20.0, 24.0, 30.0)]
    alone = Spot(10, 36, 5, 15, "8.2 b")
    marks = list(written([*crowd, alone], (0, 0, 200, 100)))
    placed = {mark.text: mark for mark in marks if isinstance(mark, Text)}
    assert placed["8.2 b"].y == 36
    assert 15 < placed["8.2 b"].x < 30
    boxes = [mark for mark in marks if isinstance(mark, Block)]
    assert not [
        (a, b)
        for a, b in combinations(boxes, 2)
        if a.x < b.x2 and b.x < a.x2 and a.y < b.y2 and b.y < a.y2
    ]


def test_where_there_is_no_room_at_all_words_still_stand_at_their_point():
    spot = Spot(5, 5, 4, 6, "7 a")
    assert [m.text for m in written([spot], (0, 0, 1, 1)) if isinstance(m, Text)] == ["7 a"]


def test_a_fiscal_year_that_begins_in_january_or_october_is_read_so(points_file):
    path = points_file("FY2013,Bend,cases,7,,a hearing")
    assert read_points(path, 1)[0].period.start == date(2013, 1, 1)
    assert read_points(path, 10)[0].period.start == date(2012, 10, 1)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "Easter 2016,Bend,cases,7,,s",
            "the period 'Easter 2016' cannot be read. Write 2025-03-31",
        ),
        ("2016-02-30,Bend,cases,7,,s", "the period '2016-02-30' cannot be read"),
        ("FY16,Bend,cases,7,,s", "the period 'FY16' cannot be read"),
        ("0000,Bend,cases,7,,s", "the period '0000' cannot be read"),
        ("third half FY2016,Bend,cases,7,,s", "cannot be read"),
        ("2016,Bend,cases,7,,", "source is empty"),
        ("2016,Bend,cases,about 7,,s", "value 'about 7' is no number"),
        ("2016,Bend,cases,-7,,s", "value '-7' is no number"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_line(points_file, line, said):
    with pytest.raises(TableError) as refused:
        read_points(points_file(line), 7)
    assert f"points.csv:2: {said}" in str(refused.value) or said in str(refused.value)
    assert "points.csv:2" in str(refused.value)


def test_points_take_the_form_of_our_own_figures(points_file):
    points = read_points(points_file(), 7)
    files = points_contents(points, published_picture(points, together=False))
    text = files["figures.json"].decode()
    assert are_figures(text)
    last = json.loads(text)[-1]
    assert (last["value"], last["number"], last["population"]) == ("71/10", 7.1, "Astoria")
    assert last["counting_rule"] == "cases per worker, as printed; the source gives no further rule"
    assert (last["source"], last["printed"], last["as_of"]) == (
        *("a hearing", "March 2025", "2025-03-31"),
    )


def test_only_points_of_one_definition_are_joined(points_file):
    points = read_points(points_file(), 7)
    made = published_picture(points, together=True)
    assert made.answer == (
        "Astoria, March 2025: 7.1 cases per worker. 4 points by 3 definitions, never joined "
        "across them."
    )
    assert made.svg.count('stroke="#0072B2" stroke-width="1"') == 1
    apart = tuple(p for p in points if p.population == "Bend" or p.as_of.year == 2013)
    assert 'stroke="#0072B2" stroke-width="1"' not in published_picture(apart, together=True).svg


def test_each_definition_has_its_letter_at_its_points_and_its_words_below(points_file):
    said = words(published_picture(read_points(points_file(), 7), together=False).svg)
    assert "8.2 a" in said
    assert "10.6 a" in said
    assert "12 b" in said
    assert "a: Astoria; yearbook; example.org" in said
    assert "b: Bend; example.org (a paper)" in said
    assert "average caseload" in said


def test_asked_for_together_they_share_one_scale_and_name_their_measures(points_file):
    said = words(published_picture(read_points(points_file(), 7), together=True).svg)
    assert "As printed, on one scale" in said
    assert "c: cases per worker; Astoria; a hearing" in said


def test_a_source_that_is_no_address_stays_as_it_is():
    assert definition_text(("cases", "Bend", "", "seed 000.txt")) == "cases; Bend; seed 000.txt"


def test_more_definitions_than_letters_go_on_with_two(points_file):
    lines = "\n".join(f"2016,Branch {n},cases,{n},,s" for n in range(30))
    said = words(published_picture(read_points(points_file(lines), 7), together=True).svg)
    assert "29 ad" in said


def test_one_point_is_a_picture_too(points_file):
    made = published_picture(read_points(points_file("2016,Bend,cases,0,,s"), 7), together=False)
    assert made.answer.startswith("Bend, 2016: 0 cases. 1 point by 1 definition")


def test_the_table_has_each_definition_and_source_whole_in_the_order_of_time(points_file):
    made = points_table(read_points(points_file(), 7))
    assert [row[0] for row in made.rows] == ["FY2013", "FY2016", "FY2016", "March 2025"]
    assert made.rows[2][-1] == "https://example.org/b (a paper)"


def test_cells_that_a_spreadsheet_would_run_are_made_safe(points_file):
    made = points_csv(read_points(points_file("2016,=A1,@m,7,+n,-s"), 7)).decode()
    assert made.splitlines()[1] == "2016,2016-01-01,2016-12-31,'=A1,'@m,7,'+n,'-s"


@pytest.mark.skipif(not ACS.exists(), reason="shared/data/published is not there")
def test_the_published_points_of_new_york_are_reproduced_each_with_its_definition():
    points = read_points(str(ACS), 7)
    assert len(points) == 16
    found = {(p.printed, p.what): p.value for p in points}
    assert found["March 2025", "cases per CPS"] == F("7.1")
    assert found["March 2023", "active case-carrying CPS"] == 936
    assert found["March 2025", "active case-carrying CPS"] == 1127
    made = published_picture(points, together=False)
    said = words(made.svg)
    assert all(any(w.startswith(f"{v} ") for w in said) for v in ("936", "1,127", "7.1", "16.6"))
    # Two definitions were printed more than once: the IBO's three Junes, the hearing's two Marches.
    assert made.svg.count('stroke="#0072B2" stroke-width="1"') == 3
