"""Gathering: each reading from the counts or the case tables, and who may share by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from fractions import Fraction

from evenhand.errors import PolicyError, TableError
from evenhand.estimation.masked import settled
from evenhand.figures import STATE, Tally
from evenhand.measures import catalogue
from evenhand.policy import Policy
from evenhand.sources.data import Data
from evenhand.steps.studying import check_study_in_force, days_of
from evenhand.steps.told import Tallies


def every_reading(policy: Policy, data: Data) -> dict[str, list[Tally]]:
    """Every reading the policy names; one that only serves at influence 0 may be missing.

    Raises:
        TableError: A reading that has an effect can be taken from nowhere.
    """
    found = {}
    for name in policy.measures:
        try:
            found[name] = reading_of(policy, data, name)
        except TableError:
            if name in policy.needed:
                raise
    return found


def reading_of(policy: Policy, data: Data, name: str) -> list[Tally]:
    """One reading, from the counts where they have it, else measured on the case tables.

    Raises:
        PolicyError: The policy names no such reading.
        TableError: Neither counts nor tables can give it.
    """
    if name not in policy.measures:
        near = get_close_matches(name, policy.measures, n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise PolicyError(
            f"{policy.file}: there is no reading {name}.{meant} "
            f"There are: {', '.join(policy.measures)}."
        )
    reading = policy.measures[name]
    if name in data.counts:
        return list(data.counts[name])
    if reading.stands_for or data.tables is None:
        raise TableError(
            f"Nothing gives the reading {name}: it is not among the counts"
            + ("." if reading.stands_for else ", and there are no case tables.")
        )
    parameters = {key: _plain(p.value) for key, p in reading.parameters.items()}
    chosen = catalogue()[reading.measure or name]
    return list(chosen.compute(data.tables, days_of(policy, name), **parameters))


def _plain(value: Fraction | str | tuple[Fraction | str, ...]) -> object:
    """A policy's value as a measure takes it: whole numbers as whole numbers."""
    if isinstance(value, tuple):
        return tuple(_plain(inner) for inner in value)
    return int(value) if isinstance(value, Fraction) and value.denominator == 1 else value


def check_in_force(policy: Policy, as_of: date) -> None:
    since, until = policy.effective.since, policy.effective.until
    if as_of < since or (until is not None and as_of >= until):
        until_text = f" until {until}" if until else ""
        raise PolicyError(
            f"{policy.file}:{policy.effective.line}: the policy is in force from {since}"
            f"{until_text}, and the data stand for {as_of}. A policy is not applied backwards; "
            "use the one that was in force, or change `effective`."
        )
    check_study_in_force(policy, as_of)


def _check_counts(policy: Policy, data: Data, sharing: Sequence[str]) -> None:
    """See that no branch is left out of a reading that comes as counts: 0 must be said."""
    for name in sorted(policy.needed & set(data.counts)):
        given = {tally.branch for tally in data.counts[name]}
        withheld = {branch for reading, branch in data.withheld if reading == name}
        if missing := [b for b in sharing if b not in given | withheld]:
            shown = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")
            raise TableError(
                f"The counts have no {name} for {len(missing)} of {len(sharing)} branches: "
                f"{shown}. Write a row with 0 where there are none."
            )


def check_staff(policy: Policy, data: Data) -> tuple[str, ...]:
    """See that staff stand under programs the policy has; tell of branches without any.

    Raises:
        TableError: A program that the policy does not have.
    """
    for branch, program in sorted(data.staff):
        if program and program not in policy.programs:
            near = get_close_matches(program, policy.programs, n=1)
            meant = f" Did you mean {near[0]}?" if near else ""
            raise TableError(
                f"The staff of {branch} stand under {program!r}, which is no program of "
                f"{policy.name}.{meant} It has: {', '.join(policy.programs)}."
            )
    if len({bool(program) for _, program in data.staff}) > 1:
        raise TableError(
            "Some staff stand under a program and some under none. Name the program in every "
            "row, or in none."
        )
    bare = sorted(set(data.branches) - {branch for branch, _ in data.staff})
    if not data.staff or not bare:
        return ()
    return (f"No positions now are given for {', '.join(bare)}: none are counted for them.",)


def sharing_branches(policy: Policy, data: Data) -> tuple[str, ...]:
    """The branches the formula shares among, by id: all but those held at current."""
    held = set(policy.held.branches) if policy.held else set()
    if strangers := sorted(held - set(data.branches)):
        raise PolicyError(
            f"{policy.file}:{policy.held.line if policy.held else 0}: held branches that the data "
            f"do not have: {', '.join(strangers)}."
        )
    return tuple(sorted(set(data.branches) - held))


def sharing_only(
    policy: Policy, data: Data, tallies: Tallies, sharing: Sequence[str]
) -> dict[str, list[Tally]]:
    """The readings of sharing branches, masked cells settled where state totals are printed.

    Raises:
        TableError: A count in a branch nobody listed, or a cell that was withheld.
    """
    allowed = {*sharing, STATE}
    known = {*data.branches, *(each.branch for each in data.listed), STATE}
    for name, reading in tallies.items():
        if strangers := sorted({t.branch for t in reading} - known):
            raise TableError(f"{name} counts in branches nobody listed: {', '.join(strangers)}.")
    _check_counts(policy, data, sharing)
    for name, branch in sorted(data.withheld):
        if branch in allowed and name in tallies:
            raise TableError(
                f"The publisher withheld {name} for {branch}, and nothing may stand in. Hold "
                f"{branch} at its current staff (`held:` in {policy.file}), or drop the reading."
            )
    return {
        # A printed total takes in the branches held at current, so theirs are settled as well.
        name: [t for t in settled(reading, data.printed_for(name)) if t.branch in allowed]
        for name, reading in tallies.items()
    }
