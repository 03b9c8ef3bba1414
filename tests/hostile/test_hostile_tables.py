"""A folder made to do harm gives rows, faults or one sentence; never a traceback, never a hang."""

from __future__ import annotations

import io
import os

import polars as pl
import pytest

from evenhand.errors import TableError
from evenhand.sources.folder import read_folder

MB = 1024**2
HEADER = b"id,name\n"
GOOD = HEADER + b"A,Astoria\n"


def refused(place):
    with pytest.raises(TableError) as told:
        read_folder(place)
    assert len(str(told.value)) < 2_000
    return str(told.value)


def counted(place):
    data = read_folder(place)
    (count,) = data.table_counts
    assert count.read == count.accepted + count.rejected
    assert len({each.line for each in data.rejects}) == count.rejected
    return count.accepted, count.rejected


def test_one_line_of_a_gigabyte_of_nothing_is_one_fault(folder, reading):
    place = folder(branches=GOOD)
    with (place / "branches.csv").open("r+b") as file:
        file.truncate(1024 * MB)
        file.seek(0, io.SEEK_END)
        file.write(b"\nB,Bend\n")
    said = reading(place)
    assert "branches 3 2 1" in said
    assert "branches.csv 3" in said


def test_one_true_line_of_two_hundred_megabytes_is_one_fault(folder, reading):
    place = folder(branches=GOOD)
    with (place / "branches.csv").open("ab") as file:
        for _ in range(200):
            file.write(b"x," * (MB // 2))
        file.write(b"\nB,Bend\n")
    assert "branches 3 2 1" in reading(place)


def test_a_header_of_a_gigabyte_is_refused(folder, reading):
    place = folder(branches=b"id,name")
    with (place / "branches.csv").open("r+b") as file:
        file.truncate(1024 * MB)
    said = reading(place)
    assert said.startswith("TableError: branches.csv")
    assert len(said) < 1_000


def test_ten_thousand_columns_are_refused_without_a_word_on_each(folder, reading):
    names = b",".join(b"c%d" % n for n in range(10_000))
    said = reading(folder(branches=b"id,name," + names + b"\n" + b"," * 10_001 + b"\n"))
    assert said.startswith("TableError: branches.csv")
    assert len(said) < 1_000


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp037"])
def test_a_table_in_another_encoding_is_refused_whole(folder, encoding):
    assert "branches.csv" in refused(folder(branches=GOOD.decode().encode(encoding)[:-1] + b"\n\n"))


def test_latin_1_rejects_only_the_lines_that_are_not_utf_8(folder):
    lines = HEADER + "A,Astoria\nB,Bénd\nC,Coos Bay\n".encode("latin-1")
    assert counted(folder(branches=lines)) == (2, 1)


@pytest.mark.parametrize(
    ("content", "accepted", "rejected"),
    [
        (HEADER + b'A,"Asto\nB,Bend\n' * 500, 1, 999),
        (HEADER + b'A,"' + b'"' * 100_000 + b"\nB,Bend\n", 1, 1),
        (HEADER + b'"' * 99_999 + b"\nB,Bend\n", 1, 1),
        (HEADER + b'A,""""""""""\nB,"""Bend"" ""2"""\n', 2, 0),
        (HEADER + b"A,Asto\0ria\nB,Bend\0\n\0\nC,Coos Bay\n", 1, 3),
        (HEADER + b"A,\xff\xfe\nB,\xc0\x80\nC,\xed\xa0\x80\nD,Drain\n", 1, 3),
        (b"\xef\xbb\xbfid,name\r\nA,Astoria\r\nB,Bend", 2, 0),
        (HEADER + b"A,Astoria\rB,Bend\r", 0, 1),
        (HEADER + b"=cmd|' /C calc'!A0,@SUM(1)\n", 1, 0),
        (HEADER, 0, 0),
        (HEADER + b"\n" * 100_000, 0, 0),
        (HEADER + b"\n" * 10_000 + b"A,Astoria", 1, 10_000),
        (HEADER + b"," * 100_000 + b"\nA,Astoria\n", 1, 1),
    ],
)
def test_every_line_of_a_spoilt_file_is_accepted_or_rejected(folder, content, accepted, rejected):
    assert counted(folder(branches=content)) == (accepted, rejected)


def parquet():
    kept = io.BytesIO()
    ids = [f"b{n}" for n in range(1_000)]
    pl.DataFrame({"id": ids, "name": ids}).write_parquet(kept)
    return kept.getvalue()


def test_a_parquet_file_cut_short_is_refused(folder):
    whole = parquet()
    place = folder({"branches.parquet": b""})
    for end in range(0, len(whole), len(whole) // 23):
        (place / "branches.parquet").write_bytes(whole[:end])
        assert "branches.parquet" in refused(place)


BYTE_BY_BYTE = """
    from pathlib import Path
    from evenhand.sources.folder import read_folder
    path = Path(sys.argv[1]) / "branches.parquet"
    whole, said = path.read_bytes(), {"read": 0, "refused": 0}
    for at in [*range(0, len(whole), 97), *range(len(whole) - 300, len(whole), 7)]:
        for byte in (0, 255):
            path.write_bytes(whole[:at] + bytes([byte]) + whole[at + 1:])
            try:
                data = read_folder(sys.argv[1])
                said["read"] += 1
            except TableError as told:
                said["refused"] += 1
                assert "branches" in str(told), told
    print(said)
"""


def test_a_parquet_file_that_lies_is_refused_or_read_and_takes_no_memory_for_it(folder, reading):
    said = reading(folder({"branches.parquet": parquet()}), BYTE_BY_BYTE)
    assert "'refused': " in said


LAUGHS = "a: &a ha\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)
)


@pytest.mark.parametrize(
    "text",
    [
        LAUGHS,
        "as_of: &a [*a]",
        "as_of: 2000-02-04\ntables: &t\n  branches: *t\n",
        "as_of: 2000-02-04\ntables: {branches: {columns: &c {id: *c}}}\n",
        "as_of: " + "[" * 100_000,
        "as_of: " + "{a: " * 100_000,
        "- " * 100_000,
        "as_of: 2000-02-04\n" + "# and so on\n" * 200_000,
        "as_of: '" + "2" * 3_000_000 + "'",
        "as_of: !!python/object/apply:os.system ['true']",
        "as_of: 2000-02-04\ntables: {branches: {file: ../../etc/passwd}}",
        "as_of: 2000-02-04\ntables: {branches: {file: '" + "x" * 5_000 + "'}}",
        'as_of: 2000-02-04\ntables: {branches: {file: "a\\0b"}}',
        "as_of: \0",
        "\ufffe",
        "as_of: 2000-02-04\n---\nas_of: 2000-02-04\n",
    ],
)
def test_a_layout_made_to_do_harm_is_refused_with_its_name(folder, text):
    place = folder(branches=GOOD)
    (place / "tables.yaml").write_bytes(text.encode("utf-8"))
    assert "tables.yaml" in refused(place)


def test_a_layout_of_a_gigabyte_is_refused(folder, reading):
    place = folder(branches=GOOD)
    with (place / "tables.yaml").open("r+b") as file:
        file.truncate(1024 * MB)
    said = reading(place)
    assert said.startswith("TableError: tables.yaml")


def test_a_pipe_in_place_of_a_table_is_never_waited_for(folder, reading):
    place = folder()
    for name in ("branches.csv", "staff.parquet", "counts.xlsx"):
        os.mkfifo(place / name)
    assert reading(place).startswith("TableError: ")


def test_a_pipe_in_place_of_the_layout_or_named_by_it_is_never_waited_for(folder, reading):
    place = folder()
    os.mkfifo(place / "pipe.csv")
    (place / "tables.yaml").write_text(
        "as_of: 2000-02-04\ntables: {branches: {file: pipe.csv}}", "utf-8"
    )
    assert "TableError: tables.yaml names pipe.csv" in reading(place)
    (place / "tables.yaml").unlink()
    os.mkfifo(place / "tables.yaml")
    assert reading(place).startswith("TableError: ")


def test_a_device_in_place_of_a_table_is_never_read(folder, reading):
    place = folder()
    (place / "branches.csv").symlink_to("/dev/zero")
    (place / "staff.parquet").symlink_to("/dev/random")
    assert reading(place).startswith("TableError: ")


def test_folders_that_lead_into_themselves_are_not_walked_for_ever(folder, reading, tmp_path):
    place = folder(branches=GOOD)
    (place / "referrals").mkdir()
    (place / "referrals" / "again").symlink_to(place)
    (place / "children").symlink_to(place / "children")
    said = reading(place)
    assert "branches 1 1 0" in said or said.startswith("TableError: ")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "TableError: " in reading(tmp_path / "loop")
