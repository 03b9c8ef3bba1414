"""`evenhand equity`: whom each branch can serve, and what more positions would buy."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evenhand.cli.exact import exact
from evenhand.cli.options import json_option, run_argument, say, show_json

if TYPE_CHECKING:
    from evenhand.figures import Bought, Equity, Result


def _change(text: str) -> Fraction:
    try:
        return Fraction(text.strip())
    except (ValueError, ZeroDivisionError):
        raise click.BadParameter(f"{text!r} is no number of positions; write 20 or -20.") from None


@click.command()
@run_argument()
@click.option(
    "--more",
    type=_change,
    metavar="N",
    help="What N more positions (-N: fewer) would buy, between a tenth less and three tenths more.",
)
@click.option(
    "--filled",
    type=exact("the part of a position that is worked, such as 0.9", most=1),
    default="1",
    show_default=True,
    metavar="PART",
    help="The part of a position worked by somebody who can carry cases.",
)
@click.option("--pictures", metavar="DIR", help="Draw pictures (SVG) into this folder.")
@json_option
def equity(
    run: str, more: Fraction | None, filled: Fraction, pictures: str | None, as_json: bool
) -> None:
    r"""Say whom each branch can serve, down to which level, now and as allocated, and how evenly.

    \b
    Example:
        evenhand equity demo-run --more 20
    """
    from evenhand.reports.reading_runs import read_result
    from evenhand.run import told_of
    from evenhand.scenarios.masking import coefficients
    from evenhand.scenarios.more_staff import bought
    from evenhand.scenarios.remaking import run_policy
    from evenhand.sources.runs import read_run
    from evenhand.steps.serving import equities

    if pictures is not None:
        _check_pictures(pictures)
    result, kept = read_result(run), read_run(run)
    policy, data, tallies = run_policy(kept.about), kept.data, kept.tallies
    frozen = coefficients(result)
    told = told_of(policy, data, tallies, frozen=frozen, working=False)
    found = equities(told, result, filled)
    buys: tuple[Bought, ...] = ()
    if more is not None:
        if more % result.unit:
            raise click.BadParameter(
                f"positions come in units of {result.unit}.", param_hint="--more"
            )
        say("Sharing out other totals")
        buys = bought(result, policy, data, tallies, more=[more], filled=filled)
    drawn = _draw(Path(pictures), result, found, buys) if pictures else 0
    if as_json:
        show_json({"equity": list(found), "bought": list(buys)})
        return
    _show(result, found, buys, more, filled)
    if pictures:
        click.echo(f"Drawn: {pictures} ({drawn} picture{'' if drawn == 1 else 's'})")


def _check_pictures(pictures: str) -> None:
    from evenhand.reports.picture_file import check_pictures

    if not pictures:
        raise click.BadParameter("name a folder", param_hint="--pictures")
    check_pictures(Path(pictures))


def _show(
    result: Result,
    found: tuple[Equity, ...],
    buys: tuple[Bought, ...],
    more: Fraction | None,
    filled: Fraction,
) -> None:
    from evenhand.explanation.in_force import not_in_force
    from evenhand.reports.presenting import branch_names
    from evenhand.reports.serving_answers import bought_answers, equity_answer, how
    from evenhand.reports.serving_tables import bought_table, equity_table
    from evenhand.reports.terminal import show_table

    names = branch_names(result)
    if result.scenario:
        click.echo(f"Note: {not_in_force(result)}")
    for each in found:
        show_table(equity_table(each, names))
        click.echo(equity_answer(each))
        for flag in each.flags:
            click.echo(f"Note: {flag}")
    for program in dict.fromkeys(each.program for each in buys):
        show_table(bought_table(program, buys))
    for line in bought_answers(buys, more or Fraction(0)):
        click.echo(line)
    for line in how(found, filled):
        click.echo(f"Note: {line}")


def _draw(folder: Path, result: Result, found: tuple[Equity, ...], buys: tuple[Bought, ...]) -> int:
    """Draw everything first, then write it; give back how many pictures there are."""
    from evenhand.reports.charts.bought import bought_picture
    from evenhand.reports.charts.served import served_pictures
    from evenhand.reports.picture_file import write_pictures
    from evenhand.reports.presenting import branch_names

    names = branch_names(result)
    drawn = [picture for each in found for picture in served_pictures(each, names)]
    # Against the run's own quota more positions buy no need, so there is nothing to draw.
    known = dict.fromkeys(each.program for each in buys if each.unit == "hours")
    drawn += [bought_picture(name, buys) for name in known]
    write_pictures(drawn, folder)
    return len(drawn)
