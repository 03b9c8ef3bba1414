"""`evenhand timestudy draw`: whom to ask, and when, from a roster and a seed."""

from __future__ import annotations

import re
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evenhand.cli.options import json_option, show_json

if TYPE_CHECKING:
    from evenhand.estimation.moment_draw import Frame

DAY = click.DateTime(["%Y-%m-%d"])
HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))")


@click.command()
@click.argument("roster", metavar="ROSTER")
@click.option("--moments", required=True, type=click.IntRange(1), help="How many to draw.")
@click.option("--from", "first", required=True, type=DAY, metavar="DAY", help="The first day.")
@click.option("--to", "end", required=True, type=DAY, metavar="DAY", help="First day no longer.")
@click.option(
    "--hours", default="08:00-17:00", show_default=True, help="Working hours of each day."
)
@click.option("--weekdays", default="1-5", show_default=True, help="Monday is 1: 1-5, or 1,3,5.")
@click.option("--without", multiple=True, type=DAY, metavar="DAY", help="A holiday; repeat it.")
@click.option("--seed", required=True, type=click.IntRange(0), help="The same draws the same.")
@click.option("--out", metavar="FILE", help="Write the list to this new file.")
@json_option
def draw(
    roster: str,
    moments: int,
    first: datetime,
    end: datetime,
    hours: str,
    weekdays: str,
    without: tuple[datetime, ...],
    seed: int,
    out: str | None,
    as_json: bool,
) -> None:
    r"""Draw random moments: pairs of a worker and a working minute, none twice, by time.

    ROSTER is a file of workers (id, fte) or a folder of tables. Every minute of every
    worker is as likely as any other; a part-time worker has that share of minutes. The
    list is for asking. It is no result, and says nothing about anyone.

    \b
    Example:
        evenhand timestudy draw tables --moments 2213 --from 1998-04-01 --to 1998-07-01 --seed 7
    """
    from evenhand.estimation.moment_draw import ASSUMES, Frame, drawn_moments, working_days
    from evenhand.reports.moment_list import check_free, moment_text, moments_csv, write_moments
    from evenhand.sources.roster import read_roster

    if out is not None:
        if not out:
            raise click.BadParameter("name a file", param_hint="--out")
        check_free(Path(out))
    if end <= first:
        raise click.BadParameter("it is the first day no longer drawn from.", param_hint="--to")
    opens, closes = _hours(hours)
    days = working_days(
        first.date(), end.date(), _weekdays(weekdays), {day.date() for day in without}
    )
    frame = Frame(days, opens, closes, read_roster(roster))
    drawn = drawn_moments(frame, moments, seed)
    told = _told(frame, moments, seed)
    if out:
        write_moments(drawn, Path(out))
    if as_json:
        listed = [{"worker": worker, "moment": moment_text(moment)} for worker, moment in drawn]
        show_json({**told, "assumption": ASSUMES, "out": out, "drawn": listed})
        return
    if not out:
        click.echo(moments_csv(drawn), nl=False)
    # With the list on stdout, what is said of it goes elsewhere.
    click.echo(
        f"{moments:,} moments of {told['workers']:,} workers, drawn from {frame.population:,} "
        f"working minutes on {len(days)} days with seed {seed}.",
        err=not out,
    )
    click.echo(f"Assumed: {ASSUMES}", err=not out)
    if out:
        click.echo(f"Written: {out}")


def _told(frame: Frame, moments: int, seed: int) -> dict[str, int | Fraction]:
    return {
        "seed": seed,
        "moments": moments,
        "workers": len(frame.parts),
        "days": len(frame.days),
        "working_minutes": frame.population,
    }


def _hours(text: str) -> tuple[int, int]:
    """Working hours as minutes after midnight; the end itself is outside."""
    read = HOURS.fullmatch(text.strip())
    if read:
        from_hour, from_minute, *rest = (int(part) for part in read.groups() if part is not None)
        opens, closes = from_hour * 60 + from_minute, rest[0] * 60 + rest[1]
        if closes > opens:
            return opens, closes
    raise click.BadParameter(
        f"{text!r} are no hours; write them as 08:00-17:00.", param_hint="--hours"
    )


def _weekdays(text: str) -> set[int]:
    """Weekdays by number: `1-5`, `1,3,5` or both."""
    found: set[int] = set()
    for part in text.split(","):
        read = re.fullmatch(r"([1-7])(?:-([1-7]))?", part.strip())
        if not read or (read[2] and read[2] < read[1]):
            raise click.BadParameter(
                f"{text!r} are no weekdays; Monday is 1, so write 1-5 or 1,3,5.",
                param_hint="--weekdays",
            )
        found.update(range(int(read[1]), int(read[2] or read[1]) + 1))
    return found
