"""Staffing: the positions each branch has now, and the workers who hold them.

Positions follow size, but not need: some branches have too many and some too few,
which is what the allocation is there to put right. One worker holds one position.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from evenhand.sources.made_up.chance import Array, Stream, spread, within
from evenhand.sources.made_up.columns import NONE, dates, day, pseudonyms, words
from evenhand.sources.made_up.places import Places

POSITIONS = 600
#: Parts of a hundred, as published for Oregon.
PROGRAMS = {"protective_services": 29, "remedial_services": 15, "out_of_home": 56}
ROLES = ("caseworker", "senior caseworker")
STEADY, TRAINEE, ON_LEAVE, RESTRICTED = range(4)
STATUSES = ("case_carrying", "trainee", "long_leave", "restricted")


@dataclass(frozen=True)
class Staffing:
    """Workers by number, in order of branch and program; a post is one pair of these.

    The first `steady` workers of a post have carried cases all along; the others
    are trainees, on long leave, or restricted.
    """

    positions: Array  # of each post, as branches × programs
    first: Array  # the first worker of each post
    steady: Array  # how many of each post's workers are steady
    post: Array  # of each worker
    standing: Array  # of each worker


def hire(draw: Stream, places: Places, size: float) -> Staffing:
    """Fill the positions; every branch has at least one worker in every program."""
    parts = spread(round(POSITIONS * size), np.array(list(PROGRAMS.values())))
    favour = np.exp(draw.normal(0, 0.18, len(places)))[:, None]
    favour = favour * np.exp(draw.normal(0, 0.1, (len(places), len(PROGRAMS))))
    weights = places.size[:, None] * favour
    columns = [spread(int(part), weights[:, k], least=1) for k, part in enumerate(parts)]
    positions = np.stack(columns, axis=1)
    held = positions.ravel()
    first = np.concatenate(([0], np.cumsum(held)[:-1]))
    post = np.repeat(np.arange(len(held)), held)
    steady = held - held * 15 // 100
    total = int(held.sum())
    unsteady = np.arange(total) - first[post] >= steady[post]
    standing = np.where(unsteady, draw.integers(TRAINEE, RESTRICTED + 1, total), STEADY)
    return Staffing(positions, first, steady, post, standing)


def carrier(draw: Stream, staffing: Staffing, branch: Array, program: Array | int) -> Array:
    """For each case, one steady worker of that branch and program."""
    post = branch * len(PROGRAMS) + program
    return within(draw, staffing.first[post], staffing.steady[post])


def staff_table(staffing: Staffing, places: Places) -> pl.DataFrame:
    """The table `staff`."""
    branch, program = np.divmod(np.arange(staffing.positions.size), len(PROGRAMS))
    return pl.DataFrame(
        {
            "branch": words(places.ids, branch),
            "program": words(tuple(PROGRAMS), program),
            "positions": staffing.positions.ravel(),
        }
    )


def workers_table(draw: Stream, staffing: Staffing, places: Places) -> pl.DataFrame:
    """The table `workers`; a unit is up to seven workers of one post."""
    number = np.arange(len(staffing.post))
    branch, program = np.divmod(staffing.post, len(PROGRAMS))
    unit = pl.Series((number - staffing.first[staffing.post]) // 7 + 1)
    senior = draw.random(len(number)) < 0.2
    return pl.DataFrame(
        {
            "id": pseudonyms("w", number),
            "branch": words(places.ids, branch),
            "unit": words(tuple(PROGRAMS), program) + " " + unit.cast(pl.String),
            "role": words(ROLES, senior),
            "fte": draw.choice([1.0, 0.8, 0.5], len(number), p=[0.9, 0.06, 0.04]),
        }
    )


def worker_status_table(draw: Stream, staffing: Staffing) -> pl.DataFrame:
    """The table `worker_status`: trainees came lately; leave and limits began lately."""
    number, standing = np.arange(len(staffing.post)), staffing.standing
    hired_on = draw.integers(day(1988, 1, 1), day(1996, 1, 1), len(number))
    lately = draw.integers(day(1999, 7, 1), day(2000, 2, 1), len(number))
    carried = standing != TRAINEE
    changed = standing != STEADY
    worker = np.concatenate((number[carried], number[changed]))
    until = np.where(changed, lately, NONE)[carried]
    status = np.concatenate((np.full(carried.sum(), STEADY), standing[changed]))
    order = np.argsort(worker, kind="stable")
    return pl.DataFrame(
        {
            "worker": pseudonyms("w", worker[order]),
            "status": words(STATUSES, status[order]),
            "program": words(tuple(PROGRAMS), staffing.post[worker[order]] % len(PROGRAMS)),
            "from_on": dates(np.concatenate((hired_on[carried], lately[changed]))[order]),
            "to_on": dates(np.concatenate((until, np.full(changed.sum(), NONE)))[order]),
        }
    )
