"""`evenhand published`: numbers that were printed, each with its definition, in our own form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evenhand.cli.options import json_option

if TYPE_CHECKING:
    from evenhand.figures.recorded import Recorded


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--measure",
    "measures",
    multiple=True,
    metavar="M",
    help="Only this measure; several (say it again) are drawn on one scale.",
)
@click.option(
    "--year-begins",
    type=click.IntRange(1, 12),
    default=7,
    show_default=True,
    metavar="MONTH",
    help="The month in which a fiscal year begins, for periods such as FY2016.",
)
@click.option("--picture", metavar="F.svg", help="Draw the points through time.")
@click.option("--out", metavar="DIR", help="Write figures.json, published.csv and the picture.")
@json_option
def published(
    file: str,
    measures: tuple[str, ...],
    year_begins: int,
    picture: str | None,
    out: str | None,
    as_json: bool,
) -> None:
    r"""Show what was published of caseloads: each point with its measure, note and source.

    FILE is a CSV: period,area,measure,value,note,source. Points of different definitions are
    never joined.

    \b
    Example:
        evenhand published points.csv --measure "cases per worker" --picture points.svg
    """
    from evenhand.reports.charts.published import published_picture
    from evenhand.sources.published_points import read_points

    _check_places(picture, out)
    points = _chosen(read_points(file, year_begins), measures)
    drawn = published_picture(points, together=len(set(measures)) > 1)
    if out:
        from evenhand.reports.caseload_folder import write_figures
        from evenhand.reports.published_tables import points_contents

        write_figures(points_contents(points, drawn), Path(out))
    if picture is not None:
        from evenhand.reports.picture_file import write_picture

        write_picture(drawn, Path(picture))
    _show(points, as_json, year_begins)
    if not as_json:
        for place in filter(None, (picture, out)):
            click.echo(f"Written: {place}")


def _check_places(picture: str | None, out: str | None) -> None:
    if out == "":
        raise click.BadParameter("name a folder", param_hint="--out")
    if out:
        from evenhand.reports.caseload_folder import check_figures_place

        check_figures_place(Path(out))
    if picture is not None:
        from evenhand.reports.picture_file import check_picture

        check_picture(picture)


def _chosen(points: tuple[Recorded, ...], measures: tuple[str, ...]) -> tuple[Recorded, ...]:
    from evenhand.sources.nearest import meant

    known = dict.fromkeys(point.what for point in points)
    for name in measures:
        if name not in known:
            there = meant(name, known) or f" There are: {'; '.join(known)}."
            raise click.BadParameter(
                f"the file has no measure {name!r}.{there}", param_hint="--measure"
            )
    return tuple(point for point in points if point.what in (measures or known))


def _show(points: tuple[Recorded, ...], as_json: bool, year_begins: int) -> None:
    from evenhand.explanation.caseload import MONTHS
    from evenhand.reports.published_tables import in_time, points_table
    from evenhand.reports.recorded_files import recorded_plain

    if as_json:
        from evenhand.cli.options import show_json

        show_json([recorded_plain(point) for point in in_time(points)])
        return
    from evenhand.reports.terminal import show_table

    show_table(points_table(points))
    click.echo("Note: different definitions are never joined, nor counted as one series.")
    if any("fy" in point.printed.lower() for point in points):
        click.echo(
            f"Note: a fiscal year is read from {MONTHS[year_begins - 1]} on and named after the "
            "year in which it ends; --year-begins says otherwise."
        )
