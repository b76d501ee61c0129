"""WordprocessingML as text: runs, fields and paragraphs (ECMA-376 part 1, chapter 17).

Lengths are points where they come in; Word counts in twentieths of a point (`twips`) and half points.
"""

from __future__ import annotations

import msgspec

from briefing.writers.xml_text import escape

_OFFICE = "http://schemas.openxmlformats.org"
W = f"{_OFFICE}/wordprocessingml/2006/main"
RELATIONS = f"{_OFFICE}/officeDocument/2006/relationships"  # types of relationships begin with it
NAMESPACES = (
    f'xmlns:w="{W}" '
    f'xmlns:r="{RELATIONS}" '
    f'xmlns:wp="{_OFFICE}/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:a="{_OFFICE}/drawingml/2006/main" '
    f'xmlns:pic="{_OFFICE}/drawingml/2006/picture"'
)
PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def twips(points: float) -> int:
    """Points as twentieths of a point."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Points as half points, the unit of font sizes."""
    return round(points * 2)


def colour(value: str) -> str:
    """`#1C1E21` as Word writes it: `1C1E21`."""
    return value.removeprefix("#").upper()


def run(text: str, properties: str = "") -> str:
    """A run of text; `properties` is the content of its rPr."""
    return f"{run_start(properties)}{escape(text)}{RUN_END}"


def run_start(properties: str = "") -> str:
    """A run up to its text, which has to be escaped; `RUN_END` closes it."""
    return f'{_open(properties)}<w:t xml:space="preserve">'


RUN_END = "</w:t></w:r>"


def element_run(element: str, properties: str = "") -> str:
    """A run that holds another element than text: a tab, a break, a drawing."""
    return f"{_open(properties)}{element}</w:r>"


def _open(properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"


def field(instruction: str, result: str, properties: str = "") -> str:
    """A field with its result already in place, so that nothing has to be updated when the file is opened."""
    return (
        field_start(instruction, properties)
        + run(result, properties)
        + element_run('<w:fldChar w:fldCharType="end"/>', properties)
    )


def field_start(instruction: str, properties: str = "") -> str:
    """The runs of a field up to its result; `field_end` closes it, in this paragraph or a later one."""
    code = f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>'
    return (
        element_run('<w:fldChar w:fldCharType="begin"/>', properties)
        + element_run(code, properties)
        + element_run('<w:fldChar w:fldCharType="separate"/>', properties)
    )


FIELD_END = element_run('<w:fldChar w:fldCharType="end"/>')
TAB = element_run("<w:tab/>")


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph's style (by id) and what a style cannot say; the strings are pPr elements ready to stand."""

    style: str
    keep_next: bool = False
    new_page: bool = False
    numbering: str = ""
    box: str = ""
    spacing: str = ""
    indent: str = ""
    align: str = ""

    def start(self) -> str:
        """A paragraph up to its runs: the pPr element, its parts in the order of the schema. `END` closes it."""
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self.style}"/>'
            f"{'<w:keepNext/>' if self.keep_next else ''}{'<w:pageBreakBefore/>' if self.new_page else ''}"
            f"{self.numbering}{self.box}{self.spacing}{self.indent}{self.align}</w:pPr>"
        )


END = "</w:p>"


def paragraph(look: Look, runs: str) -> str:
    """A paragraph."""
    return f"{look.start()}{runs}{END}"


def with_section(paragraph_xml: str, section: str) -> str:
    """The paragraph as the last one of a section with these properties (a sectPr element)."""
    head, end, tail = paragraph_xml.partition("</w:pPr>")
    return f"{head}{section}{end}{tail}"
