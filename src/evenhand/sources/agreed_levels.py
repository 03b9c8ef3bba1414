"""Agreed levels: how the several readers of one case record become one level.

`majority` is the level most readers gave, and of levels given equally often the more
vulnerable; `lowest` the most vulnerable any gave; `highest` the least; `panel` the one
that the reader called "panel" gave. Measures that count levels share the rule.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

import narwhals.stable.v2 as nw

from evenhand.errors import PolicyError

Frame = nw.LazyFrame[Any]
Consensus = Literal["majority", "lowest", "highest", "panel"]
PANEL = "panel"


def heard(readings: Frame, consensus: Consensus) -> Frame:
    """The readings that have a say.

    Raises:
        PolicyError: There is no such rule.
    """
    if consensus not in get_args(Consensus):
        raise PolicyError(
            f"There is no consensus {consensus!r} of levels. "
            f"It can be: {', '.join(get_args(Consensus))}."
        )
    return readings.filter(nw.col("reader") == PANEL) if consensus == PANEL else readings


def agreed_levels(readings: Frame, consensus: Consensus) -> Frame:
    """Each child once (`child`, `level`), at the level that its readers agree on."""
    # What speaks for a level first, then the lower level: the maximum is the level agreed on.
    agreed = _speaks_for(consensus) * 8 + (7 - nw.col("level").cast(nw.Int64))
    found = (
        heard(readings, consensus)
        .group_by("child", "level")
        .agg(readers=nw.len().cast(nw.Int64))
        .group_by("child")
        .agg(agreed=agreed.max())
    )
    return found.select("child", level=7 - nw.col("agreed") % 8)


def _speaks_for(consensus: Consensus) -> nw.Expr:
    """What decides between two levels that one child was given; equal falls to the lower."""
    if consensus == "majority":
        return nw.col("readers")
    return nw.col("level").cast(nw.Int64) if consensus == "highest" else nw.lit(0, dtype=nw.Int64)
