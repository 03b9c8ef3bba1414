"""What a score is asked: its readings by role, the branches, the base, the parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from evenhand.estimation.leaving import rounded
from evenhand.estimation.parameters import Value
from evenhand.figures import STATE, Coefficient, Figure, Tally

#: Stands for a working that nobody asked for.
UNTOLD = Figure(Fraction(0), "", "")


@dataclass(frozen=True)
class Asked:
    """One question to one score.

    `base` is each branch's base (empty when the base itself is being made), `name`
    what errors call the component, `source` who answers for it. `frozen` are
    coefficients to use as they are instead of fitting anew; `should_take` are the minutes
    that the policy, not any survey, gives an assessment of each type, `design_effect` how many
    random moments say as much as one drawn alone. With `told` off the
    working is left out, which makes a what-if several times faster.
    """

    name: str
    branches: Sequence[str]
    readings: Mapping[str, Sequence[Tally]]
    parameters: Mapping[str, Value] = field(default_factory=dict)
    base: Mapping[str, Fraction] = field(default_factory=dict)
    as_of: date | None = None
    source: str = ""
    frozen: tuple[Coefficient, ...] = ()
    told: bool = True
    should_take: Mapping[str, Figure] = field(default_factory=dict)
    design_effect: Fraction = Fraction(1)

    def of(self, role: str) -> Mapping[str, list[Tally]]:
        """The tallies that play `role`, by branch; every branch is there.

        Those of the whole state, where branches are not told apart, come last as "state".
        """
        found: dict[str, list[Tally]] = {branch: [] for branch in self.branches}
        for tally in self.readings.get(role, ()):
            if tally.branch == STATE:
                found.setdefault(STATE, [])
            found[tally.branch].append(tally)
        return found

    def number(self, name: str) -> Fraction:
        """The parameter of that name, which is a number."""
        return Fraction(str(self.parameters[name]))

    def word(self, name: str) -> str:
        """The parameter of that name, which is a word."""
        return str(self.parameters[name])

    def figure(
        self, branch: str, value: Fraction | float, unit: str, rule: str, *made_from: Figure
    ) -> Figure:
        """A figure about one branch (or "state"), with this component's source."""
        if not self.told:
            return UNTOLD
        exact = value if isinstance(value, Fraction) else rounded(Fraction(value))
        return Figure(exact, unit, branch, self.as_of, rule, made_from, self.source)
