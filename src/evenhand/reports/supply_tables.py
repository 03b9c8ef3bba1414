"""Tables of supply: who holds the positions, what they count for, who else they take, and money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from evenhand.figures import PostSupply, Supply
from evenhand.reports.numerals import decimal_text, positions_text, share_text
from evenhand.reports.presenting import plain_words, sentence_case
from evenhand.reports.table import Cell, Table, table


def post_table(supply: Supply, names: Mapping[str, str]) -> Table:
    """Every post: positions, heads, full-time and effective; then all of them together."""
    columns = [
        ("Branch", "text"),
        ("Program", "text"),
        *((title, "positions") for title in ("Positions", "Heads", "Vacant", "Double-filled")),
        *((title, "quota") for title in ("Full-time", "Effective")),
    ]
    rows: list[tuple[Cell, ...]] = [
        (names.get(p.branch, p.branch), sentence_case(p.program), *_numbers([p]))
        for p in supply.posts
    ]
    rows.append(("All branches", "", *_numbers(supply.posts)))
    made = table("supply", "Staff by branch and program", columns, rows)
    return _last_is_a_sum(made).without_empty_columns()


def _numbers(posts: Iterable[PostSupply]) -> tuple[Fraction, ...]:
    every = list(posts)
    return (
        _sum(p.positions for p in every),
        _sum(Fraction(p.heads) for p in every),
        _sum(p.vacant for p in every),
        _sum(p.doubled for p in every),
        _sum(p.fte for p in every),
        _sum(p.effective for p in every),
    )


def role_table(supply: Supply, names: Mapping[str, str]) -> Table:
    """Who else each branch's positions take, and what all of them cost."""
    columns = [
        ("Branch", "text"),
        *((title, "positions") for title in ("Positions", "Supervisors", "Support", "Money")),
    ]
    rows = [
        (
            names.get(r.branch, r.branch),
            r.positions,
            _whole(r.supervisors),
            _whole(r.support),
            r.money,
        )
        for r in supply.roles
    ]
    known = [r.money for r in supply.roles if r.money is not None]
    rows.append(
        (
            "All branches",
            _sum(r.positions for r in supply.roles),
            _whole(sum(r.supervisors for r in supply.roles)),
            _whole(sum(r.support for r in supply.roles)),
            _sum(known) if known else None,
        )
    )
    made = table("roles", "Supervisors and support staff, whole in every branch", columns, rows)
    return _last_is_a_sum(made).without_empty_columns()


def supply_answers(supply: Supply) -> Iterable[str]:
    """Say how many positions there are, what they count for, and what they cost."""
    positions, heads, vacant, doubled, fte, effective = _numbers(supply.posts)
    part = f", {share_text(effective / positions)} of them" if positions else ""
    yield (
        f"{positions_text(positions)} positions are held by {positions_text(heads)} people, "
        f"{decimal_text(fte, 1)} full-time equivalents. They count for "
        f"{decimal_text(effective, 1)} effective positions{part}; {positions_text(vacant)} are "
        f"vacant, and {positions_text(doubled)} people stand beyond the positions there are."
    )
    statuses: dict[str, Fraction] = {}
    for each in (count for post in supply.posts for count in post.by_status):
        statuses[each.status] = statuses.get(each.status, Fraction(0)) + each.fte
    said = (f"{plain_words(status)} {decimal_text(n, 1)}" for status, n in sorted(statuses.items()))
    yield f"Full-time equivalents by status: {', '.join(said)}."
    for cost in supply.costs:
        number, one, total = map(positions_text, (cost.number, cost.each, cost.total))
        yield f"{sentence_case(cost.role)}: {number} × {one} = {total} a year."


def _last_is_a_sum(made: Table) -> Table:
    return replace(made, totals=1)


def _sum(values: Iterable[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def _whole(number: int) -> Fraction:
    return Fraction(number)
