"""The HTML of a mail: one column of 600 pixels, tables and inline styles, nothing fetched from elsewhere.

Mail programs drop style sheets, scripts and most of CSS, so each element carries its own style; the one style sheet
only turns colours for readers with a dark screen, and nothing is lost without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import assert_never

from briefing.document.labels import Labels
from briefing.document.nodes import (
    Block,
    BulletList,
    Callout,
    Contents,
    DefinitionList,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    LikelihoodBar,
    LineBreak,
    Link,
    Mark,
    NoteRef,
    Notes,
    OrderedList,
    PageBreak,
    Paragraph,
    Picture,
    Ref,
    Span,
    Strong,
    Table,
    Text,
    Wide,
)
from briefing.document.walk import text_of
from briefing.settings import Colours

FACE = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
TLP = {"TLP:RED": "#FF2B2B", "TLP:AMBER": "#FFC000", "TLP:AMBER+STRICT": "#FFC000", "TLP:GREEN": "#33FF00"}
CLEAR = "#FFFFFF"
ARROWS = {"up": "&#8593;", "down": "&#8595;", "same": "&#8594;"}
SIZES = {1: "20px;line-height:26px", 2: "16px;line-height:22px", 3: "14px;line-height:20px"}
DARK = (
    ":root{color-scheme:light dark;supported-color-schemes:light dark}"
    "@media (prefers-color-scheme:dark){"
    ".page,.sheet{background:#16181b !important}"
    ".ink{color:#e8eaed !important}.accent{color:#9ec1f0 !important}.muted{color:#b0b6be !important}"
    ".tint{background:#24282e !important}.rule{border-color:#4a5058 !important}}"
)


def html(document: Document, blocks: Iterable[Block], attached: Iterable[str], colours: Colours) -> str:
    """The HTML part: marking, masthead, the blocks, what is attached, and the marking again."""
    properties, masthead = document.properties, document.masthead
    writer = _Writer(colours, properties.labels)
    rows = [
        _marking(properties.marking),
        writer.line(properties.handling, "muted", "12px"),
        writer.line(" · ".join(part for part in (masthead.series, masthead.issue) if part), "muted", "13px"),
        writer.title(masthead.title),
        *(writer.line(f"{fact.label}: {text_of(fact)}", "muted", "13px") for fact in masthead.facts),
        *writer.blocks(blocks),
        writer.attachments(list(attached)),
        _marking(properties.marking),
    ]
    content = "".join(f'<tr><td style="padding:0 20px">{row}</td></tr>\n' for row in rows if row)
    sheet = f'class="sheet" width="600" style="width:100%;max-width:600px;background:#ffffff;{FACE}"'
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(properties.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n<meta name="color-scheme" content="light dark">\n'
        f'<meta name="supported-color-schemes" content="light dark">\n<title>{escape(properties.title)}</title>\n'
        f"<style>{DARK}</style>\n</head>\n"
        f'<body class="page" style="margin:0;padding:0;background:{colours.tint}">\n'
        f'<table role="presentation" class="page" width="100%" style="background:{colours.tint}" {_BARE}>'
        f'<tr><td align="center" style="padding:12px 0">\n<table role="presentation" {sheet} {_BARE}>\n'
        f"{content}</table>\n</td></tr></table>\n</body>\n</html>\n"
    )


_BARE = 'cellpadding="0" cellspacing="0" border="0"'


def _marking(marking: str) -> str:
    """A TLP 2.0 label: its colour on black, aligned right."""
    if not marking:
        return ""
    style = f"background:#000000;color:{TLP.get(marking, CLEAR)};font-weight:bold;font-size:16px;padding:2px 8px;{FACE}"
    return f'<p style="margin:12px 0;text-align:right"><span style="{style}">{escape(marking)}</span></p>'


class _Writer:
    """Writes blocks and inlines with the colours of a style."""

    def __init__(self, colours: Colours, labels: Labels) -> None:
        self.labels = labels
        self.colours = colours

    def _style(self, kind: str, size: str, margin: str) -> str:
        colour = {"ink": self.colours.ink, "accent": self.colours.accent, "muted": self.colours.muted}[kind]
        return f'class="{kind}" style="margin:{margin};font-size:{size};color:{colour};{FACE}"'

    def line(self, words: str, kind: str, size: str) -> str:
        """A line of plain words; nothing for none."""
        return f"<p {self._style(kind, f'{size};line-height:18px', '0 0 2px')}>{escape(words)}</p>" if words else ""

    def title(self, words: str) -> str:
        return f"<h1 {self._style('accent', '24px;line-height:30px', '4px 0 8px')}>{escape(words)}</h1>"

    def attachments(self, names: list[str]) -> str:
        """What is attached, by name."""
        return self.line(f"{self.labels.attached} {', '.join(names)}", "muted", "13px") if names else ""

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Each block's HTML."""
        for block in blocks:
            yield self.block(block)

    def inside(self, blocks: Iterable[Block]) -> str:
        """Several blocks, one after the other."""
        return "".join(self.blocks(blocks))

    def block(self, block: Block) -> str:
        """One block; empty for those that a mail does not show."""
        match block:
            case Heading():
                style = self._style("accent", SIZES.get(block.level, SIZES[3]), "20px 0 6px")
                level = min(block.level + 1, 6)  # the mail's title is its first heading
                return f"<h{level} {style}>{self.inlines(block.children)}</h{level}>"
            case Paragraph():
                return self.paragraph(block)
            case BulletList():
                return self.items("ul", block.items)
            case OrderedList():
                return self.items(f'ol start="{block.start}"', block.items)
            case DefinitionList():
                return "".join(
                    f"<p {self._style('ink', '15px;line-height:22px', '0')}><b>{self.inlines(item.term)}</b></p>"
                    f"{self.inside(item.blocks)}"
                    for item in block.items
                )
            case Table():
                return self.table(block)
            case Callout():
                return self.callout(block)
            case Wide():
                return self.inside(block.blocks)
            case Figure():
                return self.picture(block.picture, block.alt)
            case PageBreak() | Contents() | Notes():
                return ""
            case _:
                assert_never(block)

    def paragraph(self, block: Paragraph) -> str:
        """A paragraph; small print is a little smaller, and no paler than can be read."""
        size = "13px;line-height:19px" if block.role in ("small", "label") else "15px;line-height:22px"
        words = self.inlines(block.children)
        strong = f"<b>{words}</b>" if block.role == "judgment" else words
        return f"<p {self._style('ink', size, '0 0 8px')}>{strong}</p>"

    def items(self, tag: str, items: Iterable[tuple[Block, ...]]) -> str:
        """A list."""
        inner = "".join(f"<li>{self.inside(item)}</li>" for item in items)
        return f"<{tag} {self._style('ink', '15px', '0 0 8px')}>{inner}</{tag.split(' ', maxsplit=1)[0]}>"

    def callout(self, block: Callout) -> str:
        """A tinted box: a table of one cell."""
        edge = self.colours.alert if block.kind in ("warning", "draft") else self.colours.accent
        cell = f'class="tint" style="background:{self.colours.tint};border-left:4px solid {edge};padding:10px 14px"'
        title = f"<p {self._style('accent', '14px', '0 0 4px')}><b>{self.inlines(block.title)}</b></p>"
        box = f'<table role="presentation" width="100%" style="margin:10px 0" {_BARE}>'
        return f"{box}<tr><td {cell}>{title}{self.inside(block.blocks)}</td></tr></table>"

    def table(self, block: Table) -> str:
        """A table of data, with its header cells as such."""
        caption = f"<p {self._style('muted', '13px', '8px 0 4px')}>{self.inlines(block.caption)}</p>"
        rows = []
        for row in (*block.head, *block.body):
            cells = []
            for cell in row.cells:
                tag = "th" if cell.header else "td"
                spans = "".join(
                    f' {n}="{v}"' for n, v in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if v > 1
                )
                edge = f"border-bottom:1px solid {self.colours.rule};padding:4px 6px 0 0"
                style = f'class="rule" align="left" valign="top" style="{edge}"'
                cells.append(f"<{tag}{spans} {style}>{self.inside(cell.blocks)}</{tag}>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        summary = f' aria-label="{escape(block.summary)}"' if block.summary else ""
        return f'{caption if block.caption else ""}<table width="100%"{summary} {_BARE}>{"".join(rows)}</table>'

    def picture(self, picture: Picture, alt: str) -> str:
        """A likelihood as a bar of table cells; the words beside it say the same. Larger drawings are in the files."""
        if not isinstance(picture, LikelihoodBar):
            return f"<p {self._style('muted', '13px', '0 0 8px')}>{escape(alt)}</p>"
        rule, accent = self.colours.rule, self.colours.accent
        parts = ((picture.low, rule), (picture.high - picture.low, accent), (100 - picture.high, rule))
        thin = "font-size:0;line-height:8px;height:8px"
        cells = "".join(
            f'<td width="{width}%" style="background:{colour};{thin}">&nbsp;</td>' for width, colour in parts if width
        )
        box = f'<table role="img" aria-label="{escape(alt)}" width="240" style="margin:0 0 6px" {_BARE}>'
        return f"{box}<tr>{cells}</tr></table>"

    def inlines(self, inlines: Iterable[Inline]) -> str:
        """A run of inlines; references lead into the attached files and are plain words here."""
        return "".join(self.inline(part) for part in inlines)

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return escape(inline.text)
            case Strong():
                return f"<b>{self.inlines(inline.children)}</b>"
            case Emphasis():
                return f"<i>{self.inlines(inline.children)}</i>"
            case Span():
                return f'<span lang="{escape(inline.lang)}">{self.inlines(inline.children)}</span>'
            case Link():
                style = f'class="accent" style="color:{self.colours.accent}"'
                return f'<a href="{escape(inline.url)}" {style}>{self.inlines(inline.children)}</a>'
            case Ref():
                return self.inlines(inline.children)
            case NoteRef():
                return ""
            case Mark():
                arrow = ARROWS.get(inline.kind, "")
                return f'<span aria-hidden="true">{arrow}</span>' if arrow else ""
            case LineBreak():
                return "<br>"
            case _:
                assert_never(inline)
