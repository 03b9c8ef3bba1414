"""Ids numbered in one form are held by their numbers: the same faults as by hashes, or by a set."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from evenhand.sources.rows import accepted, keys, serial
from evenhand.sources.tables import TABLES

SCHEMA = {"line": pl.Int64(), "id": pl.String(), "name": pl.String()}
PREFIXES = ["", "c", "cc", "c+", "c1", "é", "R2019-", "-"]
OTHERS = ["c", "c+12", "c-12", "+12", "-12", " 12", "12 ", "c1_2", "c１２", "c٣4", "c1e2",
          "c1.0", "c12\0", "0x12", "9" * 25, "c" + "9" * 18, "c" + "0" * 19, "1" * 18,
          "é1", "c:2"]  # fmt: skip
NUMBERED = st.builds(
    lambda prefix, number, width: f"{prefix}{number:0{width}}",
    st.sampled_from(PREFIXES),
    st.integers(0, 40) | st.integers(0, 10**20),
    st.integers(1, 4),
)
OF_ONE_FORM = st.integers(0, 40).map("c{:04}".format)
ID = NUMBERED | st.sampled_from(OTHERS) | st.text("c+-01 é１", min_size=1, max_size=4)
TABLE = st.lists(OF_ONE_FORM, min_size=1) | st.lists(ID, min_size=1)


def held(ids, size, folder):
    """The ids taken some at a time, each laid down in a file."""
    frame = pl.DataFrame({"line": range(len(ids)), "id": ids, "name": "Astoria"}, schema=SCHEMA)
    kept = accepted.Accepted(TABLES["branches"], SCHEMA)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accepted, "IN_MEMORY", 0)
        patch.setattr(accepted, "private_folder", lambda: folder)
        for some in frame.iter_slices(size):
            kept.add(some)
    return kept


@settings(deadline=None)
@given(ids=TABLE, wanted=st.lists(ID | OF_ONE_FORM), size=st.integers(1, 9))
@example(ids=["c0012", "c0013"], wanted=["c12", "c0012", "c+012", "c0011", "c0014"], size=1)
@example(ids=["c12", "c012", "c12"], wanted=["c12", "c012", "c0012"], size=1)
def test_ids_are_missing_and_repeated_as_in_a_plain_set(tmp_path_factory, ids, wanted, size):
    kept = held(ids, size, tmp_path_factory.mktemp("own"))
    again = [at for at, one in enumerate(ids) if one in ids[:at]]
    assert sorted(kept.repeated()["line"]) == again
    missing = kept.ids().missing(pl.Series(wanted, dtype=pl.String))
    assert missing.to_list() == [one not in set(ids) for one in wanted]


@pytest.mark.parametrize(
    ("ids", "serially"),
    [
        (["c01", "c02", "c09"], True),
        (["0000123", "0000124"], True),
        (["R2019-7", "R2019-9"], True),
        (["c01", "c2"], False),
        (["c01", "d02"], False),
        (["c01", "c0２"], False),
        (["c+1", "c12"], False),
        (["c12", "c+1"], False),
        (["Astoria", "Bend"], False),
        (["c00", "c99"], False),
    ],
)
def test_only_dense_numbers_of_one_form_are_marked(tmp_path, ids, serially):
    found = held(ids, 1, tmp_path).ids()
    assert isinstance(found, serial.SerialIds if serially else keys.Ids)


def test_numbers_are_exact_up_to_eighteen_digits():
    form = serial.form("c" + "9" * 18)
    ids = pl.Series(["c" + "9" * 18, "c" + "9" * 17 + "8", "c+" + "9" * 17, "9" * 19])
    assert form.numbers(ids).tolist() == [10**18 - 1, 10**18 - 2, *[int(serial.NONE)] * 2]
    assert serial.form("1" * 20) == serial.Form("11", 20)
