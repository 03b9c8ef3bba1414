"""Costs of moving: what each step of a plan costs, from a small file given beside a RUN."""

from __future__ import annotations

from fractions import Fraction
from typing import get_args

from evenhand.figures.redeployment import Kind
from evenhand.sources.given_file import given_rows

#: What may have a cost: each kind of move, and each unit of distance a person is moved by.
COSTED = (*get_args(Kind), "km", "minute")


def read_move_costs(path: str) -> dict[str, Fraction]:
    """Read `what,cost`, exactly; in the file's order.

    Raises:
        TableError: The file is not so, or it names what no plan holds, or a thing twice.
    """
    found: dict[str, Fraction] = {}
    for row in given_rows(path, ("what", "cost")):
        what = row.known("what", COSTED, "cost of")
        if what in found:
            raise row.fault(f"{what} stands here twice; keep one.")
        found[what] = row.number("cost")
    return found
