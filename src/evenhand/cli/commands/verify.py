"""`evenhand verify`: make a run again and see whether it is the same."""

from __future__ import annotations

import click

from evenhand.cli.options import engine_option, given_data, json_option, run_argument, show_json


@click.command()
@run_argument()
@click.option(
    "--data", metavar="DATA", callback=given_data, help="Measure the tables again as well."
)
@engine_option
@json_option
def verify(run: str, data: str | None, engine: str, as_json: bool) -> None:
    r"""Recompute a run from its own tallies: identical, or where not.

    Ends with 1 if anything differs.

    \b
    Example:
        evenhand verify demo-run
    """
    from evenhand.reports.verifying import differences
    from evenhand.scenarios.remaking import run_policy
    from evenhand.sources.opening import open_data
    from evenhand.sources.remembered import nothing_remembered
    from evenhand.sources.runs import read_run

    tables = None
    with nothing_remembered():
        if data:
            period = run_policy(read_run(run).about).period
            tables = open_data(data, period, engine)
        found = list(differences(run, tables))
    if as_json:
        show_json({"identical": not found, "differences": found})
    elif found:
        click.echo(f"{run} is not identical:")
        for difference in found:
            click.echo(f"  {difference}")
    else:
        again = " and the tables" if data else ""
        click.echo(f"{run} is identical: made again from its tallies{again}, every file the same.")
    raise SystemExit(1 if found else 0)
