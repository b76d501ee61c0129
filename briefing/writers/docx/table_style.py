"""The table style: horizontal rules only, the header on a tint; and the borders of single cells."""

from __future__ import annotations

from briefing.document.nodes import CellStyle
from briefing.settings import Style
from briefing.writers.docx.markup import colour, twips
from briefing.writers.style import CELL_PADDING

TABLE_STYLE = "Briefing Table"


def table_style(style: Style) -> str:
    """The style element."""
    ink, rule, tint = colour(style.colours.ink), colour(style.colours.rule), colour(style.colours.tint)
    padding = twips(CELL_PADDING)
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", padding // 2), ("left", padding), ("bottom", padding // 4), ("right", padding))
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE.replace(" ", "")}">'
        f'<w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{_border('top', 6, ink)}{_border('bottom', 6, ink)}"
        f"{_border('insideH', 4, rule)}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{tint}"/>'
        "</w:tcPr></w:tblStylePr></w:style>"
    )


def head_cell(style: Style, *, last: bool) -> str:
    """Shading of a header cell, and the rule under the last header row: tcPr elements in their order.

    A table style shades the first row only, and a header may have several.
    """
    rule = f"<w:tcBorders>{_border('bottom', 6, colour(style.colours.ink))}</w:tcBorders>" if last else ""
    return f'{rule}<w:shd w:val="clear" w:color="auto" w:fill="{colour(style.colours.tint)}"/>'


def cell_borders(style: Style, kind: CellStyle) -> str:
    """The border around a disputed or a tentative cell; empty for others."""
    if kind == "disputed":
        return _around(8, "single", colour(style.colours.alert))
    if kind == "tentative":
        return _around(4, "dashed", colour(style.colours.muted))
    return ""


def _around(size: int, kind: str, ink: str) -> str:
    sides = "".join(_border(side, size, ink, kind) for side in ("top", "left", "bottom", "right"))
    return f"<w:tcBorders>{sides}</w:tcBorders>"


def _border(side: str, size: int, ink: str, kind: str = "single") -> str:
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="0" w:color="{ink}"/>'
