"""Costs: what one position of each role costs a year, from a small file given beside the data."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from evenhand.sources.given_file import given_rows

COLUMNS = ("role", "cost")


def read_costs(path: str, roles: Collection[str]) -> dict[str, Fraction]:
    """Read `role,cost` exactly; each of `roles` may stand there once.

    Raises:
        TableError: The file is not there or not so, a role is unknown or named twice, or a
            cost is no number of 0 or more.
    """
    costs: dict[str, Fraction] = {}
    for row in given_rows(path, COLUMNS):
        role = row.known("role", roles, "role")
        if role in costs:
            raise row.fault(f"{role} stands here twice; keep one.")
        costs[role] = row.number("cost")
    return costs
