"""Law 19 on small states: a published number lies in its interval, or the interval says why not."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.figures import Tally
from evenhand.policy.reading import parse_policy
from evenhand.run import allocate
from evenhand.scenarios.uncertainty import with_uncertainty
from evenhand.sources.data import Data

POLICY = """
name: small
title: Few children
version: "1"
effective: {since: 2000-01-01}
period: 1999-01-01..2000-01-01
position: {value: positions, assumption: x}
unit: {value: 1, assumption: x}
method: {value: METHOD, assumption: x}
tolerance: {value: 0, assumption: x}
measures:
  served: {stands_for: Children served, source: x}
  levels: {stands_for: Levels read, source: x}
  calls: {stands_for: Calls received, source: x}
  warranted: {stands_for: Calls reviewed, source: x}
programs:
  remedial:
    part: {value: 1, assumption: x}
    base:
      score: difficult_children
      measures: {served: served, levels: levels}
      parameters: {most_level: {value: 5, assumption: x}, kappa: {value: KAPPA, assumption: x}}
      assumption: x
    components:
      plain: {score: of_the_base, influence: {value: 1, assumption: x}, assumption: x}
  protective:
    part: {value: 1, assumption: x}
    base: {score: counted, measures: {count: calls}, assumption: x}
    components:
      time:
        score: minutes_per_call
        measures: {warranted: warranted}
        parameters:
          times: {value: equal, assumption: x}
          per: {value: made, assumption: x}
          kappa: {value: KAPPA, assumption: x}
        influence: {value: 1, assumption: x}
        assumption: x
"""
NAMES = ("Astoria", "Bend", "Coos Bay")
some = st.integers(0, 6)


@st.composite
def surveys(draw):
    """A survey of each branch: hits, read, and how many there are; the first has some of each."""
    made = []
    for name in NAMES:
        hits, others, unread = draw(some), draw(some), draw(some)
        first = name == NAMES[0]
        made.append((name, hits + first, hits + others + 2 * first, unread))
    return made


@settings(max_examples=60)
@given(
    levels=surveys(),
    calls=surveys(),
    kappa=st.sampled_from(["0", "3", "fitted"]),
    method=st.sampled_from(["webster", "largest_remainder", "dhondt"]),
    total=st.integers(0, 40),
)
def test_a_published_number_lies_in_its_interval_or_the_interval_says_why_not(
    levels, calls, kappa, method, total
):
    policy = parse_policy("small.yaml", POLICY.replace("KAPPA", kappa).replace("METHOD", method))
    data = Data({name: name for name in NAMES}, date(2000, 2, 4))
    tallies = {
        "served": [Tally(b, "", n + more, n + more) for b, _, n, more in levels],
        "levels": [Tally(b, "5", hits, n) for b, hits, n, _ in levels],
        "calls": [Tally(b, "", n + more, n + more) for b, _, n, more in calls],
        "warranted": [Tally(b, "abuse", hits, n) for b, hits, n, _ in calls],
    }
    result = allocate(policy, data, str(total), tallies)
    told = with_uncertainty(result, policy, data, tallies, seed=1, draws=60).uncertainty
    for each in told.intervals:
        assert bool(each.outside) == (not each.p05 <= each.positions <= each.p95)
    for program in ("remedial", "protective", "all"):
        shared = sum(i.positions for i in told.intervals if i.program == program)
        low, high = (
            sum(getattr(i, end) for i in told.intervals if i.program == program)
            for end in ("p05", "p95")
        )
        assert low <= shared <= high
