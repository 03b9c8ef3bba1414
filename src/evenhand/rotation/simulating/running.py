"""One rule through one year: the whole log, written day after day by driving the desk."""

from __future__ import annotations

from heapq import heappop

from evenhand.figures.rotation import Event, RotationRule, RuleChanged
from evenhand.rotation.collecting import no_collecting
from evenhand.rotation.simulating.drawing import drawn_year
from evenhand.rotation.simulating.dues import openings, see_to
from evenhand.rotation.simulating.facts import happen
from evenhand.rotation.simulating.giving import give_out
from evenhand.rotation.simulating.office import Due, Office
from evenhand.rotation.simulating.world import World
from evenhand.rotation.simulating.year import Year


def simulate(world: World, rule: RotationRule, seed: int) -> list[Event]:
    """The log of a made-up year under a rule; the same seed writes the same log."""
    return run_year(drawn_year(world, seed), rule)


def run_year(year: Year, rule: RotationRule) -> list[Event]:
    """The log of a year under a rule. Each rule meets the same year.

    Facts come first where something is due at the same moment, so that nobody away that
    morning is given what came in the night.
    """
    with no_collecting():
        return _run(Office(rule, year))


def _run(office: Office) -> list[Event]:
    year, rule = office.year, office.rule
    office.keep(RuleChanged(seq=office.next, at=year.begins, rule=rule))
    for fact in year.facts:
        office.plan(fact.at, fact)
    for opening in openings(year, rule):
        office.plan(opening, Due("opening"))
    while office.agenda and office.agenda[0][0] < year.ends:
        at, _, thing = heappop(office.agenda)
        if isinstance(thing, Due):
            see_to(office, thing, at)
        else:
            happen(office, thing)
        give_out(office, at)
    return office.log
