"""`evenhand check`: what is wrong with the tables, and what they are ready for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evenhand.cli.options import (
    counting_options,
    data_argument,
    json_option,
    keep_rejects,
    period_option,
    show_json,
)

if TYPE_CHECKING:
    from evenhand.policy import Policy
    from evenhand.sources.data import Data


@click.command()
@data_argument
@click.option("--policy", "policy_name", metavar="POLICY", help="Check for this policy's readings.")
@period_option
@counting_options
@json_option
def check(
    data: str, policy_name: str | None, period: str | None, engine: str, as_json: bool
) -> None:
    r"""Check tables row by row; say which measures they are ready for, and what others lack.

    Ends with 1 if any row was rejected or a reading of the policy cannot be taken.

    \b
    Example:
        evenhand check our-tables --policy our-tables/policy.yaml
    """
    from evenhand.policy import read_policy
    from evenhand.run import period_of, read_period
    from evenhand.sources.opening import open_data
    from evenhand.steps.vetting import vet

    policy = None
    if policy_name:
        policy = period_of(read_policy(policy_name), period)
        vet(policy)
    chosen = policy.period if policy else read_period(period) if period else None
    tables = open_data(data, chosen, engine)
    rejects = keep_rejects(tables, data)
    ready = _readiness(policy, tables)
    rejected = any(t.rejected for t in tables.table_counts)
    unready = bool(policy) and any(lacks for _, lacks in ready)
    if as_json:
        show_json(
            {
                "tables": list(tables.table_counts),
                "rejects": str(rejects) if rejects else None,
                "ready": [{"measure": name, "lacks": list(lacks)} for name, lacks in ready],
                "flags": list(tables.flags),
            }
        )
    else:
        _show(tables, rejects, ready)
    raise SystemExit(1 if rejected or unready else 0)


def _readiness(policy: Policy | None, tables: Data) -> list[tuple[str, tuple[str, ...]]]:
    """Each reading (of the policy, else each measure there is), and what it lacks."""
    from evenhand.measures import catalogue
    from evenhand.sources.readiness import readiness, uncounted

    if policy is None:
        reads = {name: measure.reads for name, measure in catalogue().items()}
        return [(each.measure, each.lacks) for each in readiness(reads, tables)]
    measured = {
        name: catalogue()[reading.measure or name].reads
        for name, reading in policy.measures.items()
        if not reading.stands_for
    }
    counted = [
        (name, tuple(uncounted(name, tables)))
        for name, reading in policy.measures.items()
        if reading.stands_for
    ]
    return sorted([*((r.measure, r.lacks) for r in readiness(measured, tables)), *counted])


def _show(tables: Data, rejects: Path | None, ready: list[tuple[str, tuple[str, ...]]]) -> None:
    click.echo(f"{'table':<18}{'read':>12}{'accepted':>12}{'rejected':>12}")
    for t in tables.table_counts:
        click.echo(f"{t.table:<18}{t.read:>12,}{t.accepted:>12,}{t.rejected:>12,}")
    for flag in tables.flags:
        click.echo(f"note: {flag}")
    if rejects:
        click.echo(f"Every rejected row, with its reason: {rejects}")
    click.echo("")
    click.echo(f"{'reading':<28}ready")
    for name, lacks in ready:
        click.echo(f"{name:<28}{'yes' if not lacks else 'lacks ' + ', '.join(lacks)}")
