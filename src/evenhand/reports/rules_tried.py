"""Rules tried on one year: a table with a row a rule, and sentences on its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from evenhand.figures.rotation_judged import RuleTried
from evenhand.reports.numerals import decimal_text, moved_text
from evenhand.reports.table import Cell, Table, table

COLUMNS = (
    ("Rule", "text"),
    ("Spread", "moved"),
    ("Most", "moved"),
    ("Open", "positions"),
    ("Waited", "share"),
    ("Moved", "share"),
    ("After", "positions"),
    ("Spilled", "positions"),
)
MEANS = (
    "Spread and most: standard deviation and most of the reports received for each full-time "
    "year on a list and not away, of everybody there for at least 30 days.",
    "Open: the most reports anybody had at one time. Waited: the share of reports not given at "
    "once in office hours. Spilled: given to another unit's worker.",
    "Moved: the least share of reports that would change hands if under the same rule nobody were "
    "skipped or let be after a removal, counted over the whole time.",
    "After: reports given to a worker within 7 days of a removal of theirs.",
)


def rules_table(tried: Sequence[RuleTried]) -> Table:
    """One row a rule, in the order they were tried."""
    first = tried[0]
    mean = f", {moved_text(Fraction(first.load_mean))} a full-time year" if first.judged else ""
    caption = f"{first.reports:,} reports under each rule{mean}"
    return table("rules", caption, COLUMNS, [_row(each) for each in tried])


def _row(each: RuleTried) -> tuple[Cell, ...]:
    loads = (each.load_spread, each.load_most) if each.judged else (None, None)
    waited, moved = each.waited_share, each.share_moved
    numbers = (*loads, each.open_most, waited, moved, each.after_removal, each.spilled)
    return (each.rule, *(None if number is None else Fraction(number) for number in numbers))


def rules_answers(tried: Sequence[RuleTried]) -> Iterator[str]:
    """What each rule is and its skips by reason; then who waited, and the load after a removal."""
    for each in tried:
        reasons = ", ".join(f"{count:,} {reason.replace('_', ' ')}" for reason, count in each.skips)
        says = f"{each.says} " if each.says else ""
        yield f"{each.rule}: {says}Skips: {reasons or 'none'}."
    if not tried[0].judged:
        yield "Nobody was there for 30 days, so no load of a year is said."
    hours = [(e.rule, moved_text(Fraction(e.waited_hours_p90))) for e in tried if e.waited_share]
    if hours:
        yield _of_each("Hours that nine in ten of the reports that waited did not exceed", hours)
    else:
        yield "No report that could be given out waited in office hours."
    nobody = ((each.rule, f"{each.waiting:,}") for each in tried)
    yield _of_each("With nobody at the end, those of the last night among them", nobody)
    escalated = ((each.rule, f"{each.escalated:,}") for each in tried)
    yield _of_each("Escalated, because nobody could be found in time", escalated)
    yield _after_removals(tried)


def _after_removals(tried: Sequence[RuleTried]) -> str:
    if not all(each.removals for each in tried):
        return "No child was removed, so nothing is said of the load after a removal."
    each_one = (
        (each.rule, decimal_text(Fraction(each.after_removal, each.removals), 2)) for each in tried
    )
    return _of_each("Reports in the 7 days after a removal, for each removal", each_one)


def _of_each(what: str, said: Iterable[tuple[str, str]]) -> str:
    """One line for all rules; a number that all share is said once."""
    numbers = list(said)
    if len(numbers) > 1 and len({number for _, number in numbers}) == 1:
        return f"{what}: {numbers[0][1]} under each rule."
    return f"{what}: {', '.join(f'{rule} {number}' for rule, number in numbers)}."
