"""A return read whole: its files judged, made into case tables, and every fault told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from evenhand.errors import TableError
from evenhand.figures import Listed, Period, TableCount
from evenhand.sources.data import Data
from evenhand.sources.file_hash import file_hash
from evenhand.sources.handing_over import case_tables
from evenhand.sources.rows.checked import sound
from evenhand.sources.suppliers.ssda903.care_tables import (
    NOT_TOLD,
    care_tables,
    home_within,
    periods_of_care,
)
from evenhand.sources.suppliers.ssda903.code_book import counted
from evenhand.sources.suppliers.ssda903.covered import covered, must_be_covered
from evenhand.sources.suppliers.ssda903.judged import (
    Judged,
    judged_beside,
    judged_episodes,
    judged_header,
)
from evenhand.sources.suppliers.ssda903.return_files import (
    EPISODES,
    HEADER,
    READ,
    cells,
    return_files,
)
from evenhand.sources.tables import TABLES


def read_return(folder: Path, period: Period | None, engine: str) -> Data:
    """The return in the folder, for `period` or for all it covers.

    Raises:
        TableError: A file cannot be read, or nothing in it can be used.
    """
    files = return_files(folder)
    read = {part: cells(path, READ[part]) for part, path in files.items()}
    given = covered(read[EPISODES].rows, read[EPISODES].file)
    must_be_covered(period or given, given)
    header = judged_header(read[HEADER], given)
    judged = {HEADER: header, EPISODES: judged_episodes(read[EPISODES], header, given)}
    for part in read.keys() - judged.keys():
        judged[part] = judged_beside(part, read[part], header, given)
    periods = periods_of_care(judged[EPISODES].rows)
    hashes = {path.name: file_hash(path) for path in files.values()}
    return _data(judged, periods, given, period or given, engine, hashes)


def _data(
    judged: Mapping[str, Judged],
    every: pl.DataFrame,
    given: Period,
    period: Period,
    engine: str,
    hashes: Mapping[str, str],
) -> Data:
    born = judged[HEADER].rows.select("CHILD", "born_on")
    periods, as_of = every.filter(~pl.col("short_breaks")), given.last_day
    tables = care_tables(periods, born)
    if not tables["branches"].height:
        raise TableError(
            f"{judged[EPISODES].cells.file} has no period of being looked after, with a home "
            "postcode, that can be used."
        )
    said = counted().items()
    accepted = {name: sound(TABLES[name], made) for name, made in tables.items()}
    return Data(
        branches={name: name for name in tables["branches"]["id"]},
        as_of=as_of,
        tables=case_tables(accepted, as_of, engine),
        counts={name: home_within(periods, born, period, as_of, each) for name, each in said},
        listed=tuple(_listed(periods)),
        table_counts=(
            *(judged[part].count(part) for part in (HEADER, EPISODES)),
            *(TableCount(name, made.height, made.height, 0) for name, made in tables.items()),
        ),
        rejects=tuple(each for part in READ if part in judged for each in judged[part].rejects),
        columns={name: tuple(made.columns) for name, made in tables.items()},
        flags=(*_said(every, given), *_faulty(judged)),
        hashes=hashes,
    )


def _listed(periods: pl.DataFrame) -> Iterator[Listed]:
    away = periods.filter(branch=NOT_TOLD)["child"].n_unique()
    if away:
        why = f"{away:,} children whose home postcode is not told; listed, given no positions"
        yield Listed(NOT_TOLD, "Home postcode not told", why)


def _said(every: pl.DataFrame, given: Period) -> Iterator[str]:
    """What was assumed of the return, and what of it is not counted."""
    yield (
        f"The return covers {given} (assumption: the years, from 1 April, in which episodes "
        "ended; the return names none)."
    )
    yield "Branches are the areas of home postcodes (assumption: the return names no office)."
    yield "Each child is its own family (assumption: the return names none)."
    earlier, breaks = every.filter(~pl.col("entered")).height, every["short_breaks"].sum()
    yield (
        f"{earlier:,} of {every.height:,} periods of being looked after began before the first "
        "episode told; they count as care, never as an entry."
    )
    yield f"{breaks:,} periods of agreed short breaks only are no removals (assumption)."


def _faulty(judged: Mapping[str, Judged]) -> Iterator[str]:
    """How many rows and cells break each rule, and what it costs."""
    for part in (each for each in READ if each in judged):
        file, found = judged[part].cells.file, judged[part]
        for what, faults in (("left out", found.left_out), ("cells set aside", found.set_aside)):
            rules = faults["rule"].value_counts().sort("rule")
            told = "; ".join(f"{rule}: {n:,}" for rule, n in rules.iter_rows())
            if told:
                yield f"{file}, {what}: {told}."
