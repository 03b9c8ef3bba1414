"""Published points as a table, a CSV and a folder: each with the definition it was printed with."""

from __future__ import annotations

from collections.abc import Sequence

from evenhand.figures.recorded import Recorded
from evenhand.reports.charts.picture import Picture
from evenhand.reports.csv_files import csv_bytes, formula_safe
from evenhand.reports.numerals import trimmed_text
from evenhand.reports.presenting import readable
from evenhand.reports.recorded_files import FIGURES, figures_json
from evenhand.reports.table import Table, table

CAPTION = "Published points, each with the definition it was printed with"
HEADER = ("printed", "from", "until", "area", "measure", "value", "note", "source")


def points_table(points: Sequence[Recorded]) -> Table:
    """One row a point, in the order of its days; the definition is what the publisher wrote."""
    columns = [
        ("Printed for", "text"),
        ("Area", "text"),
        ("Value", "number"),
        ("Definition: the measure as printed", "text"),
        ("Note", "text"),
        ("Source", "text"),
    ]
    rows = [
        (
            *map(readable, (each.printed, each.population)),
            each.value,
            *map(readable, (each.what, each.note, each.source)),
        )
        for each in in_time(points)
    ]
    return table("published", CAPTION, columns, rows)


def in_time(points: Sequence[Recorded]) -> list[Recorded]:
    """The points in the order of the last days they may speak of, then as in the file."""
    return sorted(points, key=lambda each: (each.span.end, each.span.start))


def points_csv(points: Sequence[Recorded]) -> bytes:
    """The points as CSV, with the days that each printed period was read as, if it tells them."""
    rows = (
        (
            formula_safe(each.printed),
            str(each.period.start) if each.period else "",
            str(each.as_of or ""),
            *map(formula_safe, (each.population, each.what)),
            "" if each.value is None else trimmed_text(each.value),
            *map(formula_safe, (each.note, each.source)),
        )
        for each in in_time(points)
    )
    return csv_bytes(HEADER, rows)


def points_contents(points: Sequence[Recorded], drawn: Picture) -> dict[str, bytes]:
    """The files of a folder of published points, in the same form as our own figures."""
    return {
        FIGURES: figures_json(in_time(points)),
        "published.csv": points_csv(points),
        "published.svg": drawn.svg.encode(),
    }
