"""`evenhand timestudy shares`: what the moments answered say of everybody's time."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import click

from evenhand.cli.exact import exact
from evenhand.cli.options import (
    counting_options,
    data_argument,
    json_option,
    period_and_data,
    period_option,
    show_json,
)

if TYPE_CHECKING:
    from evenhand.figures import ActivitySurvey, Period
    from evenhand.policy import Policy


@click.command()
@data_argument
@period_option
@click.option(
    "--policy", "policy_name", metavar="POLICY", help="Whose time study, and should-take minutes."
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="A day on which the study must hold; the data's own if left out.",
)
@click.option(
    "--hours",
    type=exact("a number above 0"),
    help="Hours worked by all in the period: gives minutes for one assessment.",
)
@click.option(
    "--confidence",
    default="0.95",
    show_default=True,
    type=exact("a share between 0 and 1, such as 0.9", below=1),
    help="Of the intervals.",
)
@counting_options
@json_option
def shares(
    data: str,
    period: str | None,
    policy_name: str | None,
    as_of: datetime | None,
    hours: Fraction | None,
    confidence: Fraction,
    engine: str,
    as_json: bool,
) -> None:
    r"""Say what share of time went to what, and how far the survey can tell.

    The standard error takes a worker's moments as one cluster. Nothing is said of any
    worker, and a branch alone is not told apart: a state's sample says too little of one.

    \b
    Example:
        evenhand timestudy shares tables --policy oregon-2000
    """
    from evenhand.steps.surveying import surveyed

    policy, days = _policy_and_days(policy_name, period)
    chosen, tables = period_and_data(policy_name, data, days, engine)
    found = surveyed(
        tables,
        chosen,
        confidence,
        as_of=as_of.date() if as_of else None,
        policy=policy,
        hours=hours,
    )
    if as_json:
        show_json({"response_rate": found.response_rate, "survey": found})
        return
    _show(found)


def _policy_and_days(name: str | None, period: str | None) -> tuple[Policy | None, str | None]:
    """The policy, and the days of its time study unless other days are asked for."""
    from evenhand.policy import read_policy

    if not name:
        return None, period
    policy = read_policy(name)
    sampled: Period | None = policy.time_study.sampled if policy.time_study else None
    return policy, period or (str(sampled) if sampled else None)


def _show(found: ActivitySurvey) -> None:
    from evenhand.reports.numerals import points_text
    from evenhand.reports.terminal import show_table
    from evenhand.reports.time_study_tables import minutes_table, shares_table

    if found.activities:
        show_table(shares_table(found))
    if any(each.measured or each.should_take for each in found.activities):
        show_table(minutes_table(found))
    rate = points_text(found.response_rate or Fraction(0))
    click.echo(f"Answered: {found.answered:,} of {found.drawn:,} moments drawn, {rate}.")
    if found.design_effect is not None:
        click.echo(f"Design effect over all activities: {float(found.design_effect):.2f}.")
    for flag in found.flags:
        click.echo(f"Note: {flag}")
    for assumption in found.assumptions:
        click.echo(f"Assumed: {assumption}")
