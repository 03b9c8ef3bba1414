"""What must hold of posts, whatever the numbers: nobody is invented, and nobody leaves twice."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F
from math import floor

from hypothesis import given
from hypothesis import strategies as st

from evenhand.figures import MoveRules, Person, Post
from evenhand.scenarios.moves.filling_posts import Beside, Posts, fill
from evenhand.scenarios.moves.leavers import leaving
from evenhand.scenarios.moves.posts import _whole
from evenhand.sources.staffing_file import Staffed

DAY = date(2000, 2, 4)
counts = st.integers(0, 9)
parts = st.fractions(0, 1, max_denominator=20)


@given(filled=counts, part=parts, cycles=st.integers(1, 6), months=st.integers(1, 18))
def test_leavers_up_to_any_cycle_are_the_whole_part_of_what_time_has_taken(
    filled, part, cycles, months
):
    gone = leaving(filled, part, MoveRules(DAY, cycles=cycles, months=months))
    there = F(filled)
    for cycle in range(1, cycles + 1):
        there -= min(there, there * part * months / 12)
        assert sum(gone[:cycle]) == floor(filled - there)
    assert min(gone) >= 0
    assert sum(gone) <= filled


@given(filled=counts, part=parts, cycles=st.integers(1, 6), longer=st.integers(1, 6))
def test_a_longer_plan_has_the_same_leavers_in_the_same_cycles(filled, part, cycles, longer):
    short, long = MoveRules(DAY, cycles=cycles), MoveRules(DAY, cycles=cycles + longer)
    assert leaving(filled, part, short) == leaving(filled, part, long)


@given(st.dictionaries(st.sampled_from("abcdef"), st.fractions(0, 9, max_denominator=4)))
def test_positions_made_whole_keep_their_sum_to_within_a_half(now):
    held = {(branch, "all"): count for branch, count in now.items()}
    whole = dict(_whole(held, dict.fromkeys(held, 4)))
    assert whole.keys() == held.keys()
    assert abs(sum(whole.values()) - sum(held.values())) <= F(1, 2)
    if all(count.denominator == 1 for count in held.values()):
        assert whole == held


@st.composite
def crowds(draw):
    """Posts, and people who may or may not fit them."""
    posts = [Post(b, "p", draw(counts), 0, draw(counts)) for b in "abc"]
    people = [
        Person(
            *(f"w{n}", draw(st.sampled_from("abcd")), "p", F(draw(counts))),
            willing=draw(st.booleans()),
            leaves_on=draw(st.none() | st.dates(DAY, date(2004, 1, 1))),
        )
        for n in range(draw(st.integers(0, 12)))
    ]
    staffing = {
        (b, "p"): Staffed(filled, draw(st.none() | counts))
        for b in draw(st.sets(st.sampled_from("abc")))
        for filled in [draw(counts)]
    }
    return tuple(posts), tuple(people), draw(st.none() | st.just(staffing))


@given(crowds(), st.none() | parts)
def test_people_named_are_all_of_their_post_and_never_more_than_there_are(drawn, attrition):
    posts, people, staffing = drawn
    found = fill(Posts(posts, ()), Beside(staffing, people, attrition), MoveRules(DAY, cycles=3))
    for before, post in zip(posts, found.posts, strict=True):
        here = [person for person in found.people if person.branch == post.branch]
        assert not here or len(here) == post.filled
        assert sum(post.leaving) <= post.filled
        assert max(post.willing, post.experienced) <= post.filled
        if not staffing:
            assert post.positions == before.positions
