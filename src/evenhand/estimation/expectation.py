"""Expectation: how many children the state leads one to expect home, by what was known of them.

What it rests on is kept as coefficients: those of a fitted model at ten significant
digits, a counted rate as the fraction it is. Given them back, it expects the same.

Source: Evenhand method, section 5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from evenhand.estimation.asked import Asked
from evenhand.estimation.expected_rate import Model, Patterns, fit
from evenhand.estimation.leaving import rounded
from evenhand.figures import Coefficient

#: The name of the state's plain rate among the coefficients, and of one pattern's.
PLAIN, OF = "rate", "rate of "


@dataclass(frozen=True)
class Expectation:
    """The rate expected of each pattern, and the state's plain rate."""

    adjust: str
    coefficients: tuple[Coefficient, ...]

    @cached_property
    def _known(self) -> Mapping[str, str]:
        return {each.name: each.value for each in self.coefficients}

    @cached_property
    def _model(self) -> Model:
        return Model(self.coefficients)

    @property
    def plain(self) -> Fraction:
        """The state's rate over all patterns."""
        return Fraction(self._known[PLAIN])

    def rate(self, pattern: str) -> Fraction:
        """The rate expected of one pattern; the plain one where nothing else is known."""
        if self.adjust == "logistic":
            return rounded(Fraction(self._model.rate(pattern)))
        return Fraction(self._known.get(OF + pattern, self._known[PLAIN]))

    @property
    def adjusted_by(self) -> str:
        """What was adjusted for, in words; "none" where all are expected alike."""
        if self.adjust == "logistic":
            return self._model.adjusted_by or "none"
        return "strata" if sum(name.startswith(OF) for name in self._known) > 1 else "none"


def expectation(asked: Asked, patterns: Patterns) -> Expectation:
    """What to expect, from the state's hits and base by pattern, or as frozen.

    The parameter `adjust` says how: a `logistic` model (with the parameter
    `prior_sd`), each of the `strata` by itself, or `none`.

    Raises:
        TableError: The model cannot be fitted.
    """
    adjust = asked.word("adjust")
    if asked.frozen:
        return Expectation(adjust, asked.frozen)
    hits, base = (sum((p[i] for p in patterns.values()), Fraction(0)) for i in (0, 1))
    made = [Coefficient(PLAIN, str(hits / base if base else Fraction(0)))]
    if adjust == "logistic":
        made += fit(asked.name, patterns, float(asked.number("prior_sd"))).coefficients
    if adjust == "strata":
        made += [Coefficient(OF + of, str(h / n)) for of, (h, n) in sorted(patterns.items()) if n]
    return Expectation(adjust, tuple(made))
