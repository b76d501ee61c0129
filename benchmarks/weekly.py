"""What the weekly brief costs from a cold start: `python benchmarks/weekly.py [rounds]`, in the checkout."""

import sys
import tempfile
from pathlib import Path

from processes import BARE, measure

PYTHON = sys.executable
BRIEF = str(Path(__file__).parent.parent / "config" / "weekly.yaml")

with tempfile.TemporaryDirectory() as out:

    def build(formats: str, *more: str) -> list[str]:
        options = ["--as-of", "2025-03-02", "--formats", formats, "--out", out, *more]
        return [PYTHON, "-m", "briefing", "build", BRIEF, *options]

    def without_cache(command: list[str]) -> list[str]:
        return ["/usr/bin/env", "BRIEFING_CACHE=off", *command]

    measure(
        {
            BARE: [PYTHON, "-c", "pass"],
            "briefing check": [PYTHON, "-m", "briefing", "check", BRIEF],
            "briefing build --formats docx": build("docx", "--fresh"),
            "briefing build --formats pdf": build("pdf", "--fresh"),
            "briefing build --formats docx,pdf": build("docx,pdf", "--fresh"),
            "the same without a cache": without_cache(build("docx,pdf", "--fresh")),
            "the same, nothing changed": build("docx,pdf"),
        },
        rounds=int(sys.argv[1]) if len(sys.argv) > 1 else 7,
    )
