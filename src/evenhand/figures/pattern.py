"""A pattern: how often each judgement was given to one call or one child, as a tally's `of`.

Judges and judged have no name in it, so that a pattern may leave an engine where a row
may not. What is written is read back as it was, whatever words an agency uses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

#: A judgement, with each `=` of its own written twice, then how many gave it.
_PART = re.compile(r"((?:[^=]|==)+)=(\d+)(?: |$)")


def pattern_text(counts: Mapping[str, int]) -> str:
    """Write {"assess": 2, "refer": 1} as "assess=2 refer=1", in the order of the alphabet."""
    given = sorted((word, count) for word, count in counts.items() if count)
    return " ".join(f"{word.replace('=', '==')}={count}" for word, count in given)


def pattern_counts(text: str) -> dict[str, int]:
    """Read "assess=2 refer=1" back as {"assess": 2, "refer": 1}."""
    return {word.replace("==", "="): int(count) for word, count in _PART.findall(text)}
