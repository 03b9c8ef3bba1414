"""Tables of how sure a result is: intervals, what may be misplaced, samples, verdicts.

Every number has a cell of its own here; the tables beside the pictures are narrower.
"""

from __future__ import annotations

from collections.abc import Iterator

from evenhand.figures import ComponentResult, Interval, ProgramResult, Result
from evenhand.figures.together import ALL
from evenhand.reports.presenting import (
    branch_names,
    component_title,
    components,
    plain_words,
    program_rows,
    readable,
    sentence_case,
    total_rows,
)
from evenhand.reports.table import Cell, Table, table

ENDS = [
    ("1 in 20 below", "positions"),
    ("Middle", "positions"),
    ("1 in 20 above", "positions"),
    ("Chance of more than now", "share"),
    ("Chance of fewer", "share"),
    ("Own sample alone: from", "positions"),
    ("to", "positions"),
    ("Why outside", "text"),
]


def interval_table(result: Result) -> Table:
    """Every branch in every program and over all: its positions over the draws."""
    columns = [("Program", "text"), ("Branch", "text"), ("Positions", "positions"), *ENDS]
    rows = [row for program in result.programs for row in program_rows(result, program)]
    cells = [
        (sentence_case(row.program), row.name, row.positions, *_ends(row.interval))
        for row in [*rows, *total_rows(result)]
        if row.interval
    ]
    return table("intervals", "Positions over the draws", columns, cells)


def misplaced_table(result: Result) -> Table:
    """Positions expected in the wrong branch, and how many each error makes if left alone."""
    columns = [
        ("Program", "text"),
        ("Under the formula", "moved"),
        ("By head count", "moved"),
        ("From sampling alone", "moved"),
        ("From chance in outcomes alone", "moved"),
    ]
    seen = result.uncertainty
    found = [each for each in seen.misplaced if seen.drew(each.program)] if seen else []
    rows = [
        (
            "All programs" if each.program == ALL else sentence_case(each.program),
            *(each.formula, each.head_count, each.sampling, each.outcomes),
        )
        for each in found
    ]
    return table("misplaced", "Positions expected in the wrong branch", columns, rows)


def survey_table(result: Result) -> Table:
    """What was looked at, and out of how much."""
    columns = [("Program", "text"), ("Component", "text"), ("Sampled", "text")]
    columns += [("Looked at", "number"), ("Out of", "number"), ("Part", "share")]
    found = result.uncertainty.surveys if result.uncertainty else ()
    rows: list[tuple[Cell, ...]] = [
        (
            *(sentence_case(each.program), plain_words(each.component), plain_words(each.of)),
            *(each.read, each.most, each.part),
        )
        for each in found
    ]
    return table("surveys", "What was sampled", columns, rows)


def judged_components(result: Result) -> Iterator[tuple[ProgramResult, ComponentResult]]:
    """Yield every component with influence that judges an outcome, with its program."""
    return ((p, c) for p, c in components(result) if c.judged and c.influence)


def verdict_table(result: Result, program: ProgramResult, component: ComponentResult) -> Table:
    """One outcome by branch, against what each caseload leads one to expect."""
    columns = [
        ("Branch", "text"),
        ("Happened", "number"),
        ("Of", "number"),
        ("Expected", "moved"),
        ("Ratio as counted", "quota"),
        ("True ratio from", "quota"),
        ("to", "quota"),
        ("Verdict", "text"),
        ("Funnel", "text"),
    ]
    names = branch_names(result)
    rows = [
        (
            *(names.get(each.branch, each.branch), each.hits, each.base, each.expected),
            *(each.ratio, each.low, each.high, readable(each.verdict), each.outside),
        )
        for each in component.judged
    ]
    caption = f"{component_title(result, program, component)}, against what was to be expected"
    return table(f"judged-{program.name}-{component.name}", caption, columns, rows)


def _ends(found: Interval | None) -> tuple[Cell, ...]:
    if found is None:
        return (None,) * len(ENDS)
    return (
        *(found.p05, found.p50, found.p95, found.p_gain, found.p_lose),
        *(found.raw05, found.raw95, readable(found.outside)),
    )
