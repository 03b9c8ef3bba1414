"""Raters: which of those who judge differ from their fellows more, or less, than all do.

Every rater's share of judgements unlike the others' is held against the state's by an
exact binomial test, two-sided; Holm's correction keeps the chance of flagging anybody
wrongly at 5 %, however many raters there are. It takes calls to be dealt out to raters
by lot: whoever hears the hardest calls differs more often for that alone. A rater is an
instrument: a flag asks for the instrument to be looked at, and is no judgement on a
person's work.

Source: Holm 1979, A simple sequentially rejective multiple test procedure; the exact
binomial test with the two-sided rule of R's binom.test.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from evenhand.figures import Tally

#: The chance that a rater who is like all others, or several, are flagged.
WRONGLY = 0.05


@dataclass(frozen=True, slots=True)
class Rater:
    """One rater: so many judgements unlike the others' of so many; and how unlikely that is.

    `chance` is the test's probability after Holm's correction, to six decimals; `verdict`
    says it in words.
    """

    rater: str
    differs: int
    judged: int
    rate: Fraction
    chance: Fraction
    verdict: str


def raters(tallies: Iterable[Tally]) -> list[Rater]:
    """Every rater (a tally's `of`), all branches together, by name."""
    counts: dict[str, tuple[int, int]] = {}
    for t in tallies:
        differs, judged = counts.get(t.of, (0, 0))
        counts[t.of] = differs + t.hits, judged + t.base
    judged_by = {name: pair for name, pair in sorted(counts.items()) if pair[1]}
    if not judged_by:
        return []
    state = state_rate(judged_by.values())
    chances = holm({name: _chance(*pair, state) for name, pair in judged_by.items()})
    return [
        _rater(name, differs, judged, state, chances[name])
        for name, (differs, judged) in judged_by.items()
    ]


def state_rate(counts: Iterable[tuple[int, int]]) -> Fraction:
    """All raters' share of judgements unlike the others', from their (differs, judged)."""
    pairs = list(counts)
    return Fraction(sum(differs for differs, _ in pairs), sum(judged for _, judged in pairs))


def holm(chances: Mapping[str, float]) -> dict[str, float]:
    """Holm's step-down correction: the k-th smallest of n times n + 1 - k, never falling."""
    corrected, least = {}, 0.0
    for place, (chance, name) in enumerate(sorted((c, n) for n, c in chances.items())):
        least = max(least, min(1.0, chance * (len(chances) - place)))
        corrected[name] = least
    return corrected


def _chance(differs: int, judged: int, state: Fraction) -> float:
    from scipy.stats import binomtest

    return float(binomtest(differs, judged, float(state)).pvalue)


def _rater(name: str, differs: int, judged: int, state: Fraction, chance: float) -> Rater:
    rate = Fraction(differs, judged)
    verdict = "like the others"
    if chance <= WRONGLY:
        verdict = "differs more often" if rate > state else "differs less often"
    return Rater(name, differs, judged, rate, round(Fraction(chance), 6), verdict)
