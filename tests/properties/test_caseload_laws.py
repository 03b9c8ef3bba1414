"""Laws of caseload arithmetic: parts add up, means stay between ends, and fast is slow counting."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction as F
from itertools import pairwise
from statistics import median_low

from hypothesis import given
from hypothesis import strategies as st

from evenhand.caseloads.by_group import held_on, merged, within
from evenhand.caseloads.distribution import distribution, quantile
from evenhand.caseloads.full_load import points
from evenhand.caseloads.over import over
from evenhand.caseloads.through_time import months_of, on_days, years_of
from evenhand.caseloads.together import LEVELS, Groups, added, met, total
from evenhand.figures import Period, Place
from evenhand.figures.spread import Daily, Spread

BRANCHES = ("astoria", "bend", "coos")
GROUPS = Groups(
    {name: name for name in BRANCHES},
    {
        "astoria": Place("Coast", "North"),
        "bend": Place("East", "South"),
        "coos": Place("Coast", ""),
    },
)
FIRST = date(1999, 12, 20)
PERIODS = st.builds(
    lambda start, length: Period(FIRST + timedelta(start), FIRST + timedelta(start + length)),
    st.integers(0, 800),
    st.integers(1, 800),
)
#: What each of some workers carried on each of the same few days; None where they did not count.
TEAMS = st.integers(1, 6).flatmap(
    lambda days: st.lists(
        st.lists(st.none() | st.integers(0, 4), min_size=days, max_size=days),
        min_size=1,
        max_size=4,
    )
)
LOADS = st.lists(st.integers(0, 30), min_size=1, max_size=40)


def spread_of(team, branch="bend", unit=""):
    counts = Counter(load for worker in team for load in worker if load is not None)
    return Spread(branch, unit, "load", period_of(team), dict(counts))


def period_of(team):
    return Period(FIRST, FIRST + timedelta(len(team[0])))


def daily_of(team, of, value):
    """The same team through time, as changes from day to day."""
    each_day = [sum(value(load) for load in day) for day in zip(*team, strict=True)]
    changes = [
        (FIRST + timedelta(n), now - was)
        for n, (was, now) in enumerate(zip([0, *each_day], each_day, strict=False))
        if now != was
    ]
    return Daily("bend", "", of, 0, tuple(changes))


@given(LOADS)
def test_mean_median_ninth_decile_and_most_are_those_of_a_plain_list(loads):
    made = distribution(Counter(loads))
    assert made.mean == F(sum(loads), len(loads))
    assert made.median == median_low(loads)
    assert made.p90 == sorted(loads)[-(-9 * len(loads) // 10) - 1]
    assert made.most == max(loads)
    assert min(loads) <= made.median <= made.p90 <= made.most
    assert min(loads) <= made.mean <= made.most


@given(LOADS, st.integers(1, 12))
def test_counted_in_parts_every_number_is_that_many_times_smaller(loads, parts):
    whole, made = distribution(Counter(loads)), distribution(Counter(loads), parts)
    for of in ("mean", "median", "p90", "most"):
        assert getattr(made, of) * parts == getattr(whole, of)


@given(LOADS, st.fractions(0, 1), st.fractions(0, 1))
def test_a_larger_share_never_has_a_smaller_quantile(loads, one, other):
    low, high = sorted((one, other))
    assert quantile(Counter(loads), low) <= quantile(Counter(loads), high)


@given(TEAMS)
def test_the_mean_over_days_is_the_same_from_worker_days_and_from_daily_numbers(team):
    spread, period = spread_of(team), period_of(team)
    days = [period.start + timedelta(n) for n in range(len(team[0]))]
    cases = sum(on_days(daily_of(team, "cases", lambda load: load or 0), days).values())
    heads = sum(on_days(daily_of(team, "workers", lambda load: load is not None), days).values())
    assert (total(spread.counts), met(spread.counts)) == (cases, heads)


@given(TEAMS, st.data())
def test_moving_a_case_between_two_workers_of_a_branch_changes_no_mean(team, data):
    day = data.draw(st.integers(0, len(team[0]) - 1))
    counting = [worker for worker in team if worker[day] is not None]
    before = spread_of(team)
    givers = [worker for worker in counting if worker[day]]
    if givers and len(counting) > 1:
        giver = data.draw(st.sampled_from(givers))
        taker = data.draw(st.sampled_from([w for w in counting if w is not giver]))
        giver[day], taker[day] = giver[day] - 1, taker[day] + 1
    after = spread_of(team)
    assert (total(before.counts), met(before.counts)) == (total(after.counts), met(after.counts))


@given(st.lists(st.tuples(st.sampled_from(BRANCHES), st.sampled_from(("", "1", "2")), TEAMS)))
def test_units_add_up_to_branches_and_branches_to_the_state(units):
    period = Period(FIRST, FIRST + timedelta(40))
    spreads = [
        Spread(branch, unit, "load", period, spread_of(team).counts) for branch, unit, team in units
    ]
    found = merged(spreads, GROUPS)
    for level in LEVELS:
        here = [w for w in GROUPS.every({u[:2] for u in units}) if w.level == level]
        inside = [s for s in spreads if any(w.level == level for w in GROUPS.of(s.branch, s.unit))]
        together = added(within(found, whom, "load", period) for whom in here)
        assert together == dict(sorted(sum((Counter(s.counts) for s in inside), Counter()).items()))


@given(st.lists(st.tuples(st.sampled_from(BRANCHES), st.sampled_from(("", "1", "2")), TEAMS)))
def test_units_and_workers_in_no_unit_add_up_to_their_branch(units):
    period = period_of([[0]])
    found = merged((Spread(b, u, "load", period, spread_of(t).counts) for b, u, t in units), GROUPS)
    every = GROUPS.every({each[:2] for each in units})
    for branch in (whom for whom in every if whom.level == "branch"):
        own = [w for w in every if w.level == "unit" and w.id.startswith(f"{branch.id}|")]
        together = added(within(found, whom, "load", period) for whom in own)
        assert together == within(found, branch, "load", period)


@given(LOADS, st.integers(0, 30))
def test_who_is_over_is_counted_as_one_would_by_hand(loads, limit):
    made = over("x", Counter(loads), limit)
    assert (made.over, made.met) == (sum(load > limit for load in loads), len(loads))
    assert over("x", Counter(loads), limit + 1).over <= made.over


@given(TEAMS, st.integers(0, 4))
def test_days_and_workers_over_agree_with_worker_days_over(team, limit):
    counting = [worker for worker in team if any(load is not None for load in worker)]
    days = [sum(load is not None and load > limit for load in worker) for worker in counting]
    made = over("x", spread_of(team).counts, limit, Counter(days), Counter(days))
    assert made.over == sum(days)
    assert made.workers_over == sum(n > 0 for n in days)
    if counting:
        assert made.mean_days_over * len(counting) == made.over
        assert made.longest <= max(days)


@given(
    st.dictionaries(st.sampled_from("abc"), st.integers(1, 30).map(F), min_size=1),
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 40))),
)
def test_points_over_a_full_load_are_the_sum_of_n_over_limit(full_load, carried):
    weights, whole = points(full_load)
    cases = [(kind, n) for kind, n in carried if kind in full_load]
    exact = sum((n / full_load[kind] for kind, n in cases), F(0))
    assert F(sum(n * weights[kind] for kind, n in cases), whole) == exact


@given(PERIODS, st.integers(1, 12))
def test_months_and_fiscal_years_cut_a_period_without_losing_or_doubling_a_day(period, begins):
    months, years = months_of(period), years_of(period, begins)
    for parts in (months, years):
        assert (parts[0].start, parts[-1].end) == (period.start, period.end)
        assert all(one.end == two.start for one, two in pairwise(parts))
    assert all(m.start.month == (m.end - timedelta(1)).month for m in months)
    assert {y.start for y in years} <= {m.start for m in months}
    assert all((y.start.month, y.start.day) == (begins, 1) for y in years[1:])


CHANGES = st.lists(
    st.tuples(st.integers(0, 30).map(lambda n: FIRST + timedelta(n)), st.integers(-3, 3))
)


@given(st.lists(st.tuples(st.sampled_from(BRANCHES), st.integers(0, 9), CHANGES)))
def test_a_number_on_a_day_is_what_was_before_and_every_change_since(given_dailys):
    dailys = [Daily(branch, "", "cases", n, tuple(since)) for branch, n, since in given_dailys]
    days = [FIRST + timedelta(n) for n in range(0, 33, 4)]
    held = held_on(dailys, days, GROUPS)
    for day in days:
        slow = Counter()
        for daily in dailys:
            value = daily.before + sum(n for since, n in daily.changes if since <= day)
            for whom in GROUPS.of(daily.branch, daily.unit):
                slow[whom] += value
        assert {whom: on[day] for (whom, _), on in held.items()} == dict(slow)
