"""Thin: a branch with few records says little of itself, and a flag says so.

Source: Evenhand method, section 10 (a stated floor of ten).
"""

from __future__ import annotations

from fractions import Fraction

#: Below so many records a branch's own figure is flagged.
FEW = 10


def thin(records: Fraction, of_what: str) -> tuple[str, ...]:
    """The flag for `records` below the floor ("only 6 removals"); none from the floor on."""
    return (f"only {float(records):g} {of_what}",) if records < FEW else ()
