"""Neutrality: whether skips gave more or less to people by what should not matter to a turn.

Looked at is how many reports each person received more or less than without skips, against
three things: the place on the list, the part of full
time, and the part of the time spent away. One test each, and Holm's correction over them,
so that in a rotation where none of it matters any flag at all comes in one case of twenty.
Found does not mean unfair: a flag asks for the skips behind it to be looked at.

Source: Holm 1979, A simple sequentially rejective multiple test procedure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from fractions import Fraction

from evenhand.figures.rotation_judged import Neutrality
from evenhand.rotation.fairness.permuting import Tie, Unit, ranks, tie
from evenhand.rotation.fairness.presence import Presence

#: How often any of the tests flags a rotation where nothing matters, and the fewest people judged.
WRONGLY, FEWEST = 0.05, 5
MICROSECOND = timedelta(microseconds=1)

AGAINST: dict[str, Callable[[Presence], Fraction]] = {
    "list position": lambda each: Fraction(each.place),
    "part-time share": lambda each: Fraction(each.share),
    "absence": lambda each: Fraction(each.away // MICROSECOND, each.listed // MICROSECOND),
}
#: What people with more of it are called.
MORE = {
    "list position": "further down the list",
    "part-time share": "with a larger share",
    "absence": "away longer",
}


def neutrality(
    people: Mapping[str, Presence], differences: Mapping[str, int], seed: int
) -> tuple[Neutrality, ...]:
    """Test the differences against each of the three; the chances are Holm's."""
    units = _by_unit(people)
    judged = sum(len(each) for each in units)
    if judged < FEWEST:
        few = f"{judged} {'person' if judged == 1 else 'people'}"
        says = f"not judged: {few} with fellows in their unit, fewer than {FEWEST}"
        return tuple(Neutrality(name, 0.0, 1.0, False, says) for name in AGAINST)
    held = {name: [_unit(each, of, differences) for each in units] for name, of in AGAINST.items()}
    ties = {name: tie(each, seed, name) for name, each in held.items()}
    corrected = _holm({name: found.chance for name, found in ties.items() if found})
    return tuple(
        _told(name, found, corrected.get(name, 1.0), len(corrected), held[name])
        for name, found in ties.items()
    )


def _by_unit(people: Mapping[str, Presence]) -> list[list[Presence]]:
    """Those who worked at all, by unit; who is alone in theirs is left out."""
    units: dict[str, list[Presence]] = defaultdict(list)
    for each in people.values():
        if each.weighed:
            units[each.unit].append(each)
    return [each for each in units.values() if len(each) > 1]


def _unit(
    people: Sequence[Presence], of: Callable[[Presence], Fraction], differences: Mapping[str, int]
) -> Unit:
    return [of(person) for person in people], [differences[p.worker] for p in people]


def _told(
    name: str, found: Tie | None, chance: float, tests: int, units: Sequence[Unit]
) -> Neutrality:
    if found is None:
        says = "nothing to judge: within units everybody is alike in it, or in what they received"
        return Neutrality(name, 0.0, 1.0, False, says)
    if found.least * tests > WRONGLY:
        says = "too few people for any pattern to be told from chance"
    elif chance > WRONGLY:
        says = "no pattern beyond chance"
    else:
        says = _pattern(name, found, units)
    is_found = chance <= WRONGLY
    return Neutrality(name, round(found.correlation, 6), round(chance, 6), is_found, says)


def _pattern(name: str, found: Tie, units: Sequence[Unit]) -> str:
    """Which way it goes, and how far: the half of each unit with more of it beside the other."""
    upper, lower = [
        [
            more
            for against, got in units
            for rank, more in zip(ranks(against), got, strict=True)
            if side * rank > 0
        ]
        for side in (1, -1)
    ]
    gap = sum(upper) / len(upper) - sum(lower) / len(lower)
    gain = "more" if found.correlation > 0 else "fewer"
    return (
        f"who is {MORE[name]} received {gain} because of skips than chance explains: "
        f"{abs(gap):.1f} reports each between the halves of a unit"
    )


def _holm(chances: Mapping[str, float]) -> dict[str, float]:
    """The k-th smallest of n times n + 1 - k, never falling."""
    corrected, least = dict[str, float](), 0.0
    for place, (chance, name) in enumerate(sorted((c, n) for n, c in chances.items())):
        least = max(least, min(1.0, chance * (len(chances) - place)))
        corrected[name] = least
    return corrected
