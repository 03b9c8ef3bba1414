"""Suspicion: which branches stand out, against the rest or against their own past."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from evenhand.estimation.suspicion import suspicions
from evenhand.figures import Suspicion, Tally

BRANCHES = ("Astoria", "Bend", "Coos Bay")
WOLF = F(1, 20)


def tallies(**counts):
    """Tallies of `astoria=(hits, base)` and so on."""
    return [Tally(name.replace("_", " ").title(), "", *pair) for name, pair in counts.items()]


def look(now, before=None, side="more", branches=BRANCHES, false_alarms=WOLF):
    return suspicions(now, before, branches, side, false_alarms)


def found(now, before=None, side="more"):
    return [each.branch for each in look(now, before, side) if each.found]


ALIKE = tallies(astoria=(10, 100), bend=(20, 200), coos_bay=(11, 100))


def test_branches_alike_raise_no_alarm_and_the_expected_share_is_the_states():
    seen = look(ALIKE)
    assert not any(each.found for each in seen)
    assert {each.expected for each in seen} == {round(F(41, 400), 6)}
    assert [each.share for each in seen] == [F(1, 10), F(1, 10), F(11, 100)]


def test_a_branch_that_closes_three_in_ten_before_the_count_is_found_and_no_other():
    now = tallies(astoria=(30, 100), bend=(16, 200), coos_bay=(9, 100))
    assert found(now) == ["Astoria"]


def test_holding_back_is_found_only_where_both_sides_are_looked_at():
    now = tallies(astoria=(0, 100), bend=(150, 1000), coos_bay=(150, 1000))
    assert found(now, side="either") == ["Astoria"]
    assert found(now) == []


def test_one_that_games_does_not_make_another_stand_out_on_the_other_side():
    now = tallies(astoria=(0, 100), bend=(30, 200), coos_bay=(15, 100))
    assert found(now, side="either") == ["Astoria"]


def test_one_that_games_does_not_hide_a_second():
    now = tallies(astoria=(95, 100), bend=(22, 100), coos_bay=(20, 200))
    assert found(now) == ["Astoria", "Bend"]


def test_of_two_branches_that_differ_neither_is_blamed_before_the_other():
    now = tallies(astoria=(0, 100), bend=(30, 100))
    seen = look(now, side="either", branches=["Astoria", "Bend"])
    assert [each.found for each in seen] == [True, True]
    assert seen[0].chance == seen[1].chance


def test_a_branch_always_unlike_the_others_is_not_found_where_its_change_is_looked_at():
    now = tallies(astoria=(80, 100), bend=(60, 200), coos_bay=(30, 100))
    assert found(now) == ["Astoria"]
    assert found(now, now) == []


def test_a_change_that_the_whole_state_made_is_not_found_in_any_branch():
    before = tallies(astoria=(20, 100), bend=(40, 200), coos_bay=(20, 100))
    now = tallies(astoria=(50, 100), bend=(100, 200), coos_bay=(50, 100))
    assert found(now, before) == []


def test_a_change_in_one_branch_alone_is_found_and_its_earlier_share_is_told():
    before = tallies(astoria=(20, 100), bend=(80, 200), coos_bay=(40, 100))
    now = tallies(astoria=(50, 100), bend=(80, 200), coos_bay=(40, 100))
    seen = look(now, before)
    assert [each.branch for each in seen if each.found] == ["Astoria"]
    assert seen[0].earlier == F(1, 5)
    assert F(1, 5) < seen[0].expected < seen[0].share


@pytest.mark.parametrize("base", [9, 10])
def test_below_ten_there_are_too_few_to_tell_and_no_hits_are_told(base):
    now = tallies(astoria=(base, base), bend=(0, 200), coos_bay=(0, 100))
    few = look(now)[0]
    assert few.found == (base == 10)
    if base == 9:
        assert few == Suspicion("Astoria", 9)
        assert few.share is None


def test_ten_are_wanted_before_as_well():
    before = tallies(astoria=(1, 9), bend=(20, 200), coos_bay=(10, 100))
    assert look(ALIKE, before)[0].chance is None
    assert look(ALIKE, before)[1].chance is not None


def test_children_of_fewer_than_ten_families_are_too_few_however_many_they_are():
    rest = [Tally("Bend", "no=1", 90, 100), Tally("Bend", "yes=1", 10, 100)]
    for families in (9, 10):
        now = [Tally("Astoria", "yes=3", families, families), *rest]
        found = look(now, branches=["Astoria", "Bend"])[0]
        assert (found.base, found.found) == (3 * families, families == 10)


def test_children_who_go_together_say_less_than_as_many_one_by_one():
    def state(of, families, size):
        astoria = [Tally("Astoria", of, 6, families), Tally("Astoria", f"no={size}", 14, 20)]
        return [*astoria, Tally("Bend", of, 20, 200), Tally("Bend", f"no={size}", 180, 200)]

    alone = look(state("yes=1", 20, 1), branches=["Astoria", "Bend"])[0]
    apart = look(
        [Tally("Astoria", "", 18, 60), Tally("Bend", "", 60, 600)], branches=["Astoria", "Bend"]
    )[0]
    together = look(state("yes=3", 20, 3), branches=["Astoria", "Bend"])[0]
    assert (together.hits, together.base) == (apart.hits, apart.base) == (18, 60)
    assert together.share == alone.share
    assert apart.chance < together.chance
    assert float(together.chance) == pytest.approx(float(alone.chance), rel=0.6)


def test_a_branch_without_a_tally_and_a_state_of_one_branch_cannot_be_judged():
    assert look(ALIKE, branches=["Astoria", "Dallas"])[1] == Suspicion("Dallas", 0)
    assert look(tallies(bend=(50, 60)), branches=["Bend"]) == (Suspicion("Bend", 60),)


def test_without_any_hits_nothing_stands_out():
    now = tallies(astoria=(0, 100), bend=(0, 200), coos_bay=(0, 100))
    assert {(each.chance, each.found) for each in look(now, side="either")} == {(1, False)}


def test_without_branches_there_is_nothing_to_see():
    assert look([], branches=()) == ()


def test_what_would_stand_out_alone_need_not_among_many():
    few = [Tally("a", "", 6, 20), Tally("b", "", 100, 1000)]
    many = [Tally("a", "", 6, 20), *(Tally(f"b{n:02}", "", 5, 50) for n in range(20))]
    assert look(few, branches=["a", "b"])[0].found
    assert not look(many, branches=[t.branch for t in many])[0].found


def test_a_branch_is_found_from_exactly_the_false_alarm_rate_on():
    now = tallies(astoria=(25, 100), bend=(20, 200), coos_bay=(10, 100))
    chance = look(now)[0].chance
    assert look(now, false_alarms=chance)[0].found
    assert not look(now, false_alarms=chance - F(1, 10**12))[0].found


def test_counts_of_a_large_state_are_reckoned_as_well():
    now = [Tally(f"{n:03}", "", 4_000 + 900 * (n == 7), 50_000) for n in range(40)]
    seen = look(now, side="either", branches=[t.branch for t in now])
    assert [each.branch for each in seen if each.found] == ["007"]
