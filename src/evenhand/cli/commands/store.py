"""`evenhand store`: the accepted rows as Parquet, for Spark, DuckDB or a quicker second look."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evenhand.cli.options import data_argument, json_option, keep_rejects, say, show_json

if TYPE_CHECKING:
    from evenhand.sources.data import Data


@click.command()
@data_argument
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--by-year", is_flag=True, help="Split small tables by year as well as large ones.")
@json_option
def store(data: str, out: Path, by_year: bool, as_json: bool) -> None:
    r"""Store a folder's accepted rows as Parquet, in a new folder that Spark can read.

    Rejected rows are not stored; they are counted, and named in rejects.csv beside DATA.

    \b
    Example:
        evenhand store our-tables stored
    """
    from evenhand.sources.opening import open_data
    from evenhand.sources.storing import store as write

    _refuse_places(data, out)
    say(f"Reading {data}")
    tables = open_data(data, None)
    rejects = keep_rejects(tables, data)
    say(f"Writing {out}")
    stored = write(tables, out, by_year=by_year)
    if as_json:
        told = {"folder": str(out), "stored": stored, "tables": list(tables.table_counts)}
        show_json(told | {"rejects": str(rejects) if rejects else None})
        return
    _show(tables, stored, out, rejects)


def _refuse_places(data: str, out: Path) -> None:
    """Refuse tables that are nobody's files, and a place where OUT would be taken for a table."""
    from evenhand.errors import TableError
    from evenhand.sources.warehouse.place import placed

    folder = placed(data)
    if not isinstance(folder, Path):
        raise TableError("Only a folder of files is stored: measure other tables where they are.")
    if out.resolve().is_relative_to(folder.resolve()):
        raise TableError(
            f"{out} lies in {data} itself. Name a folder outside; nothing was written."
        )


def _show(tables: Data, stored: dict[str, int], out: Path, rejects: Path | None) -> None:
    rejected = {each.table: each.rejected for each in tables.table_counts}
    click.echo(f"{'table':<18}{'stored':>12}{'rejected':>12}")
    for name, rows in stored.items():
        click.echo(f"{name:<18}{rows:>12,}{rejected.get(name, 0):>12,}")
    click.echo(f"Stored: {out} (only you may read it).")
    if rejects:
        click.echo(f"Every rejected row, with its reason: {rejects}")
