"""Connecticut DCF: reports and allegations by area office, small counts masked.

A masked cell ("<= 10") is one to ten, never nothing. The layout gives, for each
office, the sum of its visible cells and the number of masked ones, so an office's
count is a range; the state totals that the publisher prints say what the masked cells
are together.

Source: Connecticut Department of Children and Families, open data portal.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from evenhand.errors import TableError
from evenhand.figures import Listed, Period, TableCount, Tally
from evenhand.sources.data import Data
from evenhand.sources.file_hash import file_hash

OFFICES = "reports_allegations_by_office_sfy2016_2017.csv"
TOTALS = "printed_state_totals_sfy2016_2017.csv"
READING = "allegations_by_type"
TYPES = {
    "alleg_phys_abuse": "physical abuse",
    "alleg_educ_neglect": "educational neglect",
    "alleg_emot_neglect": "emotional neglect",
    "alleg_medi_neglect": "medical neglect",
    "alleg_phys_neglect": "physical neglect",
    "alleg_sex_abuse": "sexual abuse",
}
#: What one masked cell can be: the publisher prints "<= 10".
MASKED = (1, 10)
#: Reports that belong to no area office; shown, never given positions.
OTHER = "OTHER"


def recognises(folder: Path) -> bool:
    """Whether this folder holds Connecticut's tables."""
    return (folder / OFFICES).is_file()


def read(folder: Path, period: Period | None = None, _engine: str = "") -> Data:
    """Read the state fiscal year that `period` is; without one, the latest.

    Raises:
        TableError: The year is not in the table, or a cell is no count.
    """
    every = _rows(folder / OFFICES)
    years = sorted({row["sfy"] for row in every})
    period = period or Period(*_fiscal_year(int(years[-1])))
    year = str(period.end.year)
    rows = [row for row in every if row["sfy"] == year]
    if not rows or (period.start, period.end) != _fiscal_year(int(year)):
        have = ", ".join(years)
        raise TableError(
            f"{OFFICES} holds state fiscal years {have}; the period {period} is none of them. "
            f"Use a period such as {Period(*_fiscal_year(2017))}."
        )
    printed = next((row for row in _rows(folder / TOTALS) if row["sfy"] == year), None)
    tallies = {row["office"] or OTHER: _tallies(row) for row in rows}
    outside = tallies.pop(OTHER, [])
    return Data(
        branches={name: name.title() for name in sorted(tallies)},
        as_of=period.end,
        counts={READING: tuple(t for name in sorted(tallies) for t in tallies[name])},
        stands_for={READING: "allegations accepted, by type; six types, about 97 % of all"},
        listed=(_listed(outside),) if outside else (),
        printed=_printed(printed, outside) if printed else {},
        # An office's printed total takes in types that are not told apart.
        ceilings={(READING, row["office"]): _range(row, "allegations")[1] for row in rows},
        flags=(
            f"A masked cell is {MASKED[0]} to {MASKED[1]}: filled in proportion to meet the "
            "printed state totals; both ends shown.",
        ),
        table_counts=(TableCount("offices", len(rows), len(rows), 0),),
        hashes={name: file_hash(folder / name) for name in (OFFICES, TOTALS)},
    )


def _fiscal_year(year: int) -> tuple[date, date]:
    return date(year - 1, 7, 1), date(year, 7, 1)


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        raise TableError(f"{path.name} is missing from {path.parent.name}.")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _tallies(row: Mapping[str, str]) -> list[Tally]:
    cells = {name: _range(row, column) for column, name in TYPES.items()}
    least, most = (sum(cell[i] for cell in cells.values()) for i in (0, 1))
    return [
        Tally(row["office"], name, low, least, high, most) for name, (low, high) in cells.items()
    ]


def _range(row: Mapping[str, str], column: str) -> tuple[int, int]:
    try:
        known, masked = int(row[f"{column}_known_sum"]), int(row[f"{column}_masked_cells"])
    except (KeyError, ValueError) as error:
        raise TableError(f"{OFFICES}, office {row.get('office')}: {column}: {error}.") from None
    return known + MASKED[0] * masked, known + MASKED[1] * masked


def _printed(row: Mapping[str, str], outside: list[Tally]) -> dict[tuple[str, str], int]:
    """The printed totals less what belongs to no office; none where that is itself masked."""
    apart = {t.of: t for t in outside}
    return {
        (READING, name): int(row[column]) - (apart[name].hits if name in apart else 0)
        for column, name in TYPES.items()
        if name not in apart or not apart[name].masked
    }


def _listed(outside: list[Tally]) -> Listed:
    return Listed(
        OTHER,
        "Other",
        f"{outside[0].base} allegations that belong to no area office; listed, given no positions",
    )
