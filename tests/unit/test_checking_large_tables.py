"""Tables that do not stay in memory, or in one file: the same rows and faults as ever."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.errors import TableError
from evenhand.figures import TableCount
from evenhand.sources import folder as folders
from evenhand.sources.checking import check_table
from evenhand.sources.data import Reject
from evenhand.sources.engine import ENGINES, rows
from evenhand.sources.rows import accepted, keys, lines, quick, regular
from evenhand.sources.rows.fault_list import Rejects
from evenhand.sources.tables import TABLES

HEAD = "id,branch,child,received_on,decision\n"
DAY = date(1998, 3, 1)


@pytest.fixture
def laid_down(monkeypatch):
    """Every table goes into files, some lines at a time, and texts into categories."""
    monkeypatch.setattr(accepted, "IN_MEMORY", 0)
    monkeypatch.setattr(lines, "BATCH", 90)
    monkeypatch.setattr(quick, "SAMPLE", 40)
    monkeypatch.setattr(quick, "OFTEN", 1)


@pytest.fixture
def agency(tmp_path):
    """A folder with referrals as given: children c0 to c9, branches A and B."""

    def make(referrals: list[str]):
        (tmp_path / "tables.yaml").write_text("as_of: 2000-02-04\n")
        (tmp_path / "branches.csv").write_text("id,name\nA,Astoria\nB,Bend\n")
        families = "".join(f"f{n},A,in_home\n" for n in range(3))
        (tmp_path / "families.csv").write_text(f"id,branch,group\n{families}")
        children = "".join(f"c{n},f{n % 3},1990-01-0{n or 'x'}\n" for n in range(10))
        (tmp_path / "children.csv").write_text(f"id,family,born_on\n{children}")
        (tmp_path / "referrals.csv").write_text(HEAD + "".join(f"{one}\n" for one in referrals))
        return tmp_path

    return make


REFERRALS = [
    *(f"r{n},{'AB'[n % 2]},c{1 + n % 9},1998-03-01,assess" for n in range(20)),
    "r3,A,c1,1998-03-01,refer",
    "r20,A,c0,1998-03-01,refer",
    "r21,A,c99,1998-03-01,refer",
    "r22,C,,1998-03-01,perhaps",
    "r23,B,,1998-03-01,refer",
    "r5,B,c1,1998-03-01,assess",
]
FAULTS = [
    ("id", "r3", "stands already in line 5"),
    ("child", "c0", "refers to a row rejected in children.csv, line 2"),
    ("child", "c99", "is not an id in children.csv"),
    ("decision", "perhaps", "is not one of assess, refer."),
    ("id", "r5", "stands already in line 7"),
]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_table_laid_down_in_files_gives_the_rows_and_faults_it_gives_in_memory(
    laid_down, agency, engine
):
    if engine == "duckdb":
        pytest.importorskip("duckdb")
    data = folders.read_folder(agency(REFERRALS), engine=engine)
    assert TableCount("referrals", 26, 21, 5) in data.table_counts
    found = [each for each in data.rejects if each.file == "referrals.csv"]
    assert [(each.column, each.value, each.reason) for each in found] == FAULTS
    assert [each.line for each in found] == [22, 23, 24, 25, 27]
    told = rows(data.tables["referrals"], "id", "branch", "received_on", "decision")
    assert len(told) == 21
    assert ("r3", "B", DAY, "assess") in told
    assert data.columns["referrals"] == ("id", "branch", "child", "received_on", "decision")


def test_hashes_decide_nothing_where_they_are_too_weak_to_tell(laid_down, agency, monkeypatch):
    place = agency(REFERRALS)
    told = tuple(folders.read_folder(place).rejects)
    weak = np.uint64(3)
    strong = keys.hashes

    def some(cells, seed):
        return strong(cells, seed) & weak if seed != keys.PROOF else strong(cells, seed)

    monkeypatch.setattr(keys, "hashes", some)
    assert tuple(folders.read_folder(place).rejects) == told


@settings(deadline=None)
@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 9), max_size=60))
def test_places_in_order_are_those_of_a_plain_sort(drawn):
    found = np.array(drawn, np.uint64)
    assert found[keys.in_order(found)].tolist() == sorted(drawn)
    again = {one for one in drawn if drawn.count(one) > 1}
    assert keys.repeated_hashes([found]).tolist() == sorted(again)


LINES = st.lists(
    st.sampled_from([b"a,b", b"", b",", b"a", b"a,b,c", b'"a",b', b"a\0,b", b"\ra,b", b"a,b\r",
                     b"\xff,b", "é,b".encode(), b"\xef\xbb\xbfa,b", b"a b,\t", b"x" * 30 + b",y"]),
    min_size=1,
)  # fmt: skip


@settings(deadline=None)
@given(LINES, st.sampled_from([1, 3, 7, 64]), st.sampled_from([1, 5, 1000]))
def test_every_line_is_regular_or_odd_and_a_regular_one_has_nothing_odd(drawn, piece, rare):
    content = b"".join(line + b"\n" for line in drawn)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(regular, "PIECE", piece)
        patch.setattr(regular, "RARE", rare)
        patch.setattr(regular, "LONGEST", 30)
        part = regular.parted(content, 2)
    assert sorted([*part.regular_at.tolist(), *part.odd_at.tolist()]) == list(range(len(drawn)))
    good = [drawn[at].removesuffix(b"\r") for at in part.regular_at]
    assert part.regular == b"".join(line + b"\n" for line in good)
    assert part.odd == b"".join(drawn[at] + b"\n" for at in part.odd_at)
    for line in good:
        assert line.count(b",") == 1
        assert not set(b'"\0\r') & set(line)
        assert len(line) <= 30
        line.decode("utf-8")


def referrals(*ids, child="c1"):
    day = [DAY] * len(ids)
    return pl.DataFrame(
        {"id": ids, "branch": "A", "child": child, "received_on": day, "decision": "assess"}
    )


def test_a_table_may_be_a_folder_of_files_and_faults_name_file_and_row(agency):
    place = agency([])
    (place / "referrals.csv").unlink()
    for year, frame in (("1997", referrals("b", "a")), ("1998", referrals("c", "d", "a"))):
        (place / "referrals" / f"year={year}").mkdir(parents=True)
        frame.write_parquet(place / "referrals" / f"year={year}" / "part.parquet")
    referrals("e", child="c99").write_parquet(place / "referrals" / "z.parquet")
    (place / "allegations.csv").write_text("referral,type\ne,neglect\nd,neglect\n")
    data = folders.read_folder(place)
    assert [each for each in data.rejects if "referrals" in each.file] == [
        Reject("referrals/year=1998/part.parquet", 3, "id", "a",
               "stands already in referrals/year=1997/part.parquet, row 2"),
        Reject("referrals/z.parquet", 1, "child", "c99", "is not an id in children.csv"),
    ]  # fmt: skip
    why = "refers to a row rejected in referrals/z.parquet, row 1"
    assert data.rejects[-1] == Reject("allegations.csv", 2, "referral", "e", why)
    assert TableCount("referrals", 6, 4, 2) in data.table_counts
    assert not any("year" in flag for flag in data.flags)
    assert "referrals/year=1997/part.parquet" in data.hashes
    (place / "referrals.csv").write_text(HEAD)
    with pytest.raises(TableError, match=r"holds referrals\.csv and referrals/\. Keep one"):
        folders.read_folder(place)


def test_files_of_one_table_with_other_columns_are_refused(agency):
    place = agency([])
    (place / "referrals.csv").unlink()
    (place / "referrals").mkdir()
    referrals("a").write_parquet(place / "referrals" / "1.parquet")
    referrals("b").drop("child").write_parquet(place / "referrals" / "2.parquet")
    with pytest.raises(TableError, match=r"2\.parquet has other columns than referrals/1"):
        folders.read_folder(place)


def test_columns_of_our_own_kinds_are_only_held_against_their_bounds(tmp_path):
    pl.DataFrame(
        {
            "child": ["a", "b", " c "],
            "family": "f",
            "branch": "A",
            "removed_on": [date(1998, 1, 1), date(1799, 12, 31), None],
            "level_at_removal": [7, 8, 1],
            "returned_on": [date(1997, 1, 1), None, None],
        }
    ).write_parquet(tmp_path / "removals.parquet")
    found = check_table(tmp_path / "removals.parquet", TABLES["removals"], {}, {})
    assert found.faults.select("line", "column", "value").rows() == [
        (1, "returned_on", "1997-01-01"),
        (2, "removed_on", "1799-12-31"),
        (2, "level_at_removal", "8"),
        (3, "removed_on", ""),
    ]


@pytest.mark.parametrize("batch", [10, 200, 10_000])
def test_a_line_too_long_for_any_row_is_one_fault_and_is_not_held(tmp_path, monkeypatch, batch):
    monkeypatch.setattr(lines, "LONGEST", 100)
    monkeypatch.setattr(regular, "LONGEST", 100)
    monkeypatch.setattr(lines, "BATCH", batch)
    path = tmp_path / "branches.csv"
    path.write_bytes(b"id,name\nA,Astoria\nB," + b"x" * 5_000 + b"\nC,Coos Bay\nD," + b"y" * 400)
    found = check_table(path, TABLES["branches"], {}, {})
    assert found.rows.collect()["line"].to_list() == [2, 4]
    assert found.faults["line"].to_list() == [3, 5]
    assert found.faults["reason"][0].startswith("the line is longer than 100 bytes")
    assert found.read == 4


@pytest.mark.parametrize(
    ("header", "says"),
    [(b"x" * 2_000_000, "longer than 1,048,576 bytes"), (b"a," * 9_999, "10,000 columns")],
)
def test_a_header_that_no_table_has_is_refused(tmp_path, header, says):
    path = tmp_path / "branches.csv"
    path.write_bytes(header + b"\n1,2\n")
    with pytest.raises(TableError, match=says):
        check_table(path, TABLES["branches"], {}, {})


def test_rejects_are_made_one_by_one_and_equal_a_tuple_of_them():
    faults = pl.DataFrame(
        {"file": "a.csv", "line": [2, 3], "column": "id", "value": "x", "reason": "why"}
    )
    made = Rejects(faults)
    told = (Reject("a.csv", 2, "id", "x", "why"), Reject("a.csv", 3, "id", "x", "why"))
    assert made == told
    assert made[1] == told[1]
    assert made[1:] == told[1:]
    assert len(made) == 2
    assert hash(made) == hash(told)
