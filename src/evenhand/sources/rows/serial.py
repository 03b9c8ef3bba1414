"""Ids of one form, a prefix and digits of one width, each told exactly by its number.

Case systems number their records so: C00001234. Within one form two ids are alike where
their numbers are, so nothing is hashed and nothing needs a proof. "0012" and "12" are of
two forms, and only 0 to 9 are digits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]

#: Stands for an id of another form; no number of 18 digits comes near it.
NONE = np.uint64(2**64 - 1)

#: Numbers that may lie in the ids' span for each id, so that marking them takes the
#: memory of one hash an id.
SPREAD = 8


@dataclass(frozen=True, slots=True)
class Form:
    """What the ids of a table begin with, and how many bytes each has."""

    prefix: str
    width: int

    def numbers(self, ids: pl.Series) -> Numbers:
        """The number of each text, or `NONE` where it is not of this form."""
        digits = ids.str.slice(len(self.prefix))
        found = digits.cast(pl.UInt64, strict=False).fill_null(NONE)
        # What lies between begins with the prefix and a digit; Polars would read +12 too.
        begins = ids.is_between(f"{self.prefix}0", f"{self.prefix}:", closed="left")
        formed = (ids.str.len_bytes() == self.width) & begins
        return found.to_numpy() if formed.all() else np.where(formed, found, NONE)


def form(one: str) -> Form | None:
    """The form of an id that ends in digits; their last 18 are the number."""
    found = re.search(r"[0-9]{1,18}\Z", one)
    return Form(one[: found.start()], len(one.encode())) if found else None


class SerialIds:
    """The ids of a large table, marked in the span of their numbers."""

    def __init__(self, form: Form, least: np.uint64, present: NDArray[np.bool_]) -> None:
        """Take a mark for each number from the least on; the last mark, never set, is for none."""
        self._form, self._least, self._present = form, least, present

    def missing(self, cells: pl.Series) -> pl.Series:
        """Whether each text is not among the ids."""
        # A number below the least wraps around, and so lies beyond the span as well.
        at = np.minimum(self._form.numbers(cells) - self._least, np.uint64(len(self._present) - 1))
        return pl.Series(~self._present[at])


def serial_ids(form: Form, numbers: Sequence[Numbers]) -> SerialIds | None:
    """The ids with these numbers; None where they lie too far apart to be marked."""
    least, most = min(map(np.min, numbers)), max(map(np.max, numbers))
    span = int(most - least) + 1
    if span > SPREAD * sum(map(len, numbers)):
        return None
    present = np.zeros(span + 1, bool)
    for each in numbers:
        present[each - least] = True
    return SerialIds(form, least, present)
