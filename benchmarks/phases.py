"""Where the time of one build goes: `python benchmarks/phases.py small|medium|large|xl|BRIEF.yaml [DAY]`.

A size is that of `peers.py`, with the content of `content.py`. Each round is a cold process that keeps nothing
(`BRIEFING_CACHE=off`) on one processor, so that the formats are written in turn and each has its own figure. Prints
the best of each phase, in milliseconds; "start and the rest" is what lies between.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PHASES = {  # phase: the module and the function that it is; those indented are parts of the one above
    "read the brief": "briefing.issue:configuration.load",
    "read and check the corpus": "briefing.issue:read_corpus",
    "select and analyse, twice": "briefing.issue:find",
    "draft": "briefing.issue:_drafted",
    "  sections": "briefing.sections:_section",
    "  notes": "briefing.sections:notes",
    "  manifest": "briefing.sections:manifest",
    "  check of the document": "briefing.sections:broken",
    "write": "briefing.issue:write_all",
    "  PDF": "briefing.writers.pdf:write",
    "    read back": "briefing.writers.pdf.writer:verify",
    "  DOCX": "briefing.writers.docx:write",
    "check of tradecraft": "briefing.analysis.tradecraft.rules:examine",
}


def once(brief: str, day: str) -> None:
    """In a process of its own: builds, and prints the seconds of each phase as JSON."""
    begun = time.perf_counter()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    sys.path.insert(0, str(ROOT))
    found: dict[str, float] = {}
    sys.meta_path.insert(0, _Wrapping(found))
    from briefing import cli  # noqa: PLC0415 - what is measured

    with tempfile.TemporaryDirectory() as out:
        sys.argv = ["briefing", "build", brief, "--as-of", day, "--out", out, "--quiet"]
        try:
            cli.main()
        except SystemExit as end:
            if end.code:
                raise
    found["all"] = time.perf_counter() - begun
    print(json.dumps(found))


class _Wrapping:
    """Measures the functions of PHASES as their modules are imported."""

    def __init__(self, found: dict[str, float]) -> None:
        self.found = found
        self.waiting: dict[str, list[tuple[str, str]]] = {}
        for phase, place in PHASES.items():
            module, _, name = place.partition(":")
            self.waiting.setdefault(module, []).append((phase, name))

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:  # noqa: ANN401 - as importlib has it
        """The specification of a module whose functions are wrapped once it is loaded."""
        if name not in self.waiting:
            return None
        phases = self.waiting.pop(name)
        from importlib.machinery import PathFinder  # noqa: PLC0415

        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def exec_module(module: Any) -> None:  # noqa: ANN401
            execute(module)
            for phase, function in phases:
                self._wrap(module, function, phase)

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec

    def _wrap(self, module: Any, name: str, phase: str) -> None:  # noqa: ANN401
        *way, last = name.split(".")
        for part in way:
            module = getattr(module, part, None)
        inner: Callable[..., object] | None = getattr(module, last, None)
        if inner is None:
            return

        def timed(*arguments: object, **named: object) -> object:
            begun = time.perf_counter()
            try:
                return inner(*arguments, **named)
            finally:
                self.found[phase] = self.found.get(phase, 0.0) + time.perf_counter() - begun

        setattr(module, last, timed)


def phases(brief: str, day: str, rounds: int) -> dict[str, float]:
    """The seconds of each phase, the best of all rounds."""
    best: dict[str, float] = {}
    for _ in range(rounds):
        command = [sys.executable, __file__, "--one", brief, day]
        environment = {**os.environ, "BRIEFING_CACHE": "off"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
        for phase, seconds in json.loads(said.splitlines()[-1]).items():
            best[phase] = min(seconds, best.get(phase, seconds))
    return best


def table(found: dict[str, float]) -> list[tuple[str, float]]:
    """The phases in order with their seconds; what is in none of them as `start and the rest`."""
    known = [(phase, found[phase]) for phase in PHASES if phase in found]
    outer = sum(seconds for phase, seconds in known if not phase.startswith(" "))
    return [*known, ("start and the rest", found["all"] - outer), ("all", found["all"])]


def main() -> None:
    """The phases of a brief, or of one with invented content."""
    import peer_corpus  # noqa: PLC0415 - not in the measured process
    from content import content  # noqa: PLC0415
    from peers import SIZES  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as place:
        brief, day = (*sys.argv[1:3], peer_corpus.AS_OF)[:2]
        rounds = 5 if brief == "small" else 3
        if brief in SIZES:
            peer_corpus.write(content(SIZES[brief]), Path(place))
            brief = f"{place}/brief.yaml"
        for phase, seconds in table(phases(brief, day, rounds)):
            print(f"{phase:30} {seconds * 1000:9.1f} ms")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        once(*sys.argv[2:4])
    else:
        main()
