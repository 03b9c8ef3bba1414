"""A scenario in words: what changes, who gives for it, who gains and loses, and how surely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from evenhand.explanation.numbers import counted, plain, words
from evenhand.figures import Beside, Compared, ComponentBeside
from evenhand.figures.together import ALL
from evenhand.figures.uncertainty import BEYOND_NOISE

#: So many branches are named; the others are counted.
NAMED = 3


def scenario_in_words(found: Compared) -> Iterator[str]:
    """Yield the sentences of a scenario, the most important first."""
    yield from influences_in_words(found)
    yield moved_in_words(found)
    rows = found.of(ALL)
    names = dict(found.names)
    for verb, some in (
        ("Gains", [row for row in rows if row.change > 0]),
        ("Loses", [row for row in rows if row.change < 0]),
    ):
        if some:
            yield f"{verb} most: {_named(some, names)}."
    if found.draws:
        yield certainty_in_words(found)
    yield from found.flags[1:]  # the first says what the scenario is


def influences_in_words(found: Compared) -> Iterator[str]:
    """Say, program by program, which influences changed, and what each moves by it."""
    for program in found.programs:
        mine = [each for each in found.components if each.program == program]
        changed = [each for each in mine if each.before_influence != each.after_influence]
        if changed:
            listed = "; ".join(_influence(each) for each in changed)
            yield f"Influence in {words(program)}: {listed}."


def moved_in_words(found: Compared) -> str:
    """Say how many positions stand elsewhere, and how many branches gain, lose and stay."""
    rows = found.of(ALL)
    if not any(row.change for row in rows):
        return f"Nobody's positions change: {len(rows)} branches stay as they are."
    gain, lose = sum(row.change > 0 for row in rows), sum(row.change < 0 for row in rows)
    stay = len(rows) - gain - lose
    branches = f"{_counted(gain, 'gains', 'gain')}, {lose} lose{'s' * (lose == 1)}, {stay} " + (
        "stays as it is" if stay == 1 else "stay as they are"
    )
    if found.before_shared != found.after_shared:
        shared = (
            f"{plain(found.after_shared)} positions are shared, not {plain(found.before_shared)}"
        )
        return f"{shared}: {branches}."
    moved = found.moved(ALL)
    verb = "stands" if moved == 1 else "stand"
    of = plain(found.after_shared)
    return f"{counted(moved)} of {of} {verb} in another branch: {branches}."


def certainty_in_words(found: Compared) -> str:
    """Say how many changes nearly all draws agree on, and what is expected to stand wrong."""
    rows = [row for row in found.of(ALL) if row.change]
    sure = sum((row.agreeing or 0) >= BEYOND_NOISE for row in rows)
    said = ""
    if rows:
        said = f"{sure} of {len(rows)} changes go the same way in 95 of 100 draws or more (Agree)"
    wrong = next((each for each in found.misplaced if each.program == ALL), None)
    if wrong is None:
        return f"{said}."
    stand = (
        f"{_tenth(wrong.after)} positions are expected to stand wrong, against "
        f"{_tenth(wrong.before)} now: noise alone, not whether the change is right"
    )
    return f"{said}; {stand}." if said else f"{stand}."


def _influence(each: ComponentBeside) -> str:
    change = f"{_share(each.before_influence)} → {_share(each.after_influence)}"
    moved = f"moves {_tenth(each.before_moved)} → {_tenth(each.after_moved)} positions"
    return f"{words(each.component)} {change} ({moved})"


def _named(rows: Sequence[Beside], names: dict[str, str]) -> str:
    ranked = sorted(rows, key=lambda row: (-abs(row.change), row.branch))
    told = [
        f"{names.get(row.branch) or row.branch} {_signed(row.change)} "
        f"({plain(row.before)} → {plain(row.after)})"
        for row in ranked[:NAMED]
    ]
    return ", ".join(told)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} branch {one}" if count == 1 else f"{count} branches {many}"


def _signed(change: Fraction) -> str:
    return f"+{plain(change)}" if change > 0 else f"−{plain(-change)}"


def _share(value: Fraction) -> str:
    return f"{float(value):.3g}"


def _tenth(value: Fraction) -> str:
    return f"{float(value):,.1f}"
