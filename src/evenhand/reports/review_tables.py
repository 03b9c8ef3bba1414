"""Tables of the reviews: who agrees how far, which raters differ, and what it does to positions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from evenhand.estimation.judgements import Judged
from evenhand.estimation.raters import Rater
from evenhand.figures import Result
from evenhand.reports.table import Cell, Table, table
from evenhand.scenarios.consensus import Span, Trial


def agreement_table(found: Iterable[Judged], names: Mapping[str, str]) -> Table:
    """Krippendorff's alpha a row; `names` are the branches' names."""
    columns = [
        ("question", "text"),
        ("where", "text"),
        ("judged", "positions"),
        ("by two or more", "positions"),
        ("alpha", "quota"),
        ("from", "quota"),
        ("to", "quota"),
        ("note", "text"),
    ]
    rows: list[tuple[Cell, ...]] = []
    for each in found:
        told = each.agreement
        alphas = (told.alpha, told.low, told.high)
        where = names.get(each.where, each.where)
        rows.append(
            (each.judged, where, Fraction(told.units), Fraction(told.twice), *alphas, told.note)
        )
    caption = "Agreement (Krippendorff's alpha, 90 % interval)"
    return table("agreement", caption, columns, rows).without_empty_columns()


def raters_table(found: Mapping[str, Iterable[Rater]]) -> Table:
    """A row a rater, under what it judged: how often unlike the others, and is that much?"""
    columns = [
        ("question", "text"),
        ("rater", "text"),
        ("with others", "positions"),
        ("unlike them", "positions"),
        ("share", "share"),
        ("compared with all", "text"),
    ]
    rows = [
        (
            what,
            each.rater,
            Fraction(each.judged),
            Fraction(each.differs),
            each.rate,
            each.verdict,
        )
        for what, raters in found.items()
        for each in raters
    ]
    return table("raters", "Raters and readers beside the others", columns, rows)


def trials_table(trials: Iterable[Trial], result: Result) -> Table:
    """A row a rule: how many branches stand otherwise by it, and how many positions move."""
    columns = [
        ("reading", "text"),
        ("settled by", "text"),
        ("branches", "positions"),
        ("moved", "moved"),
        ("note", "text"),
    ]
    now = [total.positions for total in result.totals]
    rows: list[tuple[Cell, ...]] = []
    for each in trials:
        if each.why_not:
            rows.append((each.reading, each.rule, None, None, each.why_not))
            continue
        differ = sum(a != b for a, b in zip(each.positions, now, strict=True))
        rows.append((each.reading, each.rule, Fraction(differ), each.moved, ""))
    caption = "Branches that differ, and positions moved, by other rules"
    return table("trials", caption, columns, rows).without_empty_columns()


def differing_table(differ: Iterable[Span], names: Mapping[str, str]) -> Table:
    """A row a branch whose positions hang on the rule."""
    columns = [
        ("branch", "text"),
        ("positions", "positions"),
        ("fewest", "positions"),
        ("most", "positions"),
    ]
    rows = [(names[each.branch], each.positions, each.least, each.most) for each in differ]
    return table("differing", "Branches whose positions hang on the rule", columns, rows)
