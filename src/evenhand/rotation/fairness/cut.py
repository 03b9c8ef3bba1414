"""A log cut to a period: what came before stays, what came at its end or after is not there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from evenhand.errors import RotationError
from evenhand.figures.rotation import Event


def cut(
    events: Iterable[Event], begins: datetime | None, ends: datetime | None
) -> tuple[list[Event], datetime, datetime]:
    """The events before the period's end, and from when to when the period lasts.

    Where no begin is given it is the log's first moment; where no end, just after its
    latest.

    Raises:
        RotationError: The log is empty, or no moment of it lies in the period.
    """
    known = list(events)
    if not known:
        raise RotationError("The log holds no event, so there is nothing to judge.")
    first, last = known[0].at, max(each.at for each in known)
    begins = first if begins is None else begins
    ends = last + timedelta(seconds=1) if ends is None else ends
    if ends <= first or begins > last or ends <= begins:
        raise RotationError(
            f"No event of the log lies from {begins} up to {ends}: it runs from {first} to {last}."
        )
    return [each for each in known if each.at < ends], begins, ends
