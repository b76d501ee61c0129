"""What twice the pages or twice the claims cost: `python benchmarks/doubling.py [--quick] [pages|writers|claims ...]`.

`pages`: briefs of twice the content each time, through the whole program with nothing kept. `writers`: the same content
through the writers alone. `claims`: one brief over a narrow scope of corpora of twice the size each time, a hundred
claims a source, nothing kept. Cold processes, the best of some runs. Prints tables in Markdown; no step should take
more than 2.2 times the processor time of the one before (on the wall, other work of the machine counts, too).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import invented
import peer_corpus
from content import content
from contest import Entry, Taken, take
from processes import table
from proof import Proof

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
FACTORS = (1, 2, 4, 8, 16, 32, 64, 128, 256)
CLAIMS = (12_500, 25_000, 50_000, 100_000, 200_000)
MOST = 2.2
Size = tuple[str, Taken]


def pages(folder: Path, factor: int) -> Size:
    """The pages of a brief of so many times the content of 8 pages of others, and what it costs."""
    peer_corpus.write(content(factor), folder)
    options = ["--as-of", peer_corpus.AS_OF, "--fresh", "--out", str(folder / "out")]
    best = _best([PYTHON, "-m", "briefing", "build", str(folder / "brief.yaml"), *options], 3 if factor < 32 else 1)
    return _pages(next((folder / "out").glob("*/brief.pdf"))), best


def writers(folder: Path, factor: int) -> Size:
    """As `pages`, for the writers alone."""
    source, stem = folder / "content.json", folder / "paper"
    source.write_text(json.dumps(content(factor), ensure_ascii=False), "utf-8")
    program = str(ROOT / "benchmarks" / "peer_paper.py")
    best = _best([PYTHON, program, str(source), str(stem)], 3 if factor < 64 else 1)
    return _pages(folder / "paper.pdf"), best


def claims(folder: Path, number: int) -> Size:
    """The claims of a corpus, and what a narrow brief over it costs."""
    invented.write(folder, number // 100, number)
    brief = folder / "config" / "b0000.yaml"
    options = ["--as-of", "2025-03-02", "--fresh", "--out", str(folder / "out")]
    return f"{number:,}", _best([PYTHON, "-m", "briefing", "build", str(brief), *options], 2 if number < 50_000 else 1)


def _best(command: list[str], rounds: int) -> Taken:
    runs = [take(Entry(command, Proof, ROOT, {"BRIEFING_CACHE": "off"}), 1000) for _ in range(rounds)]
    taken = [one for one in runs if isinstance(one, Taken)]
    if len(taken) < rounds:
        sys.exit(f"{command}: {runs}")
    return min(taken, key=lambda one: one.cpu)


def _pages(pdf: Path) -> str:
    said = "import pikepdf, sys; print(len(pikepdf.open(sys.argv[1]).pages))"
    done = subprocess.run([PYTHON, "-c", said, str(pdf)], capture_output=True, text=True, check=True)
    return f"{int(done.stdout):,}"


def sizes(measure: Callable[[Path, int], Size], steps: tuple[int, ...]) -> Iterator[list[str]]:
    """The rows of a table."""
    before: Taken | None = None
    for step in steps:
        folder = Path(tempfile.mkdtemp())
        try:
            size, taken = measure(folder, step)
        finally:
            shutil.rmtree(folder)
        ratio = taken.cpu / before.cpu if before else 0.0
        shown = f"**{ratio:.2f}**" if ratio > MOST else f"{ratio:.2f}" if ratio else ""
        more = taken.largest / before.largest if before else 0.0
        memory = [f"{taken.largest:.0f} MB", f"{more:.2f}" if more else ""]
        yield [size, f"{taken.wall:.2f} s", f"{taken.cpu:.2f} s", shown, *memory]
        before = taken


def main() -> None:
    """A table for each of those that are asked for."""
    quick = "--quick" in sys.argv
    factors, counts = (FACTORS[:5], CLAIMS[:2]) if quick else (FACTORS, CLAIMS)
    head = ["time", "processor time", "times the one before", "memory", "times the one before"]
    asked = [a for a in sys.argv[1:] if a in ("pages", "writers", "claims")] or ["pages", "writers", "claims"]
    made = {"pages": (pages, factors), "writers": (writers, factors), "claims": (claims, counts)}
    titles = {"pages": "pages, whole program", "writers": "pages, writers alone", "claims": "claims"}
    for name in asked:
        table([titles[name], *head], [*sizes(*made[name])])
        print()


if __name__ == "__main__":
    main()
