"""Next in line: who would get the next position of a program and who lose one, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evenhand.explanation.numbers import signed, words
from evenhand.figures import NextPosition

#: Why the nearest in line need not be the next.
LINE = (
    "What a branch lacks or can lose holds while the others stand still; who gains or loses when "
    "the total changes is the method's to say, all quotas moving with the total."
)


def next_sentences(found: Sequence[NextPosition], names: Mapping[str, str]) -> list[str]:
    """Who would get the next position of each program, and who would lose one."""
    return [
        f"{_sentence_case(words(p))}, {_next([n for n in found if n.program == p], names)}."
        for p in sorted({each.program for each in found})
    ] + [LINE]


def _next(found: Sequence[NextPosition], names: Mapping[str, str]) -> str:
    gains = [f"{names[n.branch]} ({signed(n.more)})" for n in found if n.more]
    loses = [f"{names[n.branch]} ({signed(n.fewer)})" for n in found if n.fewer]
    return (
        f"with one more to share: {', '.join(gains) or 'nobody could have it'}; with one fewer: "
        f"{', '.join(loses) or 'nobody could lose it'}"
    )


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
