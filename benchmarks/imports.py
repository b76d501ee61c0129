"""The import budget: modules and milliseconds of what each command loads: `python benchmarks/imports.py`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

BRIEF = str(Path(__file__).parent.parent / "config" / "weekly.yaml")
LINE = re.compile(r"import time: +(\d+) \| +(\d+) \| ( *)([\w.]+)")


def loaded(*arguments: str) -> dict[str, tuple[int, int]]:
    """Modules and microseconds by package of what a command imports, itself and the interpreter left out."""
    command = [sys.executable, "-X", "importtime", "-m", "briefing", *arguments]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    found: dict[str, tuple[int, int]] = {}
    for own, _, _, name in LINE.findall(said):
        package = name.partition(".")[0]
        number, cost = found.get(package, (0, 0))
        found[package] = number + 1, cost + int(own)
    return found


with tempfile.TemporaryDirectory() as place:
    os.environ["BRIEFING_CACHE"] = f"{place}/kept"
    build = ("build", BRIEF, "--as-of", "2025-03-02", "--out", f"{place}/out")
    commands = {"--help": ("--help",), "build": build, "build, nothing changed": build}
    for title, arguments in commands.items():
        packages = loaded(*arguments)
        total = sum(cost for _, cost in packages.values()) / 1000
        print(f"{title}: {sum(number for number, _ in packages.values())} modules, {total:.0f} ms")
        for name, (number, cost) in sorted(packages.items(), key=lambda item: -item[1][1])[:8]:
            print(f"  {name:20} {number:4} modules {cost / 1000:7.1f} ms")
