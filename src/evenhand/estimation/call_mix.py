"""Call mix: how many of a branch's calls warrant an assessment, and of which type.

Source: Evenhand method, sections 2 and 8 ("tape shares Dirichlet").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from evenhand.estimation.asked import Asked
from evenhand.estimation.chance import BLOCK, Chance, Draws, Floats, Sample
from evenhand.estimation.kappa import kappa_of
from evenhand.estimation.times import REFERRED, Time, assessment_times, by_type, time_draws
from evenhand.estimation.unread import ALONE
from evenhand.figures import Coefficient

#: What the survey behind the mix is called.
REVIEWS = "call reviews"


@dataclass(frozen=True)
class CallMix:
    """Reviewed calls by type and branch, the state's mix, and the time of each type."""

    asked: Asked

    @cached_property
    def calls(self) -> dict[str, dict[str, Fraction]]:
        """Reviewed calls by branch and type; the rest of those reviewed warranted nothing."""
        made = {}
        for branch, tallies in self.asked.of("warranted").items():
            kinds = by_type(t for t in tallies if t.of != REFERRED)
            kinds[REFERRED] = self.reviewed[branch] - sum(kinds.values(), Fraction(0))
            made[branch] = kinds
        return made

    @cached_property
    def reviewed(self) -> dict[str, Fraction]:
        """Calls reviewed by branch."""
        return {
            branch: max((t.base_middle for t in tallies), default=Fraction(0))
            for branch, tallies in self.asked.of("warranted").items()
        }

    @cached_property
    def warranted(self) -> dict[str, Fraction]:
        """The state's calls that warrant an assessment, by type.

        The panel hears more of some branches' calls than of others', so each branch's
        share of reviewed calls is taken of its own base.
        """
        counts: dict[str, Fraction] = {}
        for branch, n in self.reviewed.items():
            for kind, hits in self.calls[branch].items() if n else ():
                share = self.asked.base[branch] * hits / n
                counts[kind] = counts.get(kind, Fraction(0)) + share
        counts.pop(REFERRED, None)
        return dict(sorted(counts.items()))  # in whatever order branches named the types

    @cached_property
    def mix(self) -> dict[str, Fraction]:
        """The state's share of each type among all calls, those to refer among them."""
        reviewed = (b for b, n in self.reviewed.items() if n)
        everyone = sum((self.asked.base[b] for b in reviewed), Fraction(0)) or Fraction(1)
        shares = {kind: n / everyone for kind, n in self.warranted.items()}
        return {**shares, REFERRED: 1 - sum(shares.values(), Fraction(0))}

    @cached_property
    def times(self) -> dict[str, Time]:
        """The time of each type; calls to refer take none."""
        return assessment_times(self.asked, self.warranted)

    @cached_property
    def model(self) -> tuple[Fraction, tuple[Coefficient, ...]]:
        """Kappa, and what it is kept as where it was fitted."""
        kinds = list(self.mix)
        samples = [[calls.get(k, Fraction(0)) for k in kinds] for calls in self.calls.values()]
        return kappa_of(self.asked, samples, list(self.mix.values()))

    def received(self, branch: str) -> Fraction:
        """The branch's calls, which the reviewed ones are a part of."""
        return max(self.asked.base[branch], self.reviewed[branch])

    def unread(self, branch: str) -> Fraction:
        """Calls nobody reviewed."""
        return self.received(branch) - self.reviewed[branch]

    def minutes(self, branch: str) -> Fraction:
        """The minutes a call of this branch is worth."""
        own, n, kappa = self.calls[branch], self.reviewed[branch], self.model[0]
        known = sum((own.get(k, 0) * t.value for k, t in self.times.items()), Fraction(0))
        state = sum((self.mix[k] * t.value for k, t in self.times.items()), Fraction(0))
        each = (kappa * state + known) / (kappa + n)
        return (known + self.unread(branch) * each) / self.received(branch)


@dataclass(frozen=True, slots=True)
class Heard:
    """One branch as draws see it: reviewed calls by type, what speaks for the others, how many."""

    calls: Floats
    speaks: Floats
    unread: float
    received: float

    def minutes(self, times: Floats, generator: np.random.Generator | None) -> Floats:
        """What a call is worth, a number a draw; without a generator, what it is on average."""
        known = times @ self.calls
        if generator is None:
            mean = times @ self.speaks / self.speaks.sum()
            return np.asarray((known + self.unread * mean) / self.received)
        mix = generator.standard_gamma(self.speaks, (BLOCK, len(self.speaks)))
        mix /= mix.sum(axis=1, keepdims=True)
        each = (mix * times).sum(axis=1)
        apart = np.maximum((mix * times**2).sum(axis=1) - each**2, 0)
        fell = np.sqrt(self.unread * apart) * generator.standard_normal(BLOCK)
        return np.asarray(np.maximum(known + self.unread * each + fell, 0) / self.received)


def mix_draws(mix: CallMix, chance: Chance) -> Draws:
    """What a call of each branch might be worth: the mix of its unread calls is Dirichlet.

    Where none of a branch's calls was heard, all of them are drawn about the state's mix.
    """
    asked, kinds = mix.asked, [*mix.times, REFERRED]
    times = time_draws(asked, mix.warranted, mix.times, chance)
    stream = chance.stream(f"{asked.name}:{REVIEWS}")
    heard = {b: _heard(mix, b, kinds, chance) for b in asked.branches if mix.received(b)}
    heard = {b: one for b, one in heard.items() if one.speaks.any()}

    def block(number: int) -> Floats:
        time = np.pad(times.block(number), ((0, 0), (0, 1)))  # to refer a call takes none
        made = np.full((len(asked.branches), BLOCK), np.nan)
        for place, branch in enumerate(asked.branches):
            if branch in heard:
                one = heard[branch]
                chancy = chance.sampling and one.unread
                made[place] = one.minutes(time, stream.of(branch, number) if chancy else None)
        return made.T

    sample = Sample(REVIEWS, mix.reviewed, {b: mix.received(b) for b in asked.branches})
    return Draws(block, (sample, *times.samples))


def _heard(mix: CallMix, branch: str, kinds: Sequence[str], chance: Chance) -> Heard:
    reviewed, received = float(mix.reviewed[branch]), float(mix.received(branch))
    grown = chance.grown(reviewed, received)
    own = np.array([float(mix.calls[branch].get(kind, 0)) for kind in kinds])
    state = np.array([float(mix.mix[kind]) for kind in kinds]) * float(mix.model[0])
    before = np.full(len(kinds), ALONE) if chance.raw else state
    # Reviewed beside the first, calls are thought to be what is expected of them.
    if grown > reviewed:
        own = own + (grown - reviewed) * (own + before) / (own + before).sum()
    return Heard(own, own + before, received - grown, received)
