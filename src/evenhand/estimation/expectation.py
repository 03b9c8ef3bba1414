"""Expectation: how many children the state leads one to expect home, by what was known of them.

What it rests on is kept as coefficients: those of a fitted model at ten significant
digits, a counted rate as the fraction it is. Given them back, it expects the same.

Source: Evenhand method, section 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from evenhand.errors import TableError
from evenhand.estimation.asked import Asked
from evenhand.estimation.cells import ALWAYS, Counts
from evenhand.estimation.expected_rate import Model, fit, variance_between
from evenhand.estimation.leaving import rounded, significant
from evenhand.figures import Coefficient

#: The name of the state's plain rate among the coefficients, and of one pattern's.
PLAIN, OF = "rate", "rate of "
#: The name of the variance between branches among the coefficients.
BETWEEN = "variance between branches"


@dataclass(frozen=True)
class Expectation:
    """The rate expected of each pattern, and the state's plain rate.

    `adjust` says by which of the coefficients: a `logistic` model's, the rate of each of
    the `strata`, or `none` but the plain rate.
    """

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

    @property
    def between(self) -> Fraction | None:
        """The variance between branches, where it is among the coefficients."""
        return Fraction(self._known[BETWEEN]) if BETWEEN in self._known else None

    def rate(self, pattern: str) -> Fraction:
        """The rate expected of one pattern; the plain one where nothing else is known."""
        if self.adjust == "logistic":
            return rounded(Fraction(self._model.rate(pattern)))
        if self.adjust == "strata" and OF + pattern in self._known:
            return Fraction(self._known[OF + pattern])
        return self.plain

    def rates(self, counts: Counts) -> dict[str, Fraction]:
        """The rate expected of each pattern that is counted."""
        return {pattern: self.rate(pattern) for pattern in {of for _, of in counts}}

    @property
    def adjusted_by(self) -> str:
        """What was adjusted for, in words; "none" where all are expected alike."""
        if self.adjust == "logistic":
            return self._model.adjusted_by or "none"
        strata = sum(name.startswith(OF) for name in self._known)
        return "strata" if self.adjust == "strata" and strata > 1 else "none"


def expectation(asked: Asked, counts: Counts) -> Expectation:
    """What to expect, from the state's hits and base by pattern and branch, or as frozen.

    The parameter `adjust` says how: a `logistic` model (with the parameters `prior_sd`
    and `estimator`), each of the `strata` by itself, or `none`. With `reliability: model`
    the variance between branches is that of the random model.

    Raises:
        TableError: The model cannot be fitted; or strata, which have none, are to have one.
    """
    adjust = asked.word("adjust")
    if asked.frozen:
        return Expectation(adjust, asked.frozen)
    hits, base = totals(counts.values())
    made = [Coefficient(PLAIN, str(hits / base if base else Fraction(0)))]
    between: float | None = None
    prior_sd, modelled = float(asked.number("prior_sd")), asked.word("reliability") == "model"
    if adjust == "logistic":
        fitted = fit(asked.name, counts, prior_sd, asked.word("estimator"))
        made += fitted.model.coefficients
        between = fitted.between
    if adjust == "strata":
        made += _strata(counts)
    if modelled:
        if between is None:
            between = variance_between(asked.name, _modelled(asked, counts), prior_sd)
        made.append(Coefficient(BETWEEN, significant(between)))
    return Expectation(adjust, tuple(made))


def fitted_expectation(name: str, counts: Counts, prior_sd: float, estimator: str) -> Expectation:
    """What a logistic model expects; the plain rate where nothing, or everything, happened.

    Raises:
        TableError: The model cannot be fitted.
    """
    hits, base = totals(counts.values())
    plain = Coefficient(PLAIN, str(hits / base if base else Fraction(0)))
    if not 0 < hits < base:
        return Expectation("none", (plain,))
    model = fit(name, counts, prior_sd, estimator).model
    return Expectation("logistic", (plain, *model.coefficients))


def kept_expectation(coefficients: Iterable[Coefficient], prefix: str) -> Expectation:
    """An expectation from the coefficients whose names start with `prefix`."""
    own = tuple(
        Coefficient(each.name.removeprefix(prefix), each.value)
        for each in coefficients
        if each.name.startswith(prefix)
    )
    fitted = any(each.name == ALWAYS for each in own)
    return Expectation("logistic" if fitted else "none", own)


def totals(counts: Iterable[tuple[Fraction, Fraction]]) -> tuple[Fraction, Fraction]:
    """All hits and all bases."""
    hits = base = Fraction(0)
    for each in counts:
        hits, base = hits + each[0], base + each[1]
    return hits, base


def _strata(counts: Counts) -> list[Coefficient]:
    patterns: dict[str, tuple[Fraction, Fraction]] = {}
    for (_, of), (hits, base) in counts.items():
        more = patterns.get(of, (Fraction(0), Fraction(0)))
        patterns[of] = more[0] + hits, more[1] + base
    return [Coefficient(OF + of, str(h / n)) for of, (h, n) in sorted(patterns.items()) if n]


def _modelled(asked: Asked, counts: Counts) -> Counts:
    """The counts as a random model is to see them: unadjusted where nothing is adjusted for."""
    if asked.word("adjust") == "strata":
        raise TableError(
            f"{asked.name}: strata have no model, so none can say how far branches differ. Say "
            "`reliability: moments`, or `adjust: logistic`."
        )
    if asked.word("adjust") == "logistic":
        return counts
    plain: dict[tuple[str, str], tuple[Fraction, Fraction]] = {}
    for (branch, _), (hits, base) in counts.items():
        more = plain.get((branch, ""), (Fraction(0), Fraction(0)))
        plain[branch, ""] = more[0] + hits, more[1] + base
    return plain
