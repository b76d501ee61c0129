"""Many briefs over one corpus: `python benchmarks/many.py [--quick] [BRIEFS]`; 500 where no number is given.

Briefs of some 8 pages in one command, with one process and with one a processor. What the processors allow is measured
by as many commands at the same time, each with its part of the briefs and one process. Prints a table in Markdown.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import invented
from processes import table

ROOT = Path(__file__).parents[1]
SOURCES, CLAIMS = 25, 25_000
BRIEF = """title: Transfers of actors {first} and {second}
series: Watch
publisher: The desk
language: en-GB
corpus: ../corpus
cadence: weekly
first_issue: 2023-10-01
marking: TLP:CLEAR
scope: {{actors: [a{first}, a{second}]}}
sections:
  - assistance-matrix
  - timeline
  - sources
formats: [docx, pdf]
filename: "brief-{number:04}"
"""


def briefs(folder: Path, number: int) -> list[str]:
    """The corpus, and the files of so many briefs, each over two actors of a thousand."""
    invented.write(folder, SOURCES, CLAIMS)
    names = []
    for n in range(number):
        path = folder / "config" / f"brief-{n:04}.yaml"
        text = BRIEF.format(first=2 * n % invented.ACTORS, second=(2 * n + 1) % invented.ACTORS, number=n)
        path.write_text(text, "utf-8")
        names.append(str(path))
    return names


def command(names: Sequence[str], out: Path, jobs: int) -> list[str]:
    options = ["--as-of", "2025-03-02", "--out", str(out), "--jobs", str(jobs), "--fresh", "--quiet"]
    return [sys.executable, "-m", "briefing", "build", *names, *options]


def seconds(*commands: Sequence[str]) -> float:
    """How long commands take that run at the same time, the longest of them."""
    begun = time.perf_counter()
    children = [subprocess.Popen(one, cwd=ROOT, stdout=subprocess.DEVNULL) for one in commands]
    if sum(child.wait() for child in children):
        sys.exit("a build failed")
    return time.perf_counter() - begun


def pages(folder: Path) -> float:
    """How many pages a brief has, by the mean of all."""
    import pikepdf  # noqa: PLC0415 - a tool for development

    files = sorted(folder.rglob("*.pdf"))
    return sum(len(pikepdf.open(file).pages) for file in files) / len(files)


def measure(number: int, rounds: int) -> list[list[str]]:
    """The rows: one process, all processors, and what those allow; the best of all rounds, which go in turn."""
    processors = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["BRIEFING_CACHE"] = str(folder / "kept")
        names = briefs(folder, number)
        seconds(command(names[:2], folder / "first", 1))  # keeps the corpus
        parts = [names[n::processors] for n in range(processors)]
        ways = {
            "one process": [command(names, folder / "one", 1)],
            f"{processors} processes": [command(names, folder / "all", processors)],
            f"{processors} commands at once": [command(p, folder / f"part{n}", 1) for n, p in enumerate(parts)],
        }
        taken: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(rounds):
            for way, commands in ways.items():
                taken[way].append(seconds(*commands))
        best = {way: min(all_) for way, all_ in taken.items()}
        allowed = best[f"{processors} commands at once"]
        size = pages(folder / "all")
        return [_row(way, number, size, s, allowed) for way, s in best.items()]


def _row(way: str, number: int, size: float, taken: float, allowed: float) -> list[str]:
    each = [f"{taken:.1f}", f"{number / taken:.1f}", f"{1000 * taken / number:.0f}"]
    return [way, str(number), f"{size:.1f}", *each, f"{allowed / taken:.0%}"]


if __name__ == "__main__":
    asked = [int(a) for a in sys.argv[1:] if a.isdigit()]
    quick = "--quick" in sys.argv
    head = ["way", "briefs", "pages of each", "s", "briefs a second", "ms a brief", "of what the processors allow"]
    table(head, measure(asked[0] if asked else 24 if quick else 500, 1 if quick else 2))
