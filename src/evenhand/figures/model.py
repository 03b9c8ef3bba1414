"""A model: the coefficients of one fit, kept under a name so that runs can say which they used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from evenhand.figures.period import Period
from evenhand.figures.score import Coefficient


@dataclass(frozen=True, slots=True)
class Fitted:
    """The coefficients of one component of a program (or of its "base")."""

    program: str
    component: str
    coefficients: tuple[Coefficient, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """Every coefficient of one fit: under which policy, on the data of which day and period."""

    name: str
    policy: str
    version: str
    period: Period
    as_of: date
    parts: tuple[Fitted, ...]

    @property
    def frozen(self) -> Mapping[tuple[str, str], tuple[Coefficient, ...]]:
        """The coefficients by program and component."""
        return {(part.program, part.component): part.coefficients for part in self.parts}


@dataclass(frozen=True, slots=True)
class Moved:
    """One branch in one program, before and after a model is adopted."""

    program: str
    branch: str
    before: Fraction
    after: Fraction
    quota_change: Fraction
