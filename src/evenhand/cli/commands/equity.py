"""`evenhand equity`: whom each branch can serve, and what more positions would buy."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evenhand.cli.exact import exact
from evenhand.cli.options import json_option, say, show_json

if TYPE_CHECKING:
    from evenhand.figures import Bought, Equity, Result


def _change(text: str) -> Fraction:
    try:
        return Fraction(text.strip())
    except (ValueError, ZeroDivisionError):
        raise click.BadParameter(f"{text!r} is no number of positions; write 20 or -20.") from None


@click.command()
@click.argument("run", metavar="RUN")
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
    if pictures:
        _draw(Path(pictures), result, found, buys)
    if as_json:
        show_json({"equity": list(found), "bought": list(buys)})
        return
    _show(result, found, buys, more, filled)


def _show(
    result: Result,
    found: tuple[Equity, ...],
    buys: tuple[Bought, ...],
    more: Fraction | None,
    filled: Fraction,
) -> None:
    from evenhand.reports.presenting import branch_names
    from evenhand.reports.serving_answers import bought_answers, equity_answer, how
    from evenhand.reports.serving_tables import bought_table, equity_table
    from evenhand.reports.terminal import show_table

    names = branch_names(result)
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


def _draw(
    folder: Path, result: Result, found: tuple[Equity, ...], buys: tuple[Bought, ...]
) -> None:
    """Draw everything first, then write it."""
    from evenhand.reports.charts.bought import bought_picture
    from evenhand.reports.charts.served import served_pictures
    from evenhand.reports.presenting import branch_names

    names = branch_names(result)
    drawn = [picture for each in found for picture in served_pictures(each, names)]
    drawn += [bought_picture(name, buys) for name in dict.fromkeys(b.program for b in buys)]
    folder.mkdir(parents=True, exist_ok=True)
    for picture in drawn:
        (folder / f"{picture.name}.svg").write_text(picture.svg, encoding="utf-8", newline="\n")
