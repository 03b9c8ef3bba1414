"""Known at removal: age, level and family factors as columns, and the words they make.

Only what was known on the day of removal, and nothing learned since, may say what is to
be expected of a child. Measures that tell children apart by it share these columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.errors import TableError
from evenhand.sources.engine import CaseTables, flag
from evenhand.sources.tables import FACTOR

Frame = nw.LazyFrame[Any]


def age_starts(ages: Sequence[int]) -> list[int]:
    """The birthdays on which a new band starts; the first band needs none."""
    return sorted(set(ages) - {0})


def with_pattern(
    removed: Frame, tables: CaseTables, starts: Sequence[int], factors: Sequence[str]
) -> Frame:
    """Add `band`, the age at removal, and `pattern`, the family's factors, each as a number.

    Without `starts` nothing is asked of the child, and without `factors` nothing of the
    family, so their tables are not read.

    Raises:
        TableError: The families have no such factor.
    """
    return _with_factors(_with_age(removed, tables, starts), tables, factors)


def pattern_words(
    starts: Sequence[int], factors: Sequence[str], band: int, level: int | None, pattern: int
) -> str:
    """What the columns say, in words: "age=0-4 level=2 factor_drugs=1"; a level only if told."""
    judged = [] if level is None else [f"level={level}"]
    present = (f"{factor}={pattern >> place & 1}" for place, factor in enumerate(factors))
    return " ".join([*_age(starts, band), *judged, *present])


def factor_columns(tables: CaseTables) -> list[str]:
    """The family factors this agency keeps, in alphabetical order."""
    return sorted(name for name in tables.columns("families") if name.startswith(FACTOR))


def pattern_number(factors: Sequence[str]) -> nw.Expr:
    """Which of the factors hold, as one whole number: a bit each, the first factor lowest.

    Grouping by one number is several times cheaper than by many yes_no columns.
    """
    number: nw.Expr = nw.lit(0, dtype=nw.Int64)
    for place, factor in enumerate(factors):
        number = number + flag(nw.col(factor)) * 2**place
    return number


def _with_age(removed: Frame, tables: CaseTables, starts: Sequence[int]) -> Frame:
    """Add `band`: how many of the birthdays in `starts` the child had had by its removal."""
    if not starts:
        return removed.with_columns(band=nw.lit(0, dtype=nw.Int64))
    band = nw.lit(0, dtype=nw.Int64)
    for start in starts:
        band = band + flag(nw.col("removed_on") >= nw.col("born_on").dt.offset_by(f"{start}y"))
    children = tables["children"].select("id", "born_on")
    return removed.join(children, left_on="child", right_on="id").with_columns(band=band)


def _with_factors(removed: Frame, tables: CaseTables, factors: Sequence[str]) -> Frame:
    """Add `pattern`: the family's named factors as one number."""
    if not factors:
        return removed.with_columns(pattern=pattern_number(()))
    known = factor_columns(tables)
    if missing := [factor for factor in factors if factor not in known]:
        raise TableError(
            f"The table families has no column {', '.join(missing)}. "
            f"Its factors are: {', '.join(known) or 'none'}."
        )
    patterns = tables["families"].select("id", pattern=pattern_number(factors))
    return removed.join(patterns, left_on="family", right_on="id")


def _age(starts: Sequence[int], band: int) -> list[str]:
    """The age as a word of the pattern; no word where no bands were asked for."""
    if not starts:
        return []
    edges = [0, *starts]
    last = band == len(starts)
    return [f"age={edges[band]}+" if last else f"age={edges[band]}-{edges[band + 1] - 1}"]
