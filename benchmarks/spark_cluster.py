"""A Spark cluster on this machine, torn down at the end: the policy's readings by it and by Polars.

`python -m benchmarks.spark_cluster 1` makes up a million referrals, stores them by year,
starts a master and two workers of one core and 2 GB each, and asks both engines, each in
a process of its own, by the road a user takes. The integers must be the same. What ran
where, what was read and what came back is told by Spark's own log of events.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from fractions import Fraction
from pathlib import Path
from socket import create_connection, create_server
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evenhand.figures import Tally

HOST, POLICY, WORKERS = "127.0.0.1", "oregon-2000", 2
REFERRALS_AT_SIZE_1 = 20_000
CLASSES = "org.apache.spark.deploy"


def main() -> None:
    """Ask both engines, compare, and print what the run was."""
    if sys.argv[1] == "ask":
        _ask(sys.argv[2])
        return
    # Ended from outside, the cluster must go too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = _stored(Fraction(sys.argv[1]))
    with tempfile.TemporaryDirectory(prefix="evenhand-") as scratch, ExitStack() as running:
        place = Path(scratch)
        environment = _environment(place)
        master = running.enter_context(_cluster(place, environment))
        print(f"The cluster: {master}, {WORKERS} workers", file=sys.stderr)
        spark = _asked(f"{master}{folder.resolve()}", environment)
        told = _told(place / "events")
    polars = _asked(str(folder), dict(os.environ))
    same = spark["tallies"] == polars["tallies"]
    _show(spark, polars, told, same)
    sys.exit(0 if same else "The two engines counted differently.")


def _stored(millions: Fraction) -> Path:
    """The made-up state, stored by year as `evenhand store` does."""
    from evenhand.sources.made_up_state import write_made_up_state

    size = str(millions).replace("/", "-")
    made, folder = Path(".bench") / f"state-{size}m", Path(".bench") / f"stored-{size}m"
    if folder.exists():
        return folder
    if not (made / "tables.yaml").exists():
        write_made_up_state(made, size=millions * 1_000_000 / REFERRALS_AT_SIZE_1)
    command = [sys.executable, "-m", "evenhand", "store", str(made), str(folder), "--by-year"]
    subprocess.run(command, check=True, stdout=sys.stderr)
    return folder


def _environment(place: Path) -> dict[str, str]:
    """What every process of the cluster is told: loopback, private folders, a log of events."""
    for name in ("conf", "events", "local"):
        (place / name).mkdir(mode=0o700)
    settings = {
        "spark.executor.memory": "1536m",
        "spark.eventLog.enabled": "true",
        "spark.eventLog.compress": "false",
        "spark.eventLog.dir": f"file://{place / 'events'}",
        "spark.ui.enabled": "false",
    }
    lines = [f"{name} {value}\n" for name, value in settings.items()]
    (place / "conf" / "spark-defaults.conf").write_text("".join(lines))
    return os.environ | {
        "SPARK_CONF_DIR": str(place / "conf"),
        "SPARK_LOCAL_DIRS": str(place / "local"),
        "SPARK_LOCAL_IP": HOST,
        "SPARK_DAEMON_MEMORY": "256m",
    }


@contextmanager
def _cluster(place: Path, environment: dict[str, str]) -> Iterator[str]:
    """A standalone master and its workers; each ends with the block."""
    from pyspark.find_spark_home import _find_spark_home

    spark_class = str(Path(_find_spark_home()) / "bin" / "spark-class")
    port = _free_port()
    master = f"spark://{HOST}:{port}"
    here = ["--host", HOST, "--webui-port", str(_free_port())]
    started = [[f"{CLASSES}.master.Master", *here, "--port", str(port)]]
    for number in range(WORKERS):
        room = ["--cores", "1", "--memory", "2g", "--work-dir", str(place / f"work-{number}")]
        ours = ["--host", HOST, "--webui-port", str(_free_port())]
        started.append([f"{CLASSES}.worker.Worker", *ours, *room, master])
    running = []
    try:
        for at, words in enumerate(started):
            with (place / f"daemon-{at}.log").open("wb") as log:
                running.append(
                    subprocess.Popen([spark_class, *words], env=environment, stdout=log, stderr=log)
                )
            if at == 0:
                _wait_for(port)
        yield master
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait()


def _free_port() -> int:
    with create_server((HOST, 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The master did not start.")


def _asked(data: str, environment: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.spark_cluster", "ask", data]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _ask(data: str) -> None:
    """Open the data and take every reading, as `evenhand measure` does; print what it took."""
    from evenhand.figures.plain import to_plain
    from evenhand.policy import read_policy
    from evenhand.run import measure
    from evenhand.sources.opening import open_data
    from evenhand.sources.remembered import nothing_remembered

    policy, seconds = read_policy(POLICY), {}
    tallies: dict[str, list[Tally]] = {}
    with nothing_remembered():
        began = time.perf_counter()
        tables = open_data(data, policy.period)
        seconds["opened and checked"] = time.perf_counter() - began
        for name in policy.measures:
            began = time.perf_counter()
            tallies |= measure(policy, tables, [name])
            seconds[name] = time.perf_counter() - began
    checked = {each.table: each.accepted for each in tables.table_counts}
    told = {"seconds": seconds, "tallies": to_plain(tallies), "rows": checked, "CPU": _cpu()}
    print(json.dumps(told))


def _cpu() -> int:
    """CPU seconds of this process and of those it started, Spark's driver among them."""
    words = ["ps", "-o", "cputimes=", "-p", str(os.getpid()), "--ppid", str(os.getpid())]
    return sum(map(int, subprocess.run(words, capture_output=True, text=True).stdout.split()))


def _told(folder: Path) -> Counter[str]:
    """What the log of events says: tasks and CPU by worker, bytes read and bytes brought back."""
    told: Counter[str] = Counter()
    for path in folder.rglob("events_*"):
        for line in path.read_text("utf-8").splitlines():
            event = json.loads(line)
            kind = event["Event"].rsplit(".", 1)[-1]
            told[kind] += 1
            if kind == "SparkListenerTaskEnd" and "Task Metrics" in event:
                _add_task(told, event["Task Info"]["Executor ID"], event["Task Metrics"])
    return told


def _add_task(told: Counter[str], worker: str, task: dict[str, Any]) -> None:
    told[f"tasks on worker {worker}"] += 1
    told[f"CPU milliseconds on worker {worker}"] += task["Executor CPU Time"] // 1_000_000
    told["rows read"] += task["Input Metrics"]["Records Read"]
    told["bytes shuffled"] += task["Shuffle Write Metrics"]["Shuffle Bytes Written"]
    told["bytes spilled to disk"] += task["Disk Bytes Spilled"]
    told["bytes of results"] += task["Result Size"]
    told["most bytes of one result"] = max(told["most bytes of one result"], task["Result Size"])


def _show(spark: dict[str, Any], polars: dict[str, Any], told: Counter[str], same: bool) -> None:
    print("| what | Spark, s | Polars, s | tallies |\n|---|---|---|---|")
    for name, seconds in spark["seconds"].items():
        count = len(spark["tallies"].get(name, ()))
        print(f"| {name} | {seconds:.1f} | {polars['seconds'][name]:.2f} | {count or ''} |")
    both = (sum(each["seconds"].values()) for each in (spark, polars))
    print("| all | {:.1f} | {:.2f} | |\n".format(*both))
    print(f"CPU seconds of the asking process: {spark['CPU']} with Spark, {polars['CPU']} alone.")
    print(f"Rows accepted: {sum(spark['rows'].values()):,}. The same integers: {same}.\n")
    kinds = ("SparkListenerSQLExecutionStart", "SparkListenerJobStart", "SparkListenerTaskEnd")
    for name in (*kinds, *sorted(name for name in told if "Listener" not in name)):
        print(f"- {name}: {told[name]:,}")


if __name__ == "__main__":
    main()
