"""The price of a needless removal: what a branch gains by taking an easy child into care.

A child at the easiest level is removed, is home within the year and is not abused
again. Every reading that would count the child does so, models stay as they are,
and the branch's quotas are looked at again, added up over programs. A policy that
pays for such a removal pays for harm.

Source: Evenhand method, law 20.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from evenhand.figures import RemovalPrice, Result, Tally
from evenhand.policy import Policy, Reading
from evenhand.run import Tallies, allocate, sharing_branches
from evenhand.scenarios.masking import coefficients
from evenhand.sources.data import Data

#: The easiest level of vulnerability.
EASIEST = 7


def with_removal_prices(
    result: Result, policy: Policy, data: Data, asked: str, tallies: Tallies
) -> Result:
    """The result, with the price at its smallest, middle and largest branch."""
    sharing = set(sharing_branches(policy, data))
    by_size = sorted((t.quota, t.branch) for t in result.totals if t.branch in sharing)
    chosen = {by_size[at][1] for at in (0, len(by_size) // 2, -1)}
    if not any(_adds(reading, name, 1) != (0, 0) for name, reading in policy.measures.items()):
        return result  # nothing this policy reads would count the child
    return replace(
        result,
        removal_prices=tuple(
            removal_price(result, policy, data, asked, tallies, branch) for branch in sorted(chosen)
        ),
    )


def removal_price(
    result: Result, policy: Policy, data: Data, asked: str, tallies: Tallies, branch: str
) -> RemovalPrice:
    """Positions by which `branch`'s quotas rise for one needless removal (below 0: it loses).

    Where levels are read from a sample, the sample reads the same share as before:
    so many children are added that one more is read, and the rise is divided by them.
    """
    children = _children_a_reading(policy, tallies, branch)
    after = {
        name: _after(policy.measures[name], name, list(reading), branch, children)
        for name, reading in tallies.items()
    }
    other = allocate(policy, data, asked, after, frozen=coefficients(result), working=False)
    before = {t.branch: t.quota for t in result.totals}
    rise = next(t.quota for t in other.totals if t.branch == branch) - before[branch]
    return RemovalPrice(branch, rise / children)


def _children_a_reading(policy: Policy, tallies: Tallies, branch: str) -> int:
    """How many children served out of home stand behind one child whose level was read."""
    read = served = 0
    for name, reading in policy.measures.items():
        if _group(reading) != "out_of_home":
            continue
        own = [t for t in tallies.get(name, ()) if t.branch == branch]
        if _measure(reading, name) == "vulnerability_levels":
            read = max((t.base for t in own), default=0)
        if _measure(reading, name) == "children_served":
            served = sum(t.hits for t in own)
    return max(1, round(Fraction(served, read))) if read else 1


def _after(
    reading: Reading, name: str, tallies: list[Tally], branch: str, children: int
) -> list[Tally]:
    hits, base = _adds(reading, name, children)
    if not hits and not base:
        return tallies
    own = [t for t in tallies if t.branch == branch]
    rest = [t for t in tallies if t.branch != branch]
    of = _where(reading, name, tallies)
    if of not in {t.of for t in own}:
        own.append(Tally(branch, of, 0, own[0].base if own and _shared_base(reading, name) else 0))
    return rest + [
        _added(
            t, hits if t.of == of else 0, base if t.of == of or _shared_base(reading, name) else 0
        )
        for t in own
    ]


def _adds(reading: Reading, name: str, children: int) -> tuple[int, int]:
    """What the removals add to a reading's hits and base."""
    if told := reading.removal_adds:
        hits, base = (int(each.value) if each else 0 for each in (told.hits, told.base))
        return hits * children, base * children
    most = reading.parameters.get("most_level")
    counted = most is None or int(str(most.value)) >= EASIEST
    at = {
        "children_served": (children, children) if _group(reading) == "out_of_home" else (0, 0),
        "difficult_children_served": (children if counted else 0, children),
        "children_entered": (children, children),
        "entries_at_risk": (children, 0),
        "removals_by_pattern": (children, children) if counted else (0, 0),
        "reabuse_after_return": (0, children) if counted else (0, 0),
        "reabuse_by_pattern": (0, children) if counted else (0, 0),
        "vulnerability_levels": (1, 1) if _group(reading) == "out_of_home" else (0, 0),
    }
    return at.get(_measure(reading, name), (0, 0))


def _where(reading: Reading, name: str, tallies: list[Tally]) -> str:
    """The type, level or pattern that such a child is counted under."""
    measure = _measure(reading, name)
    if measure == "vulnerability_levels":
        return str(EASIEST)
    easy = [t for t in tallies if f"level={EASIEST}" in t.of.split()]
    if easy:
        return max(easy, key=lambda t: (t.base, t.of)).of
    return tallies[0].of if tallies else ""


def _added(tally: Tally, hits: int, base: int) -> Tally:
    return replace(
        tally,
        hits=max(tally.hits + hits, 0),
        hits_most=max(tally.hits_most + hits, 0),
        base=max(tally.base + base, 0),
        base_most=max(tally.base_most + base, 0),
    )


def _measure(reading: Reading, name: str) -> str:
    return "" if reading.stands_for else reading.measure or name


def _group(reading: Reading) -> str:
    group = reading.parameters.get("group")
    return str(group.value) if group else ""


def _shared_base(reading: Reading, name: str) -> bool:
    """Whether every row of a branch repeats one base, as where levels or types are told apart."""
    return _measure(reading, name) not in ("removals_by_pattern", "reabuse_by_pattern")
