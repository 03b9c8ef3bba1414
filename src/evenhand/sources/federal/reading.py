"""A folder of AFCARS and NCANDS files, read and checked: everything a run may take from it.

Both in one folder are one source: the foster care identifier joins their children, and
the day they stand for is the earlier of theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import polars as pl

from evenhand.errors import TableError
from evenhand.figures import Period, Place, TableCount
from evenhand.sources.data import Data
from evenhand.sources.engine import CaseTables
from evenhand.sources.federal.child_file import ChildFile, child_file, unsaid
from evenhand.sources.federal.coded import Coded, read_coded
from evenhand.sources.federal.finding import files_in
from evenhand.sources.federal.foster_care import FosterCare, foster_care, hidden
from evenhand.sources.federal.layout import coded_layout
from evenhand.sources.federal.places import places, state_names
from evenhand.sources.federal.returns import Given, Tallies, abused_within, home_within
from evenhand.sources.federal.years import must_be_given
from evenhand.sources.file_hash import file_hash
from evenhand.sources.handing_over import case_tables
from evenhand.sources.rows.checked import sound
from evenhand.sources.tables import TABLES
from evenhand.sources.when_asked import WhenAsked

Told = FosterCare | ChildFile


def read_federal(folder: Path, period: Period | None, engine: str) -> Data:
    """Read every file of the folder that is in a federal layout.

    Raises:
        TableError: A file cannot be read as its layout, or holds no record that can be used,
            or a year of the period has no file.
    """
    try:
        paths = {name: files_in(name, folder) for name in ("afcars", "ncands")}
        told = {name: _told(name, given) for name, given in paths.items() if given}
        hashes = {each.name: file_hash(each) for given in paths.values() for each in given}
    except OSError as fault:
        raise TableError(f"{fault.filename or folder} cannot be read: {fault.strerror}.") from None
    if period:
        _must_cover(told, period)
    return _data(told, period, engine, hashes)


def _must_cover(told: Mapping[str, Told], period: Period) -> None:
    """Refuse a period with a year of which a layout's file is not given: most of it is missing.

    Raises:
        TableError: Naming the files that are needed.
    """
    for name, each in told.items():
        must_be_given(
            f"The period {period}", name.upper(), each.years, period.start, period.last_day
        )


def _told(name: str, given: list[Path]) -> Told:
    coded = read_coded(given, coded_layout(name))
    told: Told = foster_care(coded) if name == "afcars" else child_file(coded)
    if not told.coded.rows.height:
        fault = next(iter(told.coded.rejects()), None)
        first = f" The first: line {fault.line}, {fault.column} {fault.reason}." if fault else ""
        names = ", ".join(told.coded.read)
        raise TableError(f"{names}: no record of the {coded.layout.title} can be used.{first}")
    return told


def _data(
    told: Mapping[str, Told], period: Period | None, engine: str, hashes: Mapping[str, str]
) -> Data:
    coded = [each.coded for each in told.values()]
    found = places(_where(coded), state_names(coded[0].layout))
    frames = {"branches": found.branches, **_joined(told)}
    as_of = min(each.as_of for each in told.values())
    handed = {name: sound(TABLES[name], frame) for name, frame in frames.items()}
    tables = case_tables(handed, as_of, engine)
    names = dict(found.branches.select("id", "name").iter_rows())
    rows = {name: frame.height for name, frame in frames.items()}
    return Data(
        branches=names,
        as_of=as_of,
        tables=tables,
        counts=_counts(told, tables, period, [*names]),
        listed=found.listed,
        flags=tuple(_flags(told, period)),
        table_counts=(
            *(count for each in coded for count in each.counts()),
            *(TableCount(name, n, n, 0) for name, n in rows.items()),
        ),
        rejects=tuple(reject for each in coded for reject in each.rejects()),
        hashes=hashes,
        columns={name: tuple(frame.columns) for name, frame in frames.items()},
        places={b: Place(region=r) for b, r in found.branches.select("id", "region").iter_rows()},
    )


def _where(coded: list[Coded]) -> pl.DataFrame:
    return pl.concat([each.rows.select("state", "county", "branch") for each in coded])


def _joined(told: Mapping[str, Told]) -> dict[str, pl.DataFrame]:
    """The tables of all layouts; a child in both stands once, as AFCARS tells it."""
    frames: dict[str, pl.DataFrame] = {}
    for each in told.values():
        for name, frame in each.tables.items():
            if name in frames:
                new = frame.join(frames[name], on="id", how="anti", maintain_order="left")
                frames[name] = pl.concat([frames[name], new], how="diagonal")
            else:
                frames[name] = frame
    return frames


def _counts(
    told: Mapping[str, Told], tables: CaseTables, period: Period | None, branches: list[str]
) -> WhenAsked[Tallies]:
    if period is None or "afcars" not in told:
        return WhenAsked({})
    said = coded_layout("afcars").counted
    years = {name.upper(): each.years for name, each in told.items()}
    care = Given(tables, branches, {"AFCARS": years["AFCARS"]})
    home = "home_within_a_year"
    ways = {home: partial(home_within, care, period, said[home])}
    if "ncands" in told:
        again = "abused_again_within_a_year"
        ways[again] = partial(abused_within, Given(tables, branches, years), period, said[again])
    return WhenAsked(ways)


def _flags(told: Mapping[str, Told], period: Period | None) -> list[str]:
    flags = []
    for each in told.values():
        flags += [*(hidden(each) if isinstance(each, FosterCare) else unsaid(each, period))]
    if len({each.as_of for each in told.values()}) > 1:
        ends = ", ".join(f"{name.upper()} before {each.as_of}" for name, each in told.items())
        flags.append(f"The files end on different days ({ends}); the earlier stands for both.")
    return flags
