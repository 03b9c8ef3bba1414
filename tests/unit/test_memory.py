"""Memory: what is left under the tightest limit, and a sentence before there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from evenhand.sources import memory_guard
from evenhand.sources.memory import ASSUMED, Left, allowed_bytes, held_bytes, memory_left

MEGABYTE = 1024**2
OLD_GROUPS = Path("/sys/fs/cgroup/memory")
#: Reads a table of itself into memory until the guard, or the kernel, ends it.
GREEDY = """
import sys
from evenhand.sources.memory_guard import doing, guarded, remove_at_the_end
from pathlib import Path
remove_at_the_end(Path(sys.argv[1]))
with guarded(), doing("counting calls"):
    held = []
    while len(held) < 400:
        held.append(bytearray(b"x") * 2**20)
"""


@pytest.fixture
def machine(tmp_path):
    """`machine({path: text})` gives a root under which `proc` and `sys` say just that."""

    def made(files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "ascii")
        return tmp_path

    return made


MEMINFO = {"proc/meminfo": "MemTotal: 8000 kB\nMemFree: 10 kB\nMemAvailable: 6000 kB\n"}
OLD = {
    "proc/self/cgroup": "9:cpu:/jobs\n4:memory:/jobs\n0::/\n",
    "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
    "sys/fs/cgroup/memory/memory.usage_in_bytes": "5\n",
    "sys/fs/cgroup/memory/jobs/memory.limit_in_bytes": "1000\n",
    "sys/fs/cgroup/memory/jobs/memory.usage_in_bytes": "700\n",
    "sys/fs/cgroup/memory/jobs/memory.stat": "total_active_file 50\ntotal_inactive_file 150\n",
}
NEW = {
    "proc/self/cgroup": "0::/user/job\n",
    "sys/fs/cgroup/user/memory.max": "2000\n",
    "sys/fs/cgroup/user/memory.current": "1900\n",
    "sys/fs/cgroup/user/memory.stat": "active_file 10\ninactive_file 20\n",
    "sys/fs/cgroup/user/job/memory.max": "max\n",
    "sys/fs/cgroup/user/job/memory.current": "1900\n",
}


def test_without_a_limit_what_the_machine_has_available_is_left(machine):
    assert memory_left(machine(MEMINFO)) == Left(6_000 * 1024, 8_000 * 1024)


def test_a_control_group_of_the_older_kind_limits_and_files_once_read_count_as_left(machine):
    assert memory_left(machine(MEMINFO | OLD)) == Left(1_000 - 700 + 200, 1_000)


def test_a_limit_on_the_group_around_ours_holds_too(machine):
    assert memory_left(machine(MEMINFO | NEW)) == Left(2_000 - 1_900 + 30, 2_000)


def test_the_tightest_limit_decides(machine):
    small = MEMINFO | {"proc/meminfo": "MemTotal: 8 kB\nMemAvailable: 0 kB\n"}
    assert memory_left(machine(small | OLD)) == Left(0, 8 * 1024)


def test_where_nothing_tells_two_gigabytes_are_assumed(tmp_path):
    assert memory_left(tmp_path) == Left(ASSUMED, ASSUMED)


def test_this_very_process_holds_something_and_may_take_more():
    assert allowed_bytes() > 0
    assert held_bytes() >= 0


@pytest.mark.parametrize(
    ("of", "kept_free"),
    [(24_000, 1_200), (1_000, 100), (300, 75)],  # megabytes: a twentieth; 100; a quarter
)
def test_a_twentieth_stays_free_or_100_mb_but_no_more_than_a_quarter(of, kept_free):
    assert memory_guard.floor(of * MEGABYTE) == kept_free * MEGABYTE


def ended(left, held, tries=3):
    """What the guard says, with so much left at each look; None where it lets us go on."""
    told, enough, looks = [], Event(), []

    def meter():
        looks.append(None)
        if len(looks) >= tries:
            enough.set()
        return Left(left * MEGABYTE, 1_000 * MEGABYTE)

    def end(sentence):
        told.append(sentence)
        enough.set()

    with memory_guard.guarded(meter, lambda: held * MEGABYTE, end), memory_guard.doing("counting"):
        assert enough.wait(10)
    return told[0] if told else None


def test_with_less_left_than_must_stay_free_it_says_what_went_on_and_what_would_work():
    told = ended(left=99, held=800)
    assert told.startswith(
        "Memory is running out: 99 MB are left of 1000 MB, and 800 MB are in use"
    )
    assert "--engine duckdb" in told


def test_with_as_much_left_as_must_stay_free_it_goes_on():
    assert ended(left=100, held=800) is None


def test_where_others_hold_the_memory_it_goes_on():
    assert ended(left=50, held=50) is None


def test_a_process_that_takes_too_much_ends_with_a_sentence_and_its_private_folder_is_gone(
    tmp_path,
):
    if not os.access(OLD_GROUPS, os.W_OK):
        pytest.skip("no rights to make a control group (cgroup v1) with a limit on memory")
    private, group = tmp_path / "private", OLD_GROUPS / f"evenhand-test-{os.getpid()}"
    private.mkdir()
    group.mkdir()
    try:
        (group / "memory.limit_in_bytes").write_text(str(300 * MEGABYTE), "ascii")
        found = subprocess.run(
            [sys.executable, "-c", GREEDY, str(private)],
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: (group / "cgroup.procs").write_text("0", "ascii"),
        )
    finally:
        group.rmdir()
    assert found.returncode == 1
    assert found.stderr.startswith("evenhand: Memory is running out")
    assert found.stderr.count("\n") == 1
    assert "while counting calls" in found.stderr
    assert not private.exists()
