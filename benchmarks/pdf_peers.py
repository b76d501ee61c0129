"""One long brief by this program, by reportlab's platypus and by typst: `python benchmarks/pdf_peers.py [PAGES...]`.

Each in a cold process of its own. platypus is reportlab's own layout (in one pass, untagged, without links); typst is
measured where its Python package is installed, and writes tags, PDF/UA-1 where it can. Both set the same words in the
same fonts, sizes and margins, with contents, tables and, typst, notes.
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
import time
from html import escape
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

from long_brief import long_brief  # noqa: E402 - found by the line above
from processes import run  # noqa: E402

from briefing.document.nodes import BulletList, Cell, Document, Heading, Paragraph, Table  # noqa: E402
from briefing.document.walk import text_of  # noqa: E402
from briefing.settings import Style  # noqa: E402
from briefing.writers.fonts import family_files  # noqa: E402

SIZES = ("10", "100", "400")


def ours(document: Document) -> bytes:
    """By this program: tagged, linked, read back."""
    from briefing.writers.pdf import write  # noqa: PLC0415 - only what is measured is loaded, here and below

    return write(document, Style(), {}).data


def platypus(document: Document) -> bytes:
    """By platypus: paragraphs, long tables with repeated heads, headings that stay with what follows."""
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415
    from reportlab.platypus import LongTable, SimpleDocTemplate  # noqa: PLC0415
    from reportlab.platypus import Paragraph as Lines  # noqa: PLC0415

    pdfmetrics.registerFont(TTFont("Serif", family_files("source-serif-pro")["regular"]))
    body = ParagraphStyle("body", fontName="Serif", fontSize=10, leading=14, spaceAfter=7)
    cell = ParagraphStyle("cell", fontName="Serif", fontSize=8.5, leading=11.5)
    head = ParagraphStyle("head", fontName="Serif", fontSize=17, leading=21, keepWithNext=1)
    story: list[object] = []
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                story.append(Lines(escape(text_of(block)), head if isinstance(block, Heading) else body))
            case BulletList():
                story += [Lines("• " + escape(text_of(inner)), body) for item in block.items for inner in item]
            case Table():
                rows = [[Lines(escape(text_of(c)), cell) for c in r.cells] for r in (*block.head, *block.body)]
                story.append(LongTable(rows, repeatRows=len(block.head)))
    story += [Lines(escape(text_of(note)), cell) for note in document.notes]
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=(595.28, 841.89), leftMargin=62, rightMargin=62).build(story)
    return out.getvalue()


def typst(document: Document) -> bytes:
    """By typst, from its own markup."""
    import typst as compiler  # noqa: PLC0415

    parts = ['#set page(paper: "a4", margin: 22mm)', '#set text(font: "Source Serif Pro", size: 10pt)', "#outline()"]
    for block in document.blocks:
        match block:
            case Heading():
                parts.append(f"#heading(level: {block.level}, {_quoted(text_of(block))})")
            case Paragraph():
                parts.append(f"#par({_quoted(text_of(block))}) #footnote({_quoted(text_of(block)[:90])})")
            case BulletList():
                parts.append("#list(" + ", ".join(_quoted(text_of(i)) for item in block.items for i in item) + ")")
            case Table():
                cells = [c for r in (*block.head, *block.body) for c in r.cells]
                parts.append(f"#table(columns: {len(block.columns)}, " + ", ".join(map(_cell, cells)) + ")")
    with tempfile.NamedTemporaryFile("w", suffix=".typ", encoding="utf-8") as source:
        source.write("\n\n".join(parts))
        source.flush()
        fonts = [str(family_files(family)["regular"].parent) for family in ("source-serif-pro", "source-sans-pro")]
        made: bytes = compiler.compile(source.name, font_paths=fonts)
    return made


def _cell(cell: Cell) -> str:
    return _quoted(text_of(cell))


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


PEERS = {"ours": ours, "platypus": platypus, "typst": typst}


def main() -> None:
    """A line for each program and size."""
    for pages in sys.argv[1:] or SIZES:
        for name in PEERS:
            if name == "typst" and importlib.util.find_spec("typst") is None:
                print(f"{pages:>5} {name:9} is not installed")
                continue
            runs = [run([sys.executable, __file__, "--one", name, pages]) for _ in range(3)]
            best = min(runs)
            print(f"{pages:>5} {name:9} {best.milliseconds / 1000:6.2f} s {best.megabytes:6.0f} MB, the whole process")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        began = time.perf_counter()
        data = PEERS[sys.argv[2]](long_brief(int(sys.argv[3])))
        print(len(data), time.perf_counter() - began)
    else:
        main()
