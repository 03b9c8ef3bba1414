"""A table of costs: read exactly, and each fault with its line and what would work."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from evenhand.errors import TableError
from evenhand.sources.costs import read_costs

ROLES = ("caseworker", "supervisor")


def read(tmp_path, text):
    path = tmp_path / "costs.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_costs(str(path), ROLES)


def test_costs_are_read_exactly(tmp_path):
    assert read(tmp_path, "role,cost\ncaseworker, 61250.50\nsupervisor,0\n") == {
        "caseworker": F("61250.5"),
        "supervisor": 0,
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("role,cost\nclerk,5\n", r"costs.csv:2: there is no role 'clerk'. There are: caseworker"),
        ("role,cost\ncaseworker,5\ncaseworker,6\n", r":3: caseworker stands here twice; keep one"),
        ("role,cost\ncaseworker,$5\n", r":2: cost '\$5' is no number of 0 or more"),
        ("role,cost\ncaseworker,-5\n", r":2: cost '-5' is no number"),
        ("role,cost\ncaseworker,1/0\n", r":2: cost '1/0' is no number"),
        ("role,cost\ncaseworker\n", r":2: 1 cell stands under 2 columns"),
        ("a,b\ncaseworker,5\n", r":1: there is no column 'a' here. It wants role,cost"),
        ("role,cost\n", r"holds no row. It wants role,cost"),
        (b"role,cost\ncaseworker,\xff\n", r"is no CSV in UTF-8"),
    ],
)
def test_a_fault_is_said_with_its_line(tmp_path, text, said):
    with pytest.raises(TableError, match=said):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(TableError, match="cannot be read"):
        read_costs(str(tmp_path / "none.csv"), ROLES)
