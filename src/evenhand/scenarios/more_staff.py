"""More staff: what fewer or more positions would buy, shared out by the same policy.

The need is that of the run and does not move; positions are shared out anew for each
total, with limits, method and coefficients as they were.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from evenhand.errors import NotPossible
from evenhand.figures import Bought, Result
from evenhand.policy import Policy
from evenhand.run import Tallies, allocate, score, told_of
from evenhand.scenarios.masking import coefficients
from evenhand.sources.data import Data
from evenhand.staffing.evenness import evenness
from evenhand.steps.serving import HOURS, POSITIONS, needs, positions_of, quotas_of, reached

#: The totals that are tried, in hundredths of the run's own.
HUNDREDTHS = range(-10, 31, 5)


def bought(
    result: Result,
    policy: Policy,
    data: Data,
    tallies: Tallies,
    *,
    more: Collection[Fraction] = (),
    filled: Fraction = Fraction(1),
) -> tuple[Bought, ...]:
    """Program by program, what each total would buy, the fewest positions first.

    Tried are 10 in 100 fewer to 30 in 100 more than the run's, in steps of five, and each of
    `more`. A total that limits make impossible is left out, unless somebody asked for it.

    Raises:
        NotPossible: One of `more` cannot be shared out.
    """
    frozen = coefficients(result)
    told = told_of(policy, data, tallies, frozen=frozen, working=False)
    known = score(policy, data, tallies, frozen)
    needed = {program.name: needs(told, program.name) for program in result.programs}
    owed = {program.name: quotas_of(program) for program in result.programs}
    found: list[Bought] = []
    for change in sorted({*_changes(result), *more}):
        try:
            asked = _asked(result.shared, change)
            other = allocate(policy, data, asked, {}, frozen=frozen, working=False, known=known)
        except NotPossible:
            if change in more:
                raise
            continue
        for program in other.programs:
            name, given = program.name, positions_of(program)
            rows = reached(told, name, needed[name], given, owed[name], filled)
            unit = POSITIONS if needed[name] is None else HOURS
            found.append(Bought(name, change, program.positions, evenness(rows), unit))
    return tuple(found)


def _asked(shared: Fraction, change: Fraction) -> str:
    if shared + change < 0:
        raise NotPossible(f"{change} would leave {shared + change} positions.")
    return str(shared + change)


def _changes(result: Result) -> set[Fraction]:
    """The steps in whole units, as near below as units allow."""
    parts = (result.shared * n / 100 / result.unit for n in HUNDREDTHS)
    return {int(part) * result.unit for part in parts}
