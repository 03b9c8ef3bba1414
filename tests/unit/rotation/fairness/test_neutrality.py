"""Whether differences go with what should not matter to a turn, and how surely that is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import pearsonr, rankdata

from evenhand.rotation.fairness import permuting
from evenhand.rotation.fairness.neutrality import neutrality
from evenhand.rotation.fairness.permuting import DRAWN, ranks, tie
from evenhand.rotation.fairness.presence import Presence

SOME = st.lists(st.integers(0, 4).map(Fraction), min_size=3, max_size=5)
START = datetime.fromisoformat("2025-03-03")
DAY = timedelta(days=1)


def person(worker, place, share=100, away=0, unit="North"):
    return Presence(
        worker,
        unit,
        place,
        share,
        "available",
        START,
        listed=100 * DAY,
        away=away * DAY,
        weighed=(100 - away) * DAY * share,
    )


def people(*each):
    return {one.worker: one for one in each}


def slow_correlation(against, got):
    """Scipy's correlation of ranks with counts."""
    return float(pearsonr(rankdata([float(each) for each in against]), got).statistic)


def slow_chance(against, got):
    """Every order of what was received, by scipy's correlation of each."""
    seen = abs(slow_correlation(against, got))
    every = [abs(slow_correlation(against, order)) for order in permutations(got)]
    return sum(each >= seen - 1e-9 for each in every) / len(every)


@settings(deadline=None)
@given(SOME, st.data())
def test_in_one_unit_the_tie_is_of_ranks_with_counts_and_its_chance_that_of_all_orders(
    against, data
):
    size = len(against)
    got = data.draw(st.lists(st.integers(-4, 4), min_size=size, max_size=size))
    found = tie([(against, got)], 1, "place")
    if len(set(against)) == 1 or len(set(got)) == 1:
        assert found is None
        return
    assert found.correlation == pytest.approx(slow_correlation(against, got))
    if size < 5:
        assert found.chance == pytest.approx(slow_chance(against, got))


def test_ranks_are_doubled_and_ties_share_theirs():
    assert ranks([Fraction(7), Fraction(3), Fraction(7)]) == [1, -2, 1]


def test_a_unit_with_more_to_hand_out_is_no_pattern():
    # The second unit's people stand further down and received more, but within units all is even.
    first = [Fraction(1), Fraction(2)], [0, 0]
    second = [Fraction(8), Fraction(9)], [5, 5]
    assert tie([first, second], 1, "place") is None


def test_drawn_orders_agree_with_all_orders(monkeypatch):
    against = [Fraction(each) for each in range(6)]
    got = [0, 2, 1, 4, 3, 5]
    whole = tie([(against, got)], 1, "place")
    monkeypatch.setattr(permuting, "EXACT", 1)
    drawn = tie([(against, got)], 1, "place")
    assert drawn.chance == pytest.approx(whole.chance, abs=0.01)
    assert drawn == tie([(against, got)], 1, "place")
    assert drawn.chance != tie([(against, got)], 2, "place").chance


def test_a_drawn_chance_is_never_zero():
    row = range(30)
    assert tie([([Fraction(each) for each in row], row)], 1, "place").chance == 1 / (DRAWN + 1)


def test_who_stands_further_down_and_receives_fewer_is_found():
    staff = people(*(person(f"w{place}", place) for place in range(1, 11)))
    found = neutrality(staff, {f"w{place}": 5 - place for place in range(1, 11)}, seed=1)
    place, share, absence = found
    assert (place.against, place.found, place.correlation) == ("list position", True, -1.0)
    assert place.says == (
        "who is further down the list received fewer because of skips than chance explains: "
        "5.0 reports each between the halves of a unit"
    )
    assert not share.found
    assert share.says.startswith("nothing to judge")
    assert absence.says == share.says


def test_who_is_away_longer_and_receives_more_is_found():
    staff = people(*(person(f"w{n}", n, away=n) for n in range(1, 11)))
    absence = neutrality(staff, {f"w{n}": n for n in range(1, 11)}, seed=1)[2]
    assert absence.found
    assert absence.says.startswith("who is away longer received more")


def test_chances_are_holms_over_the_tests_that_could_be_made():
    differences = {f"w{n}": each for n, each in enumerate([3, -1, 2, 0, -2, 1, -3], start=1)}
    alike = people(*(person(name, n) for n, name in enumerate(differences)))
    unlike = people(*(person(name, n, 100, n % 3) for n, name in enumerate(differences)))
    alone = neutrality(alike, differences, seed=1)[0]
    place, _, absence = neutrality(unlike, differences, seed=1)
    assert alone.says == "no pattern beyond chance"
    assert place.chance == pytest.approx(2 * alone.chance, rel=0.2)
    assert place.chance <= absence.chance <= 1


def test_fewer_than_five_people_are_not_judged_and_that_is_said():
    staff = people(*(person(f"w{n}", n) for n in range(1, 5)), person("alone", 1, unit="South"))
    for each in neutrality(staff, dict.fromkeys(staff, 0), seed=1):
        assert not each.found
        assert each.says == "not judged: 4 people with fellows in their unit, fewer than 5"


def test_who_was_away_all_the_time_is_not_judged_with_the_others():
    staff = people(*(person(f"w{n}", n) for n in range(1, 5)), person("w5", 5, away=100))
    assert "4 people" in neutrality(staff, dict.fromkeys(staff, 0), seed=1)[0].says


def test_pairs_too_small_for_any_pattern_are_said_to_be_so():
    staff = people(
        *(person(f"{unit}{n}", n, unit=unit) for unit in ("North", "South", "West") for n in (1, 2))
    )
    place = neutrality(staff, {name: -each.place for name, each in staff.items()}, seed=1)[0]
    assert place.correlation == -1
    assert place.says == "too few people for any pattern to be told from chance"


def test_one_who_lost_much_and_many_who_gained_a_little_are_no_pattern_of_themselves():
    # Of ranks alone this would be one: most with a larger share gained, and one lost it all.
    staff = people(*(person(f"w{n}", 1, share=100 if n < 6 else 50) for n in range(12)))
    differences = {name: 1 if each.share == 100 else 0 for name, each in staff.items()}
    differences["w0"] = -5
    share = neutrality(staff, differences, seed=1)[1]
    assert share.correlation == 0
    assert not share.found


def test_units_are_judged_together_and_what_one_has_more_of_does_not_count():
    staff = people(
        *(person(f"{unit}{n}", n, unit=unit) for unit in ("North", "South") for n in range(1, 6))
    )
    gained = {
        name: (10 if each.unit == "South" else -10) - each.place for name, each in staff.items()
    }
    place = neutrality(staff, gained, seed=1)[0]
    assert place.correlation == -1
    assert place.found
