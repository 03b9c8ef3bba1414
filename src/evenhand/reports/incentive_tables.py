"""Tables of incentives: what each event is worth by branch, and who is next in line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from evenhand.explanation.incentives import signed_worth
from evenhand.figures import Incentives, NextPosition
from evenhand.reports.presenting import plain_words, sentence_case
from evenhand.reports.table import Cell, Table, table

#: What each event is called over a column.
HEADINGS = {
    "safe_return": "Safe return",
    "reabuse": "Abused again",
    "re_rated_home_and_safe": "6 as 5, home safe",
    "re_rated_not_home": "6 as 5, not home",
    "re_rated_at_home": "6 as 5, served at home",
    "removal": "Level 1–5 taken in",
    "removal_at_level_5_home": "Level 5 taken in, home safe",
    "needless_removal": "Level 7 taken in",
    "screened_in_call": "Call to assess",
}
#: Which events stand in which table.
RATED = ("safe_return", "reabuse", "re_rated_home_and_safe", "re_rated_not_home",
         "re_rated_at_home")  # fmt: skip
TAKEN_IN = ("removal", "removal_at_level_5_home", "needless_removal", "screened_in_call")
#: So many of those in line are shown.
NEAREST = 12


def worth_tables(found: Incentives, names: Mapping[str, str]) -> tuple[Table, ...]:
    """What one more of each event is worth, a row a branch; in two, which fit a terminal."""
    return (
        _worth_table(found, names, "incentives", "children in care or rated otherwise", RATED),
        _worth_table(found, names, "incentives_in", "children taken in, and calls", TAKEN_IN),
    )


def _worth_table(
    found: Incentives, names: Mapping[str, str], name: str, what: str, events: Sequence[str]
) -> Table:
    by_event = {event: found.of(event) for event in events}
    headings = [(HEADINGS[event].replace(", ", ",\n"), "number") for event in by_event]
    columns = [("Branch", "text"), *headings]
    told = {branch for worth in by_event.values() for branch in worth}
    branches = sorted(told, key=lambda b: (names[b], b))
    rows = [
        (names[branch], *(_worth(told.get(branch)) for told in by_event.values()))
        for branch in branches
    ]
    caption = f"What one more is worth, in {found.position} (quota, all programs together): {what}"
    return table(name, caption, columns, rows).without_empty_columns()


def return_table(found: Incentives, names: Mapping[str, str]) -> Table:
    """What a return is worth without re-abuse and with it, and up to which risk it pays."""
    rows = [
        (
            names[each.branch],
            sentence_case(each.program),
            _worth(each.safe),
            _worth(each.unsafe),
            each.highest,
        )
        for each in sorted(found.worth, key=lambda w: (w.highest, names[w.branch], w.program))
    ]
    columns = [
        ("Branch", "text"),
        ("Program", "text"),
        ("Safe", "number"),
        ("Abused again", "number"),
        ("Pays up to risk", "quota"),
    ]
    return table("returns", "What a child's return is worth, and up to which risk", columns, rows)


def component_worth_table(found: Incentives, branch: str, name: str) -> Table:
    """One branch: what each event is worth, component by component and in all."""
    rows: list[tuple[Cell, ...]] = []
    for event in found.events:
        own = [m for m in found.marginals if (m.event, m.branch) == (event, branch)]
        rows += [
            (
                HEADINGS[event],
                sentence_case(m.program),
                plain_words(m.component),
                _worth(m.positions),
            )
            for m in own
            if m.component
        ]
        rows += [
            (HEADINGS[event], "In all", "", _worth(worth))
            for worth in (found.of(event).get(branch),)
            if worth is not None
        ]
    columns = [("One more", "text"), ("Program", "text"), ("Through", "text"), ("Worth", "number")]
    return table(
        "incentives", f"{name}: what one more is worth, in {found.position}", columns, rows
    )


def next_tables(found: Sequence[NextPosition], names: Mapping[str, str]) -> tuple[Table, Table]:
    """Who is nearest to one position more, and who to one fewer; the nearest first."""
    more = [(n.short, n.more, n) for n in found if n.short is not None]
    fewer = [(n.above, n.fewer, n) for n in found if n.above is not None]
    return (
        _line("next", "one more", "Quota it lacks", "With one more to share", more, names),
        _line("last", "one fewer", "Quota it can lose", "With one fewer to share", fewer, names),
    )


def _line(
    name: str,
    what: str,
    gap: str,
    shared: str,
    found: Sequence[tuple[Fraction, Fraction, NextPosition]],
    names: Mapping[str, str],
) -> Table:
    """The nearest in line, and anyone farther whom the method would choose before them."""
    nearest = sorted(found, key=lambda each: (each[0], each[2].branch, each[2].program))
    rows = [
        (names[each.branch], sentence_case(each.program), short, change or None)
        for at, (short, change, each) in enumerate(nearest)
        if at < NEAREST or change
    ]
    columns = [("Branch", "text"), ("Program", "text"), (gap, "number"), (shared, "change")]
    return table(name, f"Nearest to {what}, of {len(nearest)}", columns, rows)


def _worth(value: Fraction | None) -> str:
    return "" if value is None else signed_worth(value)
