"""Runs the benchmarks and writes what they print into `docs/benchmarks.md`: `python benchmarks/report.py [NAME ...]`.

The document says itself what is run: a line `<!-- bench: scale.py 10000 | quick: scale.py 1000 -->` before each figure,
`<!-- end -->` after it. What stands between is replaced by the command, the day, the machine's processors, the Python
and the output; all else is prose. With programs named, only theirs are run; the others' figures stay. With `--quick`
the short commands are run and shown, and the document stays as it is.
"""

from __future__ import annotations

import datetime
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
DOCUMENT = HERE.parent / "docs" / "benchmarks.md"
BLOCK = re.compile(r"(<!-- bench: ([^|>]+?)(?: \| quick: ([^>]+?))? -->\n).*?(<!-- end -->)", re.DOTALL)


def commands(text: str, *, quick: bool = False) -> list[str]:
    """The commands of a document, in its order; the short ones where there are any."""
    return [match[3] if quick and match[3] else match[2] for match in BLOCK.finditer(text)]


def replaced(text: str, made: dict[str, str]) -> str:
    """The document with what its commands made; a command that made nothing keeps its figures."""

    def block(match: re.Match[str]) -> str:
        return f"{match[1]}{made[match[2]]}\n{match[4]}" if match[2] in made else match[0]

    return BLOCK.sub(block, text)


def figures(command: str, run: Callable[[str], str]) -> str:
    """What stands in the document for a command: how it was made, then its output."""
    output = run(command).strip("\n")
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with_python = f"Python {platform.python_version()}"
    number = "1 processor" if processors == 1 else f"{processors} processors"
    made = f"`python benchmarks/{command}`, {datetime.date.today()}, {number}, {with_python}:\n\n"  # noqa: DTZ011
    return made + (output if output.startswith(("|", "#")) else f"```text\n{output}\n```") + "\n"


def run(program: str) -> str:
    """The output of a program of this folder; SystemExit if it fails. What it says on the way goes to the terminal."""
    name, *arguments = program.split()
    command = [sys.executable, str(HERE / name), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # or every run would compile all modules anew
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, env=environment)
    if done.returncode:
        sys.exit(f"benchmarks/{program} failed")
    return done.stdout


def main() -> None:
    """Runs what is asked for; writes after each, so that nothing is lost."""
    asked = [a for a in sys.argv[1:] if not a.startswith("-")]
    quick = "--quick" in sys.argv
    text = DOCUMENT.read_text("utf-8")
    for command in commands(text, quick=quick):
        if asked and command.split()[0] not in asked:
            continue
        print(f"benchmarks/{command}", file=sys.stderr, flush=True)
        made = figures(command, run)
        if quick:
            print(made, flush=True)
        else:
            DOCUMENT.write_text(replaced(DOCUMENT.read_text("utf-8"), {command: made}), "utf-8")


if __name__ == "__main__":
    main()
