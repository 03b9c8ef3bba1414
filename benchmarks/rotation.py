"""`make bench-rotation`: how quickly a log is replayed and verified, from memory and from its file.

The log is made up: units of 27 workers, part-timers, skips, caps, reports closing again. The
goal is 50,000 events a second on one core, verification included.
"""

from __future__ import annotations

import gc
import time
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from evenhand.figures import rotation as events
from evenhand.rotation.desk import give_out
from evenhand.rotation.folding import apply, fold
from evenhand.rotation.replaying import replay
from evenhand.rotation.state import State
from evenhand.sources.rotation_log import read_log, write_log

UNITS, WORKERS, REPORTS, OPEN = 40, 1_080, 50_000, 8_500
RULE = events.RotationRule(
    "1",
    order="cases",
    open_most=12,
    new_most=4,
    cooling_days=2,
    reasons=(
        events.SkipReason("court", "In court", owed=True, days_most=5),
        events.SkipReason("leave", "On leave", owed=False, days_most=5),
    ),
)


def main() -> None:
    """Print a Markdown table; the best of three runs each."""
    log = made_up_log(Random(2026))
    print(f"{len(log):,} events, {REPORTS:,} reports, {WORKERS:,} workers, {UNITS} lists\n")
    print("| what | events a second | events a CPU second |\n|---|---|---|")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.jsonl"
        write_log(path, log)
        _clocked("fold", len(log), lambda: fold(log))
        _clocked("replay: fold and verify every decision", len(log), lambda: replay(log))
        _clocked("read the file", len(log), lambda: read_log(path))
        _clocked("replay from the file", len(log), lambda: replay(read_log(path)))
        _clocked("write the file", len(log), lambda: write_log(path, log))


def made_up_log(chance: Random) -> list[events.Event]:
    """A year of reports, each given out by the desk as it comes in."""
    state, log, at = State(), [], datetime.fromisoformat("2026-01-01")
    carried: deque[str] = deque()

    def tell(kind: type[events.Event], **said: Any) -> None:
        event = kind(seq=state.seq + 1, at=at, **said)
        apply(state, event)
        log.append(event)

    tell(events.RuleChanged, rule=RULE)
    for unit in range(UNITS):
        tell(events.ListOpened, unit=f"u{unit}", zone=f"z{unit // 2}", borough=f"b{unit // 8}")
    for worker in range(WORKERS):
        share = chance.choice([100, 100, 100, 80, 50])
        tell(events.WorkerJoined, worker=f"worker-{worker}", unit=f"u{worker % UNITS}", share=share)
    for report in range(REPORTS):
        at += timedelta(minutes=10)
        tell(events.ReportArrived, report=f"report-{report}", unit=f"u{chance.randrange(UNITS)}")
        given = give_out(state, at)
        log += given
        carried += [event.report for event in given if isinstance(event, events.Assigned)]
        reason, until = chance.choice(["court", "leave"]), at + timedelta(hours=20)
        worker = f"worker-{chance.randrange(WORKERS)}"
        if report % 4 == 0 and not state.members[worker].skip:
            tell(events.Skipped, worker=worker, reason=reason, until=until, approver="s")
        if len(carried) > OPEN:
            tell(events.Closed, report=carried.popleft())
    return log


def _clocked(what: str, count: int, do: Callable[[], object]) -> None:
    wall, busy = [], []
    for _ in range(3):
        gc.collect()
        begun, used = time.perf_counter(), time.process_time()
        do()
        wall.append(time.perf_counter() - begun)
        busy.append(time.process_time() - used)
    print(f"| {what} | {count / min(wall):,.0f} | {count / min(busy):,.0f} |", flush=True)


if __name__ == "__main__":
    main()
