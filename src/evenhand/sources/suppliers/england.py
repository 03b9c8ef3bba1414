"""England 2025: local authorities' published children's services and workforce figures.

One row an authority. A cell marked c is a small number: a range, never nothing; where
a printed total says what such a cell can be, the total goes before the range.
Cells marked x or z are not available: nothing stands in for them, so an authority
that lacks one cannot share, only be held at its current staff.

Source: Department for Education, Explore Education Statistics, 2025 (Open
Government Licence v3.0).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from evenhand.errors import TableError
from evenhand.figures import Listed, Period, Place, TableCount, Tally
from evenhand.sources.data import Data
from evenhand.sources.file_hash import file_hash

FILE = "local_authorities_2025.csv"
YEAR = Period(date(2024, 4, 1), date(2025, 4, 1))
#: What one cell marked c can be. An assumption: the publisher prints no range.
SMALL = (1, 5)
#: A type never marked, beside this many enquiries, is more likely a habit of recording.
MANY_ENQUIRIES = 100

MARKS = (
    "c3_neglect",
    "c3_emotional_abuse",
    "c3_physical_abuse_adult_on_child",
    "c3_physical_abuse_child_on_child",
    "c3_sexual_abuse_adult_on_child",
    "c3_sexual_abuse_child_on_child",
    "c3_faith_linked_abuse",
)
PARENTAL = tuple(
    f"c3_{factor}_parent"
    for factor in (
        "alcohol_misuse",
        "drug_misuse",
        "domestic_abuse",
        "mental_health",
        "learning_disability",
        "physical_disability",
    )
)
OLDER = ("cla31_age_10_to_15_years", "cla31_age_16_years_and_over")
PLANNED, CEASED = "ceased_reason_returned_home_planned", "ceased_reason_total"

Row = Mapping[str, str]
#: The least and the most a count can be.
Range = tuple[int, int]


class Withheld(Exception):
    """A cell that is not available; no count can be made from it."""


def recognises(folder: Path) -> bool:
    """Whether this folder holds England's table."""
    return (folder / FILE).is_file()


def read(folder: Path, period: Period | None = None, _engine: str = "") -> Data:
    """Read every authority: counts by reading, staff in post, and what must be said.

    Raises:
        TableError: `period` is not the year the table is about, or a cell is no count.
    """
    if period not in (None, YEAR):
        raise TableError(f"{FILE} is about {YEAR}; the policy asks for {period}.")
    path = folder / FILE
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    staffed = [row for row in rows if row["ww_inpost_fte"]]
    staff = {(row["la_name"], ""): Fraction(row["ww_inpost_fte"]) for row in staffed}
    counts: dict[str, list[Tally]] = {name: [] for name in READINGS}
    withheld: set[tuple[str, str]] = set()
    for row in staffed:
        for name, tallies in READINGS.items():
            try:
                counts[name] += tallies(row)
            except Withheld:
                withheld.add((name, row["la_name"]))
    return Data(
        branches={row["la_name"]: row["la_name"] for row in staffed},
        as_of=date(2025, 3, 31),
        counts={name: tuple(tallies) for name, tallies in counts.items()},
        staff=staff,
        published=sum(staff.values(), Fraction(0)),
        listed=tuple(_listed(row) for row in rows if not row["ww_inpost_fte"]),
        withheld=frozenset(withheld),
        flags=tuple(_flags(rows, staffed)),
        table_counts=(TableCount("authorities", len(rows), len(rows), 0),),
        hashes={FILE: file_hash(path)},
        places={row["la_name"]: Place(region=row["region_name"]) for row in staffed},
    )


def count(row: Row, column: str) -> Range:
    """One cell as a range; a published count is a range of one number.

    Raises:
        Withheld: The cell is marked not available.
        TableError: The cell is empty without a mark, or is no count.
    """
    if row[column]:
        try:
            return int(row[column]), int(row[column])
        except ValueError:
            raise TableError(f"{FILE}, {row['la_name']}: {column}: {row[column]!r}.") from None
    if _mark(row, column) == "c":
        return SMALL
    if _mark(row, column):
        raise Withheld(column)
    raise TableError(f"{FILE}, {row['la_name']}: {column} is empty and nothing says why.")


def _mark(row: Row, column: str) -> str:
    """The publisher's mark on a cell, empty if there is none."""
    marks = (each.split("=") for each in row["suppressed_or_unavailable"].split(";") if each)
    return dict(marks).get(column, "")


def within_total(row: Row, column: str, total: str, family: str) -> Range:
    """A cell as a range, held against the printed total of the cells it belongs to.

    A small cell may have been hidden so that another cannot be reckoned, and need not be
    small itself. Where the hidden cells together can all be small, the total narrows the
    range; where they cannot, the cell is anything the total leaves.
    """
    low, high = count(row, column)
    cells = [c for c in row if c.startswith(family) and c != total]
    hidden = sum(_mark(row, c) == "c" for c in cells)
    if low == high or not row[total]:
        return low, high
    rest = int(row[total]) - sum(int(row[c]) for c in cells if row[c])
    if hidden * SMALL[0] <= rest <= hidden * SMALL[1]:
        return max(low, rest - (hidden - 1) * high), min(high, rest - (hidden - 1) * low)
    return low, max(rest - (hidden - 1) * low, low)


def _under_10(row: Row) -> list[Tally]:
    """Children under 10: all less the older ones, which the total gives exactly.

    The youngest bands are often hidden together, and then not because they are small.
    """
    everyone, older = count(row, "cla31_age_total"), _sum(*(count(row, c) for c in OLDER))
    young = max(everyone[0] - older[1], 0), max(everyone[1] - older[0], 0)
    return [_tally(row, "under 10", young, everyone)]


def _sum(*ranges: Range) -> Range:
    return sum(low for low, _ in ranges), sum(high for _, high in ranges)


def _at_home(row: Row) -> Range:
    """Children in need at any point, less those looked after at the end or ceased."""
    low, high = count(row, "b1_anypoint_child")
    away_low, away_high = _looked_after(row)
    return max(low - away_high, 0), max(high - away_low, 0)


def _looked_after(row: Row) -> Range:
    return _sum(count(row, "cla_31_march"), count(row, "cla_ceased"))


def _tally(row: Row, of: str, hits: Range, base: Range) -> Tally:
    return Tally(row["la_name"], of, hits[0], base[0], hits[1], base[1])


def _cells(row: Row, columns: Sequence[str], base: Range | None = None) -> list[Tally]:
    """One tally a column; the base is theirs together unless another is given."""
    cells = {column: count(row, column) for column in columns}
    return [
        _tally(row, _words(column), cell, base or _sum(*cells.values()))
        for column, cell in cells.items()
    ]


def _words(column: str) -> str:
    return column.partition("_")[2].replace("_", " ")


#: Each reading a policy may use, and how it is made of one authority's row.
READINGS: dict[str, Callable[[Row], list[Tally]]] = {
    "marks_by_type": lambda row: _cells(row, MARKS),
    "children_in_need_at_home": lambda row: [_tally(row, "", _at_home(row), _at_home(row))],
    "protection_plans": lambda row: [_tally(row, "", count(row, "d5_cpp_at31"), _at_home(row))],
    "parental_factors": lambda row: _cells(
        row, PARENTAL, count(row, "c3_episodes_with_assessment_factor")
    ),
    "children_looked_after": lambda row: [_tally(row, "", _looked_after(row), _looked_after(row))],
    "looked_after_under_10": _under_10,
    "planned_returns": lambda row: [
        _tally(row, "", within_total(row, PLANNED, CEASED, "ceased_reason_"), _looked_after(row))
    ],
    "repeat_plans": lambda row: [
        _tally(row, "", count(row, "d3_cpp_subsequent"), count(row, "d3_cpp_start"))
    ],
}


def _listed(row: Row) -> Listed:
    need = []
    for name in ("marks_by_type", "children_in_need_at_home", "children_looked_after"):
        try:
            tallies = READINGS[name](row)
        except Withheld:
            continue
        need.append(f"{name.replace('_', ' ')} {sum(t.hits for t in tallies):,}")
    why = f"no workforce figures are published, so no positions are shared; {', '.join(need)}"
    return Listed(row["la_name"], row["la_name"], why)


def _flags(rows: Sequence[Row], staffed: Sequence[Row]) -> list[str]:
    given = [row for row in staffed if row["ww_cases"] and row["ww_case_holders_fte"]]
    agreeing = sum(_reproduced(row) for row in given)
    flags = [
        f"A cell marked c is {SMALL[0]} to {SMALL[1]} (assumption), or what printed totals leave; "
        "its middle is used, both ends are shown.",
        f"Published caseload = cases ÷ case holders, within rounding: {agreeing} of {len(given)}.",
        "Positions are full-time equivalents in post, managers included; about 58 % hold cases.",
    ]
    for row in rows:
        never = [_words(c) for c in MARKS if row[c] == "0"]
        if never and int(row["c4_section47"] or 0) > MANY_ENQUIRIES:
            flags.append(
                f"{row['la_name']} never marked {', '.join(never)}, beside "
                f"{row['c4_section47']} section 47 enquiries."
            )
    return flags


def _reproduced(row: Row) -> bool:
    """Whether cases ÷ holders gives the printed caseload, all three as rounded."""
    cases, holders = Fraction(row["ww_cases"]), Fraction(row["ww_case_holders_fte"])
    printed, half = Fraction(row["ww_caseload_fte"]), Fraction(1, 20)
    return cases / (holders + half) - half <= printed <= cases / (holders - half) + half
