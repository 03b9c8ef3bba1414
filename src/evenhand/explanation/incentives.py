"""Incentives in words: what a policy pays a branch for, and what it costs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from evenhand.explanation.numbers import words
from evenhand.figures import Dial, Incentives, Marginal
from evenhand.figures.incentives import NOBODY

#: What one more of each event is called.
ONE_MORE = {
    "safe_return": "one more child safely home",
    "reabuse": "one more child abused again after coming home",
    "re_rated_home_and_safe": (
        "one more child in care who is home within the year and not abused again, read at "
        "level 5 and not 6"
    ),
    "re_rated_not_home": (
        "one more child in care who is not home within the year, read at level 5 and not 6"
    ),
    "re_rated_at_home": "one more child at home read at level 5 and not 6",
    "removal": "one more difficult child taken into care and not home within the year",
    "removal_at_level_5_home": (
        "one more child at level 5 taken into care and safely home within the year"
    ),
    "needless_removal": "a needless removal of a child at level 7",
    "screened_in_call": "one more call that the panel screens in",
}
SAFE_RETURN, NEEDLESS = "safe_return", "needless_removal"
REMOVAL, REMOVAL_HOME = "removal", "removal_at_level_5_home"


def branch_sentences(found: Incentives, branch: str, name: str) -> list[str]:
    """What each event is worth to one branch, then the risk up to which a return pays."""
    said = [_event(found, event, branch, name) for event in found.events]
    for worth in found.worth:
        if worth.branch == branch:
            said.append(
                f"Returning a child pays {name} {_up_to(worth.highest)} ({words(worth.program)})."
            )
    return [sentence for sentence in said if sentence]


def state_sentences(found: Incentives, names: Mapping[str, str]) -> list[str]:
    """What the policy pays for over all branches, law 20 first, then what is told of nobody."""
    said = [*_law_20(found, names), *_levels_paid(found, names)]
    said += [*_span(found, SAFE_RETURN, names), *_risks(found, names)]
    said += [_dial_now(dial) for dial in found.now]
    return [*said, *_nobody(found)]


def untold_sentences(found: Incentives) -> list[str]:
    """Which programs cannot tell what is worth what, since what they read stands for others.

    It goes before everything else: a table without it reads as if nothing were worth anything.
    """
    silent: dict[tuple[str, ...], list[str]] = {}
    for program in dict.fromkeys(u.program for u in found.untold if not u.branch):
        events = tuple(u.event for u in found.untold if u.program == program and not u.branch)
        silent.setdefault(events, []).append(words(program))
    return [
        f"{_sentence_case(', '.join(programs))}: readings that only stand for others cannot tell "
        f"single cases, so nobody knows what these are worth: "
        f"{'; '.join(ONE_MORE[event] for event in events)}."
        for events, programs in silent.items()
    ]


def dial_sentence(dial: Dial) -> str:
    """The influences at which returns pay up to a risk."""
    return (
        f"{_sentence_case(words(dial.program))}: for returns to pay up to a risk of re-abuse of "
        f"{_risk(dial.highest)}, where the state's rate is {_risk(dial.state_rate)}, "
        f"{words(dial.returns)} would have an influence of {_risk(dial.returns_influence)} and "
        f"{words(dial.reabuse)} one of {_risk(dial.reabuse_influence)}."
    )


def signed_worth(value: Fraction) -> str:
    """A worth in positions, with its sign and three decimals; 0 where there is none at all."""
    if value == 0:
        return "0"
    return f"{'+' if value > 0 else '−'}{abs(float(value)):,.3f}"


def _event(found: Incentives, event: str, branch: str, name: str) -> str:
    what, worth = _what(found, event), found.of(event).get(branch)
    if worth is None:
        nobody = (branch, event, NOBODY) in [(u.branch, u.event, u.why) for u in found.untold]
        return f"In {name} there is nobody who could be {what}." if nobody else ""
    parts = [
        f"{signed_worth(m.positions)} through {words(m.component)}"
        for m in _components(found, event, branch)
    ]
    if not parts:
        return f"In {name} {what} is worth nothing."
    return f"In {name} {what} is worth {signed_worth(worth)} positions: {', '.join(parts)}."


def _components(found: Incentives, event: str, branch: str) -> Iterator[Marginal]:
    for each in found.marginals:
        if (each.event, each.branch) == (event, branch) and each.component and each.positions:
            yield each


def _law_20(found: Incentives, names: Mapping[str, str]) -> Iterator[str]:
    for pays, paid in _pays(found, NEEDLESS, names):
        yield f"{pays}: this policy pays for harm." if paid else f"{pays}."


def _levels_paid(found: Incentives, names: Mapping[str, str]) -> Iterator[str]:
    """Law 20 is about the level that no policy counts; what is counted pays by its level."""
    for pays, paid in _pays(found, REMOVAL_HOME, names):
        yield (
            f"{pays}: a policy that counts children at levels 1 to 5 pays for whoever is called "
            "one and is soon home. The levels themselves must be read honestly: look with "
            "`evenhand checks`."
            if paid
            else f"{pays}."
        )


def _pays(
    found: Incentives, event: str, names: Mapping[str, str]
) -> Iterator[tuple[str, list[str]]]:
    """In how many branches an event pays, and most in which, if it is told; and those it pays."""
    told, what = found.of(event), _sentence_case(_what(found, event))
    paid = sorted((b for b in told if told[b] > 0), key=lambda b: (-told[b], b))
    most = ", ".join(f"{names[b]} {signed_worth(told[b])}" for b in paid[:3])
    if paid:
        yield f"{what} pays in {len(paid)} of {len(told)} branches, most in {most}", paid
    elif told:
        yield f"{what} pays in none of {len(told)} branches", paid


def _what(found: Incentives, event: str) -> str:
    """What an event is called; levels are named only where some program reads them."""
    if event == NEEDLESS and not found.of(REMOVAL):
        return "a needless removal"
    return ONE_MORE[event]


def _span(found: Incentives, event: str, names: Mapping[str, str]) -> Iterator[str]:
    told, what = found.of(event), _sentence_case(ONE_MORE[event])
    if len(set(told.values())) == 1:
        yield f"{what} is worth {signed_worth(min(told.values()))} positions everywhere."
    elif told:
        least, most = (by(told, key=lambda b: (told[b], b)) for by in (min, max))
        yield (
            f"{what} is worth from {signed_worth(told[least])} positions ({names[least]}) to "
            f"{signed_worth(told[most])} ({names[most]})."
        )


def _risks(found: Incentives, names: Mapping[str, str]) -> Iterator[str]:
    for program in dict.fromkeys(worth.program for worth in found.worth):
        told = {w.branch: w.highest for w in found.worth if w.program == program}
        least, most = (by(told, key=lambda b: (told[b], b)) for by in (min, max))
        said = f"Returning a child pays {_up_to(told[least])}"
        if told[least] == told[most]:
            yield f"{said} everywhere ({words(program)})."
        else:
            yield (
                f"{said} in {names[least]}, and {_up_to(told[most])} in {names[most]} "
                f"({words(program)})."
            )


def _nobody(found: Incentives) -> Iterator[str]:
    for event in dict.fromkeys(u.event for u in found.untold if u.why == NOBODY):
        count = sum((u.event, u.why) == (event, NOBODY) for u in found.untold)
        yield (
            f"{_sentence_case(ONE_MORE[event])}: not told in {count} "
            f"branch{'' if count == 1 else 'es'}, where there is nobody it could be."
        )


def _up_to(risk: Fraction) -> str:
    if risk == 0:
        return "at no risk of re-abuse"
    return "whatever the risk of re-abuse" if risk == 1 else f"up to a risk of {_risk(risk)}"


def _risk(value: Fraction) -> str:
    return f"{float(value):.3g}"


def _dial_now(dial: Dial) -> str:
    return (
        f"The statewide dial of {words(dial.program)} stands at {_risk(dial.highest)}, where the "
        f"state's rate is {_risk(dial.state_rate)}. It speaks of rates as they are counted; where "
        "a branch's re-abuse is drawn towards the state's, the brake is weaker and more risk pays."
    )


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
