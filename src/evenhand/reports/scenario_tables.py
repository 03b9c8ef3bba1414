"""Tables of a scenario: branches and components as they are, and as they would be."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from evenhand.figures import Beside, Compared, Sweep
from evenhand.figures.scenario import Span
from evenhand.figures.together import ALL
from evenhand.reports.numerals import positions_text, span_text
from evenhand.reports.presenting import plain_words, readable, sentence_case
from evenhand.reports.table import Table, table


def beside_table(found: Compared) -> Table:
    """Every branch before and after over all programs, then in each program that changes."""
    changed = [name for name in found.programs if _changes(found, name)]
    columns = [("Branch", "text"), ("Before", "positions"), ("9 in 10", "span")]
    columns += [("After", "positions"), ("9 in 10 ", "span"), ("Change", "change")]
    columns += [("Agree", "share")]
    columns += [(sentence_case(name), "text") for name in changed]
    names = dict(found.names)
    inside = [{row.branch: row for row in found.of(name)} for name in changed]
    rows = [
        (
            readable(names.get(row.branch) or row.branch),
            row.before,
            _span(row.before_span),
            row.after,
            _span(row.after_span),
            row.change,
            row.agreeing,
            *(_from_to(each[row.branch]) for each in inside),
        )
        for row in found.of(ALL)
    ]
    rows.append(_sums(found, len(changed)))
    caption = f"Scenario {readable(found.scenario.name)}: {'; '.join(found.scenario.changes)}"
    made = table("scenario", caption, columns, rows)
    return replace(made, totals=1).without_empty_columns()


def beside_components_table(found: Compared) -> Table:
    """Every component's influence and the positions it moves, before and after."""
    columns = [("Program", "text"), ("Component", "text")]
    columns += [("Influence", "influence"), ("then", "influence")]
    columns += [("Moves", "moved"), ("then ", "moved")]
    rows = [
        (
            sentence_case(each.program),
            plain_words(each.component),
            _three(each.before_influence),
            _three(each.after_influence),
            each.before_moved,
            each.after_moved,
        )
        for each in found.components
    ]
    return table("scenario-components", "Components before and after", columns, rows)


def sweep_table(found: Sweep, places: tuple[int, ...]) -> Table:
    """At every point: positions moved, and the positions of the branches in `places`."""
    columns = [("Influence", "influence"), ("Stand elsewhere", "positions")]
    columns += [("Moved by it", "moved")]
    columns += [
        (readable(found.branches[at][1] or found.branches[at][0]), "positions") for at in places
    ]
    rows = [
        (
            _three(point.influence),
            point.moved,
            point.pulled,
            *(point.positions[at] for at in places),
        )
        for point in found.points
    ]
    caption = (
        f"{sentence_case(found.program)}, positions by the influence of "
        f"{plain_words(found.component)}"
    )
    return table("table-sweep", caption, columns, rows)


def _changes(found: Compared, program: str) -> bool:
    return any(row.change for row in found.of(program))


def _from_to(row: Beside) -> str:
    if not row.change:
        return positions_text(row.after)
    return f"{positions_text(row.before)} → {positions_text(row.after)}"


def _span(span: Span | None) -> str:
    return span_text(*span) if span else ""


def _sums(found: Compared, programs: int) -> tuple[str | Fraction | None, ...]:
    change = found.after_shared - found.before_shared
    blank = ("",) * programs
    return ("All branches", found.before_shared, "", found.after_shared, "", change, None, *blank)


def _three(influence: Fraction) -> Fraction:
    """An influence at three decimals, as people read it."""
    return round(influence, 3)
