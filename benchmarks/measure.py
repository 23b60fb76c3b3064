"""Time things side by side, so that a busy machine disturbs both sides alike."""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple


class Cost(NamedTuple):
    """What one run took."""

    wall: float  # seconds on the clock
    cpu: float  # seconds of all processors, user and system
    peak: float = 0.0  # MiB resident at most; 0: not measured


def process(command, folder, before=None):
    """The cost of a command run in a folder as a process of its own, with its children.

    Raises RuntimeError with its output when it fails.
    """
    if before:
        before()
    said = folder / "cost.txt"
    with (folder / "output.txt").open("w+", encoding="utf-8") as output:
        ran = subprocess.run([sys.executable, __file__, said, *command], cwd=folder, stdout=output, stderr=output)
        if ran.returncode:
            output.seek(0)
            raise RuntimeError(f"{' '.join(map(str, command))}: {output.read()[-2000:]}")
    return Cost(*map(float, said.read_text(encoding="utf-8").split()))


def run_alone(said, *command):
    """Run a command, write its cost into the file `said` and end as it ends.

    A process of its own does this, because the peak of a child begins at the memory of the one that starts it.
    """
    started = time.perf_counter()
    child = subprocess.Popen(command)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    Path(said).write_text(f"{wall} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss / 1024}", encoding="utf-8")
    sys.exit(child.returncode)


def call(work):
    """(cost, answer) of a function of this process, with all its threads."""
    cpu, wall = time.process_time(), time.perf_counter()
    answer = work()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu), answer


def in_turn(works, repeats, rehearse=True):
    """{name: [cost]} of functions that each give a cost, run A B C A B C …; a round to rehearse is not counted."""
    costs = {name: [] for name in works}
    for number in range(repeats + rehearse):
        for name, work in works.items():
            cost = work()
            if number >= rehearse:
                costs[name].append(cost)
    return costs


def ratio(costs, others):
    """(wall, cpu): the median of the ratios of two lists of costs, run by run."""
    return tuple(
        median(getattr(cost, what) / max(getattr(other, what), 1e-6) for cost, other in zip(costs, others, strict=True))
        for what in ("wall", "cpu")
    )


def middle(costs):
    """The median cost, field by field."""
    return Cost(*(median(values) for values in zip(*costs, strict=True)))


if __name__ == "__main__":
    run_alone(*sys.argv[1:])
