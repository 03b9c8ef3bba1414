"""The picture of moves: a map of the branches, or bars by region where no map can be drawn.

On the map an arc is people who move, with a barb at the end they move to; what moves
empty is counted at the branch, since no one travels with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evenhand.explanation.redeployment import answer
from evenhand.reports.charts.arcs import arc, width_of
from evenhand.reports.charts.bars import Bar, bars
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.ground import Ground, ground
from evenhand.reports.charts.labels import Label, place_labels
from evenhand.reports.charts.marks import (
    FAINT,
    GAIN,
    LOSS,
    PAPER,
    QUIET,
    Disc,
    Line,
    Mark,
    gap_color,
    short,
)
from evenhand.reports.charts.picture import Picture
from evenhand.reports.move_tables import moves_table, name_of
from evenhand.reports.numerals import change_text, positions_text
from evenhand.scenarios.moves.redeploying import Redeployment, together

QUESTION = "Which positions move, and from where to where?"
MAP = (
    "A disc is a branch, the larger the more positions it has now: filled where it gains, open "
    "where it loses, small and grey where nothing changes; the number is the change. An arc is "
    "people who move, the wider the more, with a barb where they arrive. Under a name stand "
    "positions that leave empty (“3 empty”) and those that arrive to be hired for (“2 to hire”)."
)
UNNAMED = " Where there is no room for a name, the table has it."
BARS = "A bar is positions that move from one region to another or within one; {how}."
NAME_LETTERS = 14


def moves_map(made: Redeployment) -> Picture | None:
    """Draw the plan; nothing where nothing moves, or nobody knows where branches lie."""
    if not made.by_kind:
        return None
    known = {b: p for b, p in made.places.items() if p.latitude is not None}
    branches = {post.branch for post in made.posts}
    if branches <= set(known):
        return _map(made)
    return _by_region(made) if all(_region(made, branch) for branch in branches) else None


def _map(made: Redeployment) -> Picture:
    lie = ground(made.places, {post.branch for post in made.posts})
    said = answer(made.plan, made.by_kind)
    arcs, discs = list(_arcs(made, lie)), list(_discs(made, lie))
    labels, left_out = place_labels(_labels(made, lie), [d.box for d in discs], arcs, lie)
    marks: list[Mark] = [*(line for each in arcs for line in each), *discs, *labels]
    reading = MAP + (UNNAMED if left_out else "")
    frame = Frame("moves", said, reading, left=4, right=4, height=lie.height, head=8)
    return Picture("moves", QUESTION, said, reading, svg(frame, marks), moves_table(made))


def _arcs(made: Redeployment, lie: Ground) -> Iterator[list[Line]]:
    people: dict[tuple[str, str], int] = {}
    for move in made.plan.moves:
        if move.kind == "transfer":
            way = move.origin, move.destination
            people[way] = people.get(way, 0) + move.positions
    most = max(people.values(), default=1)
    for (origin, destination), count in sorted(people.items()):
        start, end = lie.at(origin), lie.at(destination)
        reach = lie.radius(sum(_now(made, destination)))
        yield list(arc(start, end, reach, width_of(count, most)))


def _now(made: Redeployment, branch: str) -> Iterator[int]:
    yield from (post.positions for post in made.posts if post.branch == branch)


def changes(made: Redeployment) -> dict[str, int]:
    """By branch, positions after the plan less those now, where they differ."""
    found: dict[str, int] = {}
    last = made.plan.rules.cycles
    for each in made.plan.standing:
        sign = (each.cycle == last) - (each.cycle == 0)
        found[each.branch] = found.get(each.branch, 0) + sign * each.positions
    return {branch: change for branch, change in found.items() if change}


def _discs(made: Redeployment, lie: Ground) -> Iterator[Disc]:
    changed = changes(made)
    sizes = {post.branch: sum(_now(made, post.branch)) for post in made.posts}
    for branch in sorted(sizes, key=lambda each: (-sizes[each], each)):
        x, y = lie.at(branch)
        change = changed.get(branch, 0)
        ink = gap_color(Fraction(change)) if change else FAINT
        fill = PAPER if change < 0 else ink
        yield Disc(x, y, lie.area(sizes[branch]), fill, ink if change else QUIET)


def _labels(made: Redeployment, lie: Ground) -> list[Label]:
    """What is to be written, the largest change first."""
    leave, arrive = _empty(made)
    found = []
    changed = changes(made)
    for branch in sorted(changed, key=lambda each: (-abs(changed[each]), each)):
        x, y = lie.at(branch)
        change = changed[branch]
        under = f"{leave[branch]} empty" if branch in leave else ""
        if branch in arrive:
            under = f"{arrive[branch]} to hire"
        name = short(name_of(branch, made.names), NAME_LETTERS)
        text = f"{name} {change_text(Fraction(change))}"
        reach = lie.radius(sum(_now(made, branch)))
        found.append(Label(x, y, reach, text, under, GAIN if change > 0 else LOSS))
    return found


def _empty(made: Redeployment) -> tuple[dict[str, int], dict[str, int]]:
    """By branch, positions that leave without a person, and those that arrive so."""
    leave: dict[str, int] = {}
    arrive: dict[str, int] = {}
    for move in made.plan.moves:
        if move.kind in ("vacancy", "attrition", "new", "given up"):
            for branch, counts in ((move.origin, leave), (move.destination, arrive)):
                if branch:
                    counts[branch] = counts.get(branch, 0) + move.positions
    return leave, arrive


def _region(made: Redeployment, branch: str) -> str:
    place = made.places.get(branch)
    return place.region if place else ""


def _by_region(made: Redeployment) -> Picture | None:
    found: dict[tuple[str, str], list[int]] = {}
    for move in together(made.plan):
        if move.origin and move.destination and move.origin != move.destination:
            way = _region(made, move.origin), _region(made, move.destination)
            counts = found.setdefault(way, [0, 0])
            counts[move.kind == "transfer"] += move.positions
    if not found:
        return None
    said = answer(made.plan, made.by_kind)
    ways = sorted(found, key=lambda way: (-sum(found[way]), way))
    shown = [_bar(way, *found[way]) for way in ways]
    reading = BARS.format(how="beside it, how many of them are people who move")
    frame = Frame("moves", said, reading, left=122, right=56, height=34 * len(shown))
    drawn = svg(frame, bars(shown, frame, 34, beside="people"))
    return Picture("moves", QUESTION, said, reading, drawn, moves_table(made))


def _bar(way: tuple[str, str], empty: int, people: int) -> Bar:
    origin, destination = way
    total = Fraction(empty + people)
    note = "within" if origin == destination else f"→ {short(destination, 16)}"
    return Bar(origin, total, positions_text(total), GAIN, note, positions_text(Fraction(people)))
