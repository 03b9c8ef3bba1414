"""`evenhand rotation fairness`: everybody's share, beside a rotation without skips."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evenhand.cli.options import json_option, say, show_json
from evenhand.cli.rotating.asked import check_drawn, check_known, log_argument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evenhand.explanation.rotation import Known
    from evenhand.figures.rotation import Event
    from evenhand.figures.rotation_judged import Fairness


@click.command()
@log_argument
@click.option("--period", metavar="A..B", help="Reports of these days; B is the first outside.")
@click.option("--unit", metavar="U", help="Tell of this unit's people only.")
@click.option("--worker", metavar="W", help="Tell of this person only.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    metavar="S",
    help="Where the drawn orders start.",
)
@click.option("--picture", metavar="F.svg", help="Draw the shares into this file.")
@json_option
def fairness(
    log: str,
    period: str | None,
    unit: str | None,
    worker: str | None,
    seed: int,
    picture: str | None,
    as_json: bool,
) -> None:
    r"""Say what everybody received, and what a rotation without skips would have given them.

    The log is run again with the same people and arrivals and no skips. Whether differences
    go with the place on the list, the part of full time or absence is tested over all people.

    \b
    Example:
        evenhand rotation fairness log.jsonl
    """
    from evenhand.rotation.fairness.fairness import fairness as judged
    from evenhand.sources.rotation_log import read_log

    check_drawn(picture)
    begins, ends = _ends(period)
    say(f"Reading {log}")
    events = read_log(log)
    say("Running it again without skips")
    found = judged(events, begins, ends, seed)
    told = _only(found, unit, worker, log)
    if picture is not None:
        _draw(told, Path(picture))
    if as_json:
        show_json(told)
        return
    _show(told, _known(events, found.ends))
    if picture is not None:
        click.echo(f"Drawn: {picture}")


def _ends(period: str | None) -> tuple[datetime | None, datetime | None]:
    if period is None:
        return None, None
    from evenhand.run import read_period

    days = read_period(period)
    return datetime.combine(days.start, time()), datetime.combine(days.end, time())


def _only(found: Fairness, unit: str | None, worker: str | None, log: str) -> Fairness:
    """The same judgement, told of one unit or one person; the tests stay those of all."""
    from dataclasses import replace

    if unit is not None:
        check_known(unit, {row.unit for row in found.shares}, "unit", f"{log} in that period")
    if worker is not None:
        check_known(worker, {row.worker for row in found.shares}, "worker", f"{log} in that period")
    return replace(
        found,
        shares=tuple(
            row for row in found.shares if unit in (None, row.unit) and worker in (None, row.worker)
        ),
        excluded=tuple(
            row
            for row in found.excluded
            if unit in (None, row.unit) and worker in (None, row.worker)
        ),
    )


def _known(events: Sequence[Event], ends: datetime) -> Known:
    """The rule that held at the end, whose reasons have titles."""
    from evenhand.explanation.rotation import Known
    from evenhand.figures.rotation import RuleChanged

    rules = [each.rule for each in events if isinstance(each, RuleChanged) and each.at < ends]
    return Known(rules[-1] if rules else None)


def _draw(found: Fairness, place: Path) -> None:
    from evenhand.errors import RotationError
    from evenhand.reports.charts.received import received
    from evenhand.reports.picture_file import write_picture

    drawn = received(found)
    if drawn is None:
        raise RotationError("Nobody was on a list in that period, so there is nothing to draw.")
    write_picture(drawn, place)


def _show(found: Fairness, known: Known) -> None:
    from evenhand.reports.rotation_answers import fairness_answers
    from evenhand.reports.rotation_tables import excluded_tables, passed_table, shares_table
    from evenhand.reports.terminal import show_table

    shown = (
        shares_table(found),
        passed_table(found.shares, known),
        *excluded_tables(found.excluded, known),
    )
    for each in shown:
        if each.rows:
            show_table(each)
    for line in fairness_answers(found):
        click.echo(line)
