"""Spark gives the same rows as DuckDB: on this machine alone, and on a cluster that loses a worker while it works.

Run by `make spark`, in an environment that has PySpark. The cluster is a master and three workers, each a Java process
of its own; they speak to one another, and to nobody else, by the loopback address.
"""

import json
import os
import signal
import subprocess
import threading
import urllib.request
from contextlib import suppress
from pathlib import Path

import duckdb
import pyspark
import pytest
from conftest import FILES, PROJECT, make_up

from hemicycle.database.tables import create_tables, create_views
from hemicycle.export import comparison, spark
from hemicycle.reading.text import Refused

HOME = Path(pyspark.__file__).parent
ON_LOOPBACK = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_PUBLIC_DNS": "127.0.0.1", "SPARK_HOME": str(HOME)}


def test_one_election_is_read_without_reading_the_others(everything, tmp_path):
    spark.write_lake(everything, tmp_path / "läke", PROJECT)
    for file in (tmp_path / "läke" / "results").glob("*/*"):
        if file.parent.name != "election_id=xx-1":
            file.write_bytes(b"not to be read")
    with spark.session_on("local[2]") as session:
        session.conf.set("lake", str(tmp_path / "läke"))
        for statement in spark.statements(PROJECT):
            if statement.split()[2] == "results":
                session.sql(statement)
        wanted = everything.sql(
            "select contestant_id, votes from results where election_id = 'xx-1' order by all"
        ).fetchall()
        found = session.sql(
            "select contestant_id, votes from results where election_id = 'xx-1' "
            "order by contestant_id, votes nulls last"
        ).collect()
        assert wanted and [tuple(row) for row in found] == wanted
        with pytest.raises(Exception, match="(?i)parquet"):
            session.sql("select sum(votes) from results").collect()


@pytest.fixture
def cluster(tmp_path):
    """A master and three workers: the master's address, and the workers' processes."""
    processes = []

    def start(role, *arguments):
        log = tmp_path / f"{len(processes)}.log"
        command = [
            HOME / "bin" / "spark-class",
            f"org.apache.spark.deploy.{role}",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--webui-port",
            "0",
            *arguments,
        ]
        processes.append(
            subprocess.Popen(
                command,
                env=ON_LOOPBACK,
                cwd=tmp_path,
                stdout=log.open("w"),
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        )
        return log

    def said(log, words, times=1):
        """The line of a log that has said something so many times; waits for it while the process lives."""
        while True:
            lines = [line for line in log.read_text().splitlines() if words in line]
            if len(lines) >= times:
                return lines[-1]
            assert processes[0].poll() is None, log.read_text()
            threading.Event().wait(0.1)

    try:
        log = start("master.Master")
        master = said(log, "Starting Spark master at").split()[-1]
        for number in range(3):
            start(
                "worker.Worker",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                str(tmp_path / f"worker{number}"),
                master,
            )
        said(log, "Registering worker", times=3)
        yield master, processes[1:]
    finally:
        for process in processes:
            kill(process)


def kill(process):
    """Kill a process and those it started, as a power cut would."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_a_cluster_that_loses_a_worker_in_the_middle_gives_the_same_rows(cluster, tmp_path, capsys):
    master, workers = cluster
    with duckdb.connect() as db:
        create_tables(db, FILES.tables)
        create_views(db, FILES.queries)
        make_up(db, 20)
        spark.write_lake(db, tmp_path / "lake", PROJECT)
        settings = {
            "spark.ui.enabled": "true",
            "spark.ui.port": "0",
            "spark.executor.memory": "700m",
            "spark.executor.cores": "1",
            "spark.sql.shuffle.partitions": "12",
        }
        with spark.session_on(master, **settings) as session:
            ask = spark.tables_in(session, tmp_path / "lake", PROJECT)
            executors = (
                f"{session.sparkContext.uiWebUrl}/api/v1/applications/{session.sparkContext.applicationId}/allexecutors"
            )

            def executors_now():
                return {at["id"]: at for at in json.load(urllib.request.urlopen(executors)) if at["id"] != "driver"}

            found = []
            asking = threading.Thread(target=lambda: found.append(comparison.report(db, ask, "spark", PROJECT)))
            asking.start()
            start = executors_now()
            while asking.is_alive():  # until the first worker has done a part of this work and is at more
                busy = {
                    name: at
                    for name, at in executors_now().items()
                    if at["activeTasks"] and at["completedTasks"] > start[name]["completedTasks"] + 20
                }
                if busy:
                    break
                asking.join(0.02)
            assert asking.is_alive() and busy, "all was answered before a worker could be killed"
            victim = next(iter(busy))
            kill(worker_of(victim, workers, tmp_path))
            asking.join()
            end = executors_now()
    lines, is_same = found[0]
    with capsys.disabled():
        print(
            "\n".join(
                [
                    "",
                    (
                        f"cluster at {master}, worker of executor {victim} killed at "
                        f"{busy[victim]['completedTasks']} tasks, {busy[victim]['activeTasks']} running:"
                    ),
                    *lines,
                ]
            )
        )
        print(
            *(
                f"executor {name}: {at['completedTasks']} tasks, {'alive' if at['isActive'] else 'lost'}"
                for name, at in sorted(end.items())
            ),
            sep="\n",
        )
    assert not end[victim]["isActive"]
    assert sum(at["isActive"] for at in end.values()) >= 2
    assert is_same, "\n".join(lines)


def worker_of(executor, workers, folder):
    """The process of the worker that runs an executor; its folder lies in the worker's."""
    return next(worker for number, worker in enumerate(workers) if list(folder.glob(f"worker{number}/*/{executor}")))


def test_a_master_that_is_not_there_is_said_in_one_line():
    with pytest.raises(Refused, match=r"^no Spark master answers at spark://127.0.0.1:1: .*refused$"):
        spark.session_on("spark://127.0.0.1:1").__enter__()


@pytest.mark.parametrize("master", ["spark://127.0.0.1", "yarn-over-there"])
def test_a_master_that_is_no_master_is_said_in_one_line(master):
    with pytest.raises(Refused, match=f"{master}") as refusal:
        spark.session_on(master).__enter__()
    assert len(str(refusal.value).splitlines()) == 1
