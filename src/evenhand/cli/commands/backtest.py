"""`evenhand backtest`: the formula on past years, and what followed; hindsight only."""

from __future__ import annotations

import click

from evenhand.cli.options import (
    counting_options,
    data_argument,
    json_option,
    policy_and_data,
    policy_option,
    say,
    show_json,
)


@click.command()
@data_argument
@policy_option
@click.option(
    "--years",
    required=True,
    metavar="FIRST..LAST",
    help="Years in which the policy's period is made to start; each is set against the next.",
)
@click.option(
    "--positions",
    default="current",
    show_default=True,
    metavar="N",
    help="How many to share out in every year.",
)
@click.option("--refit", is_flag=True, help="Fit coefficients on each year, not on the first.")
@counting_options
@json_option
def backtest(
    data: str,
    policy_name: str,
    years: str,
    positions: str,
    refit: bool,
    engine: str,
    as_json: bool,
) -> None:
    r"""See what the formula would have said of past years, and what followed. Hindsight only.

    \b
    Example:
        evenhand backtest tables --policy oregon-2000 --years 1997..1998
    """
    from evenhand.explanation.backtest import backtest_in_words
    from evenhand.reports.backtest_tables import backtest_table
    from evenhand.reports.terminal import show_table
    from evenhand.scenarios.hindsight.backtest import backtest as looked_back
    from evenhand.scenarios.hindsight.past_years import years_of
    from evenhand.sources.opening import open_data

    policy, tables = policy_and_data(policy_name, data, None, engine)
    periods = years_of(policy, years)
    say("Looking back")
    found = looked_back(
        policy,
        periods,
        # A supplier's layout is read a year at a time; a folder of tables holds them all.
        lambda period: tables if tables.columns else open_data(data, period, engine),
        positions,
        refit=refit,
    )
    if as_json:
        show_json(found)
        return
    show_table(backtest_table(found))
    for sentence in backtest_in_words(found):
        click.echo(sentence)
