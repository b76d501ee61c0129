"""Reads a .docx for the tests, by the XML that stands in it and not by the writer's own means."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


class WordFile:
    """The members of the file, and its parts as trees."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.document = self.part("word/document.xml")
        self.endnotes = self.part("word/endnotes.xml")
        self.styles = self.part("word/styles.xml")

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.members[name])

    def stories(self) -> list[etree._Element]:
        """The parts that hold text."""
        names = sorted(name for name in self.members if name.startswith(("word/header", "word/footer")))
        return [self.document, self.endnotes, *map(self.part, names)]

    def lines(self) -> list[str]:
        """The text of each paragraph of the body and then of each note, with numbers where Word shows them."""
        body = [text(p) for p in self.document.iter(f"{W}p")]
        notes = [e for e in self.endnotes if e.get(f"{W}type") is None]
        return body + [f"{note.get(f'{W}id')} {text(p)}" for note in notes for p in note.iter(f"{W}p")]

    def paragraph(self, containing: str) -> etree._Element:
        """The paragraph with these words."""
        return next(p for p in self.document.iter(f"{W}p") if containing in text(p))

    def relations(self, part: str) -> dict[str, str]:
        """The targets of a part's relationships by id."""
        folder, _, name = part.rpartition("/")
        listing = f"{folder}/_rels/{name}.rels"
        if listing not in self.members:
            return {}
        return {r.get("Id", ""): r.get("Target", "") for r in self.part(listing)}


def text(paragraph: etree._Element) -> str:
    """What a reader of the paragraph sees: text, field results and the numbers of notes."""
    words: list[str] = []
    for node in paragraph.iter():
        if node.tag == f"{W}t":
            words.append(node.text or "")
        elif node.tag in (f"{W}tab", f"{W}br") and node.get(f"{W}val") is None:
            words.append(" ")  # a tab stop has a value, a tab has none
        elif node.tag == f"{W}endnoteReference":
            words.append(node.get(f"{W}id", ""))
    return "".join(words)


def values(tree: etree._Element, tag: str, attribute: str = "val") -> list[str]:
    """The values of an attribute of all elements with this name, in order."""
    return [node.get(f"{W}{attribute}", "") for node in tree.iter(f"{W}{tag}")]
