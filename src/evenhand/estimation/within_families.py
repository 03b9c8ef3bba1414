"""Within families: yes and no counted as patterns, and what going together does to chance.

Brothers and sisters are removed, coded and sent home together: they are not as many
separate answers. The design effect says how far from it.

Source: Rao and Scott 1981 (tests divided by a mean design effect). Widening the chance of
an exact test so: an assumption, tried on simulated states.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import NamedTuple

from evenhand.figures import Tally
from evenhand.figures.pattern import pattern_counts


class Pattern(NamedTuple):
    """So many yes among so many cases of one family, and how many families are like it."""

    yes: int
    cases: int
    families: int


class Count(NamedTuple):
    """So many of so many, in so many families (or whatever goes together)."""

    hits: int
    base: int
    families: int


Patterns = Mapping[str, Sequence[Pattern]]


def patterns(tallies: Iterable[Tally]) -> dict[str, list[Pattern]]:
    """Each branch's families by pattern; a tally without one counts cases one by one."""
    found: dict[str, list[Pattern]] = {}
    for tally in tallies:
        own = found.setdefault(tally.branch, [])
        if tally.of:
            said = pattern_counts(tally.of)
            own.append(Pattern(said.get("yes", 0), sum(said.values()), tally.hits))
        else:
            own.append(Pattern(1, 1, tally.hits))
            own.append(Pattern(0, 1, tally.base - tally.hits))
    return found


def counted(own: Sequence[Pattern]) -> Count:
    """All cases of some families together."""
    return Count(
        sum(yes * families for yes, _, families in own),
        sum(cases * families for _, cases, families in own),
        sum(families for _, _, families in own),
    )


def design_effect(periods: Iterable[Patterns]) -> float:
    """How many times as uncertain families make the counts as cases one by one; at least 1.

    Each branch is held against its own share, so that branches which differ do not count
    as families that resemble each other.
    """
    together, alone = [], []
    for own in (own for period in periods for own in period.values()):
        whole = counted(own)
        share = whole.hits / whole.base if whole.base else 0.0
        together += [families * (yes - share * cases) ** 2 for yes, cases, families in own]
        alone.append(share * (1 - share) * whole.base)
    return max(1.0, fsum(together) / fsum(alone)) if fsum(alone) else 1.0


def widened(chance: float, effect: float) -> float:
    """The chance of as large a deviation where counts are so many times as uncertain.

    As a deviation of the normal distribution, it is divided by the root of the effect.
    """
    from scipy.special import ndtr, ndtri

    return float(ndtr(ndtri(chance) / effect**0.5)) if effect > 1 else chance
