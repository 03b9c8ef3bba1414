"""`make bench-coverage`: do nine intervals in ten hold the truth, and how wide are they?

One simulated state whose truth is known; what happens to its children, and who among
them is read, is drawn anew in every round. Our intervals stand beside a plain bootstrap
of the unshrunk sample. Writes the table that the docs show.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import numpy as np

from benchmarks.simulated import (
    INFLUENCES,
    OF,
    PATTERNS,
    VULNERABLE,
    Floats,
    State,
    Whole,
    expit,
    log_odds,
    sample_of,
    simulated_state,
    tallies_of,
)
from evenhand.allocation.over_draws import awards_over_draws
from evenhand.figures import Result
from evenhand.policy import read_policy
from evenhand.run import allocate
from evenhand.scenarios.uncertainty import with_uncertainty
from evenhand.sources.data import Data

POSITIONS, BRANCHES, CHILDREN, SEED, DRAWS = 336, 38, 20_000, 2000, 1_000
#: The share of children read, the fewest in a branch, and how often the study is repeated.
SAMPLES = ((0.03, 10, 60), (0.10, 20, 60), (0.30, 20, 40), (1.0, 0, 20))
POLICY = Path(__file__).with_name("simulated.yaml")
OPENING = f"""\
# Coverage

Do intervals keep their promise? A simulated state has a truth that is known: {BRANCHES} branches,
about {CHILDREN:,} children in care, {POSITIONS} positions. What happens to the children, and whose
records are read, is drawn anew in every round; each round has its intervals, and it is counted how
often an interval that promises nine in ten holds the truth. `make bench-coverage` wrote this page.
"""
CLOSING = """
Intervals of whole positions cannot be cut to just nine in ten, so on average they keep more than
they promise. A raw bootstrap draws the branch's own sample again and believes it alone; it is wider
throughout. The worst branch is the one whose intervals held its truth least often: what holds on
average need not hold for an odd branch, which is why there is
[an interval for an appeal](explanation/how-sure-is-a-position.md). Expected misplaced flatters the
formula where samples are small, and is too hard on head count; so the formula is called better only
where it is ahead by 30 %. Rows with all children read show what chance in outcomes alone leaves.
"""


@dataclass(frozen=True)
class Round:
    """One repetition: whether each branch's interval held the truth, and its width."""

    held: Floats
    width: Floats
    raw_held: Floats
    raw_width: Floats
    misplaced: float
    expected: float
    by_heads: float
    expected_by_heads: float


def main() -> None:
    """Run the study and print a Markdown table."""
    times = Fraction(sys.argv[1]) if len(sys.argv) > 1 else Fraction(1)
    print(OPENING)
    state = simulated_state(BRANCHES, CHILDREN, SEED)
    truth = _whole(state.true_shares())
    print(
        "| children read | intervals | hold the truth | smallest quarter | worst branch |", end=""
    )
    print(" width |\n|---|---|---|---|---|---|")
    notes = []
    for share, least, rounds in SAMPLES:
        seeds = range(max(2, int(rounds * times)))
        done = [one_round(state, truth, share, least, seed) for seed in seeds]
        small = np.argsort(state.children)[: BRANCHES // 4]
        read = int(sample_of(state, share, least, 0).sum())
        for name, held, width in (
            ("ours", [r.held for r in done], [r.width for r in done]),
            ("raw bootstrap", [r.raw_held for r in done], [r.raw_width for r in done]),
        ):
            by_branch = np.mean(held, axis=0)
            print(
                f"| {read:,} ({share:.0%}) | {name} | {by_branch.mean():.1%} | "
                f"{by_branch[small].mean():.1%} | {by_branch.min():.0%} | {np.mean(width):.2f} |"
            )
        notes.append(_note(share, done))
    print()
    print("\n".join(notes))
    print(CLOSING)


def _note(share: float, done: list[Round]) -> str:
    off, told = np.mean([r.misplaced for r in done]), np.mean([r.expected for r in done])
    heads, said = np.mean([r.by_heads for r in done]), np.mean([r.expected_by_heads for r in done])
    return (
        f"- {share:.0%} read: {off:.1f} of {POSITIONS} positions stood wrong under the formula, "
        f"and {told:.1f} were expected to; by head count {heads:.1f}, expected {said:.1f}."
    )


def one_round(state: State, truth: Whole, share: float, least: int, seed: int) -> Round:
    """Let outcomes happen, read a sample, share out, and hold the intervals against the truth."""
    happened = outcomes_anew(state, seed)
    sample = sample_of(happened, share, least, seed + 1_000_000)
    result = result_of(happened, sample, seed)
    drawn = result.uncertainty
    if drawn is None:
        raise ValueError("no draws were made")
    own = [each for each in drawn.intervals if each.program == "all"]
    low, high = (np.array([float(getattr(i, p)) for i in own]) for p in ("p05", "p95"))
    raw_low, raw_high = bootstrap(happened, sample, result, seed)
    given = np.array([float(total.positions) for total in result.totals])
    heads = _whole(state.children / state.children.sum())
    return Round(
        held=((low <= truth) & (truth <= high)).astype(float),
        width=high - low,
        raw_held=((raw_low <= truth) & (truth <= raw_high)).astype(float),
        raw_width=raw_high - raw_low,
        misplaced=float(np.abs(given - truth).sum() / 2),
        expected=float(drawn.misplaced[-1].formula),
        by_heads=float(np.abs(heads - truth).sum() / 2),
        expected_by_heads=float(drawn.misplaced[-1].head_count),
    )


def outcomes_anew(state: State, seed: int) -> State:
    """The same children, to whom other things happened by the same chances."""
    draw = np.random.default_rng(seed)
    counts = state.cells.sum(axis=2)
    home = draw.binomial(counts, expit(log_odds() + state.effects[:, None]))
    again = draw.binomial(home, state.risks[:, None])
    return replace(state, cells=np.stack([counts - home, home - again, again], axis=2))


def result_of(state: State, sample: Whole, seed: int, draws: int = DRAWS) -> Result:
    """Share out by the shipped formula, with intervals."""
    policy = read_policy(str(POLICY))
    tallies = tallies_of(state, sample)
    data = Data(branches={b: b for b in state.branches}, as_of=date(2000, 6, 1), counts=tallies)
    result = allocate(policy, data, str(POSITIONS), tallies)
    return with_uncertainty(result, policy, data, tallies, seed=seed, draws=draws)


def bootstrap(state: State, sample: Whole, result: Result, seed: int) -> tuple[Floats, Floats]:
    """5 and 95 in 100 of positions when each branch's sampled children are drawn again."""
    draw = np.random.default_rng(seed)
    expected = _expected(result)
    flat = sample.reshape(len(sample), -1)
    drawn = np.stack(
        [draw.multinomial(row.sum(), row / row.sum(), size=DRAWS) for row in flat], axis=1
    ).reshape(DRAWS, *sample.shape)
    read, home = drawn.sum(axis=(2, 3)), drawn[..., 1:].sum(axis=(2, 3))
    again = drawn[..., 2].sum(axis=2)
    hard = [level <= VULNERABLE for _, level, _ in PATTERNS]
    state_rate = again.sum(axis=1, keepdims=True) / home.sum(axis=1, keepdims=True)
    scores = {
        "vulnerability": drawn[:, :, hard].sum(axis=(2, 3)) / read,
        "return_home": home / (drawn.sum(axis=3) @ expected),
        "reabuse": np.maximum(0.05, 2 - again / np.maximum(home, 1) / state_rate),
    }
    shares = np.zeros(read.shape)
    for name, influence in INFLUENCES.items():
        claims = state.children * scores[name]
        shares += influence * claims / claims.sum(axis=1, keepdims=True)
    counts = _whole(shares)
    return np.quantile(counts, 0.05, axis=0), np.quantile(counts, 0.95, axis=0)


def _expected(result: Result) -> Floats:
    """The rate that the run expected of each pattern."""
    made = next(c for c in result.programs[0].components if c.name == "return_home")
    slopes = {each.name: float(each.value) for each in made.coefficients if "/" not in each.value}
    odds = [
        slopes["always"] + sum(slopes.get(word, 0.0) for word in pattern.split()) for pattern in OF
    ]
    return expit(np.array(odds))


def _whole(shares: Floats) -> Whole:
    rows = np.atleast_2d(shares) * POSITIONS
    none = np.zeros(rows.shape[1], dtype=np.int64)
    made = awards_over_draws("webster", POSITIONS, rows, none)
    return made[0] if shares.ndim == 1 else made


if __name__ == "__main__":
    main()
