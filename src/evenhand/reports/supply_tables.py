"""Tables of supply: who holds the positions, what they count for, who else they take, and money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from evenhand.figures import BranchRoles, PostSupply, Supply
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
        (names.get(p.branch, p.branch), sentence_case(p.program), *_numbers(p))
        for p in supply.posts
    ]
    rows.append(("All branches", "", *_numbers(supply.whole)))
    made = table("supply", "Staff by branch and program", columns, rows)
    return replace(made, totals=1).without_empty_columns()


def _numbers(post: PostSupply) -> tuple[Cell, ...]:
    heads = Fraction(post.heads)
    return post.positions, heads, post.vacant, post.doubled, post.fte, post.effective


def role_table(supply: Supply, names: Mapping[str, str]) -> Table:
    """Who else each branch's positions take, and what all of them cost."""
    columns = [
        ("Branch", "text"),
        *((title, "positions") for title in ("Positions", "Supervisors", "Support", "Money")),
    ]
    rows = [(names.get(each.branch, each.branch), *_roles(each)) for each in supply.roles]
    rows.append(("All branches", *_roles(supply.all_roles)))
    made = table("roles", "Supervisors and support staff, whole in every branch", columns, rows)
    return replace(made, totals=1).without_empty_columns()


def _roles(roles: BranchRoles) -> tuple[Cell, ...]:
    return roles.positions, Fraction(roles.supervisors), Fraction(roles.support), roles.money


def supply_answers(supply: Supply) -> Iterable[str]:
    """Say how many positions there are, what they count for, and what they cost."""
    whole = supply.whole
    share = whole.effective_share
    part = "" if share is None else f", {share_text(share)} of them"
    yield (
        f"{positions_text(whole.positions)} positions are held by "
        f"{positions_text(Fraction(whole.heads))} people, {decimal_text(whole.fte, 1)} full-time "
        f"equivalents. They count for {decimal_text(whole.effective, 1)} effective "
        f"positions{part}; {positions_text(whole.vacant)} are vacant, and "
        f"{positions_text(whole.doubled)} people stand beyond the positions there are."
    )
    said = (f"{plain_words(n.status)} {decimal_text(n.fte, 1)}" for n in whole.by_status)
    yield f"Full-time equivalents by status: {', '.join(said)}."
    for cost in supply.costs:
        number, one, total = map(positions_text, (cost.number, cost.each, cost.total))
        yield f"{sentence_case(cost.role)}: {number} × {one} = {total} a year."
