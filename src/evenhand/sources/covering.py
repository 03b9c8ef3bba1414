"""Covering: from which day on case tables tell what happened; the day they stand for ends it."""

from __future__ import annotations

from datetime import date

import narwhals.stable.v2 as nw

from evenhand.sources.engine import CaseTables, rows

#: What begins in each table, and on which day.
BEGINS = {"referrals": "received_on", "cases": "opened_on", "removals": "removed_on"}


def first_day(tables: CaseTables) -> date | None:
    """The earliest day on which anything began; None where nothing did."""
    days = (_first(tables, name, column) for name, column in BEGINS.items() if name in tables)
    return min((day for day in days if day), default=None)


def _first(tables: CaseTables, name: str, column: str) -> date | None:
    def least() -> date | None:
        ((day,),) = rows(tables[name].select(nw.col(column).min()), column)
        return day if isinstance(day, date) else None

    return tables.recalled({"first day of": name}, date | None, least)
