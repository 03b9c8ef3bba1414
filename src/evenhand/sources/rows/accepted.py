"""Rows accepted so far: in memory while they are few, then as Parquet files in a private folder.

So a table may be larger than memory. Whichever way they are kept, they are read back
through one lazy frame, in the order in which they came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from evenhand.sources.rows import keys, rules, serial
from evenhand.sources.rows.private import private_folder
from evenhand.sources.tables import Table

#: Rows of a table that stay in memory; a longer one is laid down in files.
IN_MEMORY = 500_000


class Accepted:
    """The rows of one table, whose key must stand once; of rows with one key the first stays."""

    def __init__(self, table: Table, schema: Mapping[str, pl.DataType]) -> None:
        """Start with no row; `schema` has `line` and the columns read."""
        self.schema = dict(schema)
        self.key = [name for name in table.key if name in schema]
        self.by_id = table.key == ("id",)
        self.frames: list[pl.DataFrame] = []
        self.files: list[Path] = []
        self.form: serial.Form | None = None
        self.search: list[keys.Hashes] = []
        self.proof: list[keys.Hashes] = []
        self.height = 0
        self.folder: Path | None = None

    def add(self, rows: pl.DataFrame) -> None:
        """Take some rows, all of them after those taken before."""
        self.height += rows.height
        self.frames.append(rows)
        if self.height > IN_MEMORY:
            self.folder = self.folder or private_folder()
            while self.frames:
                self._lay_down(self.frames.pop(0), self.folder)

    def _lay_down(self, rows: pl.DataFrame, folder: Path) -> None:
        if rows.is_empty():
            return
        if not self.files and self.by_id:
            self.form = serial.form(rows["id"].cast(pl.String)[0])
        self._tell_apart(rows)
        self.files.append(folder / f"{len(self.files):06}.parquet")
        # Rows so long and plain gain little from being pressed, and it costs as much as reading.
        rows.write_parquet(self.files[-1], compression="uncompressed", statistics=False)

    def _tell_apart(self, rows: pl.DataFrame) -> None:
        """Keep the numbers of ids while all are of one form, and from then on the keys' hashes."""
        if self.form:
            numbers = self.form.numbers(rows["id"].cast(pl.String))
            if numbers.max() != serial.NONE:
                self.search.append(numbers)
                return
            self._hash_again()
        self._hash(rows)

    def _hash_again(self) -> None:
        """Hash what was laid down, since numbers do not tell its ids apart after all."""
        self.form, self.search = None, []
        for file in self.files:
            self._hash(self._read([file]).select(self.key).collect())

    def _hash(self, rows: pl.DataFrame) -> None:
        self.search.append(keys.key_hashes(rows, self.key))
        if self.by_id:
            self.proof.append(keys.hashes(rows["id"].cast(pl.String), keys.PROOF))

    def rows(self) -> pl.LazyFrame:
        """All rows taken, repeated keys among them."""
        return self._read(self.files) if self.files else self._in_memory().lazy()

    def _read(self, files: Sequence[Path]) -> pl.LazyFrame:
        options = pl.ScanCastOptions(categorical_to_string="allow")
        return pl.scan_parquet(list(files), schema=self.schema, cast_options=options)

    def _in_memory(self) -> pl.DataFrame:
        frames = [each.cast(pl.Schema(self.schema)) for each in self.frames]
        return pl.concat([pl.DataFrame(schema=self.schema), *frames])

    def repeated(self) -> pl.DataFrame:
        """Faults of rows whose key stands in an earlier row."""
        if not self.key:
            return rules.repeated(pl.DataFrame(schema=self.schema), self.key)
        if not self.files:
            return rules.repeated(self._in_memory(), self.key)
        again = keys.repeated_hashes(self.search)
        alike = [
            self._read([file]).select("line", *self.key).collect().filter(marks)
            for file, found in zip(self.files, self.search, strict=True)
            if (marks := keys.among(found, again)).any()
        ]
        empty = pl.DataFrame(schema={name: self.schema[name] for name in ("line", *self.key)})
        return rules.repeated(pl.concat([empty, *alike]), self.key)

    def ids(self) -> keys.Ids | serial.SerialIds | None:
        """The ids of a table laid down in files, for those that refer to it."""
        if not (self.files and self.by_id):
            return None
        if self.form:
            if marked := serial.serial_ids(self.form, self.search):
                return marked
            self._hash_again()
        return keys.Ids(self.search, self.proof)
