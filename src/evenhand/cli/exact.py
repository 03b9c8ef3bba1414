"""Numbers on the command line, read as exactly as those of a policy: 0.36, 36% or 9/25."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import click


def exact(
    what: str, *, below: int | None = None, most: int | None = None, nothing: bool = False
) -> Callable[[str], Fraction]:
    """A type of option: an exact number above 0 (or 0 too), and below or at most another.

    `what` says what would do, to whoever wrote something else.
    """

    def number(text: str) -> Fraction:
        from evenhand.policy.nodes import number as read_number

        try:
            read = read_number(text)
        except (ValueError, ZeroDivisionError):
            raise click.BadParameter(f"{text!r} is not a number; write {what}.") from None
        too_low = read < 0 or not (read or nothing)
        if too_low or (below and read >= below) or (most and read > most):
            raise click.BadParameter(f"{text} will not do; write {what}.")
        return read

    return number
