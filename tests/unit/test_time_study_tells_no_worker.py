"""No worker-level output, by type: nothing a time study hands on has a place for a worker."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import get_args, get_type_hints

import pytest

from evenhand.figures import Activity, ActivitySurvey, ClusterTally, Period
from evenhand.figures.plain import to_plain
from evenhand.measures import catalogue
from evenhand.sources.data import Data
from evenhand.steps.surveying import surveyed

YEAR = Period(date(1998, 1, 1), date(1999, 1, 1))
#: The only texts: what was done, who answers for a number, and sentences about the whole.
TEXTS = {"of", "reference", "flags", "assumptions"}
WORKERS = ("v-pseudonym", "w-pseudonym", "x-pseudonym")


def text_fields(kind, seen=()):
    """The names of every field, at any depth, that can hold text or anything unforeseen."""
    hints = get_type_hints(kind)
    for each in fields(kind):
        for part in parts(hints[each.name]):
            if is_dataclass(part) and part is not Period:
                yield from text_fields(part)
            elif part not in (int, Fraction, date, Period, type(None)):
                yield each.name


def parts(hint):
    inner = [part for part in get_args(hint) if part is not Ellipsis]
    return [found for part in inner for found in parts(part)] if inner else [hint]


def test_a_cluster_tally_holds_whole_numbers_and_the_name_of_an_activity():
    assert list(text_fields(ClusterTally)) == ["of"]
    assert {hint for name, hint in get_type_hints(ClusterTally).items() if name != "of"} == {int}


def test_a_survey_has_no_place_for_a_worker_or_a_branch():
    assert set(text_fields(ActivitySurvey)) == TEXTS
    names = {each.name for kind in (ActivitySurvey, Activity) for each in fields(kind)}
    assert not {"worker", "workers", "branch", "branches", "cluster", "clusters"} & names


def test_text_in_a_new_field_would_be_found_out():
    from dataclasses import make_dataclass

    told = make_dataclass("Told", [("of", str), ("worst", tuple[str, ...]), ("other", object)])
    assert list(text_fields(told)) == ["of", "worst", "other"]


@pytest.fixture
def given(case_tables):
    def make(samples):
        workers = "id | branch\n" + "".join(f"{worker} | Astoria\n" for worker in WORKERS)
        lines = "".join(f"{line}\n" for line in samples)
        tables = case_tables(
            "2000-02-04",
            workers=workers,
            time_samples="worker | moment | activity | minutes\n" + lines,
        )
        return Data(branches={"Astoria": "Astoria"}, as_of=date(2000, 2, 4), tables=tables)

    return make


def test_nothing_that_leaves_the_engine_names_a_worker(given):
    data = given(f"{w} | 1998-03-02T09:10:00 | abuse | 15" for w in WORKERS)
    found = surveyed(data, YEAR, Fraction(19, 20))
    tallies = [
        tally
        for name in ("activity_clusters", "moments_answered", "moments_by_type", "minutes_by_type")
        for tally in catalogue()[name].compute(data.tables, YEAR)
    ]
    text = json.dumps(to_plain([found, *tallies]))
    assert found.answered == 3
    assert "abuse" in text
    assert "pseudonym" not in text


def test_one_worker_who_answered_alone_is_not_shown(given):
    data = given(
        [
            "v-pseudonym | 1998-03-02T09:10:00 | abuse | 15",
            "v-pseudonym | 1998-03-03T09:10:00 | travel | 15",
            "w-pseudonym | 1998-03-03T09:10:00 | | 15",
        ]
    )
    found = surveyed(data, YEAR, Fraction(19, 20))
    assert (found.drawn, found.answered, found.activities, found.design_effect) == (3, 2, (), None)
    assert found.flags == (
        "Only one worker answered: no share and no standard error is given, and shares would be "
        "that worker's own. Ask more workers.",
    )


def test_where_nobody_answered_that_is_said(given):
    found = surveyed(given(["v-pseudonym | 1998-03-02T09:10:00 | | 15"]), YEAR, Fraction(19, 20))
    assert (found.response_rate, found.activities) == (0, ())
    assert found.flags[0].startswith("Nobody answered a moment: no share and no standard error")


def test_moments_that_stand_for_different_minutes_and_rare_activities_are_told(given):
    even = [f"{w} | 1998-03-02T09:10:00 | abuse | 15" for w in WORKERS]
    assert surveyed(given(even), YEAR, Fraction(19, 20)).flags == ("abuse: only 3 moments",)
    uneven = [*even[:2], "x-pseudonym | 1998-03-02T09:10:00 | travel | 60"]
    told = surveyed(given(uneven), YEAR, Fraction(19, 20)).flags
    assert told[:2] == ("abuse: only 2 moments", "travel: only 1 moments")
    assert "different numbers of minutes" in told[2]
