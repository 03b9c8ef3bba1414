"""Levels by stratum: the children whose records were read, by the stratum they were drawn from.

For readings that were not drawn alike everywhere in a branch, so that each child read
stands for more or fewer others. What leaves the engine are whole numbers; the weighing is
done afterwards. `of` is the stratum and the level, "north|3": hits are the children read
at that level, the base all those read in the stratum, both of the group asked for (at
home or out of home). "north|read" stands beside them: hits are the children read in the
stratum whatever their group, the base its population in the table `strata`, and their
ratio is what each of them stands for. A stratum nobody was read in has that line alone.

A child counts as in `vulnerability_levels`: read on a day of the period, at the level
that `consensus` makes of its readers' levels (majority, with ties to the more vulnerable;
lowest, the most vulnerable any gave; highest; or panel, where only the reader called
"panel" counts). Its stratum is the one its readings name; the first in the alphabet if
they name several. The branch is the family's. A child in no stratum of the table is
counted in one with a population of 0, which no share is ever made of: it is refused.

Source: Evenhand method, section 3 (design weights). How several readers become one
level: an assumption.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, must_be_a_word_of, within
from evenhand.sources.agreed_levels import Consensus, agreed_levels, heard
from evenhand.sources.engine import CaseTables, rows

LEVELS = range(1, 8)


@measure(
    title="Children read, by stratum and level of vulnerability",
    reads={
        "case_readings": ("child", "reader", "read_on", "level", "stratum"),
        "children": ("id", "family"),
        "families": ("id", "branch", "group"),
        "strata": ("branch", "stratum", "population"),
    },
)
def levels_by_stratum(
    tables: CaseTables, period: Period, group: str, consensus: Consensus
) -> list[Tally]:
    """Count children read in the period by branch, stratum and level, beside the populations."""
    must_be_a_word_of("families", "group", group)
    readings = heard(tables["case_readings"].filter(within("read_on", period)), consensus)
    counts = (
        agreed_levels(readings, consensus)
        .join(_strata(readings), on="child")
        .join(tables["children"].select("id", "family"), left_on="child", right_on="id")
        .join(tables["families"].select("id", "branch", "group"), left_on="family", right_on="id")
        .with_columns(stratum=nw.coalesce(nw.col("stratum"), nw.lit("")))
        .group_by("branch", "stratum", "group", "level")
        .agg(children=nw.len())
    )
    strata = tables["strata"].with_columns(
        stratum=nw.coalesce(nw.col("stratum"), nw.lit("")),
        population=nw.col("population").cast(nw.Int64),
    )
    populations = {(b, s): n for b, s, n in rows(strata, "branch", "stratum", "population")}
    read: Counter[tuple[str, str]] = Counter()
    at: Counter[tuple[str, str, int]] = Counter()
    for branch, stratum, of_group, level, n in rows(
        counts, "branch", "stratum", "group", "level", "children"
    ):
        read[branch, stratum] += n
        at[branch, stratum, level] += n if of_group == group else 0
    tallies = [
        Tally(b, f"{s}|read", read[b, s], populations.get((b, s), 0))
        for b, s in {*populations, *read}
    ]
    for b, s in read:
        among = sum(at[b, s, level] for level in LEVELS)
        if among:
            tallies += [Tally(b, f"{s}|{n}", at[b, s, n], among) for n in LEVELS]
    return sorted(tallies, key=lambda tally: (tally.branch, tally.of))


def _strata(readings: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The stratum that each child's readings name, the first in the alphabet of several."""
    named = nw.when(nw.col("stratum") != "").then(nw.col("stratum"))
    return (
        readings.select("child", "stratum")
        .with_columns(stratum=named)
        .group_by("child")
        .agg(stratum=nw.col("stratum").min())
    )
