"""What a large corpus and many briefs cost, cold processes on this machine: `python benchmarks/scale.py [CLAIMS ...]`.

Without numbers, 10,000 and 100,000 claims; 1000000 takes some five minutes and 2 GB of memory. Prints tables in
Markdown, those of `docs/benchmarks.md`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import invented
from processes import Run, run, table

PYTHON = sys.executable
DAY = ("--as-of", "2025-03-02")
SCOPE = "scope: {actors: [a7], categories: [fuel], since: 2023-10}"
BRIEFS = 60


def build(folder: Path, brief: str, *options: str) -> Run:
    out = str(folder / "out")
    return run([PYTHON, "-m", "briefing", "build", str(folder / "config" / brief), *DAY, "--out", out, *options])


def corpus(claims: int) -> list[str]:
    """The row of a corpus of so many claims, a hundred of each source."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["BRIEFING_CACHE"] = str(folder / "kept")
        invented.write(folder, claims // 100, claims)
        brief = folder / "config" / "b0000.yaml"
        brief.write_text(brief.read_text("utf-8").replace("scope: {actors: [a0]}", SCOPE), "utf-8")
        file = folder / "corpus" / "sources" / "s7.yaml"
        runs = [build(folder, brief.name)]
        for remark in ("# one remark\n", "# two remarks\n", "# three remarks\n"):
            file.write_text(file.read_text("utf-8") + remark, "utf-8")
            runs[1:] = [min([*runs[1:], build(folder, brief.name)])]
        runs.append(min(build(folder, brief.name) for _ in range(3)))
        runs.append(run([PYTHON, "-m", "briefing", "index", "--corpus", str(folder / "corpus")]))
        runs.append(min(build(folder, brief.name, "--fresh") for _ in range(3)))
        return [f"{claims:,}", *(f"{r.milliseconds / 1000:.2f} s, {r.megabytes:.0f} MB" for r in runs)]


def many() -> list[str]:
    """The row of many briefs over one corpus: one process, two, and what share of twice the speed that is."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["BRIEFING_CACHE"] = str(folder / "kept")
        invented.write(folder, 250, 25_000, BRIEFS)
        briefs = [str(folder / "config" / f"b{number:04}.yaml") for number in range(BRIEFS)]
        command = [PYTHON, "-m", "briefing", "build", *briefs, *DAY, "--out", str(folder / "out"), "--fresh", "--jobs"]
        run([*command, "2"])  # keeps the corpus
        one, two = run([*command, "1"]), run([*command, "2"])
        share = one.milliseconds / two.milliseconds / 2
        return [f"{BRIEFS}", f"{one.milliseconds / 1000:.1f} s", f"{two.milliseconds / 1000:.1f} s", f"{share:.0%}"]


if __name__ == "__main__":
    sizes = [int(number) for number in sys.argv[1:]] or [10_000, 100_000]
    head = ["claims", "first build", "one file changed", "nothing changed", "making the index", "narrow brief, indexed"]
    table(head, [corpus(size) for size in sizes])
    print()
    table(["briefs of some 8 pages", "one process", "two", "of twice the speed"], [many()])
