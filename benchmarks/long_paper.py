"""How long and how much memory a long Word file takes: `python benchmarks/long_paper.py [PAGES...]`.

A page is about 35 paragraphs' lines of text: here four paragraphs with a note, a list and a table of four rows. Each
size runs in a process of its own. "ready" is the start of the interpreter, the imports and the making of the paper,
"file" the writing, "again" a second one in the same process. Memory is what the process needs beyond what it needs for
a paper of one page.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from briefing.document.build import cell, columns, h, noteref, p, row, table, text, ul
from briefing.document.nodes import Block, Contents, Document, Masthead, Note, Notes, Origin, Properties
from briefing.settings import Style
from briefing.writers.docx import write

SENTENCE = "About 12,000 soldiers went to the far east for training, by an account that others repeat. "


def paper(pages: int) -> Document:
    """A synthetic paper of about this many pages of A4."""
    properties = Properties(title="Long", language="en-GB", created="2025-03-02T00:00:00Z", marking="TLP:CLEAR")
    made: list[Block] = [Contents(depth=1)]
    for page in range(pages):
        made += _page(page)
    noted = tuple(Note(key=f"n{page}", children=(text(SENTENCE),), claims=(f"a/{page}",)) for page in range(pages))
    head = Masthead(series="", issue="", title="Long")
    return Document(properties=properties, masthead=head, blocks=(*made, Notes()), notes=noted)


def _page(page: int) -> list[Block]:
    said = [p(text(SENTENCE * 4, Origin(f"claim:a/{page}")), noteref(f"n{page}")) for _ in range(4)]
    rows = [row(cell(f"Row {n}", header=True), "3,000", "delivered, corroborated") for n in range(4)]
    head = [row("What", "How many", "How sure", header=True)]
    made = table(f"t{page}", columns("lrl"), head=head, body=rows, caption="A table")
    return [h(1, f"s{page}", f"Section {page}"), *said, ul("one", "two", "three"), made]


def measure(pages: int) -> tuple[float, float, float, int]:
    """Seconds for the file and for a second one, megabytes at the peak of the first, bytes of the file."""
    document = paper(pages)
    began = time.perf_counter()
    data = write(document, Style(), {}).data
    between = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    write(document, Style(), {})
    return between - began, time.perf_counter() - between, peak, len(data)


def main() -> None:
    """A line for each size."""
    sizes = [int(size) for size in sys.argv[1:]] or [400, 800, 2000]
    least = _run(1)[3]
    for size in sizes:
        whole, in_file, again, peak, length = _run(size)
        print(
            f"{size:5} pages: ready {whole - in_file - again:5.2f} s, file {in_file:5.2f} s, again {again:5.2f} s, "
            f"{peak - least:5.0f} MB more, {length / 1e6:5.2f} MB long"
        )


def _run(pages: int) -> tuple[float, ...]:
    began = time.perf_counter()
    done = subprocess.run([sys.executable, __file__, "--one", str(pages)], capture_output=True, text=True, check=True)
    return time.perf_counter() - began, *(float(value) for value in done.stdout.split())


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(*measure(int(sys.argv[2])))
    else:
        main()
