"""Chance: every random number has an address, and nobody else changes what stands there."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F
from hashlib import blake2b

import numpy as np
import pytest

from evenhand.estimation import Chance
from evenhand.estimation.chance import BLOCK, Sample, Stream, by_branch, constant, not_a_number

NAMES = ["Astoria", "Bend", "Coos Bay", "Dallas", "Eugene"]
#: Drawn once and written down: a published interval must be found again years later.
FIRST = [0.18707359970997728, 0.3185194878333447]


def numbers(stream, branch, block=0, count=5):
    return stream.of(branch, block).random(count).tolist()


def test_the_same_seed_name_branch_and_block_give_the_same_numbers_whatever_was_asked_before():
    first = numbers(Stream(7, "calls"), "Bend", 3)
    stream = Stream(7, "calls")
    stream.of("Astoria", 0).standard_gamma(0.3, 1001)
    stream.of("Bend", 3).integers(0, 9, 7, dtype=np.uint32)  # leaves half a number over
    assert numbers(stream, "Bend", 3) == first


@pytest.mark.parametrize(
    ("seed", "name", "branch", "block"),
    [
        (8, "calls", "Bend", 3),
        (7, "levels", "Bend", 3),
        (7, "calls", "Astoria", 3),
        (7, "calls", "Bend", 4),
        (73, "calls", "Bend", 3),
    ],
)
def test_another_seed_name_branch_or_block_gives_other_numbers(seed, name, branch, block):
    other = numbers(Stream(seed, name), branch, block)
    assert not set(other) & set(numbers(Stream(7, "calls"), "Bend", 3))


def test_a_stranger_with_the_seed_finds_a_branchs_place_to_the_last_bit():
    key = int.from_bytes(blake2b(b"7\ncalls", digest_size=16).digest())
    for branch in NAMES:  # some of whose places are past the half of 64 bits
        place = int.from_bytes(blake2b(branch.encode(), digest_size=8).digest())
        counter = (3 << 64) + (place << 128)
        stranger = np.random.Generator(np.random.Philox(key=key, counter=counter))
        assert stranger.random(5).tolist() == numbers(Stream(7, "calls"), branch, 3)


def test_the_numbers_of_today_are_those_of_every_other_day():
    assert numbers(Stream(2000, "remedial_services.base"), "Astoria", count=2) == pytest.approx(
        FIRST, rel=1e-15
    )


def test_a_sample_grows_in_proportion_and_never_beyond_what_there_is():
    assert Chance(1).grown(30, 100) == 30
    assert Chance(1, sample=2.0).grown(30, 100) == 60
    assert Chance(1, sample=9.0).grown(30, 100) == 100
    assert Chance(1, sample=9.0).grown(30, 20) == 30  # more were read than there are


def test_a_survey_grows_branch_by_branch_nowhere_beyond_what_there_is():
    sample = Sample(
        "readings", {"Bend": F(10), "Astoria": F(30)}, {"Bend": F(50), "Astoria": F(40)}
    )
    assert [sample.grown(F(n)) for n in (1, 2, 9)] == [40, 60, 90]


def test_what_is_known_is_the_same_in_every_block_and_a_missing_score_is_not_a_number():
    draws = constant([not_a_number(F(1, 2)), not_a_number(None)])
    assert draws.block(0).tolist()[0][0] == 0.5
    assert np.isnan(draws.block(9)[0, 1])


def test_blocks_are_made_branch_by_branch_as_draws_by_branches():
    block = by_branch(["Astoria", "Bend"], lambda place, branch, number: float(place + number))(5)
    assert block.shape == (BLOCK, 2)
    assert block[0].tolist() == block[-1].tolist() == [5, 6]


def test_a_later_block_is_the_same_whichever_blocks_came_before():
    stream = Stream(3, "x")
    for block in range(5):
        numbers(stream, "Bend", block)
    assert numbers(stream, "Bend", 9) == numbers(Stream(3, "x"), "Bend", 9)


def test_raw_or_grown_it_is_the_same_chance_otherwise():
    assert numbers(replace(Chance(4), raw=True, sample=3.0).stream("x"), "Bend") == numbers(
        Chance(4).stream("x"), "Bend"
    )
