"""How a number is shown in a cell: as it is, as a day or moment, as a length of time.

A spreadsheet keeps a day as a number, so only the cell's format tells one from the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """A number format as far as it changes what a cell says; `digits` are filled with zeros."""

    as_day: bool = False
    as_length: bool = False
    digits: int = 0


PLAIN, DAY, LENGTH = Shown(), Shown(as_day=True), Shown(as_length=True)

#: Formats that have a number and no code; 27 to 36 and 50 to 58 are days of East Asia.
BUILT_IN = {
    str(number): DAY for number in (*range(14, 23), *range(27, 37), 45, 47, *range(50, 59))
} | {"46": LENGTH}

#: What a format code prints or does without showing a part of a day.
ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


def shown(code: str) -> Shown:
    """What a format code makes of a number; of several parts, the first is for numbers."""
    bare = ASIDE.sub("", code[:1000]).partition(";")[0].lower()
    if re.search(r"\[[hms]+\]", bare):
        return LENGTH
    if re.search("[dmyhs]", bare):
        return DAY
    return Shown(digits=len(bare)) if re.fullmatch("0{2,30}", bare) else PLAIN
