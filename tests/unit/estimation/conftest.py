"""Asking a score about three branches, with its readings drawn as small tables."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from evenhand.estimation import Asked, scores
from evenhand.figures import Figure, Tally

BRANCHES = ("Astoria", "Bend", "Coos Bay")


def drawn(text):
    """Tallies from lines `branch | of | hits | base`; `1-5` is a masked count."""
    return [
        _tally(*(cell.strip() for cell in line.split("|")))
        for line in text.split("\n")
        if line.strip()
    ]


def _tally(branch, of, hits, base):
    low, high = _range(hits), _range(base)
    return Tally(branch, of, low[0], high[0], low[1], high[1])


def _range(text):
    least, _, most = text.partition("-")
    return int(least), int(most or least)


def value(given):
    """A parameter as the policy hands it over: a number where it is one."""
    if isinstance(given, tuple):
        return tuple(value(each) for each in given)
    try:
        return Fraction(given)
    except ValueError:
        return given


@pytest.fixture
def asked():
    """Make a question: `asked(counts="Astoria | | 1 | 10", parameters={"kappa": 0})`."""

    def make(
        *,
        parameters=None,
        base=None,
        frozen=(),
        told=True,
        design_effect=1,
        should_take=None,
        **readings,
    ):
        return Asked(
            name="out_of_home.reabuse",
            branches=BRANCHES,
            readings={role: drawn(text) for role, text in readings.items()},
            parameters={name: value(each) for name, each in (parameters or {}).items()},
            base={b: Fraction((base or {}).get(b, 0)) for b in BRANCHES},
            as_of=date(2000, 2, 4),
            source="Manual 4",
            frozen=frozen,
            told=told,
            should_take={
                kind: Figure(Fraction(minutes), "minutes", "state")
                for kind, minutes in (should_take or {}).items()
            },
            design_effect=Fraction(design_effect),
        )

    return make


@pytest.fixture
def scored(asked):
    """Ask the score of that name: what it says, branch by branch."""

    def ask(name, **question):
        return scores()[name].compute(asked(**question))

    return ask


@pytest.fixture
def values():
    """Each branch's value."""
    return lambda made: {each.branch: each.value for each in made.branches}


@pytest.fixture
def flags():
    """The flags of each branch that has any."""
    return lambda made: {each.branch: each.flags for each in made.branches if each.flags}
