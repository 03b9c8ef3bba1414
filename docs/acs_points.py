"""Writes `docs/case-studies/acs-published-points.md` and its picture: New York's printed caseloads.

The points were gathered from what was printed; they lie in `../shared/data` beside the
checkout. What is committed are the numbers, each with its definition and who printed it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from evenhand.figures.recorded import Recorded
from evenhand.reports.charts.published import published_picture
from evenhand.reports.numerals import trimmed_text
from evenhand.reports.published_tables import in_time
from evenhand.sources.published_points import read_points

DOCS = Path(__file__).resolve().parent
TABLE = DOCS.parents[1] / "shared" / "data" / "published" / "nyc_acs_published_points.csv"
PAGE = DOCS / "case-studies" / "acs-published-points.md"
PICTURE = DOCS / "pictures" / "acs-published-points.svg"
#: How the file names the hearing's record, and what it is.
HEARING = {"seed": "New York City Council, hearing of 20 March 2025, at 4:22:58"}
JULY = 7
#: Counts of reports are no caseload and have a scale of their own.
CASELOADS = ("caseload", "cases per", "borough averages")
INTRODUCTION = """\
What New York's Administration for Children's Services and those who watch it have printed of its
caseloads. Each number stands with its own definition, because no two of them count alike: some are
a mean of a fiscal year and some of a part of one, some of all investigative workers and some of
those who carried cases on a day, one is a mean of five boroughs' means.

So the picture joins no two points of different definitions. What looks like a fall from 16.6 to
7.1 may be one; it may also be four ways to count."""
READING = """\
- **The same year, twice.** 2016 is 10.6 as a mean of the fiscal year and 12 as a mean of the
  borough means in a part of it. Neither is wrong.
- **A mean of means is not a mean.** It lets the smallest borough weigh as much as the largest.
- **The city's mean hides its boroughs.** In the same months Queens stood at 9.8 and the others
  between 12.2 and 13.2.
- **Headcounts are not one series.** 1,216 are *investigative caseworkers*; 936 and 1,127 are
  *active and case-carrying*, in two programs. Nobody can subtract one from the other.

What our own numbers say beside each: [what a caseload ratio says](../explanation/caseloads.md)."""


def main() -> None:
    """Write the page and its picture."""
    points = told()
    PAGE.write_text(page(points), "utf-8")
    PICTURE.write_text(picture(points), "utf-8")


def told() -> tuple[Recorded, ...]:
    """The printed points, in the order of their days, sources named for a reader."""
    return tuple(
        replace(p, source=_source(p.source)) for p in in_time(read_points(str(TABLE), JULY))
    )


def picture(points: Sequence[Recorded]) -> str:
    """Cases per worker only, on one scale."""
    chosen = [p for p in points if any(word in p.what for word in CASELOADS)]
    return published_picture(chosen, together=True).svg


def page(points: Sequence[Recorded]) -> str:
    """The page: the picture, every point with its definition, and how to read them."""
    parts = [
        "<!-- Made by docs/acs_points.py. Run `make docs`; do not edit. -->",
        "# New York's published caseloads",
        INTRODUCTION,
        "![Cases per worker as printed, each point with its definition]"
        f"(../pictures/{PICTURE.name})",
        "\n".join(_rows(points)),
        READING,
        "The same from a file of your own: `evenhand published points.csv --picture points.svg`.",
    ]
    return "\n\n".join(parts) + "\n"


def _rows(points: Sequence[Recorded]) -> Iterator[str]:
    yield "| printed for | area | value | definition, as printed | note | source |"
    yield "|---|---|---|---|---|---|"
    for p in points:
        value = "" if p.value is None else trimmed_text(p.value)
        cells = (p.printed, p.population, value, p.what, p.note, p.source)
        yield f"| {' | '.join(cells)} |"


def _source(given: str) -> str:
    return HEARING.get(given.split(maxsplit=1)[0], given)


if __name__ == "__main__":
    main()
