"""Stratified: what a sample drawn stratum by stratum says of everybody it was drawn from.

Each record stands for as many as its stratum has for every one that was read. A stratum
of which everybody was read adds no error. Strata nobody was read in cannot speak: they
are left out of every share, and how many stand in them is told.

Source: Evenhand method, section 3 (design weights; n_eff = (Σd)² / Σd²); Cochran,
Sampling Techniques (stratified totals, and ratios by linearising).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from evenhand.errors import TableError
from evenhand.estimation.leaving import rounded
from evenhand.figures import Tally

#: How a tally by stratum is named: "north|3" at level 3, "north|read" read of its population.
BETWEEN, READ = "|", "read"


@dataclass(frozen=True, slots=True)
class Stratum:
    """A stratum's `population`, of whom `read` were read, and the mean and variance of those.

    The variance is that of a sample (over one less than were read).
    """

    population: Fraction
    read: Fraction
    mean: Fraction
    variance: Fraction


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value for everybody, and the square of its standard error."""

    value: Fraction
    error_squared: Fraction

    @property
    def error(self) -> Fraction:
        """The standard error."""
        return rounded(Fraction(sqrt(self.error_squared)))


def total(strata: Sequence[Stratum]) -> Estimate:
    """The total over everybody, with finite-population correction.

    Raises:
        TableError: A stratum of several from which fewer than two were read.
    """
    if any(each.read < min(Fraction(2), each.population) for each in strata):
        raise TableError(
            "Of a stratum with several in it, fewer than two were read, so nothing says how they "
            "differ. Join it with another stratum, or read more."
        )
    drawn = [each for each in strata if each.read]
    value = sum((each.population * each.mean for each in drawn), Fraction(0))
    squared = (
        each.population * (each.population - each.read) * each.variance / each.read
        for each in drawn
    )
    return Estimate(value, sum(squared, Fraction(0)))


def mean(strata: Sequence[Stratum]) -> Estimate:
    """The mean over everybody, with finite-population correction."""
    whole, people = total(strata), sum((each.population for each in strata), Fraction(0))
    if not people:
        raise TableError("There is nobody in any stratum, so there is no mean.")
    return Estimate(whole.value / people, whole.error_squared / people**2)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A stratum read for a share: `hits` of the `among` who count, of the `read`.

    `among` are fewer than `read` where a stratum also has children of another group.
    """

    population: Fraction
    read: Fraction
    among: Fraction
    hits: Fraction

    @property
    def weight(self) -> Fraction:
        """How many each one that was read stands for."""
        return self.population / self.read


@dataclass(frozen=True, slots=True)
class Share:
    """A weighted share, and the plain sample (`n_eff`) that would tell as much.

    `unheard` are those in strata nobody was read in. The standard error is None where a
    stratum with others in it was read once only.
    """

    value: Fraction
    n_eff: Fraction
    error_squared: Fraction | None
    unheard: Fraction

    @property
    def error(self) -> Fraction | None:
        """The standard error."""
        squared = self.error_squared
        return None if squared is None else rounded(Fraction(sqrt(squared)))


def weighted_share(strata: Iterable[Drawn]) -> Share | None:
    """The share of those who count that are hits, by design weights; None where nobody was read."""
    every = list(strata)
    drawn = [each for each in every if each.read]
    weights = sum((each.weight * each.among for each in drawn), Fraction(0))
    if not weights:
        return None
    value = sum((each.weight * each.hits for each in drawn), Fraction(0)) / weights
    squares = sum((each.weight**2 * each.among for each in drawn), Fraction(0))
    unheard = sum((each.population for each in every if not each.read), Fraction(0))
    return Share(value, weights**2 / squares, _error_squared(drawn, value, weights), unheard)


def _error_squared(drawn: Sequence[Drawn], share: Fraction, weights: Fraction) -> Fraction | None:
    """The share's variance: each stratum's spread about the share, which is a ratio of totals."""
    if any(each.read == 1 < each.population for each in drawn):
        return None
    squared = Fraction(0)
    for each in (one for one in drawn if one.read < one.population):
        sums = each.hits - each.among * share
        squares = each.hits * (1 - share) ** 2 + (each.among - each.hits) * share**2
        variance = (squares - sums**2 / each.read) / (each.read - 1)
        squared += each.population * (each.population - each.read) * variance / each.read
    return squared / weights**2


def drawn_strata(tallies: Iterable[Tally], most_level: Fraction) -> list[Drawn]:
    """One branch's strata from its tallies, as the measure `levels_by_stratum` gives them.

    Raises:
        TableError: More were read in a stratum than the table says it has.
    """
    read: dict[str, Tally] = {}
    among: dict[str, Fraction] = {}
    hits: dict[str, Fraction] = {}
    for tally in tallies:
        stratum, _, of = tally.of.rpartition(BETWEEN)
        if of == READ:
            _check_population(tally, stratum)
            read[stratum] = tally
            continue
        among[stratum] = tally.base_middle
        if int(of) <= most_level:
            hits[stratum] = hits.get(stratum, Fraction(0)) + tally.hits_middle
    none = Fraction(0)
    return [
        Drawn(t.base_middle, t.hits_middle, among.get(name, none), hits.get(name, none))
        for name, t in sorted(read.items())
    ]


def _check_population(tally: Tally, stratum: str) -> None:
    """Refuse a stratum that more were read in than stand in it, or that the table lacks."""
    if tally.hits_middle > tally.base_middle:
        named = f"the stratum {stratum!r}" if stratum else "no stratum"
        raise TableError(
            f"{tally.branch}: {tally.hits} children were read in {named}, where the table "
            f"strata has {tally.base}. Name each child's stratum in case_readings, and give "
            "strata the number of children it was drawn from."
        )


def sampled(tallies: Iterable[Tally], most_level: Fraction) -> tuple[Fraction, Fraction]:
    """One branch's strata as if they were a plain sample: (hits, read) of n_eff children.

    For whatever takes hits of so many read, such as `shrunk_share`. Nobody read is (0, 0).
    """
    share = weighted_share(drawn_strata(tallies, most_level))
    if share is None:
        return Fraction(0), Fraction(0)
    return share.n_eff * share.value, share.n_eff


def unheard(tallies: Iterable[Tally], most_level: Fraction) -> Fraction:
    """How many of one branch's children stand in strata that nobody was read in."""
    strata = drawn_strata(tallies, most_level)
    return sum((each.population for each in strata if not each.read), Fraction(0))
