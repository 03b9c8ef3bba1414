"""Re-abuse against expected: what a branch's rate is measured by, and how far it is believed.

Expected may be the state's rate for every case alike, or a model's for what was known
of each; and it may be counted per case, or per return that the state would lead one to
expect of the branch's removals, whoever was in fact sent home.

Source: Evenhand method, section 6.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from evenhand.errors import TableError
from evenhand.estimation.asked import Asked
from evenhand.estimation.cells import Counts, counts_of
from evenhand.estimation.expectation import (
    Expectation,
    fitted_expectation,
    kept_expectation,
    totals,
)
from evenhand.estimation.expected_rate import CENTRED
from evenhand.estimation.kappa import kappa_of
from evenhand.figures import Coefficient

#: What the names of the two models' coefficients start with.
AGAIN, RETURN = "again ", "return "
#: What an interval takes a rate to be drawn by at least, since no sample knows of itself
#: that a rate is nothing.
UNIT = Fraction(1)
#: Jeffreys' prior: half a case of either kind.
HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Reabuse:
    """Every branch's rate and what was expected of it.

    Reads the role `counts`; with `adjust: logistic` the role `patterns`, the same cases by
    what was known of them; with `per: expected_return` the role `removals`.
    """

    asked: Asked

    @cached_property
    def counts(self) -> Mapping[str, tuple[Fraction, Fraction]]:
        """Hits and base of each branch."""
        return {
            branch: totals((t.hits_middle, t.base_middle) for t in tallies)
            for branch, tallies in self.asked.of("counts").items()
        }

    @cached_property
    def state(self) -> Fraction:
        """The state's plain rate."""
        hits, base = totals(self.counts.values())
        return hits / base if base else Fraction(0)

    @cached_property
    def kappa(self) -> tuple[Fraction, tuple[Coefficient, ...]]:
        """Imagined cases at the state's rate, and what they are kept as where fitted."""
        samples = [(hits, base - hits) for hits, base in self.counts.values()]
        return kappa_of(self.asked, samples, (self.state, 1 - self.state))

    @property
    def adjusted(self) -> bool:
        """Whether what was known of each case is taken into account."""
        return self.asked.word("adjust") == "logistic"

    @property
    def per_return(self) -> bool:
        """Whether re-abuse is counted per return that happened."""
        return self.asked.word("per") == "return"

    @property
    def coefficients(self) -> tuple[Coefficient, ...]:
        """All that has to be kept to expect the same again."""
        made = self.kappa[1]
        if self.adjusted:
            made += _prefixed(self.again, AGAIN)
        if not self.per_return:
            made += _prefixed(self.returning, RETURN)
        return made

    @cached_property
    def again(self) -> Expectation:
        """The rate of re-abuse expected of each pattern; over the state it adds up to observed."""
        return self._model("patterns", AGAIN, CENTRED)

    @cached_property
    def returning(self) -> Expectation:
        """The rate of return expected of each pattern."""
        return self._model("removals", RETURN, "statewide")

    @cached_property
    def expected(self) -> Mapping[str, Fraction]:
        """The hits to be expected of each branch."""
        if self.per_return and not self.adjusted:
            return {branch: base * self.state for branch, (_, base) in self.counts.items()}
        counted = self._counted("patterns" if self.per_return else "removals")
        rates = self.again.rates(counted) if self.adjusted else {}
        back = {} if self.per_return else self.returning.rates(counted)
        made = dict.fromkeys(self.asked.branches, Fraction(0))
        for (branch, of), (_, base) in counted.items():
            made[branch] += base * rates.get(of, self.state) * back.get(of, 1)
        return made if self.per_return else self._scaled(made)

    def ratio(self, branch: str) -> Fraction | None:
        """Hits over expected, drawn towards 1; None where there is nothing to judge by."""
        prior = self.kappa[0] * self.state
        if self.nothing(branch):
            return None
        return (prior + self.counts[branch][0]) / (prior + self.expected[branch])

    def nothing(self, branch: str) -> bool:
        """Whether a branch, or the state, has nothing to judge by."""
        return self.state == 0 or self.expected[branch] == 0

    def posterior(
        self, branch: str, *, kappa: Fraction, alone: bool = False
    ) -> tuple[float, float, float]:
        """The Beta that a branch's rate may have been drawn from, and what turns it into a ratio.

        `alone` leaves the state out: the branch's own cases speak, by Jeffreys' prior.
        """
        hits, base = self.counts[branch]
        expected = self.expected[branch]
        cases = base if self.per_return else max(expected / self.state, hits)
        if alone:
            return float(hits + HALF), float(cases - hits + HALF), float(cases / expected)
        happened, scale = kappa * self.state + hits, kappa * self.state + expected
        return float(happened), float(kappa + cases - happened), float((kappa + cases) / scale)

    def span(self, branch: str) -> tuple[float, float]:
        """Between which ratios the true one lies in nine cases of ten."""
        from scipy.special import betaincinv

        again, not_again, scale = self.posterior(branch, kappa=max(self.kappa[0], UNIT))
        if not_again <= 0:  # everybody everywhere: nobody can differ
            return 1.0, 1.0
        low, high = betaincinv(again, not_again, (0.05, 0.95))
        return float(low) * scale, float(high) * scale

    def _model(self, role: str, prefix: str, estimator: str) -> Expectation:
        if any(each.name.startswith(prefix) for each in self.asked.frozen):
            return kept_expectation(self.asked.frozen, prefix)
        prior_sd = float(self.asked.number("prior_sd"))
        return fitted_expectation(self.asked.name, self._counted(role), prior_sd, estimator)

    def _counted(self, role: str) -> Counts:
        if role not in self.asked.readings:
            why = "`adjust: logistic`" if role == "patterns" else "`per: expected_return`"
            raise TableError(
                f"{self.asked.name}: {why} needs a reading for {role!r}, by what was known at "
                f"removal. Give it one in `measures`, or say `adjust: none` and `per: return`."
            )
        return counts_of(self.asked.of(role))

    def _scaled(self, expected: Mapping[str, Fraction]) -> dict[str, Fraction]:
        """Expected hits that add up to those observed."""
        whole = sum(expected.values(), Fraction(0))
        hits = totals(self.counts.values())[0]
        return {branch: each * hits / whole if whole else each for branch, each in expected.items()}


def _prefixed(model: Expectation, prefix: str) -> tuple[Coefficient, ...]:
    return tuple(Coefficient(prefix + each.name, each.value) for each in model.coefficients)
