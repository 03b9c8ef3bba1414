"""Who stood outside the rotation, for what, how long, and by whose word."""

from __future__ import annotations

from collections import Counter

from evenhand.rotation.fairness.exclusions import exclusions

JOINED = "0 | list North\n0 | joins Astoria North\n0 | joins Bend North\n"


def told(events, begins, ends, **passed):
    counts = Counter({("Astoria", why): times for why, times in passed.items()})
    return [
        (each.worker, each.why, each.days, each.lasts)
        for each in exclusions(events, begins, ends, counts)
    ]


def test_a_skip_lasts_until_its_end_and_days_are_days_begun(log, when):
    events = log(JOINED + "1 | skip Astoria court 3-6")
    assert told(events, when("0"), when("9")) == [("Astoria", "skip:court", 3, False)]


def test_a_skip_that_lasts_still_names_its_end_and_who_approved(log, when):
    events = log(JOINED + "1 | skip Astoria court 9")
    (found,) = exclusions(events, when("0"), when("4"), Counter({("Astoria", "skip:court"): 7}))
    assert (found.lasts, found.until, found.times) == (True, when("9"), 7)
    assert (found.unit, found.approver, found.since) == ("North", "Supervisor", when("1"))


def test_a_skip_made_longer_goes_on_from_where_it_began(log, when):
    events = log(JOINED + "1 | skip Astoria court 3\n2 | skip Astoria court 5")
    (found,) = exclusions(events, when("0"), when("9"), Counter())
    assert (found.days, found.since) == (4, when("1"))


def test_a_skip_for_another_reason_takes_the_place_of_the_one_before(log, when):
    events = log(JOINED + "1 | skip Astoria court 5\n2 | skip Astoria leave 5")
    assert told(events, when("0"), when("9")) == [
        ("Astoria", "skip:leave", 3, False),
        ("Astoria", "skip:court", 1, False),
    ]


def test_absence_lasts_from_status_to_status_and_a_skip_runs_beside_it(log, when):
    events = log(
        JOINED + "1 | is Astoria away\n2 | skip Astoria court 3\n4 | is Astoria available\n"
        "5 | is Bend available"
    )
    assert told(events, when("0"), when("9")) == [
        ("Astoria", "away", 3, False),
        ("Astoria", "skip:court", 1, False),
    ]


def test_an_unskip_and_a_leaving_end_what_is_open(log, when):
    events = log(
        JOINED + "1 | skip Astoria court 5\n2 | unskip Astoria\n"
        "1 | skip Bend court 5\n3 | is Bend away\n4 | leaves Bend"
    )
    assert told(events, when("0"), when("9")) == [
        ("Bend", "skip:court", 3, False),
        ("Astoria", "skip:court", 1, False),
        ("Bend", "away", 1, False),
    ]


def test_what_was_over_before_the_period_is_not_told_and_what_runs_into_it_from_its_begin(
    log, when
):
    events = log(JOINED + "1 | skip Astoria court 3\n1 | is Bend away")
    assert told(events, when("4"), when("6")) == [("Bend", "away", 2, True)]


def test_who_is_on_no_list_is_excluded_from_nothing(log, when):
    events = log(JOINED + "1 | skip Nobody court 3\n1 | is Nobody away")
    assert told(events, when("0"), when("6")) == []
