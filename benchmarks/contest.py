"""Programs run against each other: cold processes in turn, each round in another order, the results read back."""

from __future__ import annotations

import os
import random
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from proof import Proof


def nothing() -> None:
    """What is done before a run where nothing has to be done."""


class Entry(NamedTuple):
    """One of those that compete: its command, where and with what environment it runs, what is done before each run.

    `prove` reads back what it wrote, after its first run.
    """

    command: Sequence[str]
    prove: Callable[[], Proof]
    folder: Path
    environment: Mapping[str, str] = {}
    before: Callable[[], None] = nothing


class Taken(NamedTuple):
    """What one run took: seconds on the wall and of processors, MB of the largest process and of all together."""

    wall: float
    cpu: float
    largest: float
    together: float = 0.0


class Outcome(NamedTuple):
    """The runs of an entry and what it made, or why there are none."""

    runs: tuple[Taken, ...]
    proof: Proof
    together: float
    why: str = ""

    @property
    def wall(self) -> float:
        """The median of the seconds on the wall."""
        return statistics.median(run.wall for run in self.runs)


class Limits(NamedTuple):
    """Rounds, seconds after which one run is stopped, and seconds of an entry after which it has no more rounds."""

    rounds: int
    run: float = 120
    entry: float = 60


def contest(entries: Mapping[str, Entry], limits: Limits) -> dict[str, Outcome]:
    """What came of each entry. A first run of each, not counted, warms the disk, shows memory and proves the result."""
    runs: dict[str, list[Taken]] = {name: [] for name in entries}
    proofs: dict[str, tuple[Proof, float]] = {}
    why: dict[str, str] = {}
    for number in range(limits.rounds + 1):
        order = list(entries)
        random.Random(number).shuffle(order)  # noqa: S311 - no secret
        for name in order:
            spent = sum(run.wall for run in runs[name])
            if name in why or (runs[name] and spent + runs[name][-1].wall > limits.entry):
                continue
            entries[name].before()
            taken = take(entries[name], limits.run, watched=number == 0)
            if isinstance(taken, str):
                why[name] = taken
            elif number:
                runs[name].append(taken)
            else:
                proofs[name] = entries[name].prove(), taken.together
            _tell(name, number, taken)
    return {name: _outcome(runs[name], proofs.get(name), why.get(name, "")) for name in entries}


def _outcome(runs: Sequence[Taken], proof: tuple[Proof, float] | None, why: str) -> Outcome:
    made, together = proof or (Proof(), 0.0)
    return Outcome(tuple(runs) if not why else (), made, together, why)


def _tell(name: str, number: int, taken: Taken | str) -> None:
    said = taken if isinstance(taken, str) else f"{taken.wall:.2f} s"
    print(f"  {name}, round {number}: {said}", file=sys.stderr, flush=True)


def take(entry: Entry, limit: float, *, watched: bool = False) -> Taken | str:
    """One run, or why there is none. Watched, it is asked for its memory, which takes time of its own."""
    environment = {**os.environ, **entry.environment}
    begun = time.perf_counter()
    child = subprocess.Popen(
        entry.command, cwd=entry.folder, env=environment, start_new_session=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    status, usage, together, pause = 0, None, 0.0, 0.0005
    while True:
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        wall = time.perf_counter() - begun
        if pid:
            break
        if wall > limit:
            os.killpg(child.pid, signal.SIGKILL)
            os.wait4(child.pid, 0)
            return f"stopped after {limit:.0f} s"
        if watched:
            together = max(together, _memory(child.pid))
        time.sleep(pause)
        pause = min(pause * 1.3, 0.01)
    child.returncode = status
    unit = 1 if sys.platform == "darwin" else 1024
    if status:
        return f"failed ({os.waitstatus_to_exitcode(status)})"
    return Taken(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6, together)


def _memory(pid: int) -> float:
    """MB that a process and all that it began hold now, shared pages counted once (Linux; else 0)."""
    total, left = 0.0, [pid]
    while left:
        place = Path(f"/proc/{left.pop()}")
        try:
            lines = (place / "smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6
            children = [task / "children" for task in (place / "task").iterdir()]
            left += [int(child) for file in children for child in file.read_text().split()]
        except (OSError, ValueError):  # it has ended, or there is no /proc
            continue
    return total
