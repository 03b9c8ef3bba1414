"""How sure a branch's number is: its interval, its change against now, how it was judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import floor

from evenhand.explanation.numbers import counted, exactly, plain, words
from evenhand.figures import (
    ComponentResult,
    Interval,
    Judged,
    ProgramResult,
    Result,
    Uncertainty,
)
from evenhand.figures.together import ALL

#: What stands beside a change where components are taken as known.
ONLY_IF = "All this holds only if what is taken as known without error is right."


def certainty(result: Result, program: ProgramResult, at: int) -> Iterator[str]:
    """Yield what the draws say of one branch in one program, and how its outcomes were judged."""
    seen, branch = result.uncertainty, program.awards[at].branch
    if seen is not None:
        if seen.drew(program.name):
            found = _interval(seen, program.name, branch)
            yield from (*_drawn(found), *_change(found, program.current[at]))
        else:
            yield "No draw moves a position in this program."
        if known := _known(seen, program, at):
            yield f"Taken as known without error here: {', '.join(map(words, known))}."
            if any(name.startswith(f"{program.name}.") for name in seen.rates):
                yield ONLY_IF
    for component in program.components:
        if component.influence:
            yield from _judged(component, branch)


def certainty_over_all(
    result: Result, programs: Sequence[ProgramResult], at: int
) -> tuple[str, ...]:
    """Say what holds over all programs: the interval, and the change where only that is known."""
    seen, total = result.uncertainty, result.totals[at]
    if seen is None or not seen.drew(ALL):
        return ()
    if total.current is None or any(program.current[at] is not None for program in programs):
        return _over_all(result, total.branch, seen)
    found = _interval(seen, ALL, total.branch)
    opening = (
        "Its staff are not told apart by program, so over all programs: "
        f"{counted(found.positions)} where it has {plain(total.current)} now."
    )
    only_if = (ONLY_IF,) if seen.rates else ()
    return opening, *_drawn(found), *_change(found, total.current), *only_if


def _over_all(result: Result, branch: str, seen: Uncertainty) -> tuple[str, ...]:
    """The interval of all programs together, which is narrower than theirs added up."""
    if len(result.programs) == 1:
        return ()
    found = _interval(seen, ALL, branch)
    first = next(_drawn(found))
    return (f"Over all programs {counted(found.positions)}: {first[0].lower()}{first[1:]}",)


def _interval(seen: Uncertainty, program: str, branch: str) -> Interval:
    return next(i for i in seen.intervals if (i.program, i.branch) == (program, branch))


def _drawn(found: Interval) -> Iterator[str]:
    low, high = plain(found.p05), plain(found.p95)
    if found.p05 == found.p95:
        yield f"In nine draws of ten it gets {low}, neither more nor fewer."
    else:
        yield f"In nine draws of ten it gets {low} to {high}."
    if found.outside:
        yield f"The published number lies {found.outside}."
    if found.raw05 is not None and found.raw95 is not None:
        alone = plain(found.raw05), plain(found.raw95)
        span = alone[0] if alone[0] == alone[1] else " to ".join(alone)
        yield f"For an appeal: believing this branch's own sample alone, {span}."


def _change(found: Interval, now: Fraction | None) -> Iterator[str]:
    if now is None or found.p_gain is None or found.p_lose is None:
        return
    if found.positions > now:
        yield _beyond("gain", found.p_gain, found.gain_is_beyond_noise)
    elif found.positions < now:
        yield _beyond("loss", found.p_lose, found.loss_is_beyond_noise)
    else:
        more, fewer = _of_100(found.p_gain), _of_100(found.p_lose)
        yield (
            f"It keeps what it has now; of 100 draws {more} would have given it more, "
            f"{fewer} fewer."
        )


def _beyond(what: str, chance: Fraction, sure: bool) -> str:
    verb, past = ("gains", "gained") if what == "gain" else ("loses", "lost")
    if chance == 1:
        return f"This {what} is beyond noise: in every draw it {verb}."
    if sure:
        return f"This {what} is beyond noise: in {floor(chance * 100)} draws of 100 it {verb}."
    return (
        f"This {what} is not beyond noise: in {_of_100(1 - chance)} draws of 100 it would have "
        f"{past} nothing."
    )


def _known(seen: Uncertainty, program: ProgramResult, at: int) -> list[str]:
    """What no draw touches, so that a narrow interval is not taken for certainty."""
    parts = (name.partition(".") for name in seen.known)
    own = [part for owner, _, part in parts if owner == program.name]
    return [f"the base, {program.base[at].rule}" if part == "base" else part for part in own]


def _judged(component: ComponentResult, branch: str) -> Iterator[str]:
    found = next((each for each in component.judged if each.branch == branch), None)
    if found is not None:
        name = words(component.name)
        yield f"{name[:1].upper()}{name[1:]}: {_verdict(found, adjusted=component.is_adjusted)}"


def _verdict(found: Judged, *, adjusted: bool) -> str:
    by = "its caseload leads one to expect" if adjusted else "the state's plain rate makes"
    outside = f" It lies {found.outside} the funnel's outer limits." if found.outside else ""
    return (
        f"{exactly(found.hits)} of {exactly(found.base)} children, where {by} "
        f"{float(found.expected):,.1f}: {found.verdict} (the true ratio lies between "
        f"{float(found.low):.2f} and {float(found.high):.2f} in nine cases of ten).{outside}"
    )


def _of_100(part: Fraction) -> int:
    return round(part * 100)
