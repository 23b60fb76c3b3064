"""No query eats the machine: the process that runs it is ended by the kernel."""

import pytest

import build
from hemicycle.database.sandbox import answer, in_child, opened
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
    monkeypatch.setattr(build, "in_child", lambda *work: in_child(*work, seconds=1))
    monkeypatch.setattr(build, "answer", lambda path, sql: opened(path).execute(BOMBS["cross"]).fetchall())
    with pytest.raises(Refused, match="^queries/sources/integrity_checks.sql:1: took more than 1 seconds$"):
        build.build(project)
