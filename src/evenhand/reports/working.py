"""Working: how each number of a branch was made, one line a figure, as a reader can follow it.

A figure about the whole state is shown once for the whole page and only named elsewhere;
otherwise every branch would repeat every other branch's counts. A source is told once, at the
topmost figure that has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from evenhand.figures import Figure, ProgramResult, Result
from evenhand.reports.numerals import figure_text, positions_text
from evenhand.reports.presenting import plain_words, readable

STATE = "state"
# So many lines say how a number was made; a longer tree goes on in result.json.
MOST_LINES = 60

Told = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One figure of the working; `depth` says under which figure it stands."""

    depth: int
    rule: str
    value: str
    unit: str
    source: str
    assumption: bool = False


@dataclass(frozen=True, slots=True)
class Working:
    """One branch in one program: the lines, and how many more `result.json` has."""

    program: str
    positions: str
    steps: tuple[Step, ...]
    flags: tuple[str, ...]
    more: int = 0


def branch_working(program: ProgramResult, branch: str) -> Working:
    """Unfold the branch's quota, then what it did not already name.

    A branch that is held as it is stands in no pot; it is looked up by its id, never by
    its place, so that no branch is shown another's working.
    """
    told: set[Told] = set()
    pots = [
        (component, pot)
        for component in program.components
        for pot in component.pots
        if pot.branch == branch
    ]
    named = [each for each in (*program.quotas, *program.base) if each.population == branch]
    roots = [*named, *(pot.working for _, pot in pots)]
    steps = [step for root in roots if _told(root) not in told for step in _unfold(root, told)]
    flags = tuple(
        f"{plain_words(component.name)}: {readable(flag)}"
        for component, pot in pots
        for flag in pot.flags
    )
    given = sum((each.positions for each in program.awards if each.branch == branch), Fraction(0))
    kept, more = tuple(steps[:MOST_LINES]), max(0, len(steps) - MOST_LINES)
    return Working(plain_words(program.name), positions_text(given), kept, flags, more)


def state_working(result: Result) -> tuple[Step, ...]:
    """Give each figure about the whole state once, without the branches it adds up."""
    told: dict[Told, Figure] = {}
    seen: set[int] = set()
    for program in result.programs:
        roots = [*program.quotas, *program.base]
        roots += [pot.working for component in program.components for pot in component.pots]
        for root in roots:
            _collect(root, told, seen)
    return tuple(_step(0, figure) for figure in told.values())


def _collect(figure: Figure, told: dict[Told, Figure], seen: set[int]) -> None:
    """Walk down from `figure`, once into each, keeping those about the state."""
    if id(figure) in seen:
        return
    seen.add(id(figure))
    if figure.population == STATE:
        told.setdefault(_told(figure), figure)
    for part in figure.made_from:
        _collect(part, told, seen)


def _unfold(
    figure: Figure, told: set[Told], depth: int = 0, above: str | None = None
) -> Iterator[Step]:
    step = _step(depth, figure)
    if figure.source == above:
        step = replace(step, source="", assumption=False)
    if _told(figure) in told:
        yield replace(step, source="as above", assumption=False)
        return
    told.add(_told(figure))
    yield step
    if figure.population != STATE:
        for part in figure.made_from:
            yield from _unfold(part, told, depth + 1, figure.source)


def _step(depth: int, figure: Figure) -> Step:
    source = readable(figure.source)
    words = source.removeprefix("assumption:").strip()
    where = " (whole state)" if figure.population == STATE and depth else ""
    day = f"{words}, {figure.as_of}" if figure.as_of and words else words or str(figure.as_of or "")
    return Step(
        min(depth, 6),
        (plain_words(readable(figure.rule)) or "taken as it is") + where,
        figure_text(figure.value),
        readable(figure.unit),
        day,
        assumption=words != source,
    )


def _told(figure: Figure) -> Told:
    return figure.population, figure.value, figure.unit, figure.rule, figure.source
