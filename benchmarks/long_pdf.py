"""What a long PDF costs: `python benchmarks/long_pdf.py [PAGES...]`, in the checkout; `dense-400` for another content.

The plain content is prose, tables and lists of a dozen notes; the dense one is what the peers are given (`content.py`),
with some forty links a page. Each size is measured several times, each time in a process of its own, which has the PDF
written in another as a build does: seconds to write it (the median), how much of that is saved where the file is not
read back, seconds a hundred pages, the largest resident memory of a process, and what the empty process had of it.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.document.nodes import Document
    from briefing.settings import Style
    from briefing.writers import Written

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

SIZES = ("10", "100", "400", "2000", "dense-10", "dense-60", "dense-400", "dense-2000")
ROUNDS = 5
DENSE = 5.45  # pages of the dense content for a factor of 1


def paper(size: str) -> tuple[Document, Style]:
    """The document of a size, and how it is set."""
    from briefing.settings import Style  # noqa: PLC0415 - in the measured process only

    dense, _, pages = size.rpartition("-")
    if dense:
        import content  # noqa: PLC0415
        import peer_paper  # noqa: PLC0415

        return peer_paper.document(content.content(int(pages) / DENSE)), peer_paper.STYLE
    from long_brief import long_brief  # noqa: PLC0415

    return long_brief(int(pages)), Style()


def measure(size: str, *, read_back: bool) -> None:
    """Writes one brief; prints what it cost as JSON."""
    from briefing.keeping import NOTHING  # noqa: PLC0415 - in the measured process only
    from briefing.writers import aside  # noqa: PLC0415
    from briefing.writers.pdf import writer  # noqa: PLC0415

    if not read_back:
        writer.verified = _unread
        aside.MANY = sys.maxsize
    with aside.ready(NOTHING):  # as a build has it: the process that writes is there before the document
        document, style = paper(size)
        before = _megabytes()
        start = time.perf_counter()
        made = aside.begun(document, style, NOTHING).value()
        seconds = time.perf_counter() - start
    print(
        json.dumps(
            {
                "pages": made.pages,
                "seconds": seconds,
                "memory": _megabytes(),
                "before": before,
                "size": len(made.data) / 1e6,
            }
        )
    )


def _unread(made: Written, _document: Document) -> Written:
    """The file as it is."""
    return made


def _once(size: str, mode: str) -> dict[str, float]:
    command = [sys.executable, __file__, mode, size]
    found: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return found


def line(size: str) -> str:
    """What a size costs."""
    runs = [(_once(size, "--one"), _once(size, "--unread")["seconds"]) for _ in range(ROUNDS)]
    seconds, unread = median(run["seconds"] for run, _ in runs), median(bare for _, bare in runs)
    run = runs[0][0]
    kind = "dense" if "-" in size else ""
    return (
        f"{run['pages']:5} pages {kind:5} {seconds:7.2f} s, reading back {1 - unread / seconds:4.0%}, "
        f"{100 * seconds / run['pages']:5.2f} s a hundred, {max(run['memory'] for run, _ in runs):5.0f} MB "
        f"({run['before']:.0f} before), {run['size']:5.2f} MB long"
    )


def _megabytes() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) * unit / 1e6


if __name__ == "__main__":
    if sys.argv[1:2] in (["--one"], ["--unread"]):
        measure(sys.argv[2], read_back=sys.argv[1] == "--one")
    else:
        for wanted in sys.argv[1:] or SIZES:
            print(line(wanted), flush=True)
