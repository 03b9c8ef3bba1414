"""Returns: children home in time against those expected, branch by branch.

Per branch: how many were home and how many were to be expected home, the ratio that
follows in the form a policy asks for, and the standard deviation of what the true ratio
might be. This is all that scores, verdicts and draws know of a branch's returns.

Source: Evenhand method, sections 5 and 8.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from evenhand.estimation.asked import Asked
from evenhand.estimation.cells import Counts, counts_of
from evenhand.estimation.expectation import Expectation, expectation
from evenhand.estimation.leaving import rounded, significant
from evenhand.estimation.predicted import predicted

#: So many cases, and the rate expected of each.
Parts = tuple[tuple[Fraction, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One branch: `hits` of `base` home, `expected` home, and what follows.

    `chance` is the variance of the hits that size alone would make, at the state's plain
    rate; `trust` (λ) how much of the spread between branches is more than that. `ratio`
    is the score, `spread` the standard deviation of what it might be.
    """

    hits: Fraction
    base: Fraction
    expected: Fraction
    chance: Fraction
    trust: Fraction
    ratio: Fraction
    spread: float


@dataclass(frozen=True, slots=True)
class Case:
    """What a form of the score may look at: one branch's counts, and how the state stands."""

    hits: Fraction
    base: Fraction
    expected: Fraction
    chance: Fraction
    trust: Fraction
    plain: Fraction
    between: Fraction | None
    parts: Parts


@dataclass(frozen=True)
class Returns:
    """Every branch's outcome. Reads the role `removals` and all parameters of return home.

    By the random estimator, what is expected is what a middling branch would do, and adds
    up to a little more or less than was observed (4 in 100 on one recorded set of data).
    Shares do not care, and a score is divided by its mean over the state before it is shown.
    """

    asked: Asked

    @cached_property
    def counts(self) -> Counts:
        """Hits and base by branch and pattern."""
        return counts_of(self.asked.of("removals"))

    @cached_property
    def state(self) -> Expectation:
        """What the state leads one to expect."""
        return expectation(self.asked, self.counts)

    @cached_property
    def between(self) -> Fraction | None:
        """Variance between branches on the scale of log odds; None: every branch is believed whole.

        Frozen where coefficients are; else by the model, or by moments.
        """
        if self.asked.word("reliability") == "none":
            return None
        return self._moments() if self.state.between is None else self.state.between

    @cached_property
    def centre(self) -> Fraction:
        """What makes the state's expected children add up to those observed; 1 where none are."""
        made = self.outcomes.values()
        expected = sum((found.expected for found in made), Fraction(0))
        hits = sum((found.hits for found in made), Fraction(0))
        return hits / expected if hits and expected else Fraction(1)

    @cached_property
    def outcomes(self) -> Mapping[str, Outcome]:
        """Each branch's outcome, in the order of the branches."""
        return {branch: self._outcome(branch) for branch in self.asked.branches}

    @cached_property
    def _cases(self) -> Mapping[str, tuple[Fraction, Parts]]:
        rates = self.state.rates(self.counts)
        hits = dict.fromkeys(self.asked.branches, Fraction(0))
        parts: dict[str, list[tuple[Fraction, Fraction]]] = {b: [] for b in hits}
        for (branch, of), (home, base) in self.counts.items():
            hits[branch] += home
            parts[branch].append((base, rates[of]))
        return {branch: (hits[branch], tuple(parts[branch])) for branch in hits}

    def _moments(self) -> Fraction:
        squares = chances = squared = Fraction(0)
        for hits, parts in self._cases.values():
            expected, chance = expected_of(parts), chance_of(parts)
            squares, chances = squares + (hits - expected) ** 2, chances + chance
            squared += chance**2
        if squared == 0:
            return Fraction(0)
        return Fraction(significant(float(max(Fraction(0), (squares - chances) / squared))))

    def _outcome(self, branch: str) -> Outcome:
        hits, parts = self._cases[branch]
        base, expected = sum((n for n, _ in parts), Fraction(0)), expected_of(parts)
        plain = self.state.plain
        chance = base * plain * (1 - plain)
        trust = _trust(chance, self.between)
        # Of a branch without removals nothing is known: it may differ as branches do.
        ratio, spread = Fraction(1), float(self.between or 0) ** 0.5 * float(1 - plain)
        if expected:
            case = Case(hits, base, expected, chance, trust, plain, self.between, parts)
            ratio, spread = FORMS[self.asked.word("form")](case)
        return Outcome(hits, base, expected, chance, trust, ratio, spread)


def expected_of(parts: Parts) -> Fraction:
    """Hits to be expected of so many cases at such rates."""
    return sum((n * rate for n, rate in parts), Fraction(0))


def chance_of(parts: Parts) -> Fraction:
    """The variance of the hits of so many cases at such rates."""
    return sum((n * rate * (1 - rate) for n, rate in parts), Fraction(0))


def _trust(chance: Fraction, between: Fraction | None) -> Fraction:
    """λ, from the branch's size alone: with λ from its mix, a harder caseload could lose."""
    if between is None:
        return Fraction(1)
    return chance * between / (1 + chance * between)


def _weighted(case: Case) -> tuple[Fraction, float]:
    # The branch's effect has variance λ ÷ chance on the scale of log odds; the ratio moves
    # by chance ÷ expected with it.
    ratio = 1 + case.trust * (case.hits / case.expected - 1)
    return ratio, float(case.trust * case.chance) ** 0.5 / float(case.expected)


def _raw(case: Case) -> tuple[Fraction, float]:
    return case.hits / case.expected, float(case.chance) ** 0.5 / float(case.expected)


def _difference(case: Case) -> tuple[Fraction, float]:
    usual = case.base * case.plain
    apart = 1 + (case.hits - case.expected) / usual
    return max(Fraction(0), apart), float(case.chance) ** 0.5 / float(usual)


def _predicted(case: Case) -> tuple[Fraction, float]:
    if case.between is None:
        return _raw(case)
    if case.between == 0:
        return Fraction(1), 0.0
    told = [(float(n), float(rate)) for n, rate in case.parts]
    made = predicted(float(case.hits), told, float(case.between))
    return rounded(Fraction(made.hits) / case.expected), made.spread / float(case.expected)


#: The forms of the score: of one branch's case the ratio, and that ratio's spread.
FORMS: Mapping[str, Callable[[Case], tuple[Fraction, float]]] = {
    "reliability_weighted": _weighted,
    "predicted": _predicted,
    "raw": _raw,
    "difference": _difference,
}
