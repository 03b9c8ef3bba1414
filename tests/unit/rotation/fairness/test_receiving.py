"""With whom each report of a period ended up, and how it came to them."""

from __future__ import annotations

import pytest

from evenhand.errors import RotationError
from evenhand.rotation.fairness.cut import cut
from evenhand.rotation.fairness.receiving import received

LOG = """
    0 8  | list North
    0 9  | arrives r1 North
    0 9  | given r1 Astoria
    1 9  | arrives r2 North
    1 9  | given r2 Bend Astoria=skip:court
    1 10 | back r2 Bend
    1 11 | by-hand r2 Astoria
    2 9  | arrives r3 North
    2 9  | given r3 Bend
    2 10 | back r3 Bend
    2 11 | by-hand r9 Bend
"""


def test_a_report_counts_once_for_the_last_it_was_given_to(log, when):
    found = received(log(LOG), when("0"))
    assert found.holder == {"r1": "Astoria", "r2": "Astoria"}
    assert found.reports() == {"Astoria": 2}


def test_a_report_handed_back_and_waiting_counts_for_nobody(log, when):
    assert received(log(LOG), when("0")).waiting == 1


def test_what_arrived_before_the_period_does_not_count_in_it(log, when):
    assert received(log(LOG), when("1")).holder == {"r2": "Astoria"}
    assert received(log(LOG), when("1 9")).holder == {"r2": "Astoria"}


def test_a_report_is_by_hand_if_a_person_gave_it_last(log, when):
    assert received(log(LOG), when("0")).by_hand == {"r2"}
    later = log(LOG + "2 12 | back r2 Astoria\n2 13 | given r2 Bend")
    assert received(later, when("0")).by_hand == set()


def test_turns_passed_over_are_counted_by_reason(log, when):
    assert received(log(LOG), when("0")).passed == {("Astoria", "skip:court"): 1}


def test_a_period_ends_before_its_end_and_without_one_just_after_the_last_event(log, when):
    events = log(LOG)
    kept, begins, ends = cut(events, None, when("1 9"))
    assert (len(kept), begins, ends) == (3, when("0 8"), when("1 9"))
    kept, begins, ends = cut(events, when("1"), None)
    assert len(kept) == len(events)
    assert ends > when("2 11")


@pytest.mark.parametrize(("begins", "ends"), [("5", "6"), ("0 1", "0 8"), ("2", "1")])
def test_a_period_without_a_moment_of_the_log_is_refused_with_the_logs_own(log, when, begins, ends):
    with pytest.raises(RotationError, match=r"runs from 2025-03-03 08:00:00 to 2025-03-05 11"):
        cut(log(LOG), when(begins), when(ends))


def test_an_empty_log_is_refused(when):
    with pytest.raises(RotationError, match="holds no event"):
        cut([], None, when("1"))
