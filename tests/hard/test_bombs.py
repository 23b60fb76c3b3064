"""No query eats the machine: the process that runs it is ended by the kernel."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ask, keep_queries, with_program

import build
from hemicycle.database.sandbox import STOPS, answer, in_child, opened
from hemicycle.export import files
from hemicycle.reading import lint
from hemicycle.reading.project import Project
from hemicycle.reading.text import Refused

# whatever the engine thinks of its limits
BOMBS = {
    "list_sort": "select len(list_sort(range(100000000)))",
    "levenshtein": "select levenshtein(repeat('ab', 50000), repeat('ba', 50000))",
    "repeat": "select length(repeat('x', 2000000000) || repeat('y', 2000000000))",
    "cross": (
        "select count(*) from range(100000) a, range(100000) b, range(1000) c where hash(a.range, b.range, c.range) = 1"
    ),
    "recursion": "with recursive a as (select 1 as n union all select n + 1 from a) select max(n) from a",
}


@pytest.mark.parametrize("sql", BOMBS.values(), ids=BOMBS)
def test_a_query_that_eats_the_machine_is_ended(database, sql):
    with pytest.raises(Refused, match="took more than|memory|Out of"):
        in_child(answer, database, sql, seconds=2, memory=2 * 2**30)
    assert in_child(answer, database, "select 1") == [(1,)]


def test_the_build_names_the_query_that_eats_the_machine(project, monkeypatch):
    def in_a_second(work, *arguments, **limits):
        return in_child(work, *arguments, **(limits if work is build.write else {"seconds": 1}))

    monkeypatch.setattr(build, "in_child", in_a_second)
    for question in ("first_answer_or_all", "answer"):
        monkeypatch.setattr(build, question, lambda path, sql: opened(path).execute(BOMBS["cross"]).fetchall())
    with pytest.raises(Refused, match="^queries/sources/circles.sql:1: took more than 1 seconds$"):
        build.build(project)


def steps(first, step, last, count):
    """A query of many steps, each made of the one before."""
    named = [f"b0 as ({first})", *(f"b{n} as ({step.replace('before', f'b{n - 1}')})" for n in range(1, count))]
    return f"with {', '.join(named)} {last} from b{count - 1}"


CROSS = "select count(*) as a from results as r0" + "".join(f" cross join results as r{n}" for n in range(1, 12))
RECURSION = "with recursive a as (select 1 as n union all select n + 1 from a) select max(n) as a from a"
# queries that use up the machine before a row is read, and those that do when they are asked
MAKING = {
    "columns": steps("select * from results", "select x.*, y.* from before as x, before as y", "select 1 as a", 24),
    "columns of three": steps(
        "select * from countries",
        "select x.*, y.*, z.* from before as x, before as y, before as z",
        "select 1 as a",
        18,
    ),
    "sums of sums": "select votes as b0, " + ", ".join(f"b{n} + b{n} as b{n + 1}" for n in range(40)) + " from results",
    "texts of texts": "select return_id as b0, "
    + ", ".join(f"b{n} || b{n} as b{n + 1}" for n in range(40))
    + " from results",
    "cases of cases": "select votes as b0, "
    + ", ".join(f"case when b{n} > 1 then b{n} else b{n} + 1 end as b{n + 1}" for n in range(32))
    + " from results",
    "a sum of many": "select " + " + ".join(["votes"] * 9000) + " as a from results",
    "many conditions": "select 1 as a from results where " + " or ".join(f"votes = {n}" for n in range(4000)),
    "brackets": "select " + "(" * 400 + "1" + ")" * 400 + " as a",
    "subqueries": "select a from " + "(select a from " * 90 + "(select 1 as a) as x" + ") as x" * 90,
    "cases": "select " + "case when true then " * 150 + "1" + " end" * 150 + " as a",
    "unions": " union all ".join(["select 1 as a"] * 3000),
    "replace": "select length(" + "replace(" * 12 + "'a'" + f", 'a', '{'a' * 30}')" * 12 + ") as a",
    "joins": "select 1 as a from results" + "".join(f" join results as r{n} using (return_id)" for n in range(300)),
}
ASKING = {
    "cross": CROSS,
    "recursion": RECURSION,
    "doubling": (
        "with recursive a as (select 1 as n union all select a.n + 1 from a, results as y where a.n < 60) "
        "select count(*) as a from a"
    ),
    "texts": (
        "with recursive a as (select 'xx' as t union all select t || t from a where length(t) < 9000000000) "
        "select max(length(t)) as a from a"
    ),
    "windows": "select max(r0.votes) over (order by r1.votes, r2.votes, r3.votes, r4.votes) as a from results as r0"
    + "".join(f" cross join results as r{n}" for n in range(1, 9)),
    "sorted": "select r0.return_id || r1.return_id || r2.return_id || r3.return_id as a from results as r0"
    + "".join(f" cross join results as r{n}" for n in range(1, 9))
    + " order by a",
    "distinct": "select distinct r0.return_id || r1.return_id || r2.locator || r3.locator as a from results as r0"
    + "".join(f" cross join results as r{n}" for n in range(1, 9)),
    "grouped": "select r0.locator || r8.locator as a, count(*) as n from results as r0"
    + "".join(f" cross join results as r{n}" for n in range(1, 9))
    + " group by r0.locator || r8.locator",
}
HEADER = "-- Title\n--\n-- A description.\n--\n-- key: a\n-- portable: no, because it is a bomb\n"
# one that is not refused for its form before it begins
IN_FORM = HEADER + MAKING["columns"].replace("), b", "),\nb").replace("1 as a", "1 as a -- x\n") + "\norder by a\n"


def limited(monkeypatch, module):
    monkeypatch.setattr(
        module, "in_child", lambda *work, **limits: in_child(*work, seconds=3, memory=3 * 2**28), raising=True
    )


@pytest.mark.parametrize("sql", MAKING.values(), ids=MAKING)
def test_a_query_that_eats_the_machine_when_it_is_made_is_ended(project, monkeypatch, sql):
    """With its form left aside: it is refused with its name, or made within the limits."""
    keep_queries(project)
    path = ask(project, "asked", f"{HEADER}{sql}\n")
    monkeypatch.setattr(lint, "unclear", lambda file: [])
    limited(monkeypatch, build)
    try:
        build.build(project)
    except Refused as error:
        assert str(error).startswith("queries/asked/asked.sql:")
    assert path.exists() and not list(project.glob("*.unfinished"))


@pytest.mark.parametrize("sql", ASKING.values(), ids=ASKING)
def test_a_query_that_eats_the_machine_when_it_is_asked_ends_the_export_with_its_name(project, monkeypatch, sql):
    keep_queries(project)
    ask(project, "asked", f"{HEADER}{sql}\n")
    monkeypatch.setattr(lint, "unclear", lambda file: [])
    build.build(project)
    limited(monkeypatch, files)
    with pytest.raises(Refused, match="queries/asked/asked.sql:1: took more than|Out of Memory|nothing"):
        files.export(Project(project))
    assert not (project / "export").exists() and not list(project.glob("*.unfinished"))


CHECKS = {
    "replace": "length(" + "replace(" * 12 + "person" + f", 'n', '{'n' * 30}')" * 12 + ") > 0",
    "text": "length(" + " || ".join(["replace(person, 'n', 'nnnnnnnnnnnnnnnnnnnn')"] * 60) + ") > 0",
}


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_a_rule_that_eats_the_machine_is_ended(project, monkeypatch, check):
    keep_queries(project)
    people = project / "schema" / "people.sql"
    text = people.read_text(encoding="utf-8")
    people.write_text(text.replace("\n);", f",\n    check ({check})\n);").replace(",,", ","), encoding="utf-8")
    monkeypatch.setattr(lint, "long_lines", lambda file: [])
    limited(monkeypatch, build)
    try:
        build.build(project)
    except Refused as error:
        assert re.match("schema/people.sql:|seeds: ", str(error))
    assert not list(project.glob("*.unfinished"))


def heed_stops():
    """Let a program heed each signal, though whoever runs the tests may ignore some, as what nohup begins does."""
    for number in STOPS:
        signal.signal(number, signal.SIG_DFL)


@pytest.mark.parametrize("number", STOPS)
def test_a_signal_ends_a_build_in_the_midst_of_a_bomb(project, number):
    keep_queries(project)
    ask(project, "asked", IN_FORM)
    with_program(project)
    begun = {"cwd": project, "stderr": subprocess.PIPE, "text": True, "preexec_fn": heed_stops}
    with subprocess.Popen([sys.executable, "build.py"], **begun) as process:
        working = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while not working.read_text():  # until the child has been made
            os.sched_yield()
        (child,) = working.read_text().split()
        os.kill(int(child), signal.SIGSTOP)  # else the bomb may end on a busy machine before the build has its turn
        process.send_signal(number)
        said = process.stderr.read()
    assert (process.returncode, said) == (128 + number, "stopped: elections.duckdb is as it was\n")
    assert not Path(f"/proc/{child}").exists() and not list(project.glob("*.unfinished"))


def test_a_child_ends_with_its_parent(project):
    keep_queries(project)
    ask(project, "asked", IN_FORM)
    with_program(project)
    with subprocess.Popen([sys.executable, "build.py"], cwd=project, stderr=subprocess.PIPE) as process:
        working = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while not working.read_text():
            os.sched_yield()
        process.kill()
        process.communicate(timeout=30)  # which ends when nobody can write there any more, the child neither
