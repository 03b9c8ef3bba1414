"""`evenhand reviews effect`: what the disagreement of raters and readers does to positions."""

from __future__ import annotations

import click

from evenhand.cli.options import (
    counting_options,
    data_argument,
    json_option,
    period_option,
    policy_and_data,
    policy_option,
    say,
    show_json,
)


@click.command()
@data_argument
@policy_option
@click.option(
    "--positions",
    required=True,
    metavar="N",
    help="600 in all, +20 or -20 on what there is, current, or published.",
)
@period_option
@counting_options
@json_option
def effect(
    data: str, policy_name: str, positions: str, period: str | None, engine: str, as_json: bool
) -> None:
    r"""Settle disagreement by each other rule, and say whose positions would differ.

    One reading is settled anew at a time, and models stay as they are; what all rules
    together could do is not tried.

    \b
    Example:
        evenhand reviews effect tables --policy oregon-2000 --positions 600
    """
    from evenhand.run import allocate, measure
    from evenhand.scenarios.consensus import consensus_trials, spans

    policy, tables = policy_and_data(policy_name, data, period, engine)
    say("Measuring")
    tallies = measure(policy, tables)
    result = allocate(policy, tables, positions, tallies)
    say("Settling by other rules")
    trials = consensus_trials(result, policy, tables, positions, tallies)
    differ = spans(result, trials)
    if as_json:
        show_json({"trials": trials, "differ": differ})
        return
    from evenhand.reports.review_tables import differing_table, trials_table
    from evenhand.reports.terminal import show_table

    if not trials:
        click.echo(f"No reading of {policy.name} is settled between raters in these data.")
        return
    show_table(trials_table(trials, result))
    if differ:
        show_table(differing_table(differ, tables.branches))
    else:
        click.echo("No branch's positions differ, whichever rule settles a disagreement.")
