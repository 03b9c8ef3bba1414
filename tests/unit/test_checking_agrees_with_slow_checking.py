"""A second, slow and obvious way to check tables, compared on text as messy as it comes."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import partial
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.sources.checking import check_table
from evenhand.sources.layout import ALL_TABLES
from evenhand.sources.rows import accepted as rows_accepted
from evenhand.sources.rows import lines, quick

HEADERS = {
    "branches": ("id", "name", "child_population"),
    "families": ("id", "branch", "group", "factor_x"),
    "removals": ("child", "family", "branch", "removed_on", "level_at_removal", "returned_on"),
    "staff": ("branch", "program", "positions"),
}
USUAL = {
    "id": ["1", "2", "3"],
    "child": ["c1", "c2"],
    "family": ["1", "2"],
    "branch": ["1", "2"],
    "name": ["Astoria", '"Bend, ""Oregon"""', "Coos Bay"],
    "child_population": ["", "8000", "12.0", "0"],
    "group": ["in_home", '"out_of_home"'],
    "factor_x": ["yes", "No", "1", "TRUE"],
    "removed_on": ["1998-01-01", "1998-02-28", "1998-03-01 00:00:00"],
    "returned_on": ["", "1998-01-01", "1998-02-28"],
    "level_at_removal": ["1", "7", "3.0"],
    "program": ["", "x"],
    "positions": ["0.5", "17", ".25"],
}
ODD = ["", " ", "-1", "1e3", "1998-02-30", "98-01-01", "2500-01-01", "35000", '"', '""', '"a"b',
       "é", "9" * 25, "=1+1", "\t7 ", "\v7\f", "<= 10", "x" * 9, '" 2 "', '"a,b"', "\r", "\0", "8",
       "-.5", "5.", "1998-01-01T10:00", "\N{ARABIC-INDIC DIGIT ONE}", '"1998-01-01"']  # fmt: skip


@st.composite
def tables(draw):
    """Bytes of a CSV file by table."""
    return {name: draw(_file(columns)) for name, columns in HEADERS.items()}


@st.composite
def _file(draw, columns):
    rows = draw(st.lists(_line(columns), max_size=8))
    end = draw(st.sampled_from([b"\n", b"\r\n"]))
    mark = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    return mark + end.join([",".join(columns).encode(), *rows]) + draw(st.sampled_from([b"", end]))


def _line(columns):
    good = st.tuples(*(st.sampled_from(USUAL[name]) for name in columns)).map(list)
    odd = st.tuples(good, st.integers(0, len(columns) - 1), st.sampled_from(ODD)).map(_put)
    wild = st.lists(st.sampled_from(ODD), max_size=6)
    bytes_only = st.text('",\r\n a1é', max_size=12).map(lambda text: text.encode("latin-1"))
    in_cells = st.one_of(good, good, good, odd, wild).map(lambda cells: ",".join(cells).encode())
    return st.one_of(*[in_cells] * 6, bytes_only)


def _put(drawn):
    cells, at, odd = drawn
    return [*cells[:at], odd, *cells[at + 1 :]]


def slow_check(files):
    """Accepted rows and rejected lines by table, one line and one rule at a time."""
    accepted, rejected = {}, {}
    for name, content in files.items():
        accepted[name], rejected[name], keys = {}, set(), set()
        for line, raw in enumerate(_body(content), start=2):
            row = _row(name, raw)
            key = row and tuple(row[each] for each in ALL_TABLES[name].key)
            if row is None or not _fits(name, row, accepted) or key in keys:
                rejected[name].add(line)
                continue
            keys.add(key)
            accepted[name][line] = row
    return accepted, rejected


def _body(content):
    body = content.split(b"\n")[1:]
    while body and not body[-1].strip(b" \t\r"):
        body.pop()
    return body


def _row(name, raw):
    try:
        text = raw.removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        return None
    cells = None if "\r" in text or "\0" in text or not text.strip(" \t") else _cells(text)
    if cells is None or len(cells) != len(HEADERS[name]):
        return None
    row = {}
    for own, cell in zip(HEADERS[name], cells, strict=True):
        column = ALL_TABLES[name].column(own)
        try:
            row[own] = _value(column, cell.strip(" \t\n\r\v\f"))
        except ValueError:
            return None
    return row


def _cells(text):
    """Split one line, a letter at a time; None where its quotes are broken."""
    cells, rest = [], text
    while True:
        if rest.startswith('"'):
            cell, rest = "", rest[1:]
            while not rest.startswith('"') or rest.startswith('""'):
                if not rest:
                    return None
                step = 2 if rest.startswith('""') else 1
                cell, rest = cell + rest[0], rest[step:]
            rest = rest[1:]
            if rest and not rest.startswith(","):
                return None
        else:
            cell, comma, after = rest.partition(",")
            if '"' in cell:
                return None
            rest = comma + after
        cells.append(cell)
        if not rest:
            return cells
        rest = rest[1:]


def _value(column, cell):
    if not cell:
        if column.needed:
            raise ValueError
        return None
    value = {"text": str, "whole": _whole, "number": _number, "day": _day, "yes_no": _yes}[
        column.kind
    ](cell)
    if column.one_of and value not in column.one_of:
        raise ValueError
    if column.least is not None and value < column.least:
        raise ValueError
    if column.most is not None and value > column.most:
        raise ValueError
    return value


def _whole(cell):
    whole, point, zeros = cell.partition(".")
    if (point and (not zeros or zeros.strip("0"))) or not re.fullmatch("-?[0-9]{1,18}", whole):
        raise ValueError
    return int(whole)


def _number(cell):
    whole, _, part = cell.removeprefix("-").partition(".")
    digits = set("0123456789")
    if not whole + part or set(whole + part) - digits or len(whole) > 20 or len(part) > 18:
        raise ValueError
    return Decimal(cell)


def _day(cell):
    day, rest = cell[:10], cell[10:]
    if rest not in ("", " 00:00:00") or len(day) != 10 or not day.isascii():
        raise ValueError
    found = date.fromisoformat(day)
    if not 1800 <= found.year < 2200:
        raise ValueError
    return found


def _yes(cell):
    if cell.lower() not in ("1", "true", "yes", "0", "false", "no"):
        raise ValueError
    return cell.lower() in ("1", "true", "yes")


def _fits(name, row, accepted):
    for own, value in row.items():
        column = ALL_TABLES[name].column(own)
        if value is None:
            continue
        before = row.get(column.not_before)
        if before is not None and value < before:
            return False
        if column.refers_to in accepted:
            there = accepted[column.refers_to].values()
            if value not in {each["id"] for each in there}:
                return False
    return True


@settings(max_examples=settings.default.max_examples // 2)
@given(
    files=tables(),
    size=st.integers(10, 300),
    in_memory=st.sampled_from([0, 2, 500_000]),
    sample=st.sampled_from([5, 40, 65_536]),
)
def test_fast_and_slow_checking_accept_and_reject_the_same_lines(
    tmp_path_factory, files, size, in_memory, sample
):
    folder = tmp_path_factory.mktemp("tables")
    accepted, rejected = slow_check(files)
    checked = {}
    for name, content in files.items():
        (folder / f"{name}.csv").write_bytes(content)
        with (
            patch.object(lines, "BATCH", size),
            patch.object(rows_accepted, "IN_MEMORY", in_memory),
            patch.object(rows_accepted, "private_folder", partial(tmp_path_factory.mktemp, "own")),
            patch.multiple(quick, SAMPLE=sample, OFTEN=1),
        ):
            checked[name] = check_table(folder / f"{name}.csv", ALL_TABLES[name], {}, checked)
    for name, found in checked.items():
        rows = found.rows.collect().to_dicts()
        assert rows == [{"line": line, **row} for line, row in accepted[name].items()]
        assert set(found.faults["line"]) == rejected[name]
        assert found.count.read == found.count.accepted + found.count.rejected
        assert found.count.read == len(_body(files[name]))
        assert found.count.accepted == len(rows)
        assert found.faults["reason"].null_count() == 0
