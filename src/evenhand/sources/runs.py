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
from evenhand.sources.run_parts import AGAIN, DAMAGE, run_json, run_part

WORKING, MANIFEST = "working.parquet", "manifest.json"
#: What a run was asked for, beside its policy.
ASKED = ("asked", "staff_from", "period", "evenhand")
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
    manifest = {**about, **data_plain(data)}
    text = json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=True)
    return {MANIFEST: (text + "\n").encode(), WORKING: _parquet(tallies)}


def data_plain(data: Data) -> dict[str, Any]:
    """All of the data but the case tables, the counts and the rejected rows, as plain JSON."""
    return {
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
    manifest = run_json(folder, MANIFEST)
    try:
        data, readings = data_of(manifest), list(map(str, manifest["readings"]))
        _check_asked(manifest)
    except DAMAGE:
        raise RunError(
            f"{Path(folder) / MANIFEST} is damaged: it does not say what the run was made from. "
            f"{AGAIN}"
        ) from None
    return Run(data, _tallies(run_part(folder, WORKING), readings), manifest)


def _check_asked(manifest: Mapping[str, Any]) -> None:
    """Refuse a manifest that does not say, as text, what everybody reads of it.

    Raises:
        KeyError, TypeError: It does not.
    """
    policy = manifest["policy"]
    texts = [policy["file"], policy["text"], *(manifest[name] for name in ASKED)]
    if not all(isinstance(each, str) for each in texts):
        raise TypeError


def _tallies(path: Path, readings: Sequence[str]) -> dict[str, list[Tally]]:
    tallies: dict[str, list[Tally]] = {name: [] for name in readings}
    try:
        for name, *cells in pl.read_parquet(path).select("reading", *TALLY).iter_rows():
            tallies[name].append(Tally(*cells))
    except (OSError, pl.exceptions.PolarsError, *DAMAGE):
        raise RunError(
            f"{path} is damaged: it does not hold the tallies that {MANIFEST} speaks of. {AGAIN}"
        ) from None
    return tallies


def data_of(manifest: Mapping[str, Any]) -> Data:
    """The data that `data_plain` made plain.

    Raises:
        KeyError, ValueError, TypeError: It is not what `data_plain` makes.
    """
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
