"""An account in words: what changed, and which cause did how much of it. It computes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from evenhand.explanation.numbers import plain, words
from evenhand.figures import Accounted
from evenhand.figures.account import WHOLE
from evenhand.figures.together import ALL

#: What a part is called where there is little room.
SHORT = {WHOLE: "rounding"}


def accounted_in_words(line: Accounted, name: str) -> str:
    """One branch in one sentence: before, after, and each part that is not 0."""
    told = [f"{cause_in_words(p.name)} {change_in_words(p.change)}" for p in line.parts if p.change]
    parts = ", ".join(told) or "nothing changes it"
    change = change_in_words(line.change)
    where = "" if line.program == ALL else f" in {words(line.program)}"
    return f"{name}{where}: {plain(line.before)} → {plain(line.after)} ({change}): {parts}."


def cause_in_words(name: str) -> str:
    """A part's name, the short one if it has any."""
    return SHORT.get(name, name)


def change_in_words(change: Fraction) -> str:
    """A change with its sign, at two decimals unless it is whole; 0 only where it is none."""
    sign = "" if not change else "+" if change > 0 else "−"
    if change.denominator == 1:
        return f"{sign}{abs(change.numerator):,}"
    whole, hundredths = divmod(round(abs(change) * 100), 100)
    return f"{sign}{whole:,}.{hundredths:02d}"


def branches_in_words(
    lines: Sequence[Accounted], names: Mapping[str, str], most: int
) -> Iterator[str]:
    """The sentences of the branches that change, the largest change first; no more than `most`."""
    changed = sorted(lines, key=lambda line: (-abs(line.change), line.branch))
    for line in changed[:most]:
        if line.change:
            yield accounted_in_words(line, names.get(line.branch, line.branch))
