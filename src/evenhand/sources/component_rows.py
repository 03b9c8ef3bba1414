"""Component rows: what a RUN's `components.csv` says of bases and scores, as it was written.

Both stand there to the last decimal they have. A file that is not the very one the run
wrote, by its mark in the manifest, says nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

FILE = "components.csv"
#: Where the manifest keeps the file's mark.
MARK = "components"


@dataclass(slots=True)
class ComponentRows:
    """One component: the program's base by branch, and the score, None where there is none."""

    bases: dict[str, Fraction]
    scores: dict[str, Fraction | None] = field(default_factory=dict)


def component_rows(
    folder: str | Path, about: Mapping[str, Any]
) -> dict[tuple[str, str], ComponentRows]:
    """Every component by program and name; nothing where the file is not as it was written."""
    path = Path(folder) / FILE
    content = path.read_bytes() if path.is_file() else b""
    if sha256(content).hexdigest() != about.get(MARK):
        return {}
    found: dict[tuple[str, str], ComponentRows] = {}
    rows = csv.reader(StringIO(content.decode("utf-8"), newline=""))
    at = {name: place for place, name in enumerate(next(rows))}
    program, component, branch = at["program"], at["component"], at["branch"]
    base, score = at["base"], at["score_value"]
    bases: dict[str, dict[str, Fraction]] = {}
    for row in rows:
        own = bases.setdefault(row[program], {})
        told = found.setdefault((row[program], row[component]), ComponentRows(own))
        if row[branch] not in own:
            own[row[branch]] = _exact(row[base])
        told.scores[row[branch]] = _exact(row[score]) if row[score] else None
    return found


def _exact(decimal: str) -> Fraction:
    """A plain decimal as a fraction; thousands of them take a third of the time so."""
    whole, _, decimals = decimal.partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals))
