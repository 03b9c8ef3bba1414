"""Why a report went where it went, or waits: decisions of the rotation in words.

Whoever stood before the one chosen is named, with what stood in the way; nobody after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from evenhand.explanation.numbers import words
from evenhand.figures.rotation import Decision, Passed, RotationRule, Skipped
from evenhand.figures.rotation_judged import Neutrality

SKIP = "skip:"
#: What stands in the way, by code; a skip is told by its reason's title.
WHY = {
    "away": "away",
    "training": "in training",
    "capacity": "full",
    "flow": "enough new ones lately",
    "cooling": "let be after a removal",
    "language": "another language",
    "track": "another track",
    "conflict": "conflict of interest",
    "returned": "handed it back",
}
#: How the worker was found, where it was not simply their turn.
VIA = {
    "turn": "whose turn it was in {unit}",
    "sibling": "who carries a sibling's report; that goes before any turn",
    "previous": "who knew the family before; that goes before any turn",
    "zone": "of {unit} in the same zone, since nobody in the report's own unit could take it",
    "borough": "of {unit} in the same borough, since nobody nearer could take it",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What words need beside a decision: the rule that holds, and everybody's last skip."""

    rule: RotationRule | None = None
    skips: Mapping[str, Skipped] = field(default_factory=dict)

    def title(self, code: str) -> str:
        """What a reason to skip is called."""
        reasons = self.rule.reasons if self.rule else ()
        named = next((each.title for each in reasons if each.code == code), "")
        return named.lower() or words(code)

    def is_owed(self, skip: Skipped) -> bool:
        """Whether the turn comes back: as the skip says, else as its reason does."""
        if skip.owed is not None:
            return skip.owed
        reasons = self.rule.reasons if self.rule else ()
        return any(each.owed for each in reasons if each.code == skip.reason)


def moment(at: datetime) -> str:
    """A moment as people say it: 3 March 2025, 09:05."""
    return f"{at.day} {at:%B %Y, %H:%M}"


def why_passed(code: str, known: Known) -> str:
    """What stands in somebody's way, in as few words as will do."""
    if code.startswith(SKIP):
        return f"skipped: {known.title(code.removeprefix(SKIP))}"
    return WHY.get(code, words(code))


def passed_words(passed: Passed, known: Known) -> str:
    """Somebody who was passed over, and why, with what stands behind it."""
    why, skip = why_passed(passed.why, known), known.skips.get(passed.worker)
    if passed.why.startswith(SKIP) and skip:
        approved = f", approved by {skip.approver}" if skip.approver else ""
        owed = "is owed" if known.is_owed(skip) else "is not owed"
        return f"{passed.worker} ({why} until {moment(skip.until)}{approved}; the turn {owed})"
    detail = f": {passed.detail}" if passed.detail else ""
    return f"{passed.worker} ({why}{detail})"


def decision_sentences(decision: Decision, known: Known, *, given: bool = True) -> Iterator[str]:
    """Say where a report went (or, not `given` yet, would go) and why, and by which rule."""
    yield _outcome(decision, given=given)
    over = [passed_words(each, known) for each in decision.passed]
    taken = decision.outcome == "assigned"
    if over:
        stood = f"Before {decision.worker} on the list stood" if taken else "On the list stood"
        were = f", who {'was' if len(over) == 1 else 'were'} passed over" if taken else ""
        yield f"{stood} {'; '.join(over)}{were}."
    elif taken and decision.via == "turn":
        yield f"Nobody stood before {decision.worker} on the list."
    yield f"Rule {decision.rule} held."


def _outcome(decision: Decision, *, given: bool) -> str:
    report, at = f"Report {decision.report}", moment(decision.at)
    if decision.outcome == "assigned":
        via = VIA.get(decision.via, words(decision.via)).format(unit=decision.unit)
        goes = "went" if given else "would go"
        return f"{report} {goes} to {decision.worker} on {at}: {via}."
    if decision.outcome == "older first":
        return f"{report} waits on {at}: {decision.older} waits longer, and goes first."
    return {
        "after hours": f"{report} waits on {at}: the office is closed, or its hand-over is due.",
        "escalate": f"{report} has waited too long on {at}: somebody must be found by hand.",
    }.get(decision.outcome, f"{report} waits on {at}: nobody can take it now.")


def neutrality_sentence(found: Neutrality) -> str:
    """One test's outcome, with how closely the two go together and the chance of it."""
    head = f"{found.against.capitalize()}: {found.says}"
    if not found.correlation and found.chance == 1:
        return f"{head}."
    chance = "less than 0.001" if found.chance < 0.001 else f"{found.chance:.3f}"
    correlation = f"{found.correlation:+.2f}".replace("-", "−")
    return f"{head} (correlation {correlation}, chance {chance})."
