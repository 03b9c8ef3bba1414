"""A return judged the slow and obvious way: one child after another, every pair of episodes.

Written against the page in `docs/how-to`, not against the import; it shares none of its code.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date

RNE = ["S", "L", "P", "T", "B", "U"]
ENDS = (2, 3, "4A", "4B", *range(5, 10), *range(11, 18), 41, *range(45, 49))
REC = ["X1", *(f"E{each}" for each in ENDS)]
CIN = [f"N{n}" for n in range(1, 9)]
LS = ["C1", "C2", "D1", "E1", "J1", "J2", "J3", "L1", "L2", "L3", "V2", "V3", "V4"]
NEVER = date(9999, 12, 31)


def day(cell):
    try:
        of_month, month, year = cell.split("/")
        return date(int(year), int(month), int(of_month))
    except ValueError:
        return None


def rows_of(text):
    return [
        {name: (cell or "").strip() for name, cell in row.items()} | {"line": number}
        for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2)
    ]


def years(episodes):
    """The first and last day of the return."""
    for column in ("DEC", "DECOM"):
        days = [d for d in (day(e[column]) for e in episodes) if d]
        began = [d.year if d.month > 3 else d.year - 1 for d in days]
        often = [y for y in began if began.count(y) * 100 >= len(began)]
        if often:
            return date(min(often) if column == "DEC" else max(often), 4, 1), date(
                max(often) + 1, 3, 31
            )
    return None


def judged(header_text, episodes_text):
    """What is left out, as (line, column), and set aside; and the lines of episodes used."""
    header, episodes = rows_of(header_text), rows_of(episodes_text)
    first, last = years(episodes)
    born, lost = _children(header, last)
    left, aside = set(), set()
    for e in episodes:
        e["began"], e["ended"] = day(e["DECOM"]), day(e["DEC"])
        aside |= _set_aside(e, last)
        left |= {(e["line"], column) for column in _wrong(e, born, last)}
    by_child, twice = _by_child(episodes)
    left |= twice
    used = set()
    for child in by_child.keys() & born.keys():
        ordered = [by_child[child][began] for began in sorted(by_child[child])]
        left |= set(_contradictions(ordered, first))
        for period in _periods(ordered):
            bad = {e["line"] for e in period} & {line for line, _ in left}
            if bad:
                left |= {(e["line"], "CHILD") for e in period if e["line"] not in bad}
            else:
                used |= {e["line"] for e in period}
    return left | {(line, column) for line, column in aside if line in used}, used, len(lost)


def _by_child(episodes):
    by_child, twice = {}, set()
    for e in episodes:
        if e["CHILD"] and e["began"]:
            of_child = by_child.setdefault(e["CHILD"], {})
            if e["began"] in of_child:
                twice.add((e["line"], "DECOM"))
            else:
                of_child[e["began"]] = e
    return by_child, twice


def _children(header, last):
    born, lost = {}, set()
    seen = set()
    for row in header:
        d = day(row["DOB"])
        if not row["CHILD"] or d is None or d > last or row["CHILD"] in seen:
            lost.add(row["line"])
        else:
            born[row["CHILD"]] = d
        seen.add(row["CHILD"])
    return born, lost


def _set_aside(e, last):
    if e["ended"] and e["ended"] > last:
        found = {(e["line"], "DEC")}
        e["ended"], e["ended_how"] = None, ""
    else:
        found = set()
        e["ended_how"] = e["REC"]
    if not e["DEC"] and e["REC"]:
        found.add((e["line"], "REC"))
        e["ended_how"] = ""
    if e["HOME_POST"] and not re.fullmatch(
        r"[A-Za-z]{1,2}\d[\dA-Za-z]? *\d[A-Za-z]{2}", e["HOME_POST"]
    ):
        found.add((e["line"], "HOME_POST"))
    for column, known in (("CIN", CIN), ("LS", LS)):
        if e[column] not in known:
            found.add((e["line"], column))
    return found


def _wrong(e, born, last):
    began, ended = e["began"], e["ended"]
    if e["CHILD"] not in born:
        yield "CHILD"
    if not began or began > last or (e["CHILD"] in born and began < born[e["CHILD"]]):
        yield "DECOM"
    if e["DEC"] and not day(e["DEC"]):
        yield "DEC"
    if began and ended and ended < began:
        yield "DEC"
    if e["RNE"] not in RNE:
        yield "RNE"
    if (ended and not e["ended_how"]) or (e["ended_how"] and e["ended_how"] not in REC):
        yield "REC"


def _until(e):
    if e["ended"]:
        return e["ended"]
    return e["began"] if e["DEC"] and not day(e["DEC"]) else NEVER


def _contradictions(ordered, first):
    for at, e in enumerate(ordered):
        earlier, later = ordered[:at], ordered[at + 1 :]
        if any(_until(other) > e["began"] for other in earlier):
            yield e["line"], "DECOM"
        if any(other["began"] < _until(e) for other in later):
            yield e["line"], "DEC"
        if e["ended_how"] == "X1" and e["ended"] and all(o["began"] > e["ended"] for o in later):
            yield e["line"], "REC"
        if e["RNE"] in RNE and _wrongly_begun(e, earlier, first):
            yield e["line"], "RNE"


def _wrongly_begun(e, earlier, first):
    how = earlier[-1]["ended_how"] if earlier else ""
    if e["RNE"] == "S":
        return how == "X1" and earlier[-1]["ended"] == e["began"]
    return (not earlier and e["began"] > first) or (how in REC and how != "X1")


def _periods(ordered):
    periods = []
    for at, e in enumerate(ordered):
        how = ordered[at - 1]["ended_how"] if at else "E"
        if not periods or e["RNE"] == "S" or (how in REC and how != "X1"):
            periods.append([])
        periods[-1].append(e)
    return periods
