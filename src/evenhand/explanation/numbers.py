"""Numbers as people read them: positions in full, quotas at two decimals."""

from __future__ import annotations

from fractions import Fraction


def plain(value: Fraction) -> str:
    """A count of positions: whole if it is whole, else with its quarter."""
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):,.2f}"


def counted(value: Fraction) -> str:
    """So many positions: "1 position", "2 positions", "1.50 positions"."""
    return f"{plain(value)} position{'' if value == 1 else 's'}"


def words(name: str) -> str:
    """A name from a policy as words: `return_home` is "return home"."""
    return name.replace("_", " ")


def exactly(value: Fraction) -> str:
    """A quota, share or count: whole if it is whole, else at two decimals, or at four if small."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{float(value):,.2f}" if abs(value) >= Fraction(1, 10) else f"{float(value):.4f}"


def signed(value: Fraction) -> str:
    """A change, with its sign."""
    return f"+{exactly(value)}" if value >= 0 else f"−{exactly(-value)}"
