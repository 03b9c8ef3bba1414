"""What a policy states: a number or a choice, and who is answerable for it.

Each carries either `source` (who says so, and where) or `assumption` (why we chose it,
since nobody says), and the line it stands on.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

Value = Fraction | str | tuple[Fraction | str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Something the policy lays down, with who is answerable for it."""

    source: str = ""
    assumption: str = ""
    line: int = 0

    @property
    def reference(self) -> str:
        """The source, or "assumption: " and the reason."""
        return self.source or f"assumption: {self.assumption}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Stated):
    """A number, read as text into an exact fraction."""

    value: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Word(Stated):
    """A choice by name."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter(Stated):
    """A number, a name, or a list of them, handed to a measure or a score."""

    value: Value
