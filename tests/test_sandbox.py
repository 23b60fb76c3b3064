"""A query may come from a stranger: it can read this project's tables, and nothing else.

Each break-out is refused twice, once by reading it (file and line) and once more by the engine, where a check of the
text should ever let it through: the engine that the build and the tests open cannot read, write, connect or be
reconfigured. What is harmless to the engine (it names the tables there are) is refused by reading alone.
"""

import shutil
import subprocess
import sys

import duckdb
import pytest
from conftest import FILES, ask, with_program

import build
from hemicycle.database import tables
from hemicycle.reading import grammar
from hemicycle.reading.lint import forbidden_in_query, forbidden_in_table, problems_of, problems_of_table, unclear
from hemicycle.reading.project import Project
from hemicycle.reading.sqlfile import SqlFile, read_sql_files
from hemicycle.reading.text import Refused

SECRET = "/etc/passwd"

# Reach a file, another database, the network or the machine; the engine itself must refuse these
OUTSIDE = [
    f"from '{SECRET}'",
    f"select * from '{SECRET}'",
    f'from "{SECRET}"',
    "from 'seeds/countries.csv'",
    "from '*.csv'",
    "from 'https://example.org/a.parquet'",
    "from 's3://bucket/a.parquet'",
    f"from read_csv('{SECRET}')",
    f"from read_csv_auto('{SECRET}')",
    f"from read_text('{SECRET}')",
    f"from read_blob('{SECRET}')",
    f"from sniff_csv('{SECRET}')",
    f"from read_csv(['{SECRET}'], header = false)",
    f"from read_json('{SECRET}')",
    f"from read_json_auto('{SECRET}')",
    f"from read_json_objects('{SECRET}')",
    f"from read_ndjson('{SECRET}')",
    "from read_parquet('a.parquet')",
    "from parquet_scan('a.parquet')",
    "from parquet_metadata('a.parquet')",
    "from parquet_schema('a.parquet')",
    "from parquet_kv_metadata('a.parquet')",
    "from glob('/etc/*')",
    "from glob('/home/**')",
    "from read_duckdb('other.duckdb')",
    "from sqlite_scan('a.db', 't')",
    "from postgres_scan('host=localhost', 'public', 't')",
    "from iceberg_scan('a')",
    "from delta_scan('a')",
    "from st_read('a')",
    "from read_xlsx('a.xlsx')",
    "from load_aws_credentials()",
    "copy countries to '{folder}/out.csv'",
    "copy countries to '{folder}/out.parquet'",
    f"copy countries from '{SECRET}'",
    "copy (select 1) to '{folder}/out.csv'",
    "export database '{folder}/out'",
    "import database '{folder}/out'",
    "attach '{folder}/other.duckdb' as other",
    "attach ':memory:' as other",
    "attach 'https://example.org/a.duckdb' as other",
    "install httpfs",
    "load httpfs",
    "install spatial from community",
    "force install json",
    "update extensions",
    "load '/tmp/evil.duckdb_extension'",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "set threads = 64",
    "set memory_limit = '1TB'",
    "reset enable_external_access",
    "set global threads = 2",
    "set temp_directory = '{folder}/out'",
    "set log_query_path = '{folder}/out.log'",
    "set secret_directory = '{folder}/out'",
    "set home_directory = '/'",
    "set allowed_paths = ['/etc']",
    "pragma enable_profiling = 'json'",
    "pragma profiling_output = '{folder}/out.json'",
    "pragma import_database('{folder}')",
    "pragma threads = 8",
    "create persistent secret s (type s3)",
    "call enable_logging(storage = 'file', storage_path = '{folder}/out')",
    "create table t (a int)",
    "create view v as select 1",
    "create macro m() as 1",
    "create schema s",
    "create sequence q",
    "create type y as enum ('a')",
    "insert into countries values ('xx', 'XXX', 'x', 'x')",
    "update countries set country = 'x'",
    "delete from countries",
    "truncate countries",
    "drop table results",
    "drop view turnout",
    "alter table countries add column x int",
    "with x as (insert into countries values ('xx', 'XXX', 'x', 'x') returning *) select * from x",
    "merge into countries using bodies on false when matched then delete",
    f"with x as (from read_csv('{SECRET}')) from x",
    f"select * from (select * from read_text('{SECRET}'))",
    f"select (select content from read_text('{SECRET}'))",
    f"select * from countries where country in (select content from read_text('{SECRET}'))",
    f"select * from countries, lateral (from read_text('{SECRET}'))",
    f"from query('from read_text(''{SECRET}'')')",
    f"from query_table('{SECRET}')",
    f"from query_table(['{SECRET}'])",
    f"select * from countries union all select content, '', '', '' from read_text('{SECRET}')",
    f"select exists (from read_text('{SECRET}'))",
    f"pivot (from read_text('{SECRET}')) on size",
    f"summarize (from read_text('{SECRET}'))",
    f"describe from '{SECRET}'",
    "from secret_of_this_process",
    "vacuum full countries",
    "detach elections",
    "from json_execute_serialized_sql(json_serialize_sql('from read_text(''/etc/passwd'')'))",
]

# Look into the engine or the machine, change from run to run, or are more or less than one SELECT
INSIDE = [
    "select max(votes, 3) from results group by return_id",
    "select list_extract(list(votes), 1) from results group by return_id",
    "select list_inner_product(list(votes), range(1, 2)) from results group by return_id",
    "select list_inner_product(list(getenv('HOME')), cast(range(1, count(*) + 1) as double[])) from results",
    "select getenv('HOME')",
    "select current_setting('home_directory')",
    "from duckdb_settings()",
    "from duckdb_databases()",
    "from duckdb_secrets()",
    "from duckdb_extensions()",
    "from duckdb_functions()",
    "from duckdb_tables()",
    "from pragma_database_list()",
    "from pragma_storage_info('countries')",
    "from information_schema.tables",
    "from pg_catalog.pg_class",
    "from sqlite_master",
    "from pragma_version()",
    "select version()",
    "select current_database()",
    "select current_user",
    "select current_schemas(true)",
    "from pragma_user_agent()",
    "select random()",
    "select uuid()",
    "select gen_random_uuid()",
    "select now()",
    "select current_date",
    "select current_timestamp",
    "select today()",
    "select get_current_timestamp()",
    "select nextval('q')",
    "select setseed(0.5)",
    "select getvariable('x')",
    "set variable x = 1",
    "select txid_current()",
    "select sleep_ms(1000)",
    "select write_log('x')",
    "from duckdb_logs()",
    "from duckdb_memory()",
    "from duckdb_temporary_files()",
    "select * from countries using sample 1",
    "select * from countries tablesample 10%",
    "select 1; select 2",
    "select 1; copy countries to 'x'",
    "",
    "-- nothing",
    "values (1)",
    "from countries; ;; select 2",
    "show tables",
    "describe countries",
    "explain select 1",
    "call pragma_version()",
    "prepare p as select 1",
    "execute p",
    "begin",
    "checkpoint",
    "use memory",
    "select $1",
    "select ?",
    "select #1",
    "select columns('.*') from countries",
    "select * from elections.main.countries",
    "select * from main.countries",
    "select * from countries at (version => 1)",
    "select country_id into x from countries",
    "select error('x')",
    "select in_search_path('a', 'b')",
    "select stats(country) from countries",
    "select hash(country) from countries",
    "select to_json(countries) from countries",
    "select unnest(generate_series(1, 1000000000))",
    "select repeat('x', 1000000000)",
    "select list_sort(range(100000000))",
    "from range(10000000000)",
    "select 'x'.upper()",
    "select [x for x in [1, 2]]",
    "select /* one */ 1",
    "select /* /* */ 1 */",
    'select 1 as "/etc/passwd"',
    'select 1 as "a""b"',
    "select 'a' \u00a0",
    "select 1 -- \u202e",
    "select " + "(" * 600 + "1" + ")" * 600,
    "select '" + "x" * 70_000 + "'",
    "select 'x",
    "select a ->",
    "select 1 where",
    "select \x00 1",
    "select * from nothing",
    "from turnout",
    "with countries as (select 1 as a) select a from countries",
]
# What answers otherwise in another DuckDB, and what is not portable: each is banned in hemicycle/reading/grammar.py
ELSEWHERE = {
    "string_agg(name, ', ')": "puts texts together in any order",
    "regexp_matches(name, 'a')": "~ matches",
    "name ~ 'a'": "~ matches",
    "name similar to 'a'": "~ matches",
    "seats // 2": "// by 0",
    "seats % votes": "% by what may be 0",
    "list_transform([1], x -> x)": "x -> … fails",
    "name[1]": "[…] gives",
    "try_cast(name as int)": "try and try_cast",
    "try(1 / 0)": "try and try_cast",
    "date_trunc('year', day)": "date_trunc of a date",
    "cast(name as timestamptz)": "the type timestamptz is not among",
    "cast(name as uuid)": "the type uuid is not among",
    "cast(seats as hugeint)": "the type int128 is not among",
    "seats / votes": "/ by what may be 0",
    "round(seats, 2)": "each engine rounds",
    "date_diff('year', day, day)": "engines count only days",
    "arg_max(name, seats)": "takes any row",
    "any_value(name)": "takes any row",
    "first(name)": "takes any row",
    "unnest([1, 2])": "lists lose",
    "list(name)": "lists lose",
    "dayofweek(day)": "counts days",
    "strftime(day, '%Y')": "counts days",
    "seats not in (select seats from results)": "not in (select …)",
    "lag(seats ignore nulls) over (order by seats)": "ignore nulls",
    "lgamma(2.0)": "lgamma is not among",
    'Seats + "Total"': "names are lower case",
    "row_number() over () as a": "numbers rows",
    "rank() over (partition by name)": "numbers rows",
    "dense_rank() over ()": "numbers rows",
    "lag(seats) over (partition by name)": "numbers rows",
    "lead(seats) over ()": "numbers rows",
    "first_value(seats) over ()": "numbers rows",
    "last_value(seats) over (partition by name)": "numbers rows",
    "ntile(4) over (order by name)": "ntile is not among",
    "nth_value(seats, 2) over (order by name)": "nth_value is not among",
    "seats in (select votes from results)": "in (select …) and exists",
    "case when name like 'a%' and seats in (select votes from results) then 1 end": "in (select …) and exists",
    "exists (select 1 from returns)": "in (select …) and exists",
    "until_on - happened_on": "days are counted",
    "max(results.until_on) - day": "days are counted",
    "coalesce(day, until_on) + 1": "days are counted",
    "cast('2020-01-01' as date) - day": "days are counted",
    "date '2020-01-01' - interval 1 day": "days are counted",
    "cast(seats / 2 as int)": "rounds in one engine",
    "cast(1.5 * seats as bigint)": "rounds in one engine",
    "cast(avg(seats) as int)": "rounds in one engine",
    "cast(cast(name as decimal(18, 6)) + 1 as bigint)": "rounds in one engine",
    "cast(case when seats > 1 then sqrt(seats) end as bigint)": "rounds in one engine",
    "cast(sum(seats / 2) over (order by name) as int)": "rounds in one engine",
    "sum(seats / 2) = 1": "a sum of doubles",
    "1.0 <> (sum(cast(seats as double)))": "a sum of doubles",
}
ELSEWHERE_FROM = {
    "select * from returns asof join results using (election_id)": "asof, natural",
    "select * from returns natural join results": "asof, natural",
    "select distinct on (seats) seats from results": "distinct on",
    "select seats from results union by name select votes from results": "union by name",
    "select seats from results order by seats limit 50%": "a limit in per cent",
    "pivot results on seats": "expected one SELECT",
    "select * rename (seats as a) from results": "* rename",
    "with recursive a using key (n) as (select 1 as n union all select n from a) select n from a": "using key",
    "with recursive a as (select 1 as n union all select max(n) from a) select n from a": "a sum inside a recursion",
    "with recursive a as (select 1 as n union select n + 1 from a where n < 3) select n from a": (
        "recursion is portable only"
    ),
    "select 1 from results group by unnest([1])": "group by unnest",
    "select rank() over w as a from results window v as (order by seats), w as (partition by seats)": "numbers rows",
    "select seats from results limit 3": "limit without order by",
    "select seats from (select seats from results limit 1) as one order by seats": "limit without order by",
    "select seats from results qualify row_number() over (order by seats) = 1 order by seats": "come before qualify",
    "select seats from results qualify row_number() over (order by seats) = 1 limit 1": "come before qualify",
    "select distinct seats from results qualify row_number() over (order by seats) = 1": "come before qualify",
}
# What stands near to these, and is right
NEAR = [
    "string_agg(name, ', ' order by seats, name) as a from results",
    "rank() over w as a from results window w as (partition by name order by seats)",
    "sum(seats) over (partition by name) as a from results",
    "count(*) over () as a from results",
    "lag(seats) over (order by name) as a from results",
    "seats from results order by seats limit 3",
    "seats from (select seats from results order by seats limit 1) as one",
    "seats from results where seats in (select votes from results)",
    "seats from results where exists (select 1 from returns)",
    "case when exists_at then 1 end as a from results where not exists (select 1 from returns) and name in ('a', 'b')",
    "name in ('a', 'b') as a from results",
    "seats from results join returns on returns.votes in (select votes from results)",
    "date_diff('day', happened_on, until_on) as a from results",
    "count(until_on) - 1 as a from results",
    "year(until_on) - 1 as a from results",
    "date_diff('day', happened_on, until_on) - 1 as a from results",
    "row_number() over (order by until_on) - 1 as a from results",
    "case when until_on is null then 1 else 0 end - 1 as a from results",
    "cast(seats + 1 as int) as a from results",
    "cast(floor(seats / 2.0) + 1 as bigint) as a from results",
    "cast(round(cast(seats / 2 as decimal(18, 6)), 0) as bigint) as a from results",
    "cast(sum(case when seats >= 0.5 then 1 end) as bigint) as a from results",
    "cast('1.5' as decimal(18, 6)) as a from results",
    "cast(count(case when seats / 2 > 1 then 1 end) as int) as a from results",
    "name from results group by name having sum(seats) = 1",
    "name from results group by name having sum(case when seats / 2 > 1 then 1 else 0 end) = 1",
    "name from results group by name having sum(seats / 2) > 1",
    "name from results group by name having sum(seats * 1.5) = 1",
    "seats from results qualify row_number() over (order by seats) = 1",
]
HEADER = "-- Title\n--\n-- A description.\n--\n-- key: a\n"


def problems(tmp_path, sql, header=HEADER):
    """What is said of a query of that text, with its line counted from the end of the header."""
    file = SqlFile.read(ask(tmp_path, "asked", header + sql + "\n"), "queries/asked/asked.sql")
    names = {table.name for table in FILES.tables}
    return [(line - header.count("\n"), said) for line, said in forbidden_in_query(file, names)]


@pytest.mark.parametrize("sql", OUTSIDE + INSIDE, ids=lambda sql: ascii(sql)[:60])
def test_break_out_is_refused_by_reading(tmp_path, sql):
    assert problems(tmp_path, sql)


@pytest.mark.parametrize(
    "sql, said",
    [*((f"select {sql} from results", said) for sql, said in ELSEWHERE.items()), *ELSEWHERE_FROM.items()],
    ids=lambda text: text[:60],
)
def test_what_answers_otherwise_elsewhere_is_refused_with_its_line(tmp_path, sql, said):
    found = problems(tmp_path, f"-- first\n{sql}")
    assert [line for line, words in found if said in words and line in (2, 1 - HEADER.count("\n"))], found


@pytest.mark.parametrize("sql", NEAR)
def test_what_answers_alike_is_not_refused(tmp_path, sql):
    assert problems(tmp_path, f"select {sql}") == []


@pytest.mark.parametrize(
    "sql",
    [
        "select 1" + " + 1" * 16_000,
        "select 1" + " - happened_on" * 4_000,
        "select cast(1" + " + 1.5" * 9_000 + " as int)",
        "select 1 where 1" + " + 1 = 1" * 8_000,
    ],
    ids=lambda sql: sql[:30],
)
def test_a_very_long_query_is_read_all_the_same(tmp_path, sql):
    assert isinstance(problems(tmp_path, sql), list)


def test_a_query_that_does_not_travel_may_say_so(tmp_path):
    sql = "select cos(2.0) / unnest(generate_series(1, 2)) as a from results"
    assert problems(tmp_path, sql)
    assert not problems(tmp_path, sql, HEADER + "-- portable: no, because it makes numbers\n")
    assert problems(tmp_path, sql, HEADER + "-- portable: no\n")
    assert problems(tmp_path, f"select * from '{SECRET}'", HEADER + "-- portable: no, because it wants to\n")


@pytest.mark.parametrize(
    "header",
    [
        "",
        "-- Title\n",
        "-- Title\n--\n-- A description.\n",
        "-- Title\n-- A description.\n-- key: a\n",
        HEADER + "-- key: b\n",
    ],
)
def test_a_header_that_says_too_little_is_refused(tmp_path, header):
    assert problems(tmp_path, "select 1 as a", header)


WIDE = f"'{'x' * 120}'"
# the header's last lines, the query, and the line and words of its one problem
UNSAID = {
    "all is said": ("key: a", "select\n    country as a -- the name\nfrom countries\norder by a", None, None),
    "no order with a reason": (
        "key: a\n-- order: none, because the reader has one",
        "select country as a -- the name\nfrom countries",
        None,
        None,
    ),
    "a star": ("key: a", "select *\nfrom countries\norder by a", 6, "name the columns one by one"),
    "no select": (
        "key: a",
        "from countries",
        1,
        "name the columns one by one",
    ),  # sqlglot keeps no line of a star that nobody wrote
    "a star of a table": (
        "key: a",
        "select\n    country as a, -- the name\n    countries.*\nfrom countries\norder by a",
        8,
        "name the columns one",
    ),
    "a column without words": (
        "key: a",
        "select\n    country as a, -- the name\n    alpha_3 as b\nfrom countries\norder by a",
        8,
        "column b has no",
    ),
    "a key that is no column": (
        "key: nothing",
        "select country as a -- the name\nfrom countries\norder by a",
        5,
        "key: the query has no column nothing",
    ),
    "a key nearly spelled": (
        "key: a, countr",
        "select\n    country as a, -- the name\n    country -- again\nfrom countries\norder by a, countr",
        5,
        "no column countr; did you mean 'country'?",
    ),
    "a label nearly spelled": (
        "key: a\n-- cites: a book",
        "select country as a -- the name\nfrom countries\norder by a",
        6,
        "'cites:' is not among what a header ends with (key, cite, order, empty, kept, portable); did you mean 'cite'?",
    ),
    "a wide line": (
        "key: a",
        f"select {WIDE} as a -- words\nfrom countries\norder by a",
        6,
        "characters, at most 120 are taken",
    ),
    "two columns on a line": (
        "key: a",
        "select\n    country, election,\n    native_name as a -- name\nfrom countries\norder by a",
        7,
        "several columns stand on one line",
    ),
    "a step named for what it does": (
        "key: a",
        "with sums as (select country from countries)\nselect country as a -- the name\nfrom sums\norder by a",
        6,
        "the step sums is not named for its rows",
    ),
    "no order": (
        "key: a",
        "select country as a -- the name\nfrom countries",
        1,
        "end with order by the columns of the key",
    ),
    "rows that tie": (
        "key: a, b",
        "select\n    country as a, -- the name\n    alpha_3 as b -- the code\nfrom countries\norder by a",
        10,
        "two rows can tie: order by lacks b of the key",
    ),
    "an order by number": (
        "key: a",
        "select country as a -- the name\nfrom countries\norder by 1",
        8,
        "order by the names of columns",
    ),
    "a column without a name": (
        "key: a",
        "select\n    country as a, -- the name\n    count(*) -- how many\nfrom countries\ngroup by country\norder by a",
        8,
        "give the column a name with as",
    ),
    "two columns of one name": (
        "key: a",
        "select\n    country as a, -- the name\n    alpha_3 as a -- the code\nfrom countries\norder by a",
        8,
        "column a stands above already",
    ),
    "a comment inside a column": (
        "key: a",
        "select\n    case when country > 'a' -- why\n        then 1 end as a -- the number\nfrom countries\norder by a",
        8,
        "column a has several comments",
    ),
    "an order without a table": (
        "key: country_id",
        (
            "select\n    countries.country_id -- the code\n"
            "from countries\njoin bodies on bodies.country_id = countries.country_id\norder by country_id"
        ),
        10,
        "order by country_id: write its table",
    ),
    "an order by a column that the join merges": (
        "key: country_id",
        "select\n    country_id -- the code\nfrom countries\njoin bodies using (country_id)\norder by country_id",
        None,
        None,
    ),
}


@pytest.mark.parametrize("ending, sql, line, said", UNSAID.values(), ids=UNSAID)
def test_a_query_that_says_too_little_of_itself_is_refused_with_its_line(few, ending, sql, line, said):
    path = ask(few, "asked", f"-- Title\n--\n-- A description.\n--\n-- {ending}\n{sql}\n")
    named = "queries/asked/asked.sql"
    found = unclear(SqlFile.read(path, named, FILES.queries[0].usual))
    assert [(at, said in words) for at, words in found] == ([(line, True)] if line else []), found
    assert [(named, *problem) for problem in found] == [
        problem for problem in problems_of(read_sql_files(Project(few))) if problem[0] == named
    ]


# the last line of a table's comment, its columns, and the line and words of its one problem
OF_TABLES = {
    "no comment": ("", "    a text primary key,  -- said\n    b text\n", 4, "column b has no comment at the end"),
    "no key": ("", "    a text  -- said\n", 1, "the table has no primary key"),
    "a declared key": ("", "    a text primary key  -- said\n", None, None),
    "a type that no seed has": ("", "    a double primary key  -- said\n", 3, "no seed has cells of the type double"),
    "a key of two": ("", "    a text,  -- said\n    b text,  -- said\n    primary key (a, b)\n", None, None),
    "a verified key": ("--\n-- key: a\n", "    a text  -- said\n", None, None),
    "a key of nothing": ("--\n-- key: b\n", "    a text  -- said\n", 3, "key: the table has no column b"),
    "a verified reference": ("--\n-- key: a\n-- refers: other (a)\n", "    a text  -- said\n", None, None),
    "a reference to nothing": (
        "--\n-- key: a\n-- refers: nothing (a)\n",
        "    a text  -- said\n",
        4,
        "refers: expected a table of this project",
    ),
    "a reference without columns": (
        "--\n-- key: a\n-- refers: other\n",
        "    a text  -- said\n",
        4,
        "refers: expected a table of this project",
    ),
}


@pytest.mark.parametrize("ending, columns, line, said", OF_TABLES.values(), ids=OF_TABLES)
def test_a_table_that_says_too_little_of_itself_is_refused_with_its_line(tmp_path, ending, columns, line, said):
    path = tmp_path / "schema" / "asked.sql"
    path.parent.mkdir()
    path.write_text(f"-- One row.\n{ending}create table asked (\n{columns});\n", encoding="utf-8")
    found = problems_of_table(SqlFile.read(path, "schema/asked.sql"), {"other"})
    assert [(at, said in words) for at, words in found] == ([(line, True)] if line else []), found


TABLES = [
    "select 1",
    "create table asked (a int); drop table asked",
    "create table other (a int)",
    "create table asked as select 1 as a",
    "create or replace table asked (a int)",
    "create temp table asked (a int)",
    "create table if not exists asked (a int)",
    "create view asked as select 1",
    "create table asked (a int default 1)",
    "create table asked (a int check (a > random()))",
    "create table asked (a uuid)",
    "create table asked (a int, b int generated always as (a))",
    f"create table asked (a text check (a <> (select content from read_text('{SECRET}'))))",
    "create table main.asked (a int)",
    "create table asked (a int references memory.main.other)",
    "create trigger asked",
    "create macro asked() as 1",
    "create table asked (a timestamptz)",
]


@pytest.mark.parametrize("sql", TABLES, ids=lambda sql: sql[:60])
def test_what_is_not_one_plain_table_is_refused(tmp_path, sql):
    path = tmp_path / "schema" / "asked.sql"
    path.parent.mkdir()
    path.write_text(sql)
    assert forbidden_in_table(SqlFile.read(path, "schema/asked.sql"), {"other"})


@pytest.mark.parametrize("name", ["a b", "a;drop", "Capital", "1st", "ä", "-- x", "a.b"])
def test_a_name_that_would_be_more_than_a_name_is_refused(few, name):
    shutil.copy(few / "queries" / "turnout" / "turnout.sql", few / "queries" / "turnout" / f"{name}.sql")
    assert problems_of(read_sql_files(Project(few))) == [
        (f"queries/turnout/{name}.sql", 1, "a file's name is that of its table or view: a-z, 0-9 and _")
    ]


@pytest.mark.parametrize("sql", OUTSIDE, ids=lambda sql: ascii(sql)[:60])
def test_break_out_is_refused_by_the_engine(database, db, tmp_path, sql):
    secret_of_this_process = [1]  # noqa: F841  the client would answer from Python's variables
    before = database.read_bytes()
    with pytest.raises((duckdb.Error, RuntimeError)):
        db.execute(sql.format(folder=tmp_path)).fetchall()
    assert list(tmp_path.iterdir()) == [] and database.read_bytes() == before


def test_the_engine_that_builds_is_as_closed(few, monkeypatch):
    """With reading switched off, a query that reads a file stops the build with its name and nothing else."""
    ask(few, "asked", f"{HEADER}select content as a -- content\nfrom read_text('{SECRET}')\norder by a\n")
    with pytest.raises(
        Refused, match=r"queries/asked/asked.sql:7: 'read_text|queries/asked/asked.sql:7: reads something"
    ):
        build.build(few)
    monkeypatch.setattr(build, "problems_of", lambda files: [])
    with pytest.raises(Refused, match="^queries/asked/asked.sql:1: reads 'read_text', no table or view"):
        build.build(few)
    monkeypatch.setattr(tables, "refuse_other_reading", lambda *about: None)
    with pytest.raises(Refused, match=r"queries/asked/asked.sql:\d+: Permission Error"):
        build.build(few)


def test_the_file_carries_nothing_that_runs(db):
    assert db.execute("select function_name from duckdb_functions() where not internal").fetchall() == []
    assert db.execute("select name from duckdb_secrets()").fetchall() == []
    assert (
        db.execute("select count(*) from duckdb_types() where not internal").fetchall()
        == db.execute("select count(*) from duckdb_sequences()").fetchall()
        == [(0,)]
    )


def test_a_stranger_has_no_terminal_to_write_to(few):
    """A seed or a query full of control characters is shown as code points."""
    ask(few, "asked", f"{HEADER}select '\x1b[31m' as a\n")
    with_program(few)
    run = subprocess.run([sys.executable, few / "build.py"], capture_output=True, text=True)
    assert run.returncode == 1 and run.stderr.strip().isprintable() and "U+001B" in run.stderr


def test_every_rule_of_the_reading_is_broken_by_a_case(tmp_path):
    cases = [
        *OUTSIDE,
        *INSIDE,
        *(f"select {sql} from results" for sql in ELSEWHERE),
        *ELSEWHERE_FROM,
        "with a as (select x.y.z.w from results) select * from main.a",
    ]
    said = {words for sql in cases for _, words in problems(tmp_path, sql)}
    assert {ban.words for ban in grammar.BANS + grammar.PORTABLE_BANS} <= said


@pytest.mark.parametrize(
    "kept, table, said",
    [
        ("as a table, because others read it", "elections", []),
        ("yes", "elections", ["a query whose answer is kept in the file says `kept: as a table, because …`"]),
    ],
)
def test_a_query_that_is_kept_says_why(project, kept, table, said):
    sql = f"select election_id\nfrom {table}\norder by election_id\n"
    ask(project, "asked", f"-- Title\n--\n-- A description.\n--\n-- key: election_id\n-- kept: {kept}\n{sql}")
    problems = problems_of(read_sql_files(Project(project)))
    assert [words for named, _, words in problems if named == "queries/asked/asked.sql"] == said


def test_what_families_are_made_of_reads_no_families(project):
    links = project / "queries" / "base" / "family_links.sql"
    links.write_text(links.read_text(encoding="utf-8").replace("from standings\n", "from families\n"), encoding="utf-8")
    problems = problems_of(read_sql_files(Project(project)))
    assert ("queries/base/family_links.sql", 1, "reads families, which is filled from it") in problems


@pytest.mark.parametrize(
    "change, said",
    [
        (
            lambda text: text.replace("    numbered_areas.area_id,\n", ""),
            "expected the columns of schema/area_results.sql",
        ),
        (lambda text: f"{text}union all {text}", "expected one SELECT statement"),
        (lambda text: text.replace("from area_figures\n", "from nowhere\n"), "'nowhere' is no table or view"),
        (lambda text: text.replace("area_figures.votes", "random() as votes"), "answers differently each time"),
    ],
)
def test_a_view_of_rows_kept_as_numbers_has_the_columns_of_its_table(project, change, said):
    view = project / "schema" / "readable" / "area_results.sql"
    view.write_text(change(view.read_text(encoding="utf-8")), encoding="utf-8")
    problems = problems_of(read_sql_files(Project(project)))
    assert any(named == "schema/readable/area_results.sql" and said in words for named, _, words in problems)


def test_rows_kept_as_numbers_are_kept_by_one_query(project):
    (project / "queries" / "base" / "area_figures.sql").unlink()
    problems = problems_of(read_sql_files(Project(project)))
    said = "expected one query that reads area_results and is kept, for its rows; found none"
    assert ("schema/readable/area_results.sql", 1, said) in problems
