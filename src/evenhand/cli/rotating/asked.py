"""What `evenhand rotation` is asked for: a log, a moment of it, a name known to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from evenhand.figures.rotation import Event

log_argument = click.argument("log", metavar="LOG")


def moment_of(text: str) -> datetime:
    """A moment as the user wrote it, a day being its first moment; without a zone.

    Raises:
        click.BadParameter: It is none.
    """
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo:
        raise click.BadParameter(
            f"{text!r} is no moment; write 2025-03-03T09:05, by the log's own clock.",
            param_hint="--at",
        )
    return at


def events_until(log: str, events: Sequence[Event], at: datetime | None) -> list[Event]:
    """The events up to and with a moment, or all of them.

    Raises:
        RotationError: The moment lies before the first event.
    """
    from evenhand.errors import RotationError

    if at is None:
        return list(events)
    kept = [event for event in events if event.at <= at]
    if not kept:
        raise RotationError(f"{log} begins on {events[0].at}, after {at}: nothing was known then.")
    return kept


def check_known(name: str, known: Collection[str], kind: str, where: str) -> None:
    """Refuse a name that the log does not know.

    Raises:
        RotationError: The text names the nearest, if there is one.
    """
    from evenhand.errors import RotationError
    from evenhand.sources.nearest import meant

    if name not in known:
        near = meant(name, known) or f" There are {len(known):,}."
        raise RotationError(f"{where} knows no {kind} {name!r}.{near}")


def check_drawn(picture: str | None) -> None:
    """Refuse a picture that is no SVG, before any work is done."""
    if picture is not None:
        from evenhand.reports.picture_file import check_picture

        check_picture(picture)
