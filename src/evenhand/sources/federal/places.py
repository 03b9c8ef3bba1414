"""Counties as branches; those the publisher does not tell apart are listed, never shared among."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from evenhand.figures import Listed
from evenhand.sources.federal.layout import CodedLayout
from evenhand.sources.federal.values import WITHHELD
from evenhand.sources.rows.worded import worded


@dataclass(frozen=True, slots=True)
class Places:
    """The branches, as a table, and what is listed beside them."""

    branches: pl.DataFrame
    listed: tuple[Listed, ...]


def branch() -> pl.Expr:
    """The county's number; for counties withheld, one place for all of a state's."""
    apart = worded("{} withheld", "state")
    return pl.when(pl.col("county") == WITHHELD).then(apart).otherwise("county").alias("branch")


def state_names(layout: CodedLayout) -> dict[str, str]:
    """The states' names by their two letters."""
    state = layout.elements["state"]
    return {word: state.labels[code] for code, word in state.codes.items()}


def places(rows: pl.DataFrame, names: Mapping[str, str]) -> Places:
    """The places that rows with `state`, `county` and `branch` name, by number."""
    sizes = rows.group_by("state", "county", "branch").len().sort("branch", "state")
    told = sizes.filter(pl.col("county") != WITHHELD).unique("branch", maintain_order=True)
    region = pl.col("state").replace_strict(names, return_dtype=pl.String)
    table = told.select(id="branch", name=worded("{} {}", region, "branch"), region=region)
    apart = sizes.filter(pl.col("county") == WITHHELD).select("branch", "state", "len").iter_rows()
    return Places(
        table,
        tuple(
            Listed(
                place,
                f"{names[state]}, counties not told",
                f"{number:,} records of counties that the file does not tell apart; listed, "
                "given no positions",
            )
            for place, state, number in apart
        ),
    )
