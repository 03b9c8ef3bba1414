"""Answers about the rotation: the sentence over each picture and table, made from its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evenhand.explanation.rotation import Known, moment, neutrality_sentence, why_passed
from evenhand.figures.rotation_judged import Fairness, Reconciled, Standing, WorkerShare
from evenhand.steps.replaying import Stand

#: What a difference is not.
BOTH_SIDES = (
    "Absence, languages, tracks, conflicts and caps stand on both sides, and so do siblings' and "
    "former workers as the log names them: what they do to anybody is no difference here. The "
    "rotation without skips begins with the log, whatever the period."
)
#: How the tests were made, in a sentence; said once beneath them.
TESTED = (
    "Each test shuffles what people received more or less within their unit and corrects for "
    "the others after Holm: where everybody's skips cost them alike, any of them is found in 1 of "
    "20 logs. Seed {seed}."
)
#: What a large staff shows though nobody was favoured.
SMALL = (
    "A skip that is not owed costs more to whoever is up more often, so in a large staff "
    "full-timers receive fewer by a fraction of a report a year: read how much, not only how "
    "likely."
)


def received_answer(found: Fairness) -> str:
    """Say how many received more and fewer than without skips, and who most."""
    people = len(found.shares)
    more = [row for row in found.shares if row.difference > 0]
    fewer = [row for row in found.shares if row.difference < 0]
    if not people:
        return "Nobody was on a list in this period."
    if not more and not fewer:
        return f"Of {_people(people)} each received what a rotation without skips would give."
    ends = ", ".join(end for end in (_end(more, "more"), _end(fewer, "fewer")) if end)
    than = f"{len(more)} received more than without skips, {len(fewer)} fewer"
    return f"Of {_people(people)} {than}; {ends}."


def fairness_answers(found: Fairness) -> Iterator[str]:
    """The shares in a sentence, each test in one, how they were made, and what to mind."""
    yield received_answer(found)
    yield BOTH_SIDES
    for each in found.neutrality:
        yield neutrality_sentence(each)
    yield TESTED.format(seed=found.seed)
    if any(each.found for each in found.neutrality):
        yield SMALL
    for flag in found.flags:
        yield f"Note: {flag}."


def replay_answers(stand: Stand) -> Iterator[str]:
    """Say whether the log holds, and how many reports are where."""
    replayed, faults = stand.replayed, len(stand.faults)
    counted = f"{replayed.events:,} events, {len(replayed.decisions):,} decisions rebuilt"
    if faults:
        yield f"The log does not hold: {counted}, {faults:,} fault{'' if faults == 1 else 's'}."
    else:
        yield f"The log holds: {counted}, each as the rule has it."
    state = replayed.state
    yield (
        f"On {moment(stand.at)}: carried {len(state.carried):,}, waiting {len(stand.waiting):,} "
        f"(put before somebody {stand.escalated:,}), closed {len(state.closed):,}. "
        f"Rule {state.rule.version} holds."
    )


def strip_answer(unit: str, people: Sequence[Standing], known: Known) -> str:
    """Say who is up on a list, and who stands before them and why."""
    before = [each for each in people[: up_next(people)] if each.why]
    if not people:
        return f"Nobody stands on the list of {unit}."
    if len(before) == len(people):
        return f"Nobody of {_people(len(people))} in {unit} can take a report now."
    up = people[len(before)].worker
    if not before:
        return f"{up} is up in {unit}, and nobody stands before them."
    first = before[0]
    why = why_passed(first.why, known)
    if len(before) == 1:
        return f"{up} is up in {unit}; {first.worker} stands before and is passed over ({why})."
    return f"{up} is up in {unit}; {len(before)} who stand before are passed over."


def up_next(people: Sequence[Standing]) -> int:
    """The place of who is up, counted from 0; as many as there are people if nobody is."""
    return next((place for place, each in enumerate(people) if not each.why), len(people))


def intake_answers(found: Reconciled, named: str) -> Iterator[str]:
    """Say where every report of an intake list stands, and what is not as it should be."""
    counts = (found.assigned, len(found.waiting), len(found.escalated), found.closed)
    carried, waiting, escalated, closed = (f"{count:,}" for count in counts)
    yield (
        f"In the rotation: {carried} carried, {waiting} waiting, {escalated} put before "
        f"somebody and waiting, {closed} closed."
    )
    wrong = [
        (found.missing, f"in {named} and not in the rotation"),
        (found.unknown, f"in the rotation and not in {named}"),
        (found.twice, f"in {named} more than once"),
    ]
    for reports, where in wrong:
        if reports:
            yield f"{_reports(len(reports))} {where}: {_some(reports)}."
    if not any(reports for reports, _ in wrong):
        yield f"Every report of {named} is in the rotation once, and no other is."
    if found.to_reassign:
        left = "with somebody who left, to be reassigned"
        yield f"{_reports(len(found.to_reassign))} {left}: {_some(found.to_reassign)}."


def _people(count: int) -> str:
    return f"{count:,} {'person' if count == 1 else 'people'}"


def _reports(count: int) -> str:
    return f"{count:,} report{' is' if count == 1 else 's are'}"


def _some(reports: Sequence[str], most: int = 8) -> str:
    rest = f" and {len(reports) - most:,} more" if len(reports) > most else ""
    return ", ".join(reports[:most]) + rest


def _end(rows: Sequence[WorkerShare], what: str) -> str:
    """Who is furthest off on one side; a tie is told as one."""
    if not rows:
        return ""
    most = max(abs(row.difference) for row in rows)
    furthest = sorted(row.worker for row in rows if abs(row.difference) == most)
    who = furthest[0] if len(furthest) == 1 else f"{len(furthest)} of them"
    return f"{who} by {most} {what}"
