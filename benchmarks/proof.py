"""Proof that a paper holds what it was given: its tokens (`KJ-0001`) read back from both files by foreign readers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

TOKEN = re.compile(r"[A-Z]{2}-\d{4,}")
TEXTS = ("word/document.xml", "word/endnotes.xml", "word/footnotes.xml")


class Proof(NamedTuple):
    """What was found in the files that there are: pages, links, whether there are tags, sizes in KB, what is missing.

    `missing` are the tokens that are not in a file, as `PDF: KJ-0001`.
    """

    pages: int = 0
    links: int = 0
    tagged: bool = False
    docx: float = 0.0
    pdf: float = 0.0
    missing: tuple[str, ...] = ()


def tokens(content: dict[str, Any]) -> set[str]:
    """What has to arrive: a token for each claim, and for each source that one of them cites."""
    cited: set[int] = set()
    found = {item["id"] for item in _records(content, cited) if isinstance(item["id"], str)}
    silent = {source["id"] for source in content["sources"] if source["n"] not in cited}
    return found - silent


def _records(content: object, cited: set[int]) -> list[dict[str, Any]]:
    """All records that have an id, and into `cited` the sources that they cite."""
    if isinstance(content, list):
        return [record for item in content for record in _records(item, cited)]
    if not isinstance(content, dict):
        return []
    cited.update(content.get("cites", ()))
    inner = [record for value in content.values() for record in _records(value, cited)]
    return [content, *inner] if "id" in content else inner


def prove_apart(docx: Path, pdf: Path, wanted: set[str]) -> Proof:
    """As `prove`, in a process of its own: what this one holds would count as memory of all that it begins."""
    command = [sys.executable, __file__, str(docx), str(pdf)]
    said = subprocess.run(command, input=" ".join(wanted), capture_output=True, text=True, check=True).stdout
    pages, links, tagged, word, portable, missing = json.loads(said)
    return Proof(pages, links, tagged, word, portable, tuple(missing))


def prove(docx: Path, pdf: Path, wanted: set[str]) -> Proof:
    """What there is of the two files."""
    pages, links, tagged, missing = 0, 0, False, []
    if docx.exists():
        missing += [f"DOCX: {token}" for token in sorted(wanted - _in_word(docx))]
    if pdf.exists():
        pages, links, tagged = _structure(pdf)
        missing += [f"PDF: {token}" for token in sorted(_not_in_pdf(pdf, wanted))]
    sizes = [file.stat().st_size / 1000 if file.exists() else 0.0 for file in (docx, pdf)]
    return Proof(pages, links, tagged, sizes[0], sizes[1], tuple(missing))


def _in_word(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name).decode() for name in TEXTS if name in package.namelist()]
    return set(TOKEN.findall(re.sub(r"<[^>]+>", "", " ".join(parts))))


def _not_in_pdf(path: Path, wanted: set[str]) -> set[str]:
    """The tokens that are not in a PDF's text; narrow columns break them, after the hyphen or anywhere."""
    import pypdfium2  # noqa: PLC0415 - a tool for development

    left = set(wanted)
    broken: list[str] = []
    pdf = pypdfium2.PdfDocument(path)
    for page in pdf:
        text = re.sub(r"[\ufffe\u00ad\x02]", "-", page.get_textpage().get_text_range())
        left.difference_update(TOKEN.findall(re.sub(r"-\s+", "-", text)))
        broken.append(re.sub(r"\s+", "", text))
        page.close()
    pdf.close()
    return {token for token in left if not any(token in text for text in broken)}


def _structure(path: Path) -> tuple[int, int, bool]:
    """Pages, links and whether the file is tagged."""
    import pikepdf  # noqa: PLC0415 - a tool for development

    with pikepdf.open(path) as pdf:
        links = sum(str(note.get("/Subtype")) == "/Link" for page in pdf.pages for note in page.get("/Annots", ()))
        tagged = bool(pdf.Root.get("/MarkInfo", {}).get("/Marked", False)) and "/StructTreeRoot" in pdf.Root
        return len(pdf.pages), links, tagged


if __name__ == "__main__":
    print(json.dumps(prove(Path(sys.argv[1]), Path(sys.argv[2]), set(sys.stdin.read().split()))))
