"""`evenhand rotation simulate`: what rules would do with a year of reports, made up or real."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evenhand.cli.options import json_option, say, show_json
from evenhand.cli.rotating.tried_on import (
    BOROUGHS,
    DAYS,
    REPORTS,
    SEED,
    WORKERS,
    logged,
    rules_of,
    said,
    year_of,
)

if TYPE_CHECKING:
    from datetime import datetime

    from evenhand.figures.rotation import RotationRule
    from evenhand.rotation.simulating.year import Year

DAY = click.DateTime(["%Y-%m-%d"])
#: As an intake's moments, and for the same reason: other years are a slip of the pen.
YEARS = range(1950, 2101)


def _plausible(
    context: click.Context, option: click.Parameter, given: datetime | None
) -> datetime | None:
    """Refuse a first day in a year nobody means."""
    if given is not None and given.year not in YEARS:
        said = f"name a day in the years {YEARS[0]} to {YEARS[-1]}."
        raise click.BadParameter(said, context, option)
    return given


@click.command()
@click.option("--rule", "names", multiple=True, metavar="NAME", help="One to try; repeat it.")
@click.option("--from", "log", metavar="LOG", help="The year of a log: arrivals, staff, skips.")
@click.option("--arrivals", metavar="FILE", help="Reports of an intake (report,arrived_at,unit).")
@click.option("--reports", type=click.IntRange(1), help=f"To make up.  [default: {REPORTS}]")
@click.option("--workers", type=click.IntRange(1), help=f"To make up.  [default: {WORKERS}]")
@click.option("--boroughs", type=click.IntRange(1), help=f"To make up.  [default: {BOROUGHS}]")
@click.option(
    "--begins",
    type=DAY,
    callback=_plausible,
    metavar="DAY",
    help="The first day.  [default: 2025-01-01]",
)
@click.option("--days", type=click.IntRange(1), help=f"For so long.  [default: {DAYS}]")
@click.option(
    "--seed", type=click.IntRange(0), metavar="S", help=f"Of what is made up.  [default: {SEED}]"
)
@click.option("--out", metavar="LOG", help="Write the log of the one rule tried to this new file.")
@json_option
def simulate(
    names: tuple[str, ...],
    log: str | None,
    out: str | None,
    as_json: bool,
    **given: object,
) -> None:
    r"""Try rules on the same reports, absences and removals, and lay them side by side.

    NAME is a shipped rotation, a file, or a change of one thing in the rule of LOG or of
    made-up-borough: strict, cases, minutes, caps, cooling, no-skips. Without --rule, the
    rule and all of them are tried.

    \b
    Example:
        evenhand rotation simulate --reports 300 --workers 12 --days 90 --seed 7
    """
    from evenhand.reports.rules_tried import MEANS, rules_answers, rules_table
    from evenhand.reports.terminal import show_table
    from evenhand.rotation.simulating.judging import try_rules

    if out is not None:
        _check_out(out, names)
    events = logged(log, given)
    year, notes = year_of(events, given)
    seed = None if log else said(given, "seed", SEED)
    rules = rules_of(names, events, year.begins.date())
    say(f"Trying {len(rules)} rules")
    if out:
        _write(out, year, rules[0][1])
    tried = try_rules(year, [replace(rule, version=label) for label, rule in rules])
    if as_json:
        show_json({"seed": seed, "assumptions": notes, "out": out, "rules": tried})
        return
    show_table(rules_table(tried))
    for line in (*rules_answers(tried), *MEANS):
        click.echo(line)
    for note in notes:
        click.echo(f"Assumed: {note}")
    if out:
        click.echo(f"Written: {out}")


def _check_out(out: str, names: tuple[str, ...]) -> None:
    """A log tells of one rule; it is written to a new file, never over another."""
    if not out:
        raise click.BadParameter("name a file", param_hint="--out")
    if len(names) != 1:
        raise click.UsageError("--out writes the log of one rule: name it with one --rule.")
    if Path(out).exists() or Path(out).is_symlink():
        raise click.BadParameter(f"{out} is there already; name a new file.", param_hint="--out")
    if not Path(out).parent.is_dir():
        raise click.BadParameter(f"there is no folder {Path(out).parent}.", param_hint="--out")


def _write(out: str, year: Year, rule: RotationRule) -> None:
    from evenhand.rotation.simulating.running import run_year
    from evenhand.sources.rotation_log import write_log

    try:
        write_log(out, run_year(year, rule))
    except OSError as fault:
        raise click.UsageError(f"{out} cannot be written: {fault.strerror}.") from None
