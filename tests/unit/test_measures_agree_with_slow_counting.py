"""Each measure beside a second one, slow and obvious: plain Python over lists of records."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from datetime import date, timedelta
from random import Random
from typing import get_type_hints

import pytest

from evenhand.figures import Ages, ClusterTally, LevelRule, Period, Tally
from evenhand.measures import catalogue

YEAR = Period(date(2000, 1, 1), date(2001, 1, 1))


def inside(day):
    return day is not None and YEAR.start <= day < YEAR.end


def ran(first, over):
    return first < YEAR.end and (over is None or over > YEAR.start)


def by_branch(hits, base):
    return [Tally(b, "", Counter(hits)[b], n) for b, n in sorted(Counter(base).items())]


def by_part(pairs):
    base = Counter(branch for branch, _ in pairs)
    return [Tally(b, of, n, base[b]) for (b, of), n in sorted(Counter(pairs).items())]


def branches(records):
    return [record["branch"] for record in records]


def keyed(records):
    return {record["id"]: record for record in records}


def calls_received(t):
    calls = branches(r for r in t["referrals"] if inside(r["received_on"]))
    return by_branch(calls, calls)


def children_entered(t):
    entered = branches(r for r in t["removals"] if inside(r["removed_on"]))
    return by_branch(entered, entered)


def assessments_by_type(t):
    return by_part([(a["branch"], a["type"]) for a in t["assessments"] if inside(a["opened_on"])])


def answered(t):
    return [s for s in t["time_samples"] if inside(s["moment"].date()) and s["activity"]]


def moments_by_type(t):
    return by_part([("state", s["activity"]) for s in answered(t)])


def moments_answered(t):
    drawn = ["state" for s in t["time_samples"] if inside(s["moment"].date())]
    return by_branch(["state" for _ in answered(t)], drawn)


def activity_clusters(t):
    moments = Counter(s["worker"] for s in answered(t))
    of = Counter((s["activity"], s["worker"]) for s in answered(t))
    if len(moments) < 2:
        return []
    everything = (sum(moments.values()), len(moments))
    found = []
    for activity in sorted({activity for activity, _ in of}):
        own = {w: of[activity, w] for w in moments}
        found.append(
            ClusterTally(
                activity,
                sum(own.values()),
                *everything,
                sum(n**2 for n in own.values()),
                sum(n * moments[w] for w, n in own.items()),
                sum(n**2 for n in moments.values()),
            )
        )
    return found


def minutes_by_type(t):
    minutes = Counter()
    for sample in answered(t):
        minutes[sample["activity"]] += sample["minutes"]
    whole = sum(minutes.values())
    return [Tally("state", of, n, whole) for of, n in sorted(minutes.items())]


def warranted_calls(t, consensus):
    found = []
    for call in t["referrals"]:
        raters = [r for r in t["call_reviews"] if r["referral"] == call["id"]]
        if consensus == "panel":
            raters = [r for r in raters if r["rater"] == "panel"]
        assess = [r["type"] for r in raters if r["verdict"] == "assess"]
        types = sorted((-n, of) for of, n in Counter(assess).items() if of)
        agreed = types[0][1] if types else "unstated"
        least = {"majority": len(raters) // 2 + 1, "all": len(raters)}.get(consensus, 1)
        if raters and inside(call["received_on"]):
            found.append((call["branch"], agreed if len(assess) >= least else "refer"))
    return by_part(found)


def vulnerability_levels(t, group, consensus):
    found = []
    for child in t["children"]:
        family = keyed(t["families"])[child["family"]]
        read = [r for r in t["case_readings"] if r["child"] == child["id"]]
        read = [r for r in read if consensus != "panel" or r["reader"] == "panel"]
        levels = Counter(r["level"] for r in read if inside(r["read_on"]))
        if levels and family["group"] == group:
            most_read = min(levels, key=lambda n: (-levels[n], n))
            agreed = {"lowest": min(levels), "highest": max(levels)}.get(consensus, most_read)
            found.append((family["branch"], agreed))
    base = Counter(branch for branch, _ in found)
    every = [(b, n) for b in sorted(base) for n in range(1, 8)]
    return [Tally(b, str(n), found.count((b, n)), base[b]) for b, n in every]


def pattern(words):
    return " ".join(f"{word}={n}" for word, n in sorted(Counter(words).items()))


def call_review_patterns(t):
    found = []
    for call in (c for c in t["referrals"] if inside(c["received_on"])):
        raters = [r for r in t["call_reviews"] if r["referral"] == call["id"]]
        said = [r["type"] or "unstated" if r["verdict"] == "assess" else "refer" for r in raters]
        found += [(call["branch"], pattern(said))] if raters else []
    return by_part(found)


def case_reading_patterns(t):
    found = []
    for child in t["children"]:
        read = [r for r in t["case_readings"] if r["child"] == child["id"]]
        levels = [r["level"] for r in read if inside(r["read_on"])]
        branch = keyed(t["families"])[child["family"]]["branch"]
        found += [(branch, pattern(levels))] if levels else []
    return by_part(found)


def by_judge(found):
    base, hits = Counter(key for key, _ in found), Counter(key for key, hit in found if hit)
    return [Tally(*key, hits[key], n) for key, n in sorted(base.items())]


def rater_differences(t):
    found = []
    for call in (c for c in t["referrals"] if inside(c["received_on"])):
        raters = [r for r in t["call_reviews"] if r["referral"] == call["id"]]
        for own in raters:
            others = Counter(r["verdict"] for r in raters if r is not own)
            if others["assess"] != others["refer"]:
                unlike = own["verdict"] != others.most_common(1)[0][0]
                found.append(((call["branch"], own["rater"]), unlike))
    return by_judge(found)


def reader_differences(t):
    found = []
    for child in t["children"]:
        branch = keyed(t["families"])[child["family"]]["branch"]
        read = [r for r in t["case_readings"] if r["child"] == child["id"]]
        read = [r for r in read if inside(r["read_on"])]
        for own in read:
            others = [r["level"] for r in read if r is not own]
            if others:
                outside = not min(others) <= own["level"] <= max(others)
                found.append(((branch, own["reader"]), outside))
    return by_judge(found)


def families_served(t):
    served = {c["family"] for c in t["cases"] if ran(c["opened_on"], c["closed_on"])}
    return [f for f in t["families"] if f["id"] in served]


def family_factors(t):
    pairs = [(f, factor) for f in families_served(t) for factor in ("factor_x", "factor_y")]
    base = Counter((f["branch"], f"{f['group']}:{factor}") for f, factor in pairs)
    hits = Counter((f["branch"], f"{f['group']}:{factor}") for f, factor in pairs if f[factor])
    return [Tally(*key, hits[key], base[key]) for key in sorted(base)]


def family_score(t, group):
    served = [f for f in families_served(t) if f["group"] == group]
    factors = ("factor_x", "factor_y")
    return by_part([(f["branch"], "+".join(x for x in factors if f[x])) for f in served])


def birthday(born, years):
    year = born.year + years
    return date(year, born.month, min(born.day, monthrange(year, born.month)[1]))


def known_at_removal(t, r, ages, factors):
    born = keyed(t["children"])[r["child"]]["born_on"]
    had = [age for age in (0, *ages) if birthday(born, age) <= r["removed_on"]]
    to_come = [age for age in ages if age not in had]
    band = f"{had[-1]}-{to_come[0] - 1}" if to_come else f"{had[-1]}+"
    family = keyed(t["families"])[r["family"]]
    known = [f"{factor}={int(family[factor] is True)}" for factor in factors]
    age = [f"age={band}"] if ages else []
    return " ".join([*age, f"level={r['level_at_removal']}", *known])


def removals_by_pattern(t, days, most_level, ages, factors):
    hits, base = Counter(), Counter()
    for r in t["removals"]:
        home_by = r["returned_on"] or date.max
        key = (r["branch"], known_at_removal(t, r, ages, factors))
        if inside(r["removed_on"]) and r["level_at_removal"] <= most_level:
            base[key] += 1
            hits[key] += home_by <= r["removed_on"] + timedelta(days)
    return [Tally(*key, hits[key], base[key]) for key in sorted(base)]


def abused_again(t, days, most_level):
    founded = {a["referral"] for a in t["allegations"] if a["found_on"]}
    calls = [(c["child"], c["received_on"]) for c in t["referrals"] if c["id"] in founded]
    back = [r for r in t["removals"] if inside(r["returned_on"])]
    base = [r for r in back if r["level_at_removal"] <= most_level]
    after = [timedelta(gap) for gap in range(days + 1)]
    hits = [r for r in base if any((r["child"], r["returned_on"] + n) in calls for n in after)]
    return hits, base


def reabuse_after_return(t, days, most_level):
    hits, base = abused_again(t, days, most_level)
    return by_branch(branches(hits), branches(base))


def reabuse_by_pattern(t, days, most_level, ages, factors):
    hits, base = (
        Counter((r["branch"], known_at_removal(t, r, ages, factors)) for r in found)
        for found in abused_again(t, days, most_level)
    )
    return [Tally(*key, hits[key], base[key]) for key in sorted(base)]


def in_care(t):
    levels = defaultdict(list)
    for r in (r for r in t["removals"] if ran(r["removed_on"], r["ended_on"])):
        levels[r["branch"], r["child"]].append(r["level_at_removal"])
    return levels


def children_served(t, group):
    if group == "out_of_home":
        served = [branch for branch, _ in in_care(t)]
        return by_branch(served, served)
    cases = [c for c in t["cases"] if c["kind"] == "family"]
    families = [f for f in families_served(t | {"cases": cases}) if f["group"] == "in_home"]
    homes = {f["id"]: f["branch"] for f in families}
    served = [homes[c["family"]] for c in t["children"] if c["family"] in homes]
    return by_branch(served, served)


def difficult_children_served(t, most_level):
    children = in_care(t)
    hits = [branch for (branch, _), levels in children.items() if min(levels) <= most_level]
    return by_branch(hits, [branch for branch, _ in children])


def served_by_level(t):
    found = [(branch, min(levels)) for (branch, _), levels in in_care(t).items()]
    base = Counter(branch for branch, _ in found)
    every = [(b, n) for b in sorted(base) for n in range(1, 8)]
    return [Tally(b, str(n), found.count((b, n)), base[b]) for b, n in every]


def workers_by_status(t):
    hundredths, heads, on = Counter(), Counter(), date(2003, 1, 1)
    for worker in t["workers"]:
        own = [s for s in t["worker_status"] if s["worker"] == worker["id"] and s["from_on"] <= on]
        own = sorted(
            (s["from_on"], s["program"] or "", s["status"])
            for s in own
            if (s["to_on"] or date.max) > on
        )
        _, program, status = own[-1] if own else (on, "", "unknown")
        key = (worker["branch"], f"{program}|{status}")
        hundredths[key] += round(worker["fte"] * 100)
        heads[key] += 1
    found = [Tally(*key, hundredths[key], 100 * n) for key, n in heads.items()]
    return sorted(found, key=lambda tally: (tally.branch, *tally.of.split("|")))


def cases_open(t, kind):
    begun = [c for c in t["cases"] if c["kind"] == kind and c["opened_on"] < YEAR.end]
    carried = branches(c for c in begun if (c["closed_on"] or date.max) >= YEAR.end)
    return by_branch(carried, carried)


def entries_at_risk(t):
    entered = Counter(r["branch"] for r in t["removals"] if inside(r["removed_on"]))
    populations = {b["id"]: b["child_population"] for b in t["branches"]}
    return [Tally(b, "", entered[b], n) for b, n in sorted(populations.items()) if n is not None]


def permanency_plans(t, days):
    due = {id(r): r["removed_on"] + timedelta(days) for r in t["removals"]}
    removed = [r for r in t["removals"] if inside(r["removed_on"])]
    waiting = [r for r in removed if (r["returned_on"] or date.max) > due[id(r)]]
    planned = [r for r in waiting if (r["plan_on"] or date.max) <= due[id(r)]]
    return by_branch(branches(planned), branches(waiting))


def levels_by_stratum(t, group, consensus):
    children = {}
    for child in t["children"]:
        family = keyed(t["families"])[child["family"]]
        read = [r for r in t["case_readings"] if r["child"] == child["id"] and inside(r["read_on"])]
        read = [r for r in read if consensus != "panel" or r["reader"] == "panel"]
        if read:
            levels = Counter(r["level"] for r in read)
            level = min(levels, key=lambda n: (-levels[n], n))
            stratum = min((r["stratum"] for r in read if r["stratum"]), default="")
            children[child["id"]] = (family["branch"], stratum, family["group"], level)
    populations = {(s["branch"], s["stratum"] or ""): s["population"] for s in t["strata"]}
    read = Counter((branch, stratum) for branch, stratum, *_ in children.values())
    found = [
        Tally(
            branch, f"{stratum}|read", read[branch, stratum], populations.get((branch, stratum), 0)
        )
        for branch, stratum in {*populations, *read}
    ]
    for b, s in read:
        levels = [n for *where, of, n in children.values() if where == [b, s] and of == group]
        found += [Tally(b, f"{s}|{n}", levels.count(n), len(levels)) for n in range(1, 8) if levels]
    return sorted(found, key=lambda tally: (tally.branch, tally.of))


def by_family(records, is_yes):
    """Families by branch and by how many of their records are yes, as patterns."""
    families = defaultdict(list)
    for r in records:
        families[r["branch"], r["family"]].append("yes" if is_yes(r) else "no")
    return by_part([(branch, pattern(said)) for (branch, _), said in families.items()])


def difficult_at_removal(t, most_level):
    removed = [r for r in t["removals"] if inside(r["removed_on"])]
    return by_family(removed, lambda r: r["level_at_removal"] <= most_level)


def levels_below_readers(t, consensus):
    coded = []
    for child in t["children"]:
        read = [r for r in t["case_readings"] if r["child"] == child["id"] and inside(r["read_on"])]
        read = [r for r in read if consensus != "panel" or r["reader"] == "panel"]
        last = max((r["read_on"] for r in read), default=date.min)
        removed = [r for r in t["removals"] if r["child"] == child["id"]]
        removed = [r for r in removed if r["removed_on"] <= last]
        if removed:
            levels = Counter(r["level"] for r in read)
            agreed = min(levels, key=lambda n: (-levels[n], n))
            coded.append(max(removed, key=lambda r: r["removed_on"]) | {"agreed": agreed})
    return by_family(coded, lambda r: r["level_at_removal"] < r["agreed"])


def late(day, days):
    return day >= YEAR.end - timedelta(days)


def closures_near_count_date(t, days):
    closed = [c for c in t["cases"] if inside(c["closed_on"])]
    return by_family(closed, lambda c: late(c["closed_on"], days))


def transfers_near_count_date(t, days):
    ended = [a for a in t["case_assignments"] if inside(a["to_on"])]
    of = keyed(t["cases"])
    handed = [a for a in ended if (of[a["case"]]["closed_on"] or date.max) > a["to_on"]]
    events = {(of[a["case"]]["branch"], a["worker"], a["to_on"]) for a in handed}
    hits = [branch for branch, _, on in events if late(on, days)]
    return by_branch(hits, [branch for branch, *_ in events])


def easy_returns(t, days, most_level):
    removed = [r for r in t["removals"] if inside(r["removed_on"])]
    due = timedelta(days)
    home = [r for r in removed if r["returned_on"] and r["returned_on"] <= r["removed_on"] + due]
    return by_family(home, lambda r: r["level_at_removal"] > most_level)


def table_level(rules, reading, born):
    for rule in rules:
        fits = not rule.severity or reading["severity"] in rule.severity
        fits = fits and (not rule.circumstance or reading["circumstance"] in rule.circumstance)
        old = reading["read_on"] >= birthday(born, rule.ages.first)
        over = rule.ages.last is not None
        if fits and old and not (over and reading["read_on"] >= birthday(born, rule.ages.last + 1)):
            return rule.level
    return None


def classified_levels(t, rules):
    found = []
    for reading in (r for r in t["case_readings"] if inside(r["read_on"])):
        child = keyed(t["children"])[reading["child"]]
        level = table_level(rules, reading, child["born_on"]) if reading["severity"] else None
        branch = keyed(t["families"])[child["family"]]["branch"]
        found.append((branch, f"read={reading['level']} table={level or 'unknown'}"))
    return by_part(found)


PARAMETERS = {
    "warranted_calls.consensus": ["majority", "any", "all", "panel"],
    "vulnerability_levels.consensus": ["majority", "lowest", "highest", "panel"],
    "days": [0, 1, 365, 366],
    "group": ["in_home", "out_of_home"],
    "kind": ["family", "child", "investigation"],
    "most_level": range(1, 8),
    "ages": [(), (5,), (5, 10, 16)],
    "factors": [(), ("factor_y",), ("factor_y", "factor_x")],
    "consensus": ["majority", "panel"],
    "rules": [
        (),
        (LevelRule(2, ("neglect",), Ages(5, 15)), LevelRule(7)),
        (LevelRule(1, ages=Ages(10)), LevelRule(3, ("sexual", "neglect"), Ages(), ("sexual",))),
    ],
}


@pytest.mark.parametrize("seed", range(30))
def test_every_measure_agrees_with_slow_counting(case_tables, random_records, seed):
    chance = Random(seed)
    records = random_records(chance)
    tables = case_tables("2003-01-01", **records)
    for name, measure in catalogue().items():
        if get_type_hints(measure.compute)["return"] not in (list[Tally], list[ClusterTally]):
            continue  # measures of caseloads are counted slowly in a file of their own
        parameters = {
            p: chance.choice(PARAMETERS.get(f"{name}.{p}") or PARAMETERS[p])
            for p in measure.parameters
        }
        found = measure.compute(tables, YEAR, **parameters)
        assert found == globals()[name](records, **parameters), (name, parameters)
