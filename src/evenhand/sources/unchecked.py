"""What could not be checked: columns that refer to a table which is not given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evenhand.sources.layout import ALL_TABLES


def unchecked(given: Mapping[str, Iterable[str]]) -> list[str]:
    """A sentence on each table that columns `given`, by table, refer to and that is not there."""
    asked: dict[str, list[str]] = {}
    for name, columns in given.items():
        for column in filter(None, map(ALL_TABLES[name].column, columns)):
            if column.refers_to and column.refers_to not in given:
                asked.setdefault(column.refers_to, []).append(f"{name}.{column.name}")
    return [
        f"There is no table {table}, so {', '.join(names)} could not be checked against it."
        for table, names in asked.items()
    ]
