"""Costs: what one position of each role costs a year, from a small file given beside the data."""

from __future__ import annotations

import csv
from collections.abc import Collection
from fractions import Fraction
from pathlib import Path

from evenhand.errors import TableError

COLUMNS = ("role", "cost")


def read_costs(path: str, roles: Collection[str]) -> dict[str, Fraction]:
    """Read `role,cost` exactly; each of `roles` may stand there once.

    Raises:
        TableError: The file is not there or not so, a role is unknown or named twice, or a
            cost is no number of 0 or more.
    """
    costs: dict[str, Fraction] = {}
    for line, row in enumerate(_rows(path), 2):
        if missing := [name for name in COLUMNS if row.get(name) is None]:
            raise TableError(f"{path}:{line}: there is no {' and no '.join(missing)}.")
        role = row["role"].strip()
        if role not in roles:
            known = ", ".join(roles)
            raise TableError(f"{path}:{line}: there is no role {role!r}. There are: {known}.")
        if role in costs:
            raise TableError(f"{path}:{line}: {role} stands here twice; keep one.")
        costs[role] = _cost(path, line, row["cost"])
    if not costs:
        raise TableError(f"{path} names no role. It wants {','.join(COLUMNS)}.")
    return costs


def _rows(path: str) -> list[dict[str, str]]:
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, strict=True))
    except OSError as error:
        raise TableError(f"{path} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path} is no CSV in UTF-8: {error}.") from None


def _cost(path: str, line: int, text: str) -> Fraction:
    try:
        value = Fraction(text.strip())
    except (ValueError, ZeroDivisionError):
        value = Fraction(-1)
    if value < 0:
        raise TableError(
            f"{path}:{line}: {text!r} is no cost; write it as 61250.50, without signs."
        )
    return value
