"""Tables of a time study: shares with their errors, and the steps to a sample's size.

Minutes measured and minutes that should be taken have a column each, never one for both.
"""

from __future__ import annotations

from fractions import Fraction

from evenhand.estimation.sample_size import SamplePlan, Wanted
from evenhand.figures import ActivitySurvey
from evenhand.reports.numerals import positions_text, share_text
from evenhand.reports.table import Cell, Table, table


def shares_table(found: ActivitySurvey) -> Table:
    """One activity a row, with how far the survey can tell its share."""
    columns = [
        ("activity", "text"),
        ("moments", "positions"),
        ("minutes", "positions"),
        ("share", "points"),
        ("error", "points"),
        ("from", "points"),
        ("to", "points"),
        ("effect", "quota"),
    ]
    rows: list[tuple[Cell, ...]] = [
        (
            each.of,
            Fraction(each.moments),
            Fraction(each.minutes),
            each.share,
            each.error,
            each.low,
            each.high,
            each.design_effect,
        )
        for each in found.activities
    ]
    within = f"{share_text(found.confidence)} intervals, workers as clusters"
    caption = f"Shares of time, {found.period}: {within}"
    return table("shares", caption, columns, rows)


def minutes_table(found: ActivitySurvey) -> Table:
    """Minutes of one assessment by type: those measured, and those it should take."""
    columns = [
        ("one assessment of", "text"),
        ("made", "positions"),
        ("measured", "moved"),
        ("should take", "moved"),
        ("who says so", "text"),
    ]
    rows: list[tuple[Cell, ...]] = [
        (
            each.of,
            Fraction(each.measured.assessments) if each.measured else None,
            each.measured.minutes if each.measured else None,
            each.should_take.minutes if each.should_take else None,
            each.should_take.reference if each.should_take else None,
        )
        for each in found.activities
        if each.measured or each.should_take
    ]
    hours = "" if found.hours is None else f", of {positions_text(found.hours)} hours worked"
    caption = f"Minutes of one assessment{hours}"
    return table("minutes", caption, columns, rows).without_empty_columns()


def plan_table(made: SamplePlan, wanted: Wanted) -> Table:
    """One step of the reckoning a row."""
    known = "" if wanted.population is None else f", N {wanted.population:,}"
    caption = f"Moments to draw: p {share_text(wanted.share)}, ± {share_text(wanted.precision)}"
    rows = [(step.rule, step.value) for step in made.steps]
    return table("plan", caption + known, [("step", "text"), ("moments", "positions")], rows)
