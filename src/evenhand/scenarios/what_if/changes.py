"""Changes: what a scenario's lines do to a policy and to its total.

Only what lies above the tallies can be changed; what lies below needs the data. Every
number that a change moves says so in its own assumption, and is printed with the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NoReturn

from evenhand.errors import PolicyError, ScenarioError
from evenhand.figures import Scenario
from evenhand.policy import Policy
from evenhand.policy.checking import check
from evenhand.scenarios.what_if.change import RHO, Change, read_changes
from evenhand.scenarios.what_if.settings import LIMITS, set_hours, set_in_program, set_parameter
from evenhand.scenarios.what_if.sharing import set_influences, set_split
from evenhand.steps.vetting import vet

POSITIONS, METHOD, SPLIT, HOURS = "positions", "method", "split", "hours"
#: What a line may begin with beside a program's name, and what a program's line may go on with.
TOP = (POSITIONS, METHOD, SPLIT)
BELOW = ("period", "measures", "classifier", "effective", "tolerance", "unit", "held")
OF_PROGRAM = (METHOD, "base", RHO, HOURS, *LIMITS)
NEEDS_DATA = (
    "this lies below the tallies and needs the data. Write it into the policy and measure again: "
    "`evenhand allocate DATA --policy FILE --positions N`."
)


def changed_policy(policy: Policy, scenario: Scenario | None) -> Policy:
    """The policy after every change of a scenario, checked and vetted like one that was read.

    Raises:
        ScenarioError: Naming the change, why it cannot be, and what would work.
    """
    if scenario is None:
        return policy
    made = changed_policy(policy, scenario.upon)
    changes = read_changes(scenario.name, scenario.changes, _lines(scenario.upon) + 1)
    for each in changes:
        _see_target(made, each)
    for each in changes:
        made = _set(made, each)
    made = set_split(made, [each for each in changes if each.path[0] == SPLIT])
    for name in made.programs:
        own = [each for each in changes if _is_influence(made, name, each)]
        made = set_influences(made, name, own)
    _see_that_it_fits(made, changes)
    return made


def changed_total(asked: str, scenario: Scenario | None) -> str:
    """What a run is asked to share out, as `--positions` takes it, after a scenario's changes."""
    if scenario is None:
        return asked
    changes = read_changes(scenario.name, scenario.changes)
    own = [each.value for each in changes if each.path == (POSITIONS,)]
    return own[0] if own else changed_total(asked, scenario.upon)


def _lines(scenario: Scenario | None) -> int:
    """How many changes stand in a scenario and in those it stands upon."""
    return 0 if scenario is None else len(scenario.changes) + _lines(scenario.upon)


def _see_target(policy: Policy, change: Change) -> None:
    """Refuse a line that names nothing, or something that needs the data."""
    first, *rest = change.path
    if first in BELOW or first in policy.measures or "measures" in rest:
        change.refuse(NEEDS_DATA)
    if first in (POSITIONS, METHOD) and not rest:
        return
    if first == SPLIT:
        _see_name(change, rest, list(policy.programs), "split")
    elif first not in policy.programs:
        change.refuse(f"there is no program {first}.", [*policy.programs, *TOP], first)
    else:
        known = [*policy.programs[first].components, *OF_PROGRAM]
        _see_name(change, rest[:1], known, first)
        if len(rest) > 2:
            change.refuse("it names too much; a line has at most PROGRAM.COMPONENT.PARAMETER.")


def _see_name(change: Change, given: Sequence[str], known: list[str], where: str) -> None:
    if len(given) != 1 or given[0] not in known:
        name = ".".join(given)
        change.refuse(f"{where} has no {name}." if name else f"say what of {where}.", known, name)


def _set(policy: Policy, change: Change) -> Policy:
    """One change that moves nothing else; shares, which do, come after all of these."""
    first, *rest = change.path
    if first == METHOD:
        return replace(policy, method=change.to_word(policy.method, change.value))
    if first in TOP or _is_influence(policy, first, change):
        return policy
    program, what = policy.programs[first], rest[0]
    if what == HOURS:
        program = set_hours(program, rest[1:], change)
    elif len(rest) == 2:
        program = set_parameter(program, what, rest[1], change)
    else:
        program = set_in_program(program, what, change)
    return replace(policy, programs={**policy.programs, first: program})


def _is_influence(policy: Policy, program: str, change: Change) -> bool:
    """Whether a change sets an influence of that program, itself or by the return dial."""
    first, *rest = change.path
    if first != program or not rest:
        return False
    return rest == [RHO] or (
        rest[0] in policy.programs[first].components and rest[1:] in ([], ["influence"])
    )


def _see_that_it_fits(policy: Policy, changes: Sequence[Change]) -> None:
    try:
        check(policy)
        vet(policy)
    except PolicyError as error:
        _refuse(policy, changes, str(error))


def _refuse(policy: Policy, changes: Sequence[Change], error: str) -> NoReturn:
    """Say what check or vetting found, and at which change: its place stands where a line would."""
    place, _, why = error.removeprefix(f"{policy.file}:").partition(": ")
    guilty = [each for each in changes if str(-each.place) == place]
    if guilty:
        guilty[0].refuse(why)
    lines = "; ".join(each.line for each in changes)
    raise ScenarioError(f"{lines}: {why or error}")
