"""Published points: numbers that an agency or a paper printed, each with what it printed of them.

A period is kept as printed, and read no finer than it is: `June 2016` is the whole of June.
What is said in brackets, as in `2016 (part-year)`, dates nothing: such a number lies somewhere
within the year, and has no last day. Nothing is joined, mended or filled in.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from evenhand.figures.period import Period
from evenhand.figures.recorded import Recorded
from evenhand.sources.given_file import Row, given_rows

NEEDED = ("period", "area", "measure", "value", "source")
MAY = ("note",)
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
FORMS = "Write 2025-03-31, March 2025, 2016, FY2016, first half FY2017, or 2016 (part-year)."
IN_BRACKETS = re.compile(r"\s*\(.*\)$")
#: Units by the words that tell them; other words tell none.
UNITS = {
    "cases per worker": r"^average (\w+ )?caseload$|\bcases per (cps|([\w-]+ )*(case)?worker)$",
    "workers": r"^((active|case-carrying|investigative) )*(cps|workers|caseworkers)\b",
    "reports": r"\breports$",
}
RULE = "as printed; the source gives no further rule"


def read_points(path: str, year_begins: int) -> tuple[Recorded, ...]:
    """Read `period,area,measure,value,source` and perhaps `note`, in the order of the file.

    Args:
        path: The file.
        year_begins: The month in which a fiscal year begins; 7 of FY2016 is July 2015.

    Raises:
        TableError: The file is not so, a cell is empty, a period cannot be read, or a value
            is no number of 0 or more.
    """
    return tuple(_point(row, year_begins) for row in given_rows(path, NEEDED, MAY))


def _point(row: Row, year_begins: int) -> Recorded:
    for column in NEEDED:
        if not row[column]:
            raise row.fault(f"{column} is empty; a published number has one.")
    days = _period(row, year_begins)
    period = None if IN_BRACKETS.search(row["period"]) else days
    return Recorded(
        what=row["measure"],
        value=row.number("value"),
        unit=unit_of(row["measure"]),
        population=row["area"],
        as_of=period.end - timedelta(days=1) if period else None,
        period=period,
        counting_rule=f"{row['measure']}, {RULE}",
        source=row["source"],
        printed=row["period"],
        note=row["note"],
        within=None if period else days,
    )


def unit_of(measure: str) -> str:
    """What a number of this measure counts, where its words tell; else the words themselves."""
    words = measure.lower()
    return next((unit for unit, said in UNITS.items() if re.search(said, words)), measure)


def _period(row: Row, year_begins: int) -> Period:
    """The days that a printed period spans, all of them, or that it lies in.

    Raises:
        TableError: It is written in no form known.
    """
    words = IN_BRACKETS.sub("", row["period"].lower()).split()
    try:
        found = _fiscal(words, year_begins) or _calendar(words)
    except ValueError:
        found = None
    if found is None:
        raise row.fault(f"the period {row['period']!r} cannot be read. {FORMS}")
    return found


def _calendar(words: list[str]) -> Period | None:
    if len(words) == 1 and re.fullmatch(r"\d{4}", words[0]):
        return _months(int(words[0]), 1, 12)
    if len(words) == 1 and re.fullmatch(r"\d{4}-\d\d-\d\d", words[0]):
        day = date.fromisoformat(words[0])
        return Period(day, day + timedelta(days=1))
    if len(words) == 2 and words[0] in MONTHS and re.fullmatch(r"\d{4}", words[1]):
        return _months(int(words[1]), MONTHS.index(words[0]) + 1, 1)
    return None


def _fiscal(words: list[str], begins: int) -> Period | None:
    """FY2016 is named after the year in which it ends; its halves are six months each."""
    text = " ".join(words)
    said = re.fullmatch(r"(?:(first|second) half )?fy ?(\d{4})", text)
    if said is None:
        return None
    year = int(said[2]) - (begins > 1)
    if said[1] is None:
        return _months(year, begins, 12)
    return _months(year, begins + (6 if said[1] == "second" else 0), 6)


def _months(year: int, month: int, number: int) -> Period:
    first, after = year * 12 + month - 1, year * 12 + month - 1 + number
    return Period(date(first // 12, first % 12 + 1, 1), date(after // 12, after % 12 + 1, 1))
