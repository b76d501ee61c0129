"""The web page: one self-contained HTML file (WHATWG HTML) without script, to be read, printed or mailed.

Styles stand in the page, figures are inline SVG, notes are linked both ways; landmarks, languages, captions and
scopes let a screen reader find its way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.document.nodes import Document, Masthead, Properties
from briefing.document.notes import number
from briefing.keeping import NOTHING, Keep
from briefing.settings import Style
from briefing.writers import Written
from briefing.writers.html.blocks import MAIN, BlockWriter
from briefing.writers.html.sheet import sheet
from briefing.writers.xml_text import escape


def write(document: Document, style: Style, _anchors: Mapping[str, int], _keep: Keep = NOTHING) -> Written:
    """The document as an HTML file in UTF-8; a page of the web has no page numbers, so anchors are not used."""
    writer = BlockWriter(document, style, number(document))
    labels = document.properties.labels
    parts = (
        f'<!DOCTYPE html>\n<html lang="{escape(document.properties.language)}">',
        *_head(document.properties, style),
        "<body>",
        f'<a class="skip" href="#{MAIN}">{escape(labels.skip)}</a>',
        *_masthead(document.masthead, document.properties, writer),
        f'<main id="{MAIN}">',
        *writer.render(document.blocks),
        "</main>",
        *_footer(document.properties),
        "</body>\n</html>\n",
    )
    return Written(data="\n".join(parts).encode())


def _head(properties: Properties, style: Style) -> Iterator[str]:
    described = (
        ("author", properties.author),
        ("description", properties.subject),
        ("keywords", ", ".join(properties.keywords)),
        ("dcterms.created", properties.created),
        ("generator", "Briefing"),
    )
    yield '<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(properties.title)}</title>"
    yield from (f'<meta name="{name}" content="{escape(value)}">' for name, value in described if value)
    yield f"<style>\n{sheet(style, properties)}</style>\n</head>"


def _masthead(head: Masthead, properties: Properties, writer: BlockWriter) -> Iterator[str]:
    """The banner: marking, series and issue, the title, the facts."""
    yield "<header>"
    yield from _marking(properties)
    series = escape(head.series)
    issue = f' <span class="issue">{escape(head.issue)}</span>' if head.issue else ""
    if series or issue:
        yield f'<p class="series">{series}{issue}</p>'
    yield f'<h1 class="title">{escape(head.title)}</h1>'
    if head.facts:
        facts = (
            f"<div><dt>{escape(f.label)}</dt> <dd>{writer.inlines.render(f.children)}</dd></div>" for f in head.facts
        )
        yield f'<dl class="facts">{" ".join(facts)}</dl>'
    yield "</header>"


def _footer(properties: Properties) -> Iterator[str]:
    yield "<footer>"
    if properties.footer:
        yield f"<p>{escape(properties.footer)}</p>"
    yield from _marking(properties)
    yield "</footer>"


def _marking(properties: Properties) -> Iterator[str]:
    draft = f'<span class="draft">{escape(properties.labels.draft)}</span>' if properties.draft else ""
    handling = f"<span>{escape(properties.handling)}</span>" if properties.handling else ""
    name = properties.marking.lower().replace(":", "-").replace("+", "-")
    label = f'<span class="tlp {escape(name)}">{escape(properties.marking)}</span>' if properties.marking else ""
    if parts := [part for part in (draft, handling, label) if part]:
        yield f'<p class="marking">{" ".join(parts)}</p>'
