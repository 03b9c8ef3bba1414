"""Surveys of one year: taped calls heard by a panel, case records read, random moments.

Judges err and differ a little, as they do: no survey sees the hidden number itself.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from evenhand.sources.made_up.calls import Calls
from evenhand.sources.made_up.care import Removals
from evenhand.sources.made_up.caseload import Assessments
from evenhand.sources.made_up.chance import Array, Stream, sampled
from evenhand.sources.made_up.columns import LAST, NONE, SURVEY, dates, pseudonyms, words
from evenhand.sources.made_up.people import GROUPS, People, age_in_years, level_of_vulnerability
from evenhand.sources.made_up.places import TYPES, Places
from evenhand.sources.made_up.staffing import PROGRAMS, STEADY, Staffing

CALLS_A_BRANCH = 60
RATERS_A_CALL = 3
RATERS = tuple(f"rater{number}" for number in range(1, 6))
READERS = tuple(f"reader{number}" for number in range(1, 7))
READ_PERCENT = 30
MOMENTS_A_WORKER = 7
MINUTES_A_MOMENT = 15
START, END = SURVEY

#: Work other than assessing, and its chance in each program.
OTHER_WORK = {
    "court": (0.06, 0.08, 0.14),
    "out_of_home": (0.00, 0.00, 0.52),
    "paperwork": (0.08, 0.12, 0.14),
    "remedial": (0.00, 0.56, 0.00),
    "training": (0.05, 0.06, 0.05),
    "travel": (0.11, 0.18, 0.15),
}


def call_reviews_table(draw: Stream, calls: Calls, places: Places) -> pl.DataFrame:
    """The table `call_reviews`: about sixty calls a branch, each heard by three of five."""
    taped = np.flatnonzero((calls.received_on >= START) & (calls.received_on < END))
    quota = np.full(len(places), CALLS_A_BRANCH)
    taken = taped[sampled(draw, calls.branch[taped], quota)]
    call = np.repeat(taken, RATERS_A_CALL)
    turn = np.repeat(np.arange(len(taken)), RATERS_A_CALL)
    rater = (turn + np.arange(len(call)) % RATERS_A_CALL) % len(RATERS)
    assess = calls.warrant[call] + draw.normal(0, 0.35, len(call)) > 0
    mistaken = (draw.random(len(call)) < 0.08) * draw.integers(1, len(TYPES), len(call))
    kind = (calls.type[call] + mistaken) % len(TYPES)
    return pl.DataFrame(
        {
            "referral": pseudonyms("r", call),
            "branch": words(places.ids, calls.branch[call]),
            "rater": words(RATERS, rater),
            "verdict": words(("refer", "assess"), assess),
            "type": words(tuple(TYPES), np.where(assess, kind, NONE)),
        }
    )


def case_readings_table(
    draw: Stream,
    people: People,
    places: Places,
    removals: Removals,
    at_home: tuple[Array, Array, Array],
) -> pl.DataFrame:
    """The table `case_readings`: three children in ten of each branch and group, by chance."""
    child, since = _served(people, removals, at_home)
    family = people.family[child]
    stratum = people.branch[family] * len(GROUPS) + people.out_of_home[family]
    quota = -(-np.bincount(stratum, minlength=len(places) * len(GROUPS)) * READ_PERCENT // 100)
    taken = sampled(draw, stratum, quota)
    twice = draw.random(len(taken)) < 0.2
    from_on = np.maximum(since[taken], START)
    read_on = from_on + (draw.random(len(taken)) * (END - from_on)).astype(np.int32)
    reader = draw.integers(0, len(READERS), len(taken))
    row = np.repeat(np.arange(len(taken)), 1 + twice)
    again = np.concatenate(([False], row[1:] == row[:-1]))
    read = child[taken][row]
    harm = people.harm[read] + draw.normal(0, 0.2, len(read))
    level = level_of_vulnerability(harm, age_in_years(people, read, read_on[row]))
    strata = [f"{branch} {group}" for branch in places.ids for group in GROUPS]
    return pl.DataFrame(
        {
            "child": pseudonyms("c", read),
            "reader": words(READERS, (reader[row] + again) % len(READERS)),
            "read_on": dates(read_on[row]),
            "level": level.astype(np.int64),
            "stratum": words(strata, stratum[taken][row]),
        }
    )


def _served(
    people: People, removals: Removals, at_home: tuple[Array, Array, Array]
) -> tuple[Array, Array]:
    """Each child served in the survey year, and the day since when."""
    family, opened_on, closed_on = at_home
    since = np.full(len(people.branch), LAST + 1)
    since[family[_running(opened_on, closed_on)]] = opened_on[_running(opened_on, closed_on)]
    in_home = np.flatnonzero(since[people.family] <= LAST)
    in_care = _running(removals.removed_on, removals.ended_on)
    cared, first = np.unique(removals.child[in_care], return_index=True)
    return (
        np.concatenate((in_home, cared)),
        np.concatenate((since[people.family[in_home]], removals.removed_on[in_care][first])),
    )


def _running(from_on: Array, to_on: Array) -> Array:
    running: Array = (from_on < END) & ((to_on == NONE) | (to_on > START))
    return running


def time_samples_table(
    draw: Stream, calls: Calls, assessments: Assessments, staffing: Staffing
) -> pl.DataFrame:
    """The table `time_samples`: each steady worker, one working day in each seventh of the year."""
    worker = np.repeat(np.flatnonzero(staffing.standing == STEADY), MOMENTS_A_WORKER)
    seventh = np.arange(len(worker)) % MOMENTS_A_WORKER
    working_days = np.flatnonzero(np.is_busday(np.arange(START, END).astype("datetime64[D]")))
    days = len(working_days) // MOMENTS_A_WORKER
    on = START + working_days[seventh * days + draw.integers(0, days, len(worker))]
    minute = draw.integers(8 * 60, 17 * 60, len(worker))
    seconds = (on.astype(np.int64) * 24 * 60 + minute) * 60
    activity, names = _activity(draw, calls, assessments, staffing.post[worker] % len(PROGRAMS))
    return pl.DataFrame(
        {
            "worker": pseudonyms("w", worker),
            "moment": pl.from_epoch(pl.Series(seconds), time_unit="s"),
            "activity": words(names, activity),
            "minutes": np.full(len(worker), MINUTES_A_MOMENT),
        }
    )


def _activity(
    draw: Stream, calls: Calls, assessments: Assessments, program: Array
) -> tuple[Array, tuple[str, ...]]:
    """What each worker was doing; assessing takes as long as its type does."""
    made = np.bincount(calls.type[assessments.call], minlength=len(TYPES))
    hours = (made + 1) * np.array([hours for _, hours in TYPES.values()])
    other = np.array(list(OTHER_WORK.values()))
    assessing = np.outer(hours / hours.sum(), 1 - other.sum(axis=0))
    chances = np.concatenate((assessing, other)).T
    edges = np.cumsum(chances, axis=1)[:, :-1]
    sample = draw.random(len(program))
    activity = (sample[:, None] > edges[program]).sum(axis=1)
    return activity, (*TYPES, *OTHER_WORK)
