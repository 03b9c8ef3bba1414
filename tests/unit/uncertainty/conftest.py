"""Runs to be drawn many times over: the made-up state, and a small state reckoned by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.figures import Tally
from evenhand.policy import Policy
from evenhand.policy.reading import parse_policy, policy_text
from evenhand.run import Tallies, allocate, measure, told_of
from evenhand.scenarios.masking import coefficients
from evenhand.scenarios.uncertainty import with_uncertainty
from evenhand.sources.data import Data
from evenhand.sources.made_up_state import write_made_up_state
from evenhand.sources.opening import open_data
from evenhand.steps.drawing import Drawing


@dataclass(frozen=True)
class Run:
    """A policy, data and tallies, and what may be asked of them."""

    policy: Policy
    data: Data
    tallies: Tallies

    def allocate(self, asked="current"):
        return allocate(self.policy, self.data, asked, self.tallies)

    def drawings(self, result):
        told = told_of(
            self.policy, self.data, self.tallies, frozen=coefficients(result), working=False
        )
        return [Drawing(told, program) for program in result.programs]

    def uncertain(self, asked="current", *, seed=1, draws=200):
        result = self.allocate(asked)
        return with_uncertainty(
            result, self.policy, self.data, self.tallies, seed=seed, draws=draws
        )


@pytest.fixture(scope="session")
def state_tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made_up")
    write_made_up_state(folder)
    return folder


@pytest.fixture(scope="session")
def made_up(state_tables):
    """The made-up state under Oregon's policy, or under that policy with lines put otherwise."""
    file, text = policy_text("oregon-2000")
    first = parse_policy(file, text)
    data = open_data(str(state_tables), first.period, "polars")
    tallies = measure(first, data)

    def make(*changes):
        changed = text
        for old, new in changes:
            assert old in changed, f"the policy no longer says {old!r}"
            changed = changed.replace(old, new)
        return Run(parse_policy(file, changed), data, tallies)

    return make


POLICY = """
name: small
title: Three branches
version: "1"
effective: {since: 2000-01-01}
period: 1999-01-01..2000-01-01
position: {value: positions, assumption: For a test.}
unit: {value: 1, assumption: For a test.}
method: {value: webster, assumption: For a test.}
tolerance: {value: 0, assumption: For a test.}
measures:
  served: {stands_for: Children served, source: A test}
  levels: {stands_for: Levels read, source: A test}
  factors: {stands_for: Factors, source: A test}
  families: {stands_for: Families, source: A test}
programs:
  remedial:
    part: {value: 1, assumption: One program.}
    base:
      score: difficult_children
      measures: {served: served, levels: levels}
      parameters:
        most_level: {value: 5, assumption: For a test.}
        kappa: {value: 10, assumption: For a test.}
      assumption: For a test.
    components:
      plain:
        score: of_the_base
        influence: {value: 1, assumption: One component.}
        assumption: For a test.
"""
#: With chance in outcomes as well: the weights of factors.
RISK = """
      risk:
        score: removal_risk
        measures: {factors: factors, families: families}
        parameters:
          kappa: {value: 1, assumption: For a test.}
          form: {value: probability, assumption: For a test.}
        influence: {value: 0.5, assumption: Half.}
        assumption: For a test.
"""
HALF = "value: 1, assumption: One component", "value: 0.5, assumption: Half"
BRANCHES = ("Astoria", "Bend", "Coos Bay")


@pytest.fixture(scope="session")
def small():
    """Three branches: `small(read=(40, 20, 10))` of 400, 200 and 100 children."""

    def make(
        read=(40, 20, 10), served=(400, 200, 100), hard=(20, 12, 4), risk=False, changes=(), **data
    ):
        text = POLICY.replace(*HALF) + RISK if risk else POLICY
        for old, new in changes:
            assert old in text, f"the policy does not say {old!r}"
            text = text.replace(old, new)
        tallies = {
            "served": [Tally(b, "", n, n) for b, n in zip(BRANCHES, served, strict=True)],
            "levels": [Tally(b, "5", n, of) for b, n, of in zip(BRANCHES, hard, read, strict=True)],
            "factors": [
                Tally("Astoria", "out_of_home:drugs", 9, 20),
                Tally("Bend", "in_home:drugs", 10, 60),
            ],
            "families": [
                Tally(b, of, n, 80)
                for b, n in zip(BRANCHES, (30, 10, 70), strict=True)
                for of, n in (("drugs", n), ("", 80 - n))
            ],
        }
        given = Data({b: b for b in BRANCHES}, date(2000, 2, 4), **({"staff": NOW} | data))
        return Run(parse_policy("small.yaml", text), given, tallies)

    return make


NOW = {("Astoria", ""): F(20), ("Bend", ""): F(25), ("Coos Bay", ""): F(5)}
