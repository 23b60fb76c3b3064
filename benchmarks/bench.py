"""Measure the build, the load and the questions side by side with others, and write the table of README.md.

make bench                  one, ten and a hundred million made area results; 10 to 20 minutes on two cores, 20 GB
                            of disk
make bench millions="1 10"  only these, in half the time
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median

import large
import questions
import small
from measure import middle, ratio

PROJECT = Path(__file__).resolve().parent.parent
README = Path(__file__).with_name("README.md")
START, END = "<!-- written by bench.py -->\n", "<!-- end -->\n"
VERSIONS = ("duckdb", "dbt-core", "dbt-duckdb", "sqlmesh", "sqlite-utils", "csvs-to-sqlite", "polars", "chdb")
VIEWS = (
    "area_standings",
    "area_outcomes",
    "area_winners",
    "area_swing",
    "area_wasted_votes",
    "level_totals",
    "malapportionment",
    "nationalisation",
)
ELECTION = "made-000-assembly-1990"
REPEATS = 3
SMALL, EVERYTHING = 0.04, 10  # seconds of processor time
GOALS = {  # times what is beside it: of every view, and of those that compare each row with others
    "one": {"": 3, "area_swing": 6},
    "all": {"": 4, "area_swing": 8, "nationalisation": 8},
}


def main(millions, work):
    lines = [
        *machine(),
        "",
        "| what | measured | beside it | wall ratio | cpu ratio | goal | |",
        "|---|---|---|---:|---:|---|---|",
    ]
    lines += small_lines(work)
    lines += question_lines()
    sizes = {}
    for count in millions:
        write(lines)  # what is known, should the next size fail
        data = large.made(work, count)
        costs, bytes_of, database, bare = large.load(work, data, REPEATS if count < 10 else 1)
        sizes[count] = costs["import"], bytes_of["import"]
        lines.append(
            line(
                f"load of {count} M results, every key verified, {middle(costs['import']).peak:.0f} MiB",
                costs["import"],
                "bare COPY of the two large tables",
                costs["copy"],
                1,
            )
        )
        larger = bytes_of["import"] / bytes_of["copy"]
        lines.append(
            f"| its file | {bytes_of['import'] / 1e6:.0f} MB | the bare one | {larger:.2f} "
            f"| | ≤ 0.6 | {verdict(larger <= 0.6)} |"
        )
        for (view, span), (ours, other) in large.questions(database, bare, VIEWS, ELECTION, REPEATS).items():
            beside = "scan of that election" if span == "one" else "plain group-by"
            goal = GOALS[span].get(view, GOALS[span][""])
            lines.append(line(f"{view}, {span} of {count} M", ours, beside, other, goal))
        found = large.engines(work, data, database, ELECTION, count, REPEATS)
        for (question, span, engine), other in found.items():
            if engine != "view":
                lines.append(line(f"{question}, {span} of {count} M", found[question, span, "view"], engine, other))
    first = min(sizes)
    for count, (cost, size) in sizes.items():
        if count != first:
            wall, cpu = ratio(cost, sizes[first][0][: len(cost)])
            lines.append(
                f"| growth: load of {count} M | {size / 1e6:.0f} MB | load of {first} M | {wall:.1f} | {cpu:.1f} | | |"
            )
    write([*lines, "", f"Load of the machine at the end: {load_of_machine()}."])


def write(lines):
    """Write the table into README.md."""
    before, _, rest = README.read_text(encoding="utf-8").partition(START)
    README.write_text(before + START + "\n".join(lines) + "\n" + END + rest.partition(END)[2], encoding="utf-8")


def machine():
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB"
    versions = ", ".join(f"{name} {version(name)}" for name in VERSIONS)
    return [
        f"Measured on {time.strftime('%Y-%m-%d')}: {system}; load at the start {load_of_machine()}.",
        f"Python {platform.python_version()}, {versions}.",
    ]


def load_of_machine():
    return ", ".join(f"{load:.1f}" for load in os.getloadavg())


def small_lines(work):
    costs = small.small(work / "small", REPEATS)
    lines = [line("build of the seeds", costs["build"], "the engine alone, same statements", costs["engine"], 2)]
    lines.append(
        line("`make db` with nothing to do", costs["nothing to do"], "build of the seeds", costs["build"], 0.01)
    )
    for name in ("dbt build", "sqlmesh plan", "sqlite-utils", "csvs-to-sqlite"):
        lines.append(
            line(
                name,
                costs[name],
                "build of the seeds",
                costs["build"],
                10 if name == "dbt build" else None,
                at_least=True,
            )
        )
    return lines


def question_lines():
    """Rows of the table, in processor time: questions about one election, and all of them over everything."""
    costs = questions.questions(PROJECT / "elections.duckdb", REPEATS)
    ones = {view: (one.cpu, planning.cpu) for view, (one, planning, _) in costs.items() if one}
    view, (most, planning) = max(ones.items(), key=lambda pair: pair[1])
    above = sum(one > SMALL for one, _ in ones.values())
    everything = sum(cost.cpu for *_, cost in costs.values())
    usual, of_them = (1000 * median(column) for column in zip(*ones.values(), strict=True))
    goal = f"| | | | ≤ {1000 * SMALL:.0f} ms"
    return [
        f"| one election of our file, the middle one of {len(ones)} questions | {usual:.0f} ms, {of_them:.0f} of them "
        f"planning {goal} | {verdict(usual <= 1000 * SMALL)} |",
        f"| the costliest, `{view}`; {above} are above the goal | {1000 * most:.0f} ms, {1000 * planning:.0f} of them "
        f"planning {goal} | {verdict(not above)} |",
        f"| all {len(costs)} questions over all of our file | {everything:.1f} s | | | | ≤ {EVERYTHING} s "
        f"| {verdict(everything <= EVERYTHING)} |",
    ]


def line(what, ours, beside, other, goal=None, at_least=False):
    """A row of the table: medians of both, the median ratio, and whether the goal is reached by both ratios."""
    wall, cpu = ratio(ours, other)
    reached = "" if goal is None else verdict(min(wall, cpu) >= goal if at_least else max(wall, cpu) <= goal)
    said = "" if goal is None else f"{'≥' if at_least else '≤'} {goal}"
    return f"| {what} | {shown(ours)} | {beside}, {shown(other)} | {wall:.2f} | {cpu:.2f} | {said} | {reached} |"


def shown(costs):
    cost = middle(costs)
    return f"{cost.wall:.3g} s" if cost.wall >= 1 else f"{cost.wall * 1000:.3g} ms"


def verdict(is_reached):
    return "reached" if is_reached else "missed"


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Measure side by side and write the table of benchmarks/README.md.")
    options.add_argument("millions", nargs="*", type=int, default=[1, 10, 100], help="sizes in million results")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="elections-bench-", dir=os.environ.get("BENCH_DIR")) as folder:
        most = max(chosen.millions)
        if shutil.disk_usage(folder).free < most * 200e6:
            sys.exit(
                f"{folder}: {most} million results need {most * 0.2:.0f} GB there; set BENCH_DIR to another folder"
            )
        main(sorted(set(chosen.millions)), Path(folder))
