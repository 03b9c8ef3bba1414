"""The log's file: what is read is written again as the same bytes, and faults name their line."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from evenhand.errors import RotationError
from evenhand.figures import rotation as events
from evenhand.figures.rotation import Event, RotationRule, SkipReason
from evenhand.sources.rotation_log import KINDS, event_of, line_of, read_log, write_log

AT = datetime.fromisoformat("2026-01-05T09:30")
RULE = RotationRule(
    "1",
    **{"order": "cases", "open_most": 12, "opens": time(9), "closes": time(17, 0, 30)},
    **{"office_days": (0, 1), "spill": (), "says": "Größe"},
    reasons=(SkipReason("court", "In court", owed=True, days_most=3, approved=False),),
)
EVERY_KIND = (
    events.RuleChanged(seq=1, at=AT, rule=RULE),
    events.ListOpened(seq=2, at=AT, unit="Astoria", zone="north"),
    events.WorkerJoined(seq=3, at=AT, worker="a", unit="Astoria", share=50, training=True),
    events.StatusChanged(seq=4, at=AT, worker="a", status="available"),
    events.ShareChanged(seq=5, at=AT, worker="a", share=80),
    events.Skipped(seq=6, at=AT, worker="a", reason="court", until=AT.replace(hour=12), owed=False),
    events.Unskipped(seq=7, at=AT, worker="a"),
    events.ReportArrived(seq=8, at=AT, report="r1", unit="Astoria", conflicts=("b", "c")),
    events.Assigned(
        seq=9, at=AT, report="r1", worker="a", rule="1", seen=("b", "a"), passed=(("b", "away"),)
    ),
    events.Overridden(seq=10, at=AT, report="r2", worker="a", reason="x", approver="s"),
    events.Returned(seq=11, at=AT, report="r1", worker="a", reason="x"),
    events.BulkReassigned(seq=12, at=AT, worker="a", to=(("r1", "b"),), reason="x", approver="s"),
    events.RemovalMade(seq=13, at=AT, worker="a", report="r1"),
    events.Closed(seq=14, at=AT, report="r1"),
    events.Escalated(seq=15, at=AT, report="r2", to="Queens", by="rotation"),
    events.HandedOver(seq=16, at=AT, unit="Astoria"),
    events.WorkerLeft(seq=17, at=AT, worker="a"),
)


def test_every_kind_of_event_is_here():
    assert {type(event) for event in EVERY_KIND} == {kind.make for kind in KINDS.values()}
    assert {each.__name__ for each in Event.__subclasses__()} == {
        kind.make.__name__ for kind in KINDS.values()
    }


def test_what_was_written_is_read_as_the_same_events_and_written_as_the_same_bytes(tmp_path):
    first, second = tmp_path / "log.jsonl", tmp_path / "again.jsonl"
    write_log(first, EVERY_KIND)
    assert tuple(read_log(first)) == EVERY_KIND
    write_log(second, read_log(first))
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again.jsonl", "log.jsonl"]


def test_a_line_is_short_and_says_its_kind_first():
    assert line_of(EVERY_KIND[1]) == (
        '{"kind":"list_opened","seq":2,"at":"2026-01-05T09:30:00","unit":"Astoria","zone":"north"}'
    )


def test_a_log_that_fails_while_it_is_written_leaves_what_was_there(tmp_path):
    path = tmp_path / "log.jsonl"
    write_log(path, EVERY_KIND[:2])

    def breaking_off():
        yield EVERY_KIND[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_log(path, breaking_off())
    assert len(read_log(path)) == 2
    assert list(tmp_path.iterdir()) == [path]


HEAD = '"seq":1,"at":"2026-01-05T09:30"'
COURT = '{"code":"court","title":"x","owed":"yes","days_most":3}'


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "this is not JSON: Expecting property name"),
        ("", "this is not JSON: Expecting value"),
        ("{} {}", "this is not JSON: something follows the event"),
        ("[1]", "An event is written as names with values"),
        ("{}", "There is no event of kind None. Kinds: rule_changed, list_opened"),
        ('{"kind":["closed"]}', "There is no event of kind"),
        ('{"kind":"closed"}', "A closed event needs at, report, seq too"),
        (f'{{"kind":"closed",{HEAD},"rapport":"r"}}', "Nothing here is called 'rapport'"),
        (f'{{"kind":"closed",{HEAD},"report":7}}', "report is 7; text is wanted"),
        ('{"kind":"closed","seq":true}', "seq is true; a whole number is wanted"),
        ('{"kind":"closed","at":"today"}', 'at is "today"; a moment without a zone, such as'),
        ('{"kind":"closed","at":"2026-01-05T09:30Z"}', "a moment without a zone"),
        ('{"kind":"closed","at":7}', "a moment without a zone"),
        ('{"kind":"worker_joined","training":1}', "training is 1; true or false is wanted"),
        ('{"kind":"worker_joined","tracks":"cares"}', "a list of texts is wanted"),
        ('{"kind":"worker_joined","tracks":[1]}', "a list of texts is wanted"),
        ('{"kind":"assigned","passed":[["a"]]}', "a list of pairs of texts is wanted"),
        ('{"kind":"assigned","passed":7}', "a list of pairs of texts is wanted"),
        ('{"kind":"skipped","owed":0}', "owed is 0; true or false is wanted"),
        ('{"kind":"rule_changed","rule":7}', "a rotation_rule as names with values is wanted"),
        ('{"kind":"rule_changed","rule":{}}', "a whole rotation_rule is wanted"),
        ('{"kind":"rule_changed","rule":{"orders":1}}', "a rotation_rule without 'orders'"),
        ('{"kind":"rule_changed","rule":{"opens":"9"}}', "a time such as 09:00 is wanted"),
        ('{"kind":"rule_changed","rule":{"opens":9}}', "a time such as 09:00 is wanted"),
        ('{"kind":"rule_changed","rule":{"spill":"zone"}}', "a list of texts is wanted"),
        ('{"kind":"rule_changed","rule":{"office_days":1}}', "a list of whole numbers"),
        (f'{{"kind":"rule_changed","rule":{{"reasons":[{COURT}]}}}}', "true or false"),
        (
            f'{{"kind":"rule_changed",{HEAD},"rule":{{"version":"1","order":"fair"}}}}',
            "order is 'fair'; a rule's order is strict, cases or minutes.",
        ),
        (
            f'{{"kind":"report_arrived",{HEAD},"report":"r","unit":"Astoria","minutes":-5}}',
            "minutes is -5; a report's minutes are 0 (not known) or more.",
        ),
        (
            f'{{"kind":"worker_joined",{HEAD},"worker":"a","unit":"Astoria","share":0}}',
            "A share of full time is 1 to 100 hundredths, not 0.",
        ),
        (f'{{"kind":"share_changed",{HEAD},"worker":"a","share":101}}', "not 101"),
    ],
)
def test_a_fault_names_file_and_line_and_what_would_work(tmp_path, line, why):
    path = tmp_path / "log.jsonl"
    path.write_text(f"{line_of(EVERY_KIND[0])}\n{line}\n", encoding="utf-8")
    with pytest.raises(RotationError) as refused:
        read_log(path)
    assert str(refused.value).startswith("log.jsonl:2: ")
    assert why in str(refused.value)


def test_a_log_must_be_a_file_with_something_in_it(tmp_path):
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    for path, why in (
        (tmp_path, "is a folder, not a log"),
        (tmp_path / "none", "is not there"),
        (empty, "is empty. A log begins with a rule_changed event"),
    ):
        with pytest.raises(RotationError, match=why):
            read_log(path)


def test_a_log_is_utf_8(tmp_path):
    path = tmp_path / "log.jsonl"
    path.write_bytes(b'{"kind":"closed","report":"\xff"}\n')
    with pytest.raises(RotationError, match=r"log.jsonl:1: this is not UTF-8 text"):
        read_log(path)


def test_an_event_may_be_read_from_text():
    assert event_of(line_of(EVERY_KIND[5])) == EVERY_KIND[5]
