"""What a DOCX of ours says paragraph by paragraph, and the records behind each, read from its bookmarks.

The part that names the records is described in `provenance.py`. Editors may have changed the words since.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

from briefing.document.manifest import Carried, Passage, decoded

_OURS = "{urn:briefing:provenance:1}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(data: bytes) -> tuple[Carried | None, list[Passage]]:
    """The manifest that a file carries, None if it has none; and its paragraphs with records behind them."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = sorted(name for name in package.namelist() if name.startswith("customXml/item"))
            roots = [ElementTree.fromstring(package.read(name)) for name in parts if name.endswith(".xml")]
            found = next((root for root in roots if root.tag == f"{_OURS}briefing"), None)
            if found is None:
                return None, []
            body = ElementTree.fromstring(package.read("word/document.xml"))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, OSError):
        return None, []
    records = {
        paragraph.get("bookmark", ""): tuple(record.text or "" for record in paragraph.iter(f"{_OURS}record"))
        for paragraph in found.iter(f"{_OURS}paragraph")
    }
    return decoded(found.findtext(f"{_OURS}manifest", "")), list(_passages(body, records))


def _passages(body: ElementTree.Element, records: dict[str, tuple[str, ...]]) -> Iterator[Passage]:
    for paragraph in body.iter(f"{_WORD}p"):
        names = [mark.get(f"{_WORD}name", "") for mark in paragraph.iter(f"{_WORD}bookmarkStart")]
        behind = tuple(dict.fromkeys(record for name in names for record in records.get(name, ())))
        if behind:
            yield Passage(text=" ".join("".join(_words(paragraph)).split()), records=behind)


def _words(paragraph: ElementTree.Element) -> Iterator[str]:
    """The text of a paragraph, without repeated numbers of notes."""
    for run in paragraph.iter(f"{_WORD}r"):
        style = run.find(f"{_WORD}rPr/{_WORD}rStyle")
        if style is not None and style.get(f"{_WORD}val", "").endswith("noteReference"):
            continue
        for piece in run:
            if piece.tag == f"{_WORD}t":
                yield piece.text or ""
            elif piece.tag in {f"{_WORD}tab", f"{_WORD}br"}:
                yield " "
