"""What `evenhand redeploy` was told: its options and files as rules, people, travel and costs."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import isfinite
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from evenhand.figures import MoveRules, Result
    from evenhand.scenarios.moves.filling_posts import Beside
    from evenhand.sources.data import Data

#: The last year a plan may begin in; 40 cycles of five years still have a date then.
LAST_YEAR = 2999


def rules_of(data: Data, asked: dict[str, Any]) -> MoveRules:
    """The rules of moving that were asked for."""
    from evenhand.figures import MoveRules

    if asked["farthest"] is not None and not isfinite(asked["farthest"]):
        raise click.BadParameter("write it in km, such as 80", param_hint="--farthest")
    return MoveRules(
        starts_on=_day(asked["starts"]) if asked["starts"] else data.as_of,
        within=asked["within"] or "",
        measure="minutes" if asked["travel"] else "km",
        **{
            name: asked[name]
            for name in ("cycles", "months", "most_out", "most_in", "farthest", "across_programs")
        },
    )


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            f"{text!r} is not a day: YYYY-MM-DD", param_hint="--starts"
        ) from None
    if not 1900 <= day.year <= LAST_YEAR:
        raise click.BadParameter(
            f"{text!r} is no day to begin on: 1900 to {LAST_YEAR}", param_hint="--starts"
        )
    return day


def beside_of(result: Result, data: Data, asked: dict[str, Any]) -> tuple[Beside, tuple[str, ...]]:
    """What was given beside the run of who is there, and what must be said of it."""
    from evenhand.scenarios.moves.filling_posts import Beside
    from evenhand.scenarios.moves.posts import programs_of
    from evenhand.sources.people import read_people
    from evenhand.sources.people_file import read_people_file
    from evenhand.sources.staffing_file import read_staffing

    if asked["data"] and asked["people"]:
        raise click.UsageError("Give people by --data or by --people, not by both.")
    branches, programs = [total.branch for total in result.totals], programs_of(result, data)
    staffing = read_staffing(asked["staffing"], branches, programs) if asked["staffing"] else None
    part = _part(asked["attrition"])
    if asked["data"]:
        found = read_people(asked["data"])
        notes = list(found.notes)
        if found.as_of != data.as_of:
            notes.append(f"--data is as of {found.as_of}, the run as of {data.as_of}.")
        return Beside(staffing, found.people, part), tuple(notes)
    given = asked["people"]
    people = read_people_file(given, branches, programs) if given else ()
    return Beside(staffing, people, part), ()


def _part(text: str | None) -> Fraction | None:
    if text is None:
        return None
    try:
        part = Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
    except (ValueError, ZeroDivisionError):
        part = Fraction(-1)
    if not 0 <= part <= 1:
        raise click.BadParameter(
            f"{text!r} is no part from 0 to 1; for 12 % write 0.12", param_hint="--attrition"
        )
    return part


def given_of(data: Data, asked: dict[str, Any]) -> dict[str, Any]:
    """Travel and costs, where files tell them."""
    from evenhand.sources.move_costs_file import read_move_costs
    from evenhand.sources.travel_file import read_travel

    return {
        "travel": read_travel(asked["travel"], data.branches) if asked["travel"] else None,
        "costs": read_move_costs(asked["costs"]) if asked["costs"] else None,
    }
