"""Writes the PDFs that a reference validator shall see: `python tests/conformance/documents.py FOLDER`."""

import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS.parent), str(TESTS)]

from kitchen_sink import kitchen_sink  # noqa: E402 - found by the line above
from long_brief import long_brief  # noqa: E402
from writers.test_pdf_conformance import CHINESE, GREEK, KOREAN, RUSSIAN, of_nothing, scripts, weekly, with_latin  # noqa: E402

from briefing.settings import Style  # noqa: E402
from briefing.writers.pdf import write  # noqa: E402

DAYS = ("2023-10-01", "2024-12-01", "2025-02-02", "2025-03-02")

with tempfile.TemporaryDirectory() as empty:
    documents = {
        **{f"weekly-{day}": weekly(day) for day in DAYS},
        "kitchen-sink": with_latin(kitchen_sink()),
        "long": long_brief(400),
        "cyrillic-greek": scripts(RUSSIAN, GREEK),
        "hangul-han": scripts(KOREAN, CHINESE),
        "nothing": of_nothing(Path(empty)),
    }
for name, document in documents.items():
    made = write(document, Style(), {})
    if made.data:
        Path(sys.argv[1], f"{name}.pdf").write_bytes(made.data)
    else:
        sys.stdout.write(f"left out: {name}: {made.problems[0].message}\n")
