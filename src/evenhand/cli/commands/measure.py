"""`evenhand measure`: take the policy's readings, branch by branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from evenhand.cli.options import (
    counting_options,
    data_argument,
    json_option,
    period_option,
    policy_and_data,
    policy_option,
    show_json,
)

if TYPE_CHECKING:
    from evenhand.policy import Policy
    from evenhand.sources.data import Data


@click.command()
@data_argument
@click.argument("names", nargs=-1, metavar="[NAME]...")
@policy_option
@period_option
@counting_options
@click.option("--plan", is_flag=True, help="Print the query plan or SQL instead of the counts.")
@json_option
def measure(
    data: str,
    names: tuple[str, ...],
    policy_name: str,
    period: str | None,
    engine: str,
    plan: bool,
    as_json: bool,
) -> None:
    r"""Take readings: tallies by branch, as the policy's measures count them.

    \b
    Example:
        evenhand measure tables --policy oregon-2000 removals
    """
    from evenhand.run import measure as take

    policy, tables = policy_and_data(policy_name, data, period, engine)
    if plan:
        _show_plans(policy, tables, names)
        return
    tallies = take(policy, tables, names)
    if as_json:
        show_json({name: list(reading) for name, reading in tallies.items()})
        return
    click.echo("reading,branch,of,hits,base,hits_most,base_most")
    for name, reading in tallies.items():
        for t in reading:
            cells = (name, t.branch, t.of, t.hits, t.base, t.hits_most, t.base_most)
            click.echo(",".join(_cell(str(cell)) for cell in cells))


def _cell(text: str) -> str:
    return f'"{text}"' if "," in text else text


def _show_plans(policy: Policy, tables: Data, names: tuple[str, ...]) -> None:
    """Print what each engine was asked, for an auditor to read."""
    from evenhand.run import measure as take
    from evenhand.sources.engine import plans

    for name in names or policy.measures:
        with plans() as asked:
            take(policy, tables, [name])
        click.echo(f"-- {name}")
        for plan in asked or ["from the counts: no table is read"]:
            click.echo(plan)
