"""Sweep: one component's influence from end to end, point by point, all else as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from evenhand.errors import ScenarioError
from evenhand.figures import ProgramResult, Result, Scenario, Sweep, SweepPoint
from evenhand.policy.nodes import advice, number
from evenhand.scenarios.what_if.left_out import left_out
from evenhand.scenarios.what_if.scenario import Ground

SPAN = re.compile(
    r"\s*(?P<program>[^.=\s]+)\.(?P<component>[^.=\s]+)\s*=\s*(?P<first>[^.\s:]*\.?[^.\s:]+)"
    r"\s*\.\.\s*(?P<last>[^\s:]+)\s*(?::\s*(?P<step>\S+))?(?:\s+from\s+(?P<giver>\S+))?\s*"
)
#: Points where no step is asked for, and the most there may be.
POINTS, MOST = 21, 2001
EXAMPLE = "out_of_home.return_home=0..1 or out_of_home.return_home=0.2..0.6:0.01"


@dataclass(frozen=True, slots=True)
class Asked:
    """A sweep as somebody asked for it: which influence, over which values, and who gives."""

    program: str
    component: str
    values: tuple[Fraction, ...]
    giver: str = ""

    def line(self, value: Fraction) -> str:
        """The change that one point makes."""
        giver = f" from {self.giver}" if self.giver else ""
        return f"{self.program}.{self.component}={value}{giver}"


def swept(ground: Ground, text: str, upon: Scenario | None = None) -> Sweep:
    """Every point of a sweep over the run, today's influence among them.

    Args:
        ground: The run.
        text: `PROGRAM.COMPONENT=FIRST..LAST[:STEP] [from COMPONENT]`.
        upon: Changes that all points have in common.

    Raises:
        ScenarioError: It is no such text, or at some point nobody can give.
    """
    asked = read_sweep(text)
    result = ground.under(upon)
    now = _program(result, asked.program)
    influences = {part.name: part.influence for part in now.components}
    if asked.component not in influences:
        known = advice(list(influences), asked.component)
        raise ScenarioError(f"{text}: {asked.program} has no {asked.component}.{known}")
    today = influences[asked.component]
    points = [_point(ground, asked, each, upon, now) for each in sorted({*asked.values, today})]
    return Sweep(
        program=asked.program,
        component=asked.component,
        today=today,
        branches=tuple((total.branch, total.name) for total in result.totals),
        points=tuple(points),
        giver=asked.giver,
        upon=upon,
        notes=tuple(left_out(ground.run)),
    )


def read_sweep(text: str) -> Asked:
    """Read `PROGRAM.COMPONENT=FIRST..LAST[:STEP] [from COMPONENT]`.

    Raises:
        ScenarioError: It is no such text, or asks for no points or too many.
    """
    found = SPAN.fullmatch(text)
    if not found:
        raise ScenarioError(f"{text!r} is no sweep. Write {EXAMPLE}.")
    try:
        first, last = number(found["first"]), number(found["last"])
        step = number(found["step"]) if found["step"] else (last - first) / (POINTS - 1)
    except (ValueError, ZeroDivisionError):
        raise ScenarioError(f"{text!r} is no sweep. Write {EXAMPLE}.") from None
    if not 0 <= first < last <= 1:
        raise ScenarioError(f"{text}: an influence goes up from 0 or more to 1 or less.")
    if step <= 0:
        raise ScenarioError(f"{text}: the step is {found['step']}; it goes up, such as by 0.05.")
    count = (last - first) // step + 1
    if count > MOST:
        raise ScenarioError(
            f"{text}: that is {count:,} points, and {MOST:,} are the most; take a larger step, "
            f"such as {_step(last - first)}."
        )
    values = {*(first + step * place for place in range(count)), last}
    giver = found["giver"] or ""
    return Asked(found["program"], found["component"], tuple(sorted(values)), giver)


def _step(span: Fraction) -> str:
    """A step that keeps a sweep over `span`, 1 at most, within its points."""
    return "0.0001" if span * 10_000 < MOST else "0.001"


def _point(
    ground: Ground, asked: Asked, value: Fraction, upon: Scenario | None, now: ProgramResult
) -> SweepPoint:
    scenario = Scenario("sweep", (asked.line(value),), upon)
    made = _program(ground.under(scenario), asked.program)
    pairs = zip(now.awards, made.awards, strict=True)
    moved = sum((abs(new.positions - old.positions) for old, new in pairs), Fraction(0)) / 2
    pulled = next(part.moved for part in made.components if part.name == asked.component)
    return SweepPoint(
        value,
        tuple(award.positions for award in made.awards),
        tuple(figure.value for figure in made.quotas),
        moved,
        pulled,
    )


def _program(result: Result, name: str) -> ProgramResult:
    names = [program.name for program in result.programs]
    if name not in names:
        raise ScenarioError(f"This run has no program {name}.{advice(names, name)}")
    return result.programs[names.index(name)]
