"""Serving in words: whom staff can serve, before and after, and what more of them would buy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import floor

from evenhand.figures import Bought, Equity, Evenness
from evenhand.figures.together import ALL
from evenhand.reports.numerals import change_text, decimal_text, positions_text, share_text
from evenhand.reports.presenting import sentence_case

LEVELS = (
    "Hours are walked from the most vulnerable level to where they run out: 4.6 is every child "
    "to level 4 and six tenths of level 5, cut and never rounded up."
)
RATIO = (
    "Ratio is what is available for each hour needed; from 1 on the need is met. "
    "Gini is of the ratio, weighted by need: 0 is even."
)
SPLIT = (
    "How positions are split among programs is the policy's; `evenhand scenario RUN --set "
    "split.PROGRAM=…` tries another."
)
QUOTAS = (
    "Where the policy gives no hours, positions are held against the run's own quotas (ratio and "
    "Gini are of positions for each one owed): that tells how far staff lie from the formula, "
    "not whom they can serve."
)
ROUNDING = "The allocation itself meets the quota but for rounding."
LIMITED = "Limits keep the allocation off the quota by more than rounding."


def how(found: Sequence[Equity], filled: Fraction) -> Iterator[str]:
    """Say how the numbers are to be read: only what bears on those that are there."""
    units = {equity.unit for equity in found}
    if any(equity.even_after.level is not None for equity in found):
        yield LEVELS
    if "hours" in units:
        yield RATIO
    if len({equity.program for equity in found} - {ALL}) > 1:
        yield SPLIT
    if "positions" in units:
        yield QUOTAS
    if "hours" in units:
        yield _filled(filled)
    elif filled != 1:
        yield "No program here has hours, so --filled changes nothing."


def level_text(level: Fraction) -> str:
    """A level to a tenth, cut: 4.96 has not reached level 5."""
    return decimal_text(cut(level), 1)


def cut(level: Fraction) -> Fraction:
    """A level at one decimal, never rounded up."""
    return Fraction(floor(level * 10), 10)


def equity_answer(equity: Equity) -> str:
    """Say in one sentence how far one program's need is met, and how evenly."""
    if equity.unit == "positions":
        return _quota_answer(equity)
    after, before = equity.even_after, equity.even_before
    said = _even(before or after, after)
    return f"{sentence_case(equity.program)} ({_when(equity)}): {said}."


def _quota_answer(equity: Equity) -> str:
    """Staff now against the quota; the allocation too, where more than rounding parts the two."""
    program, after, before = sentence_case(equity.program), equity.even_after, equity.even_before
    if equity.limited:
        said = _of_quota(before or after, after)
        return f"{program} ({_when(equity)}, against the quota): {said}. {LIMITED}"
    if before is None:
        return f"{program}: what branches have now is not known. {ROUNDING}"
    return f"{program} (now, against the quota): {_of_quota(before, before)}. {ROUNDING}"


def _of_quota(now: Evenness, then: Evenness) -> str:
    share = pair(share_text(now.share), share_text(then.share))
    gini = pair(decimal_text(now.gini, 3), decimal_text(then.gini, 3))
    return f"{share} of its quota is filled; Gini {gini}"


def _when(equity: Equity) -> str:
    return "now → as allocated" if equity.before else "as allocated"


def bought_answers(bought: Sequence[Bought], more: Fraction) -> Iterator[str]:
    """Say what one change of the total would buy, program by program."""
    asked = f"{change_text(more)} position{'' if abs(more) == 1 else 's'}"
    for now in (each for each in bought if each.more == 0):
        then = next(b for b in bought if b.program == now.program and b.more == more)
        given = change_text(then.positions - now.positions)
        # Positions beside the run's own quotas would only say again how many they are.
        said = f": {_even(now.even, then.even)}" if now.unit == "hours" else ""
        yield f"{asked} in all give {sentence_case(now.program).lower()} {given}{said}."


def _even(now: Evenness, then: Evenness) -> str:
    parts = [
        f"{pair(share_text(now.share), share_text(then.share))} of the need is met",
        f"{pair(str(now.below), str(then.below))} of {then.branches} branches fall short",
        f"Gini {pair(decimal_text(now.gini, 3), decimal_text(then.gini, 3))}",
    ]
    if now.level is not None and then.level is not None:
        levels = pair(level_text(now.level), level_text(then.level))
        parts.append(f"the middle branch reaches level {levels}")
    return "; ".join(parts)


def _filled(filled: Fraction) -> str:
    if filled == 1:
        return (
            "Every position is taken as filled by somebody who can carry cases; --filled says "
            "otherwise, and `evenhand supply` what is so."
        )
    return f"{share_text(filled)} of each position is taken as worked, before and after."


def total_text(more: Fraction) -> str:
    """Name one total by its difference from the run's."""
    return change_text(more) if more else "as in the run"


def short_text(even: Evenness) -> str:
    return f"{positions_text(Fraction(even.below))} of {even.branches}"


def pair(before: str, after: str) -> str:
    """Before and after; one where they read the same."""
    return after if before == after else f"{before} → {after}"
