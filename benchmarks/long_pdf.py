"""What a long PDF costs: `python benchmarks/long_pdf.py [PAGES...]`, in the checkout.

Each size in a process of its own: seconds to write it, of them those to read it back, seconds a hundred pages,
the largest resident memory, and what the empty process had of it.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

SIZES = ("10", "100", "400", "1000", "2000")


def measure(pages: int) -> None:
    """Writes one brief and prints its line."""
    from long_brief import long_brief  # noqa: PLC0415 - in the measured process only

    from briefing.document.notes import number  # noqa: PLC0415
    from briefing.settings import Style  # noqa: PLC0415
    from briefing.writers.pdf import verify, write  # noqa: PLC0415

    document = long_brief(pages)
    before = _megabytes()
    start = time.perf_counter()
    made = write(document, Style(), {})
    seconds = time.perf_counter() - start
    memory = _megabytes()
    start = time.perf_counter()
    verify.verify(made.data, document, number(document))
    read = time.perf_counter() - start
    size = len(made.data) / 1e6
    print(
        f"{made.pages:5} pages {seconds:7.2f} s, reading back {read / seconds:4.0%}, "
        f"{100 * seconds / made.pages:5.2f} s a hundred, {memory:5.0f} MB ({before:.0f} before), {size:5.2f} MB long"
    )


def _megabytes() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
    else:
        for wanted in sys.argv[1:] or SIZES:
            subprocess.run([sys.executable, __file__, "--one", wanted], check=True)
