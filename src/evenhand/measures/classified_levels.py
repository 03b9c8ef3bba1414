"""Classified levels: what readers said of a child beside what the policy's decision table says.

A reading is in the base if it was made on a day of the period. `of` names the level its
reader gave and the level the table gives from what the same reader wrote down: "read=3
table=4". The rows of the table are tried in order and the first that fits gives the
level. A row fits if the severity read is one of its severities, the circumstance one of
its circumstances, and the child's age on the day it was read one of its ages; what a row
does not name it does not ask. With ages 0-4 a child read on its fifth birthday is too
old; one born on 29 February has its birthday on the 28th in other years. No
circumstance means that none of those listed applies.

A reading without a severity gives the table nothing to go on. It is counted as
"read=3 table=unknown" and not put at the last row, which would make a form left half
empty look like a child in little danger. A branch's hits add up to its base, and no
reader and no child is told apart. The branch is the family's.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (severity of abuse
and age of the victim). What is asked at which level stands in the policy's `classifier`.
"""

from __future__ import annotations

from collections.abc import Sequence

import narwhals.stable.v2 as nw

from evenhand.figures import LevelRule, Period, Tally
from evenhand.measures import measure, parts_of_branch, within
from evenhand.sources.engine import CaseTables, rows

#: Stands for the table's level where the severity was not read.
UNKNOWN = 0


@measure(
    title="Case readings, by the level read and the level of the decision table",
    reads={
        "case_readings": ("child", "read_on", "level", "severity", "circumstance"),
        "children": ("id", "family", "born_on"),
        "families": ("id", "branch"),
    },
)
def classified_levels(
    tables: CaseTables, period: Period, rules: Sequence[LevelRule]
) -> list[Tally]:
    """Count readings in the period by branch, level read, and level of the first rule that fits."""
    children = tables["children"].select("id", "family", "born_on")
    families = tables["families"].select("id", "branch")
    pairs = (
        tables["case_readings"]
        .filter(within("read_on", period))
        .join(children, left_on="child", right_on="id")
        .join(families, left_on="family", right_on="id")
        .with_columns(read=nw.col("level").cast(nw.Int64), table=_level(rules))
        .group_by("branch", "read", "table")
        .agg(readings=nw.len())
    )
    found = rows(pairs, "branch", "read", "table", "readings")
    return parts_of_branch(
        (branch, f"read={read} table={table or 'unknown'}", readings)
        for branch, read, table, readings in found
    )


def _level(rules: Sequence[LevelRule]) -> nw.Expr:
    """The level of the first rule that fits; built from the last rule to the first."""
    level: nw.Expr = nw.lit(UNKNOWN, dtype=nw.Int64)
    for rule in reversed(rules):
        level = nw.when(_fits(rule)).then(nw.lit(rule.level, dtype=nw.Int64)).otherwise(level)
    severity = nw.col("severity")
    blank = severity.is_null() | (severity == "")
    return nw.when(blank).then(nw.lit(UNKNOWN, dtype=nw.Int64)).otherwise(level)


def _fits(rule: LevelRule) -> nw.Expr:
    """Whether a reading is all that the rule asks; what is not known is not what was asked."""
    fits: nw.Expr = nw.lit(value=True)
    if rule.severity:
        fits = fits & nw.col("severity").is_in(rule.severity)
    if rule.circumstance:
        fits = fits & nw.col("circumstance").is_in(rule.circumstance)
    if rule.ages.first:
        fits = fits & (nw.col("read_on") >= nw.col("born_on").dt.offset_by(f"{rule.ages.first}y"))
    if rule.ages.last is not None:
        too_old = nw.col("born_on").dt.offset_by(f"{rule.ages.last + 1}y")
        fits = fits & (nw.col("read_on") < too_old)
    return fits
