"""A RUN's own data: what a run was made from, kept so that a stranger can make it again.

A RUN carries tallies, staff and counts of rejects, never a child's row. The tallies
are `working.parquet`; everything else that goes into a run is in `manifest.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl

from evenhand.errors import RunError
from evenhand.figures import Listed, Place, TableCount, Tally
from evenhand.figures.plain import from_plain, to_plain
from evenhand.sources.data import Data

WORKING, MANIFEST = "working.parquet", "manifest.json"
TALLY = ("branch", "of", "hits", "base", "hits_most", "base_most")


@dataclass(frozen=True)
class Run:
    """What a RUN was made from: data, tallies, and what its maker said (`about`)."""

    data: Data
    tallies: dict[str, list[Tally]]
    about: dict[str, Any]


def run_files(
    data: Data, tallies: Mapping[str, Sequence[Tally]], about: Mapping[str, Any]
) -> dict[str, bytes]:
    """The files a RUN needs to be made again: the same inputs give the same bytes."""
    manifest = {
        **about,
        "as_of": str(data.as_of),
        "branches": dict(sorted(data.branches.items())),
        "places": [
            [branch, p.region, p.zone, p.latitude, p.longitude]
            for branch, p in sorted(data.places.items())
        ],
        "staff": [[b, p, str(n)] for (b, p), n in sorted(data.staff.items())],
        "published": None if data.published is None else str(data.published),
        "listed": to_plain(data.listed),
        "printed": [[reading, of, n] for (reading, of), n in sorted(data.printed.items())],
        "ceilings": [
            [reading, branch, n] for (reading, branch), n in sorted(data.ceilings.items())
        ],
        "withheld": sorted(map(list, data.withheld)),
        "stands_for": dict(sorted(data.stands_for.items())),
        "tables": to_plain(data.table_counts),
        "flags": list(data.flags),
        "data": dict(sorted(data.hashes.items())),
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=True)
    return {MANIFEST: (text + "\n").encode(), WORKING: _parquet(tallies)}


def _parquet(tallies: Mapping[str, Sequence[Tally]]) -> bytes:
    rows = [
        (name, *(getattr(t, column) for column in TALLY))
        for name, reading in tallies.items()
        for t in sorted(reading, key=lambda t: (t.branch, t.of))
    ]
    whole = dict.fromkeys(TALLY[2:], pl.Int64)
    schema = {"reading": pl.String, "branch": pl.String, "of": pl.String, **whole}
    file = BytesIO()
    pl.DataFrame(rows, schema=schema, orient="row").write_parquet(file)
    return file.getvalue()


def read_run(folder: str | Path) -> Run:
    """Read a RUN back.

    Raises:
        RunError: The folder is no RUN, or a part of it is missing or damaged.
    """
    place = Path(folder)
    if not (place / MANIFEST).is_file():
        raise RunError(
            f"{folder} is not a run: it has no {MANIFEST}. `evenhand allocate … --out {folder}` "
            "makes one."
        )
    try:
        manifest = json.loads((place / MANIFEST).read_text("utf-8"))
        frame = pl.read_parquet(place / WORKING)
        tallies: dict[str, list[Tally]] = {name: [] for name in manifest["readings"]}
        for name, *cells in frame.select("reading", *TALLY).iter_rows():
            tallies[name].append(Tally(*cells))
        return Run(_data(manifest), tallies, manifest)
    except (OSError, KeyError, ValueError, TypeError, pl.exceptions.PolarsError) as error:
        raise RunError(f"{folder} is a damaged run: {type(error).__name__}: {error}.") from None


def _data(manifest: Mapping[str, Any]) -> Data:
    return Data(
        branches=manifest["branches"],
        as_of=date.fromisoformat(manifest["as_of"]),
        staff={(b, p): Fraction(n) for b, p, n in manifest["staff"]},
        published=None if manifest["published"] is None else Fraction(manifest["published"]),
        listed=tuple(from_plain(Listed, each) for each in manifest["listed"]),
        printed={(reading, of): n for reading, of, n in manifest["printed"]},
        ceilings={(reading, branch): n for reading, branch, n in manifest["ceilings"]},
        withheld=frozenset((reading, branch) for reading, branch in manifest["withheld"]),
        stands_for=manifest["stands_for"],
        table_counts=tuple(from_plain(TableCount, each) for each in manifest["tables"]),
        flags=tuple(manifest["flags"]),
        hashes=manifest["data"],
        places={branch: Place(*where) for branch, *where in manifest.get("places", [])},
    )
