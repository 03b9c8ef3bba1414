"""Assessments by type: the protective assessments each branch made, told apart by type.

An assessment counts if it was opened on a day of the period; when it closed does not
matter. `of` is the type, hits are the branch's assessments of that type, and the base
is all its assessments: a branch's hits add up to its base. The first day of the period
counts, its last day (the first one outside) does not.

These are the assessments made, not those that were warranted: they divide the measured
minutes into time for one assessment, statewide. What a branch should have assessed is
`warranted_calls`.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (average time for
an assessment by type of allegation).
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, parts_of_branch, within
from evenhand.sources.engine import CaseTables, rows


@measure(title="Assessments made, by type", reads={"assessments": ("branch", "type", "opened_on")})
def assessments_by_type(tables: CaseTables, period: Period) -> list[Tally]:
    """Count assessments opened in the period by branch and type."""
    opened = (
        tables["assessments"]
        .filter(within("opened_on", period))
        .group_by("branch", "type")
        .agg(made=nw.len())
    )
    return parts_of_branch(rows(opened, "branch", "type", "made"))
