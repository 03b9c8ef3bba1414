"""Headcount: workers by role and status through time, and positions that nobody holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from evenhand.caseloads.through_time import on_days
from evenhand.caseloads.together import Groups
from evenhand.figures.caseload import Headcount, Vacancies, Whom
from evenhand.figures.spread import Daily

TRAINEE = "trainee"
Kind = tuple[Whom, str, str]
#: A branch and a program; the program is empty where posts are not told apart.
Post = tuple[str, str]


def headcounts(
    dailys: Iterable[Daily], days: Sequence[date], groups: Groups
) -> tuple[Headcount, ...]:
    """Heads by group, role and status on each day; a kind that a group ever has is told as 0.

    `of` is role, status and program; the program is not told apart.
    """
    found: dict[Kind, dict[date, int]] = {}
    for daily in dailys:
        role, status, _ = daily.of.split("|")
        for day, n in on_days(daily, days).items():
            for whom in groups.of(daily.branch):
                heads = found.setdefault((whom, role, status), {})
                heads[day] = heads.get(day, 0) + n
    order = {whom: place for place, whom in enumerate(groups.every())}
    kinds = sorted(found, key=lambda kind: (order[kind[0]], *kind[1:]))
    return tuple(Headcount(day, *kind, n) for kind in kinds for day, n in found[kind].items())


def vacancies(
    dailys: Iterable[Daily],
    on: date,
    staff: Mapping[tuple[str, str], Fraction],
    carrying: Iterable[str],
    groups: Groups,
) -> tuple[Vacancies, ...]:
    """Positions, and who holds them, by group on one day.

    One person holds one position. Where staff and workers all stand under programs, a
    person too many in one program fills no position of another; else branches are wholes.
    A group of which no branch has a row of staff has no positions to tell.
    """
    able, heads = frozenset(carrying), list(_heads(dailys, on))
    found = {whom: Vacancies(whom, None, 0, 0, 0, None) for whom in groups.every()}
    for branch, _, status, n in heads:
        for whom in groups.of(branch):
            found[whom] = _with_people(found[whom], n, status in able, status == TRAINEE)
    for branch, positions, held in _posts(heads, staff):
        for whom in groups.of(branch):
            found[whom] = _with_post(found[whom], positions, held)
    return tuple(found.values())


def _with_people(so_far: Vacancies, heads: int, able: bool, trainee: bool) -> Vacancies:
    return replace(
        so_far,
        heads=so_far.heads + heads,
        carrying=so_far.carrying + heads * able,
        trainees=so_far.trainees + heads * trainee,
    )


def _with_post(so_far: Vacancies, positions: Fraction, held: int) -> Vacancies:
    vacant = max(positions - held, Fraction(0))
    return replace(
        so_far,
        positions=(so_far.positions or Fraction(0)) + positions,
        vacant=(so_far.vacant or Fraction(0)) + vacant,
    )


def _heads(dailys: Iterable[Daily], on: date) -> Iterator[tuple[str, str, str, int]]:
    """Branch, program, status, and how many."""
    for daily in dailys:
        _, status, program = daily.of.split("|")
        yield daily.branch, program, status, on_days(daily, [on])[on]


def _posts(
    heads: Iterable[tuple[str, str, str, int]], staff: Mapping[tuple[str, str], Fraction]
) -> Iterator[tuple[str, Fraction, int]]:
    """Each post of a branch that has a row of staff: its positions, and the people in it."""
    people = [(branch, program, n) for branch, program, _, n in heads if n]
    apart = all(program for _, program in (*staff, *(each[:2] for each in people)))
    positions, held = dict[Post, Fraction](), dict[Post, int]()
    for (branch, program), number in staff.items():
        post = branch, program if apart else ""
        positions[post] = positions.get(post, Fraction(0)) + number
    for branch, program, n in people:
        post = branch, program if apart else ""
        held[post] = held.get(post, 0) + n
    told = {branch for branch, _ in staff}
    for branch, program in sorted(positions.keys() | held.keys()):
        if branch in told:
            post = branch, program
            yield branch, positions.get(post, Fraction(0)), held.get(post, 0)
