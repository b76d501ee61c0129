"""The head of the first page: rule, series and issue, title, facts."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from briefing.document.nodes import Fact, Masthead
from briefing.settings import Style
from briefing.writers.pdf.boxes import Beside, Picture, Rule, Shelf
from briefing.writers.pdf.file import literal, number
from briefing.writers.pdf.flow import Flowable, Stack
from briefing.writers.pdf.paragraph import Align, Paragraph
from briefing.writers.pdf.structure import Element
from briefing.writers.pdf.text import Typesetter
from briefing.writers.style import MILLIMETRE, TextStyle

LOGO = "Logo"  # its name in the resources of pages


def logo(style: Style, aspect: float, root: Element) -> Picture:
    """The logo at its height, with its words for those who do not see it; `aspect` is its width for a height of 1."""
    assert style.logo is not None  # noqa: S101 - whoever knows its aspect has seen it
    height = style.logo.height * MILLIMETRE
    width = height * aspect
    element = Element("Figure", root, {"Alt": literal(style.logo.alt)})
    return Picture(f"q {number(width)} 0 0 {number(height)} 0 0 cm /{LOGO} Do Q", (width, height), element, "logo")


def build(
    head: Masthead, setter: Typesetter, styles: Mapping[str, TextStyle], style: Style, root: Element
) -> list[Flowable]:
    """The masthead's flowables; empty if it says nothing."""
    found: list[Flowable] = []
    if head.series or head.issue:
        left, right = styles["masthead-series"], styles["masthead-issue"]
        texts: tuple[tuple[str, TextStyle, Align], ...] = (
            (head.series, left, "left"),
            (head.issue, right, "right"),
        )
        columns = [
            Stack(
                [Paragraph(setter.words(text, look, head.origin), look, Element("P", root), align=align)]
                if text
                else []
            )
            for text, look, align in texts
        ]
        found.append(Beside(columns, 12, 2, after=left.after))
    if head.title:
        look = styles["masthead-title"]
        title = setter.words(head.title, look, head.origin)
        found.append(Paragraph(title, look, Element("Title", root)).balance())
    found += _facts(head, setter, styles, root)
    if found:
        found = [Rule(2.2, style.colours.accent, 0, 6), *found, Rule(0.6, style.colours.rule, 4, 12)]
    return found


def _facts(head: Masthead, setter: Typesetter, styles: Mapping[str, TextStyle], root: Element) -> list[Flowable]:
    """Label over value, side by side."""
    if not head.facts:
        return []
    whole = Element("L", root)
    whole.owner = "/O/List/ListNumbering/None"
    return [Shelf([_fact(fact, setter, styles, whole) for fact in head.facts], 24, after=6)]


def _fact(fact: Fact, setter: Typesetter, styles: Mapping[str, TextStyle], whole: Element) -> Stack:
    item = Element("LI", whole)
    label, value = styles["fact-label"], msgspec.structs.replace(styles["fact"], keep=False)
    label_element, body = Element("Lbl", item), Element("LBody", item)
    return Stack(
        [
            Paragraph(setter.words(fact.label, label, fact.origin), label, label_element),
            Paragraph(setter.pieces(fact.children, value, body, fact.origin), value, body),
        ]
    )
