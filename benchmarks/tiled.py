"""Large made-up states, quickly and in little memory: copies of a smaller one, side by side.

Each copy has its own children, families, workers and cases, told apart by an ending on
every pseudonym; branches are shared. A table is a folder of Parquet parts, one a copy.

    python -m benchmarks.tiled 50 [--branches 3000] [--skew] [--hot] [--years 10]
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from evenhand.sources.made_up.columns import AS_OF
from evenhand.sources.made_up_state import ROW_GROUP, made_up_tables

SIZE_OF_ONE_MILLION = 50
#: Columns that name someone or something; what they name stands in the same copy.
NAMING = ("id", "family", "child", "referral", "case", "worker")
#: One table for all copies; what it counts is multiplied.
SHARED = {"branches": "child_population", "staff": "positions"}
IN_1998 = date(1998, 1, 1), date(1998, 12, 31)
HOT_CHILDREN, HOT_REFERRALS = 20, 500


@dataclass(frozen=True, slots=True)
class Shape:
    """What a state is like: its size, its branches, and what is uneven in it."""

    millions: int
    branches: int = 38
    skew: bool = False
    hot: bool = False
    years: int = 1

    @property
    def folder(self) -> Path:
        """Where it stands once it is made."""
        uneven = [word for word, on in (("skew", self.skew), ("hot", self.hot)) if on]
        long = [f"{self.years}y"] if self.years > 1 else []
        return Path(".bench") / "-".join(
            ["tiled", f"{self.millions}m", str(self.branches), *uneven, *long]
        )


def main() -> None:
    """Make the state asked for; print its folder."""
    print(made(_shape(sys.argv[1:])))


def made(shape: Shape) -> Path:
    """The state's folder; it is made unless it is there."""
    folder = shape.folder
    if not (folder / "tables.yaml").exists():
        _make(shape, folder)
    return folder


def _shape(words: list[str]) -> Shape:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("millions", type=int)
    asked.add_argument("--branches", type=int, default=38)
    asked.add_argument("--skew", action="store_true", help="one branch has half of all families")
    asked.add_argument("--hot", action="store_true", help="some children have 500 referrals each")
    asked.add_argument("--years", type=int, default=1, help="copies are spread over so many years")
    return Shape(**vars(asked.parse_args(words)))


def _make(shape: Shape, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    hot: list[str] = []
    first = ""
    tables = made_up_tables(size=SIZE_OF_ONE_MILLION, seed=2000, branches=shape.branches)
    for name, table in tables:
        if name == "branches":
            first = table["id"].min()  # type: ignore[assignment]
        if name == "removals" and shape.hot:
            home = table.filter(pl.col("returned_on").is_between(*IN_1998))
            hot = home["child"].unique(maintain_order=True).head(HOT_CHILDREN).to_list()
        if name == "referrals":
            table = _hot(table, hot)
        if name in SHARED:
            told = table.with_columns(pl.col(SHARED[name]) * shape.millions)
            told.write_parquet(folder / f"{name}.parquet")
            continue
        (folder / name).mkdir(exist_ok=True)
        for copy in range(shape.millions):
            part = _copy(table, copy, shape, first)
            path = folder / name / f"part-{copy:02}.parquet"
            part.write_parquet(path, compression="zstd", row_group_size=ROW_GROUP)
    (folder / "tables.yaml").write_text(f"as_of: {AS_OF}\n", encoding="utf-8")


def _copy(table: pl.DataFrame, copy: int, shape: Shape, first: str) -> pl.DataFrame:
    """One copy: names of its own, its years moved back, and, where skewed, all in one branch."""
    names = [pl.col(n) + f"-{copy:02}" for n in NAMING if n in table.columns]
    if "stratum" in table.columns:
        # A branch and a stratum name one row of `strata`, however many copies there are.
        names.append(pl.col("stratum") + f"-{copy:02}")
    back = f"-{copy % shape.years}y"
    days = [pl.col(n).dt.offset_by(back) for n, k in table.schema.items() if k.is_temporal()]
    moved = table.with_columns(*names, *(days if shape.years > 1 else ()))
    if shape.skew and copy % 2 and "branch" in table.columns:
        return moved.with_columns(branch=pl.lit(first))
    return moved


def _hot(referrals: pl.DataFrame, children: list[str]) -> pl.DataFrame:
    """The first calls of 1998 are all about a few children sent home in it, 500 calls each."""
    told = [child for child in children for _ in range(HOT_REFERRALS)]
    rows = referrals.with_row_index("at").filter(pl.col("received_on").is_between(*IN_1998))
    at = rows["at"].head(len(told))
    return referrals.with_columns(child=referrals["child"].scatter(at, told[: len(at)]))


if __name__ == "__main__":
    main()
