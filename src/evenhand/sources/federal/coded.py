"""Coded files, checked: every line is either accepted or among the faults, none is lost.

All files of one layout are read into one frame, each row with its file and line; what a
row must be beside its cells is the layout's own to say, in faults of the same form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from evenhand.errors import TableError
from evenhand.figures import TableCount
from evenhand.sources.data import Reject
from evenhand.sources.federal.finding import element_names, parting
from evenhand.sources.federal.layout import CodedLayout
from evenhand.sources.federal.parted import parted_cells
from evenhand.sources.federal.values import bare, reason, value
from evenhand.sources.rejects import FAULTS

IN_FILE = {"file": pl.String, **FAULTS}
PLACE = ("file", "line")


@dataclass(frozen=True, slots=True)
class Coded:
    """Rows of coded files: lines `read` by file, those accepted, and the others' faults."""

    layout: CodedLayout
    read: Mapping[str, int]
    rows: pl.DataFrame
    faults: pl.DataFrame

    def less(self, *faults: pl.DataFrame) -> Coded:
        """The same without the rows at fault."""
        found = pl.concat([pl.DataFrame(schema=IN_FILE), *faults])
        if found.is_empty():
            return self  # A nation's rows are not copied for nothing.
        kept = self.rows.join(found.select(PLACE), on=PLACE, how="anti", maintain_order="left")
        return replace(self, rows=kept, faults=pl.concat([self.faults, found]))

    def fault(self, wrong: pl.Expr, column: str, why: pl.Expr | str) -> pl.DataFrame:
        """Faults of the rows where `wrong` holds, at the element of our `column`."""
        said = pl.lit(why) if isinstance(why, str) else why
        return self.rows.filter(wrong).select(
            *PLACE,
            column=pl.lit(self.layout.elements[column].name),
            value=pl.col(column).cast(pl.String),
            reason=said,
        )

    def counts(self) -> list[TableCount]:
        """What was read and rejected, file by file."""
        lost = dict(self.faults.group_by("file").agg(pl.col("line").n_unique()).iter_rows())
        return [TableCount(f, n, n - lost.get(f, 0), lost.get(f, 0)) for f, n in self.read.items()]

    def rejects(self) -> tuple[Reject, ...]:
        """Every fault, in order of file and line."""
        ordered = self.faults.with_columns(pl.col("value").fill_null(""))
        return tuple(Reject(*row) for row in ordered.sort(PLACE, maintain_order=True).iter_rows())


def read_coded(paths: Sequence[Path], layout: CodedLayout) -> Coded:
    """Read the files' wanted elements, some lines at a time.

    Raises:
        TableError: A file lacks an element, or names one twice.
    """
    empty = {c: _dtype(layout, c) for c in layout.elements}
    rows = [pl.DataFrame(schema={"file": pl.String, "line": pl.Int64, **empty})]
    faults, read = [pl.DataFrame(schema=IN_FILE)], {}
    for path in paths:
        names = element_names(path)
        places, mark = _places(path.name, names, layout), parting(path)
        read[path.name] = 0
        for cells, unread in parted_cells(path, mark, len(names), places):
            good, bad = _judged(layout, cells)
            rows.append(_in_file(path, good))
            faults.append(_in_file(path, pl.concat([unread, bad])))
            read[path.name] += cells.height + unread.height
    return Coded(layout, read, pl.concat(rows), pl.concat(faults))


def _places(file: str, names: Sequence[str], layout: CodedLayout) -> list[tuple[int, str]]:
    wanted = {each.name.lower(): each for each in layout.elements.values()}
    if twice := sorted({wanted[n].name for n in names if n in wanted and names.count(n) > 1}):
        raise TableError(f"{file} names {', '.join(twice)} twice in its header. Keep one.")
    if lacking := [each.name for name, each in wanted.items() if name not in names]:
        raise TableError(
            f"{file} looks like the {layout.title}, but its header lacks {', '.join(lacking)}. "
            "Ask for the file with all its elements."
        )
    return [(at, wanted[name].column) for at, name in enumerate(names) if name in wanted]


def _judged(layout: CodedLayout, cells: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    elements = layout.elements.values()
    told = cells.with_columns(bare(layout, each) for each in elements)
    typed = told.select("line", *(value(layout, each) for each in elements))
    faults = [pl.DataFrame(schema=FAULTS)]
    for each in elements:
        cell = told[each.column]
        wrong = typed[each.column].is_null() & (cell.is_not_null() | each.needed)
        found = told.filter(wrong).select(
            "line", pl.lit(each.name).alias("column"), value=cell.name
        )
        why = pl.when(pl.col("value").is_null()).then(
            pl.lit("is empty or a code for missing, and every row needs it")
        )
        faults.append(found.with_columns(reason=why.otherwise(pl.lit(reason(layout, each)))))
    bad = pl.concat(faults)
    return typed.join(bad, on="line", how="anti", maintain_order="left"), bad


def _in_file(path: Path, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.lit(path.name).alias("file"), pl.all())


def _dtype(layout: CodedLayout, column: str) -> pl.DataType:
    kind = layout.elements[column].kind
    return {"whole": pl.Int64(), "day": pl.Date(), "yes_no": pl.Boolean()}.get(kind, pl.String())
