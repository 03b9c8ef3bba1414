"""`evenhand start`: a folder of blank tables that is itself in order."""

from __future__ import annotations

import pytest

from evenhand.errors import TableError
from evenhand.sources.folder import read_folder
from evenhand.sources.layout import ALL_TABLES
from evenhand.sources.start import write_start


def test_every_table_is_there_with_its_header_and_only_the_day_is_left_to_fill_in(tmp_path):
    place = tmp_path / "data" / "oregon"
    written = write_start(place)
    assert set(written) == set(place.iterdir())
    assert {path.stem for path in written if path.suffix == ".csv"} == set(ALL_TABLES)
    with pytest.raises(TableError, match=r"tables.yaml:3: '' is not a day; write as_of: YYYY"):
        read_folder(place)
    layout = place / "tables.yaml"
    layout.write_text(layout.read_text().replace("as_of:\n", "as_of: 2000-02-04\n", 1))
    data = read_folder(place)
    assert all(count.read == 0 for count in data.table_counts)
    assert (data.flags, data.rejects, data.counts) == ((), (), {})
    assert data.columns == {n: tuple(c.name for c in t.columns) for n, t in ALL_TABLES.items()}


def test_an_empty_folder_is_filled(tmp_path):
    assert len(write_start(tmp_path)) == len(ALL_TABLES) + 1


def test_a_folder_with_something_in_it_and_a_file_are_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    for place in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(TableError, match="is not an empty folder"):
            write_start(place)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(TableError, match="cannot be written"):
        write_start(tmp_path / "mine.txt" / "data")


def test_where_writing_fails_midway_nothing_is_left(tmp_path, monkeypatch):
    from pathlib import Path

    usual = Path.write_text

    def fail_late(path, *args, **options):
        if path.name == "staff.csv":
            raise OSError(28, "No space left on device")
        return usual(path, *args, **options)

    monkeypatch.setattr(Path, "write_text", fail_late)
    with pytest.raises(TableError, match="No space left on device"):
        write_start(tmp_path)
    assert list(tmp_path.iterdir()) == []
