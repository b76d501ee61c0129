"""Reads the formats back, each by its own means, so that what they say can be held against the document.

White space is left out everywhere: where lines and cells break is a format's own business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec
from lxml import etree, html
from tagged_pdf import lines as pdf_lines
from tagged_pdf import open_pdf
from tagged_pdf import read as read_tags
from word_file import R, W, WordFile, text, values

from briefing.document.nodes import Document, Heading, Link, Table
from briefing.document.notes import number
from briefing.document.walk import text_of, walk
from briefing.document.words import words

_GROUND = re.compile(r"\+[-=+ ]+\+")


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader finds: all words in order, headings with levels, tables by cell, notes, addresses of links."""

    words: str
    headings: list[tuple[int, str]]
    tables: list[list[str]]
    notes: list[str]
    links: list[str]


def squeezed(words: str) -> str:
    return "".join(words.split())


def expected(document: Document) -> Reading:
    numbering = number(document)
    nodes = list(walk(document))
    cells = [
        [squeezed(text_of(cell.blocks, numbering.notes)) for row in (*table.head, *table.body) for cell in row.cells]
        for table in nodes
        if isinstance(table, Table)
    ]
    used = {numbering.notes[note.key]: note for note in document.notes if note.key in numbering.notes}
    unused = {id(node) for note in document.notes if note.key not in numbering.notes for node in walk(note)}
    in_notes = [node.url for n in sorted(used) for node in walk(used[n]) if isinstance(node, Link)]
    body = [n for top in (document.masthead, *document.blocks) for n in walk(top)]
    assert not unused & {id(node) for node in body}
    return Reading(
        words=squeezed(" ".join(words(document, numbering))),
        headings=[(n.level, squeezed(text_of(n, numbering.notes))) for n in nodes if isinstance(n, Heading)],
        tables=cells,
        notes=[squeezed(f"{n}{text_of(used[n])}") for n in sorted(used)],
        links=[node.url for node in body if isinstance(node, Link)] + in_notes,
    )


def of_docx(data: bytes) -> Reading:
    file = WordFile(data)
    paragraphs = list(file.document.iter(f"{W}p"))
    styles = [(values(p, "pStyle") or [""])[0] for p in paragraphs]
    notes = [note for note in file.endnotes if note.get(f"{W}type") is None]
    links = []
    for name in ("word/document.xml", "word/endnotes.xml"):
        targets = file.relations(name)
        found = (node.get(f"{R}id") for node in file.part(name).iter(f"{W}hyperlink"))
        links += [targets[each] for each in found if each]
    return Reading(
        words=squeezed(" ".join(file.lines())),
        headings=[
            (int(style[-1]), squeezed(text(p)))
            for style, p in zip(styles, paragraphs, strict=True)
            if style.startswith("Heading")
        ],
        tables=[
            [
                squeezed("".join(map(text, cell.iter(f"{W}p"))))
                for cell in table.iter(f"{W}tc")
                if "" not in values(cell, "vMerge")
            ]
            for table in file.document.iter(f"{W}tbl")
        ],
        notes=[squeezed(f"{note.get(f'{W}id')}{''.join(map(text, note.iter(f'{W}p')))}") for note in notes],
        links=links,
    )


def of_pdf(data: bytes) -> Reading:
    pdf = open_pdf(data)
    tree = read_tags(pdf)
    headings = [element for element in tree.walk() if re.fullmatch(r"H[1-6]", element.role)]
    notes = [squeezed("".join(pdf_lines(each))) for each in tree.walk() if each.role in ("Note", "FENote")]
    links = [
        str(link.A.URI) for page in pdf.pages for link in page.get("/Annots", []) if "/A" in link and "/URI" in link.A
    ]
    return Reading(
        words=squeezed(" ".join(pdf_lines(tree))),
        headings=[(int(each.role[1]), squeezed("".join(pdf_lines(each)))) for each in headings],
        tables=[
            [squeezed("".join(pdf_lines(cell))) for cell in table.walk() if cell.role in ("TH", "TD")]
            for table in tree.all("Table")
        ],
        notes=notes,
        links=links,
    )


def of_html(data: bytes) -> Reading:
    page: Any = html.document_fromstring(data.decode())
    for gone in page.xpath("//svg | //*[@class='back'] | //*[@class='skip'] | //*[@class='marking'] | //footer"):
        gone.drop_tree()
    for note in page.xpath("//ol[@class='notes']/li"):
        note.text = f"{note.get('value')} {note.text or ''}"
    body = page.find("body")
    links = [a.get("href") for a in page.xpath("//a[not(starts-with(@href, '#'))]")]
    return Reading(
        words=squeezed(body.text_content()),
        headings=[(int(h.tag[1]) - 1, squeezed(h.text_content())) for h in page.xpath("//main//*[@id]") if _heads(h)],
        tables=[
            [squeezed(cell.text_content()) for cell in table.xpath(".//th | .//td")] for table in page.xpath("//table")
        ],
        notes=[squeezed(note.text_content()) for note in page.xpath("//ol[@class='notes']/li")],
        links=links,
    )


def _heads(node: etree._Element) -> bool:
    return re.fullmatch(r"h[2-6]", str(node.tag)) is not None


def of_text(data: bytes) -> Reading:
    """Plain text: tables are those with rules; the bars of boxes and the brackets of notes are taken away."""
    tables: list[list[str]] = []
    story: list[str] = []
    headings: list[tuple[int, str]] = []
    heads: list[str] = []
    facts = False
    lines = data.decode().split("\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        if _GROUND.fullmatch(line):
            end = next((n for n in range(at, len(lines)) if not lines[n].startswith(("+", "|"))), len(lines))
            tables.append(list(_cells(lines[at:end])))
            story += tables[-1]
            at = end
            heads = []
            continue
        rule = next((level for level, sign in enumerate("=-~", 1) if line and set(line) == {sign}), 0)
        facts = (facts and bool(line)) or (bool(rule) and not headings)
        if facts and not rule:
            line = line.replace(": ", " ", 1)
        if rule and heads:
            headings.append((rule, squeezed(_shown("".join(heads)))))
        heads = [] if rule or not line else [*heads, line]
        if not rule:
            story.append(_shown(re.sub(r"^\| ?", "", line)))
        at += 1
    whole = "\n".join(lines)
    return Reading(
        words=squeezed(" ".join(story)),
        headings=headings[1:],  # the first is the title
        tables=tables,
        notes=[],
        links=re.findall(r"<((?:https?:|[\w.]+@)[^>]*)>", whole),
    )


def _shown(words: str) -> str:
    """The words without the brackets of notes and without addresses."""
    return re.sub(r"\[(\d+)\]", r"\1", re.sub(r"<https?:[^>]*>", "", words))


def _cells(lines: list[str]) -> Iterator[str]:
    """The cells of a table with rules, those that go on below only once."""
    row: list[str] = []
    for line in lines[1:]:
        if not line.startswith("+"):
            row.append(line)
            continue
        edges = [x for x in range(len(row[0])) if all(each[x] == "|" for each in row)]
        for left, right in pairwise(edges):
            inside = [re.sub(r"^\s*- ", "", each[left + 1 : right]) for each in row]
            yield squeezed(_shown(" ".join(inside)))
        row = []
