"""Both federal files beside a second import, slow and obvious: plain Python, a record at a time."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random

import pytest
from tests.unit.suppliers.federal_files import random_foster, random_reports, rows_of, write

from evenhand.figures import Period
from evenhand.sources.opening import open_data

YEAR_2018 = Period(date(2017, 10, 1), date(2018, 10, 1))
CHILDREN = [f"c{n}" for n in range(60)]
CIRCUMSTANCES = {
    "PhyAbuse": "factor_physical_abuse",
    "Neglect": "factor_neglect",
    "DAParent": "factor_parent_drugs",
    "ChBehPrb": "factor_child_behavior",
    "Housing": "factor_housing",
}
KINDS = ["physical_abuse", "neglect", "medical_neglect", "sexual_abuse", "emotional_abuse", None]
KINDS += ["sex_trafficking", "other"]
SLOTS = [(f"ChMal{n}", f"Mal{n}Lev") for n in range(1, 5)]


class Wrong(Exception):
    pass


def day(text):
    if text in ("", "NULL", "."):
        return None
    for form in ("%Y-%m-%d", "%m/%d/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise Wrong


def needed(value):
    if value in (None, "", "NULL", "."):
        raise Wrong
    return value


def in_order(*days):
    known = [each for each in days if each]
    if known != sorted(known):
        raise Wrong


def place(state, county):
    if county == "8" or county[2:] in ("000", "998", "999"):
        return f"{state} withheld"
    if not (county.isdigit() and county.startswith("41")):
        raise Wrong
    return county


def slow_foster(years):
    """Removals by child and day, and the lines that are lost, as (year, line)."""
    found, lost = {}, set()
    for year, records in years.items():
        seen = set()
        for line, record in enumerate(records, 2):
            try:
                key, told = slow_removal(record, year)
                if key[0] in seen:
                    raise Wrong
            except Wrong:
                lost.add((year, line))
            else:
                seen.add(key[0])
                found[key] = told
    for (child, removed), told in found.items():
        later = sorted(on for other, on in found if other == child and on > removed)
        if later and not told["ended_on"]:
            previous = found[child, later[0]]["previous"]
            told["ended_on"] = previous if removed <= previous <= later[0] else None
    return found, lost


def slow_removal(record, year):
    born, removed = needed(day(record["DOB"])), needed(day(record["LatRemDt"]))
    ended, last = day(record["DoDFCDt"]), date(year, 9, 30)
    in_order(born, removed, last)
    in_order(removed, ended, last)
    right = [
        record["FY"] == str(year) and record["RepDatMo"] == "9",
        record["DISREASN"] in "012345678",
        record["DISREASN"] in ("0", "") or ended is not None,
        all(record[name] in ("", "0", "1") for name in CIRCUMSTANCES),
    ]
    if not all(right):
        raise Wrong
    own = "OR" + needed(record["RecNumbr"])
    told = {
        "branch": place("OR", record["FIPSCode"]),
        "ended_on": ended,
        "returned_on": ended if record["DISREASN"] == "1" else None,
        "previous": day(record["DLstFCDt"]),
    }
    flags = {o: {"1": True, "0": False}.get(record[n]) for n, o in CIRCUMSTANCES.items()}
    return (record["StFCID"] or own, removed), told | flags


def slow_reports(years):
    """Referrals by id with their allegations, and the lines that are lost."""
    found, lost, foster = {}, set(), {}
    for year, records in years.items():
        for line, record in enumerate(records, 2):
            try:
                if record["SubYr"] != str(year) or record["StaTerr"] != "OR":
                    raise Wrong
                received, decided = needed(day(record["RptDt"])), day(record["RpDispDt"])
                opened, last = day(record["InvDate"]), date(year, 9, 30)
                in_order(received, decided, last)
                in_order(opened, decided, last)
                branch = place("OR", record["RptFIPS"])
                allegations = slow_allegations(record, decided or received)
                name = f"OR {record['RptID']} {needed(record['ChID'])}"
                if name in found or name in foster:
                    raise Wrong
            except Wrong:
                lost.add((year, line))
                continue
            own = record["StFCID"] or (record["AFCARSID"] and "OR" + record["AFCARSID"])
            foster[name] = (year, line, own)
            found[name] = (branch, record["ChID"], received, opened, decided, allegations)
    return linked(found, foster, lost), lost


def slow_allegations(record, on):
    made = []
    for kind, level in SLOTS:
        if record[level] not in ("", "NULL", *"12345678", "88", "99"):
            raise Wrong
        if record[kind] == "6":
            if record[level] in ("1", "2"):
                raise Wrong
        elif record[kind] not in ("", "NULL", "9"):
            made.append((KINDS[int(record[kind]) - 1], on if record[level] in ("1", "2") else None))
        elif record[level] not in ("", "NULL", "99", "8"):
            made.append(("unstated", on if record[level] in ("1", "2") else None))
    return made


def linked(found, foster, lost):
    known = {}
    for name, (_, child, *_rest) in found.items():
        if foster[name][2]:
            known.setdefault(child, foster[name][2])
    kept = {}
    for name, (branch, child, *rest) in found.items():
        year, line, own = foster[name]
        if own and own != known[child]:
            lost.add((year, line))
        else:
            kept[name] = (branch, known.get(child, f"OR {child}"), *rest)
    return kept


@pytest.mark.parametrize("seed", range(4))
def test_records_drawn_at_random_are_told_and_lost_alike(tmp_path, seed):
    chance = Random(seed)
    children = {y: [c for c in CHILDREN if chance.random() < 0.8] for y in (2018, 2019)}
    care = {y: random_foster(chance, y, [*drawn, drawn[0]]) for y, drawn in children.items()}
    calls = {y: random_reports(chance, y, drawn) for y, drawn in children.items()}
    for year in (2018, 2019):
        write(tmp_path / f"care{year}.tab", "afcars", care[year], mark="\t")
        write(tmp_path / f"calls{year}.csv", "ncands", calls[year])
    data = open_data(str(tmp_path), YEAR_2018)
    removals, lost_care = slow_foster(care)
    reports, lost_calls = slow_reports(calls)
    assert {(r.file, r.line) for r in data.rejects} == {
        *((f"care{year}.tab", line) for year, line in lost_care),
        *((f"calls{year}.csv", line) for year, line in lost_calls),
    }
    assert all(t.read == t.accepted + t.rejected for t in data.table_counts)
    _same_removals(data, removals)
    _same_reports(data, reports)
    _same_counts(data, removals, reports)


def _same_removals(data, removals):
    columns = ("branch", "returned_on", "ended_on")
    found = {(r["child"], r["removed_on"]): r for r in rows_of(data, "removals")}
    families = {f["id"]: f for f in rows_of(data, "families")}
    assert {key: [r[c] for c in columns] for key, r in found.items()} == {
        key: [r[c] for c in columns] for key, r in removals.items()
    }
    for key, removal in removals.items():
        family = families[found[key]["family"]]
        assert [family[n] for n in CIRCUMSTANCES.values()] == [
            removal[n] for n in CIRCUMSTANCES.values()
        ]


def _same_reports(data, reports):
    assert {
        r["id"]: (r["branch"], r["child"], r["received_on"]) for r in rows_of(data, "referrals")
    } == {name: told[:3] for name, told in reports.items()}
    assert Counter(
        (a["referral"], a["type"], a["found_on"]) for a in rows_of(data, "allegations")
    ) == Counter((name, *each) for name, told in reports.items() for each in told[-1])
    assert {
        (a["id"], a["type"], a["opened_on"], a["closed_on"]) for a in rows_of(data, "assessments")
    } == {
        (name, next((k for k, _ in told[-1] if k != "unstated"), "unstated"), told[3], told[4])
        for name, told in reports.items()
        if told[3]
    }


def _same_counts(data, removals, reports):
    year = timedelta(365)
    founded = {
        (child, received)
        for _, child, received, _, _, allegations in reports.values()
        if any(on for _, on in allegations)
    }
    home, again = Counter(), Counter()
    for (child, removed), told in removals.items():
        back, branch = told["returned_on"], told["branch"]
        if YEAR_2018.start <= removed < YEAR_2018.end:
            home[branch, "base"] += 1
            home[branch, "hits"] += bool(back and back <= removed + year)
        if back and YEAR_2018.start <= back < YEAR_2018.end:
            again[branch, "base"] += 1
            again[branch, "hits"] += any(
                who == child and back <= on <= back + year for who, on in founded
            )
    assert _by_branch(data.counts["home_within_a_year"]) == +home
    assert _by_branch(data.counts["abused_again_within_a_year"]) == +again


def _by_branch(tallies):
    found = Counter()
    for tally in tallies:
        found[tally.branch, "hits"] += tally.hits
        found[tally.branch, "base"] += tally.base
    return +found
