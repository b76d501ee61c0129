"""How the analysis grows: `python benchmarks/analysing.py [claims ...]`, in the checkout.

For each size a process of its own: seconds to select and to analyse, microseconds per claim and per claim and
doubling (flat means n log n), largest resident memory, and what was found.
"""

from __future__ import annotations

import datetime
import gc
import math
import resource
import subprocess
import sys
import time

from synthetic import corpus

from briefing.analysis import analyse
from briefing.selection import select
from briefing.settings import Scope

SIZES = (12_500, 25_000, 50_000, 100_000)


def once(claims: int) -> None:
    """One size, measured in this process."""
    made = corpus(claims)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.perf_counter()
    selection = select(made, Scope(), datetime.date(2025, 3, 2))
    chosen = time.perf_counter()
    found = analyse(selection)
    end = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = end - chosen
    scaled = seconds / claims / math.log2(claims) * 1e6
    print(
        f"{claims:9,} {chosen - begin:8.2f} {seconds:9.2f} {seconds / claims * 1e6:9.1f} {scaled:12.2f} "
        f"{peak / 1024:9.0f} {(peak - before) / 1024:9.0f} {len(found.cells):7,} {len(found.conflicts):10,}"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        once(int(sys.argv[2]))
    else:
        print(
            f"{'claims':>9} {'select s':>8} {'analyse s':>9} {'us/claim':>9} {'us/(n lg n)':>12} {'peak MB':>9} "
            f"{'added MB':>9} {'cells':>7} {'conflicts':>10}"
        )
        for size in [int(a) for a in sys.argv[1:]] or SIZES:
            subprocess.run([sys.executable, __file__, "--one", str(size)], check=True)
