"""What `evenhand rotation simulate` tries rules on, and which rules, from what the user said."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from evenhand.figures.rotation import Event, ReportArrived, RotationRule
    from evenhand.rotation.simulating.year import Year

#: What holds for the made-up world if nothing is said.
REPORTS, WORKERS, BOROUGHS, DAYS = 1500, 40, 1, 365
BEGINS = datetime(2025, 1, 1)  # noqa: DTZ001 (the agency's own clock)
SEED = 1
RULE = "made-up-borough"
Value = TypeVar("Value")


def logged(log: str | None, given: dict[str, object]) -> list[Event] | None:
    """The events of the log, if one is named; it then leaves nothing to make up."""
    if log is None:
        return None
    from evenhand.sources.rotation_log import read_log

    for name, value in given.items():
        if value is not None:
            raise click.UsageError(f"Say --from or --{name}, not both: the log has its own.")
    return read_log(log)


def year_of(events: list[Event] | None, given: dict[str, object]) -> tuple[Year, list[str]]:
    """The year that rules are tried on, and what is assumed of it."""
    from evenhand.rotation.simulating.drawing import drawn_year
    from evenhand.rotation.simulating.from_log import SAYS as LOGGED
    from evenhand.rotation.simulating.from_log import logged_year
    from evenhand.rotation.simulating.given import world_around
    from evenhand.rotation.simulating.profile import SAYS as PROFILED
    from evenhand.rotation.simulating.world import ASSUMES, made_up_world

    if events is not None:
        return logged_year(events), [LOGGED]
    seed: int = said(given, "seed", SEED)
    workers: int = said(given, "workers", WORKERS)
    if given["arrivals"] is not None:
        reports = _arrivals(given)
        return drawn_year(world_around(reports, workers), seed, reports), [ASSUMES]
    world = made_up_world(
        boroughs=said(given, "boroughs", BOROUGHS),
        workers=workers,
        reports=said(given, "reports", REPORTS),
        begins=said(given, "begins", BEGINS),
        days=said(given, "days", DAYS),
    )
    return drawn_year(world, seed), [PROFILED, ASSUMES]


def said(given: dict[str, object], name: str, default: Value) -> Value:
    """What the user said of it, or the default."""
    value = given[name]
    return default if value is None else value  # type: ignore[return-value]


def _arrivals(given: dict[str, object]) -> list[ReportArrived]:
    from evenhand.sources.arrivals import read_arrivals

    for name in ("reports", "boroughs", "begins", "days"):
        if given[name] is not None:
            raise click.UsageError(f"Say --arrivals or --{name}, not both: the file has its own.")
    return read_arrivals(str(given["arrivals"]))


def rules_of(
    names: tuple[str, ...], events: list[Event] | None, day: date
) -> list[tuple[str, RotationRule]]:
    """Each rule to try, as it is called: those named, or the one that holds and its changes."""
    from evenhand.errors import PolicyError
    from evenhand.policy.rotation_rules import read_rotation
    from evenhand.rotation.simulating.from_log import logged_rule
    from evenhand.rotation.simulating.variants import CHANGES, variant
    from evenhand.sources.nearest import meant

    def read(name: str) -> tuple[str, RotationRule]:
        rules = read_rotation(name)
        # A rule may be tried on a year before it held.
        rule = rules.on(max(day, rules.rotation[0].since))
        return f"{rules.name} {rule.version}", rule

    def held() -> RotationRule:
        return logged_rule(events) if events else read(RULE)[1]

    def named(name: str) -> tuple[str, RotationRule]:
        if name in CHANGES:
            return name, variant(held(), name)
        try:
            return read(name)
        except PolicyError as error:
            near = meant(name, CHANGES)
            raise PolicyError(f"{error}{near}") from None

    if names:
        return [named(name) for name in names]
    label = f"{'the log' if events else RULE} {held().version}"
    return [(label, held()), *((name, variant(held(), name)) for name in CHANGES)]
