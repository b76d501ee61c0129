"""What the weekly brief costs from a cold start: `python benchmarks/weekly.py [rounds]`, in the checkout."""

import sys
import tempfile
from pathlib import Path

from processes import BARE, measure

PYTHON = sys.executable
BRIEF = str(Path(__file__).parent.parent / "config" / "weekly.yaml")

with tempfile.TemporaryDirectory() as out:

    def build(formats: str) -> list[str]:
        options = ["--as-of", "2025-03-02", "--formats", formats, "--out", out]
        return [PYTHON, "-m", "briefing", "build", BRIEF, *options]

    measure(
        {
            BARE: [PYTHON, "-c", "pass"],
            "briefing check": [PYTHON, "-m", "briefing", "check", BRIEF],
            "briefing build --formats docx": build("docx"),
            "briefing build --formats pdf": build("pdf"),
            "briefing build --formats docx,pdf": build("docx,pdf"),
        },
        rounds=int(sys.argv[1]) if len(sys.argv) > 1 else 7,
    )
