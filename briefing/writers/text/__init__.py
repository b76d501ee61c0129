"""Plain text: UTF-8, lines of at most 78 columns, for a mail's first part and for readers without more.

A note's number stands in brackets behind its word, an address in angle brackets behind the words that lead to it;
a figure is told by its description. No word is broken: one that is longer than a line has a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.document.nodes import Document, Masthead, Properties
from briefing.document.notes import number
from briefing.keeping import NOTHING, Keep
from briefing.settings import Style
from briefing.writers import Written
from briefing.writers.text.blocks import BlockWriter
from briefing.writers.text.lines import MEASURE, ends, wrapped


def write(document: Document, _style: Style, _anchors: Mapping[str, int], _keep: Keep = NOTHING) -> Written:
    """The document as text, its lines ended by line feeds; neither style nor page numbers have a place in it."""
    writer = BlockWriter(document, number(document))
    lines = [
        *_marking(document.properties),
        *_masthead(document.masthead, writer),
        *writer.render(document.blocks, MEASURE),
        "",
        "-" * MEASURE,
        *wrapped(document.properties.footer, MEASURE),
        *_marking(document.properties),
    ]
    text = "\n".join(line.rstrip() for line in lines).strip("\n")
    return Written(data=f"{text}\n".encode())


def _marking(properties: Properties) -> list[str]:
    parts = (properties.labels.draft * properties.draft, properties.handling, properties.marking)
    said = "   ".join(part for part in parts if part)
    return [said.rjust(MEASURE), ""] if said else []


def _masthead(head: Masthead, writer: BlockWriter) -> Iterator[str]:
    yield from ends(head.series, head.issue, MEASURE)
    title = wrapped(head.title, MEASURE)
    yield from title
    yield "=" * max(map(len, title), default=0)
    for fact in head.facts:
        yield from wrapped(f"{fact.label}: {writer.said(fact.children)}", MEASURE, hang="  ")
    yield ""
