"""Cold processes, measured from outside: wall time and largest resident memory, interleaved, medians."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

BARE = "python -c pass"
# Installed programs have their bytecode, and so shall ours after the first round.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


class Run(NamedTuple):
    """Wall time in milliseconds and largest resident memory in MB (10^6 bytes) of one process."""

    milliseconds: float
    megabytes: float


def run(command: Sequence[str]) -> Run:
    """One process, its output thrown away; SystemExit if it fails."""
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    begin = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - begin
    if status:
        sys.exit(f"failed: {' '.join(command)}")
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes on macOS, in KiB elsewhere
    return Run(wall * 1000, usage.ru_maxrss * unit / 1e6)


def measure(commands: Mapping[str, Sequence[str]], rounds: int) -> None:
    """Runs all commands in turn, so that what slows the machine slows all; prints medians and their ratio to BARE."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            result = run(command)
            if number:  # the first round warms the disk cache
                runs[name].append(result)
    bare = statistics.median(r.milliseconds for r in runs[BARE])
    print(f"{'command':44} {'median ms':>9} {'min':>6} {'max':>6} {'x bare':>7} {'MB':>6}   ({rounds} rounds)")
    for name, results in runs.items():
        walls = [r.milliseconds for r in results]
        memory = max(r.megabytes for r in results)
        median = statistics.median(walls)
        print(f"{name:44} {median:9.1f} {min(walls):6.1f} {max(walls):6.1f} {median / bare:7.1f} {memory:6.1f}")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table in Markdown."""
    for row in (head, ["---"] * len(head), *rows):
        print(f"| {' | '.join(row)} |", flush=True)
