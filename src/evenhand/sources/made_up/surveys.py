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
from evenhand.sources.made_up.reading_facts import reading_facts
from evenhand.sources.made_up.staffing import PROGRAMS, STEADY, Staffing

CALLS_A_BRANCH = 60
RATERS_A_CALL = 3
RATERS = tuple(f"rater{number}" for number in range(1, 6))
READERS = tuple(f"reader{number}" for number in range(1, 7))
READ_PERCENT = 30
MOMENTS_A_WORKER = 7
MINUTES_A_MOMENT = 15
#: When the working day begins, in minutes after midnight, and how long it is.
OPENS, OPEN_FOR = 8 * 60, 9 * 60
#: Moments that nobody answered, for a hundred that somebody did.
UNANSWERED_PERCENT = 12
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
    facts: Stream,
    people: People,
    places: Places,
    removals: Removals,
    at_home: tuple[Array, Array, Array],
) -> pl.DataFrame:
    """The table `case_readings`: three children in ten of each branch and group, by chance."""
    child, since = _served(people, removals, at_home)
    stratum = _stratum(people, child)
    quota = -(-_populations(people, places, child) * READ_PERCENT // 100)
    taken = sampled(draw, stratum, quota)
    twice = draw.random(len(taken)) < 0.2
    from_on = np.maximum(since[taken], START)
    read_on = from_on + (draw.random(len(taken)) * (END - from_on)).astype(np.int32)
    reader = draw.integers(0, len(READERS), len(taken))
    row = np.repeat(np.arange(len(taken)), 1 + twice)
    again = np.concatenate(([False], row[1:] == row[:-1]))
    read = child[taken][row]
    harm = people.harm[read] + draw.normal(0, 0.2, len(read))
    age = age_in_years(people, read, read_on[row])
    level = level_of_vulnerability(harm, age)
    return pl.DataFrame(
        {
            "child": pseudonyms("c", read),
            "reader": words(READERS, (reader[row] + again) % len(READERS)),
            "read_on": dates(read_on[row]),
            "level": level.astype(np.int64),
            "stratum": words(_strata(places), stratum[taken][row]),
            **reading_facts(facts, harm, age, level),
        }
    )


def strata_table(
    people: People, places: Places, removals: Removals, at_home: tuple[Array, Array, Array]
) -> pl.DataFrame:
    """The table `strata`: the children of each branch and group, of whom some were read."""
    child, _ = _served(people, removals, at_home)
    return pl.DataFrame(
        {
            "branch": words(places.ids, np.repeat(np.arange(len(places)), len(GROUPS))),
            "stratum": _strata(places),
            "population": _populations(people, places, child),
        }
    )


def _strata(places: Places) -> list[str]:
    return [f"{branch} {group}" for branch in places.ids for group in GROUPS]


def _stratum(people: People, child: Array) -> Array:
    """The number of each child's stratum: its family's branch and group."""
    family = people.family[child]
    number: Array = people.branch[family] * len(GROUPS) + people.out_of_home[family]
    return number


def _populations(people: People, places: Places, child: Array) -> Array:
    return np.bincount(_stratum(people, child), minlength=len(places) * len(GROUPS))


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
    """The table `time_samples`: each steady worker, one working day in each seventh of the year.

    About one moment in ten was drawn and not answered: those have no activity.
    """
    worker = np.repeat(np.flatnonzero(staffing.standing == STEADY), MOMENTS_A_WORKER)
    seventh = np.arange(len(worker)) % MOMENTS_A_WORKER
    working_days = np.flatnonzero(np.is_busday(np.arange(START, END).astype("datetime64[D]")))
    days = len(working_days) // MOMENTS_A_WORKER
    on = START + working_days[seventh * days + draw.integers(0, days, len(worker))]
    minute = draw.integers(OPENS, OPENS + OPEN_FOR, len(worker))
    activity, names = _activity(draw, calls, assessments, staffing.post[worker] % len(PROGRAMS))
    silent = draw.permutation(len(worker))[: len(worker) * UNANSWERED_PERCENT // 100]
    # On the same day at another minute, so that no moment stands there twice.
    later = draw.integers(1, OPEN_FOR, len(silent))
    other = OPENS + (minute[silent] - OPENS + later) % OPEN_FOR
    asked = np.concatenate((worker, worker[silent]))
    day = np.concatenate((on, on[silent])).astype(np.int64)
    seconds = (day * 24 * 60 + np.concatenate((minute, other))) * 60
    return pl.DataFrame(
        {
            "worker": pseudonyms("w", asked),
            "moment": pl.from_epoch(pl.Series(seconds), time_unit="s"),
            "activity": words(names, np.concatenate((activity, np.full(len(silent), NONE)))),
            "minutes": np.full(len(asked), MINUTES_A_MOMENT),
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
