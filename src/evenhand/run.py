"""The whole journey, in one file: read this first.

Tables or counts → tallies → scores → pots → quotas → whole positions. Rooms meet
here, in the steps this file takes, and nowhere else. `measure` takes the tallies;
`allocate` returns a Result. Beside it `caseload` watches what workers carry, and `forecast`
looks ahead. None writes anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from evenhand.allocation.totals import split, total_positions, whole_units
from evenhand.errors import PolicyError
from evenhand.figures import (
    Forecast,
    Period,
    ProgramResult,
    Result,
    Tally,
    Watch,
)
from evenhand.policy import Policy, assumptions
from evenhand.policy.document import BESIDE
from evenhand.sources.data import Data
from evenhand.steps.forecasting import NOTHING, Otherwise, forecasted
from evenhand.steps.gathering import (
    check_in_force,
    check_staff,
    every_reading,
    reading_of,
    sharing_branches,
    sharing_only,
)
from evenhand.steps.scoring import Scored, assumed, scored
from evenhand.steps.sharing import branch_totals, left_over, program_shared
from evenhand.steps.studying import study_flags
from evenhand.steps.told import Frozen, Tallies, Told
from evenhand.steps.vetting import vet
from evenhand.steps.watching import watched

__all__ = [
    "Frozen",
    "Scored",
    "Tallies",
    "allocate",
    "caseload",
    "forecast",
    "measure",
    "period_of",
    "read_period",
    "score",
    "sharing_branches",
    "told_of",
]


def measure(policy: Policy, data: Data, names: Iterable[str] = ()) -> dict[str, list[Tally]]:
    """Take every reading the policy names (or only `names`): from counts, else from tables.

    A reading that only components at influence 0 ask for is left out where nothing gives it.

    Raises:
        EvenhandError: A reading can be taken from neither, or the policy is not in force.
    """
    vet(policy)
    check_in_force(policy, data.as_of)
    chosen = list(names)
    if not chosen:
        return every_reading(policy, data)
    return {name: reading_of(policy, data, name) for name in chosen}


def allocate(
    policy: Policy,
    data: Data,
    asked: str,
    tallies: Tallies,
    *,
    frozen: Frozen | None = None,
    working: bool = True,
    known: Mapping[str, Scored] | None = None,
    made: Mapping[str, ProgramResult] | None = None,
) -> Result:
    """Share out positions as `policy` says.

    Args:
        policy: What is shared, by which components, with which influence.
        data: Branches, current staff, and what the source says of itself.
        asked: `600`, `+20`, `-20`, `current` or `published`.
        tallies: Every reading the policy names, as `measure` gives them.
        frozen: Coefficients of an earlier fit, by program and component.
        working: Whether scores keep their working; a what-if needs none.
        known: Programs scored before, as `score` gives them: nothing is scored again there.
        made: Programs shared out before, which stand as they are if they get as many again.

    Raises:
        EvenhandError: Saying what is wrong, where, and what would work.
    """
    told = told_of(policy, data, tallies, frozen=frozen, working=working)
    staff_flags = check_staff(policy, data)
    unit, total = policy.unit.value, total_positions(asked, data.staff, data.published)
    units = split(
        whole_units(total, unit), {name: p.part.value for name, p in policy.programs.items()}
    )
    ready, done = known or {}, made or {}
    programs = tuple(
        done[name]
        if name in done and done[name].positions == units[name] * unit
        else program_shared(told, name, units[name], ready.get(name) or scored(told, name))
        for name in policy.programs
    )
    return Result(
        policy=policy.name,
        title=policy.title,
        version=policy.version,
        asked=total,
        shared=whole_units(total, unit) * unit,
        unit=unit,
        position=policy.position.value,
        period=policy.period,
        as_of=data.as_of,
        programs=programs,
        totals=tuple(branch_totals(data, programs)),
        listed=data.listed,
        assumptions=(*assumptions(policy, without=BESIDE), *assumed(policy)),
        flags=(
            *data.flags,
            *staff_flags,
            *study_flags(policy, data.as_of),
            *left_over(total, unit, policy),
        ),
        tables=data.table_counts,
    )


def caseload(policy: Policy, data: Data) -> Watch:
    """Watch caseloads by the policy's counting rules, against the standards it names.

    Raises:
        EvenhandError: Saying what is wrong, where, and what would work.
    """
    return watched(policy, data)


def forecast(policy: Policy, data: Data, seed: int, asked: Otherwise = NOTHING) -> Forecast:
    """Simulate who will carry cases and how many, as the policy's `forecast` says.

    Raises:
        EvenhandError: Saying what is wrong, where, and what would work.
    """
    return forecasted(policy, data, seed, asked)


def told_of(
    policy: Policy,
    data: Data,
    tallies: Tallies,
    *,
    frozen: Frozen | None = None,
    working: bool = True,
) -> Told:
    """What every step of a run is told, once policy, data and tallies fit together.

    Raises:
        EvenhandError: They do not; saying where, and what would work.
    """
    check_in_force(policy, data.as_of)
    sharing = sharing_branches(policy, data)
    inside = sharing_only(policy, data, tallies, sharing)
    return Told(policy, data, sharing, inside, frozen or {}, working)


def score(policy: Policy, data: Data, tallies: Tallies, frozen: Frozen) -> dict[str, Scored]:
    """Every program's base and scores, once for many what-ifs that change neither."""
    told = told_of(policy, data, tallies, frozen=frozen, working=False)
    return {name: scored(told, name) for name in policy.programs}


def period_of(policy: Policy, text: str | None) -> Policy:
    """The policy with its period replaced by `text` (START..END), if any is given."""
    return replace(policy, period=read_period(text)) if text else policy


def read_period(text: str) -> Period:
    """Read START..END as a user wrote it.

    Raises:
        PolicyError: It is no period; the text says how one is written.
    """
    try:
        return Period.read(text)
    except ValueError as error:
        raise PolicyError(
            f"{text!r} is not a period: {error}. Write it as 1998-01-01..1999-01-01; the second "
            "day is the first one outside."
        ) from None
