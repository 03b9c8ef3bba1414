"""Presenters: a result as rows in the order people read them.

Every number here was computed below; a presenter sorts, names and takes the one
difference people ask for first, positions less the positions there now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from evenhand.figures import ComponentResult, Interval, ProgramResult, Result
from evenhand.figures.together import ALL


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One branch in one program, or over all of them (`program` is then "all")."""

    program: str
    branch: str
    name: str
    quota: Fraction
    positions: Fraction
    current: Fraction | None
    lower: Fraction | None = None
    upper: Fraction | None = None
    bound: str = ""
    tie: tuple[str, ...] = ()
    interval: Interval | None = None
    by_hand: Fraction | None = None

    @property
    def decided(self) -> Fraction | None:
        """Positions after what was changed by hand; None in a run where nothing was."""
        return None if self.by_hand is None else self.positions + self.by_hand

    @property
    def change(self) -> Fraction | None:
        """Positions gained (or lost, negative) against now; None where now is not known."""
        return None if self.current is None else self.positions - self.current

    @property
    def beyond_noise(self) -> bool:
        """Whether nearly every draw says what the published number says: a gain, or a loss."""
        if self.interval is None or not self.change:
            return False
        gains = self.change > 0
        return self.interval.gain_is_beyond_noise if gains else self.interval.loss_is_beyond_noise


def plain_words(name: str) -> str:
    """Turn the name of a program, component or rule into words: `out_of_home` → out of home."""
    return name.replace("_", " ")


def sentence_case(name: str) -> str:
    """Turn a name into words that may open a line: `out_of_home` → Out of home."""
    words = plain_words(name)
    return words[:1].upper() + words[1:]


def readable(text: str) -> str:
    """Leave out what no one can read, such as the escape that recolours a terminal."""
    if text.isprintable():
        return text
    return "".join(each for each in text if each.isprintable())


def branch_names(result: Result) -> dict[str, str]:
    """Say each branch's name by its id; a branch without a name is called by its id."""
    return {total.branch: readable(total.name or total.branch) for total in result.totals}


def program_rows(result: Result, program: ProgramResult) -> list[PositionRow]:
    """Give one program's rows in the order of its awards."""
    names, found = branch_names(result), _intervals(result, program.name)
    return [
        PositionRow(
            program.name,
            award.branch,
            names.get(award.branch, award.branch),
            award.quota,
            award.positions,
            current,
            lower,
            upper,
            award.held_by,
            award.tie,
            found.get(award.branch),
            _by_hand(result, award.branch, program.name),
        )
        for award, (lower, upper), current in zip(
            program.awards, program.limits, program.current, strict=True
        )
    ]


def total_rows(result: Result) -> list[PositionRow]:
    """Give each branch over all programs; bounds belong to programs, so none stand here."""
    names, found = branch_names(result), _intervals(result, ALL)
    return [
        PositionRow(
            ALL,
            total.branch,
            names[total.branch],
            total.quota,
            total.positions,
            total.current,
            interval=found.get(total.branch),
            by_hand=_by_hand(result, total.branch, ALL),
        )
        for total in result.totals
    ]


def _by_hand(result: Result, branch: str, program: str) -> Fraction | None:
    return result.by_hand(branch, program) if result.adjustments else None


def _intervals(result: Result, program: str) -> dict[str, Interval]:
    """Each branch's interval, where draws were made that could say something."""
    seen = result.uncertainty
    if seen is None or not seen.drew(program):
        return {}
    return {each.branch: each for each in seen.intervals if each.program == program}


def by_gap(rows: list[PositionRow]) -> list[PositionRow]:
    """Sort by the gap, largest gain first; branches whose gap is not known come last, by size."""
    return sorted(
        rows,
        key=lambda row: (row.change is None, -(row.change or 0), -row.positions, row.branch),
    )


def held_branches(result: Result) -> set[str]:
    """Name the branches that a bound holds in at least one program."""
    return {
        award.branch for program in result.programs for award in program.awards if award.held_by
    }


def components(result: Result) -> Iterator[tuple[ProgramResult, ComponentResult]]:
    """Yield every component with its program, in the policy's order."""
    for program in result.programs:
        for component in program.components:
            yield program, component


def component_title(result: Result, program: ProgramResult, component: ComponentResult) -> str:
    """Name a component in words, with its program where there is more than one."""
    words = plain_words(component.name)
    if len(result.programs) == 1:
        return sentence_case(component.name)
    return f"{sentence_case(program.name)}: {words}"
