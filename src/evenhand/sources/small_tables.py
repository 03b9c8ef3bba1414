"""The tables of few rows, as exact figures: branches, staff they have now, and counts."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import polars as pl

from evenhand.figures import Place, Tally
from evenhand.sources.layout import ALL_TABLES
from evenhand.sources.rows.kinds import DTYPES

Rows = Mapping[str, pl.LazyFrame]


def branch_names(rows: Rows) -> dict[str, str]:
    """Names by id, by id; without a table of branches, those the other tables name."""
    if "branches" in rows:
        return dict(sorted(rows["branches"].select("id", "name").collect().iter_rows()))
    named = [frame for frame in rows.values() if "branch" in frame.collect_schema()]
    return {branch: branch for branch in sorted(set().union(*map(_branches, named)))}


def _branches(frame: pl.LazyFrame) -> set[str]:
    return set(frame.select(pl.col("branch").unique()).collect(engine="streaming")["branch"])


def branch_places(rows: Rows) -> dict[str, Place]:
    """Where each branch is, by id, as far as the table of branches tells; else nothing."""
    if "branches" not in rows:
        return {}
    columns = ("id", "region", "zone", "latitude", "longitude")
    found = {
        branch: Place(region or "", zone or "", _degrees(north), _degrees(east))
        for branch, region, zone, north, east in _full(rows, "branches").select(columns).iter_rows()
    }
    return {branch: place for branch, place in sorted(found.items()) if place != Place()}


def _degrees(told: object) -> float | None:
    return None if told is None else float(str(told))


def current_staff(rows: Rows) -> dict[tuple[str, str], Fraction]:
    """Positions now, by branch and program; the program is empty where not told apart."""
    found = _full(rows, "staff").select("branch", "program", "positions").iter_rows()
    return {(branch, program or ""): Fraction(positions) for branch, program, positions in found}


def given_counts(rows: Rows) -> tuple[dict[str, tuple[Tally, ...]], dict[str, str]]:
    """Tallies by measure, by branch and type; and what each measure stands for."""
    counts: dict[str, list[Tally]] = {}
    words: dict[str, dict[str, None]] = {}
    names = ("measure", "branch", "of", "hits", "base", "hits_most", "base_most", "stands_for")
    for measure, *row, stands_for in _full(rows, "counts").select(names).iter_rows():
        branch, of, hits, base, hits_most, base_most = row
        most = (hits if hits_most is None else hits_most, base if base_most is None else base_most)
        counts.setdefault(measure, []).append(Tally(branch, of or "", hits, base, *most))
        if stands_for:
            words.setdefault(measure, {})[stands_for] = None
    ordered = {
        measure: tuple(sorted(tallies, key=lambda tally: (tally.branch, tally.of)))
        for measure, tallies in counts.items()
    }
    return ordered, {measure: "; ".join(texts) for measure, texts in words.items()}


def _full(rows: Rows, name: str) -> pl.DataFrame:
    """The table with every column we ask for; those not given, and the table, empty."""
    schema = {column.name: DTYPES[column.kind] for column in ALL_TABLES[name].columns}
    given = [rows[name].collect()] if name in rows else []
    return pl.concat([pl.DataFrame(schema=schema), *given], how="diagonal")
