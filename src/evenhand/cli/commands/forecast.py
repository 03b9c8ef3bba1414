"""`evenhand forecast`: when a caseload standard is met, and how many hires keep it."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evenhand.cli.exact import exact
from evenhand.cli.options import (
    counting_options,
    data_argument,
    json_option,
    policy_and_data,
    policy_option,
    say,
    seed_option,
    show_json,
)

if TYPE_CHECKING:
    from evenhand.figures import Forecast

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@data_argument
@policy_option
@click.option(
    "--from",
    "begins",
    type=DAY,
    metavar="DAY",
    help="First day ahead; an earlier one is hindsight.",
)
@click.option(
    "--class",
    "each_class",
    type=click.IntRange(0, 100_000),
    metavar="N",
    help="Hires in each class, instead of the policy's.",
)
@click.option(
    "--attrition",
    type=exact("a share from 0 to 1, such as 0.2 or 20%", most=1, nothing=True),
    metavar="S",
    help="Share of carrying workers who leave in a year, instead of the policy's.",
)
@click.option("--months", type=click.IntRange(1, 120), metavar="M", help="How far to look ahead.")
@seed_option
@click.option("--picture", metavar="FILE.svg", help="Draw the months ahead.")
@counting_options
@json_option
def forecast(
    data: str,
    policy_name: str,
    begins: datetime | None,
    each_class: int | None,
    attrition: Fraction | None,
    months: int | None,
    seed: int | None,
    picture: str | None,
    engine: str,
    as_json: bool,
) -> None:
    r"""Simulate who will carry cases and how many, by the policy's section forecast.

    \b
    Example:
        evenhand forecast tables --policy oregon-2000 --class 17
    """
    from evenhand import run
    from evenhand.reports.picture_file import check_picture
    from evenhand.scenarios.uncertainty import SEED
    from evenhand.steps.forecasting import Otherwise

    if picture is not None:
        check_picture(picture)
    policy, tables = policy_and_data(policy_name, data, None, engine)
    say("Simulating")
    first = begins.date() if begins else None
    asked = Otherwise(first, each_class, attrition, months)
    found = run.forecast(policy, tables, SEED if seed is None else seed, asked)
    if picture is not None:
        _draw(found, Path(picture))
    if as_json:
        show_json(found)
        return
    _show(found)
    if picture is not None:
        click.echo(f"Drawn: {picture}")


def _draw(found: Forecast, place: Path) -> None:
    from evenhand.errors import EvenhandError
    from evenhand.reports.charts.forecast import forecast_picture
    from evenhand.reports.picture_file import write_picture

    drawn = forecast_picture(found)
    if drawn is None:
        raise EvenhandError(
            "There may soon be no case-carrying workers, so there is no line to draw."
        )
    write_picture(drawn, place)


def _show(found: Forecast) -> None:
    """The answers, the months, what was taken, and what must be said."""
    from evenhand.explanation.forecast import forecast_in_words
    from evenhand.reports.forecast_tables import forecast_table
    from evenhand.reports.terminal import show_table

    for sentence in forecast_in_words(found):
        click.echo(sentence)
    show_table(forecast_table(found))
    click.echo(f"Seed {found.seed}. What it takes:")
    for each in found.takes:
        click.echo(f"  {each}")
    for flag in found.flags:
        click.echo(f"Note: {flag}")
