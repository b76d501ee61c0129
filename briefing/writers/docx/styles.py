"""The styles of our own template: Word's built-in ones and a few of the paper's, from the shared text styles.

Styles are asked for by name, as a user sees them; ids are an inner matter of a template and may be translated
in one that Word has made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from briefing.settings import Colours, Style
from briefing.writers.docx.markup import NAMESPACES, PROLOGUE, colour, half_points, twips
from briefing.writers.docx.numbering import BULLET_ID, DEPTH, NUMBER_ID, list_style
from briefing.writers.docx.table_style import TABLE_STYLE, table_style
from briefing.writers.style import (
    CALLOUT_PADDING,
    CONTENTS_INDENT,
    LIST_INDENT,
    NOTE_INDENT,
    TLP_BACKGROUND,
    TLP_COLOURS,
    TextStyle,
    text_styles,
)
from briefing.writers.xml_text import escape

__all__ = ["PARAGRAPHS", "TABLE_STYLE", "StyleIds", "box", "marking_style", "styles_part"]

# Each paragraph style by the name that Word knows, and the shared text style it is made from.
PARAGRAPHS: Mapping[str, str] = {
    "Body Text": "body",
    "Lead": "lead",
    "Judgment": "judgment",
    "Small Text": "small",
    "Label": "label",
    "Quote": "quote",
    "Title": "masthead-title",
    "Subtitle": "masthead-series",
    "Facts": "fact",
    "heading 1": "h1",
    "heading 2": "h2",
    "heading 3": "h3",
    "heading 4": "h3",
    **{list_style(kind, level): "item" for kind in ("Bullet", "Number", "Continue") for level in range(DEPTH)},
    "Definition Term": "term",
    "Definition": "item",
    "caption": "caption",
    "Figure": "body",
    "Table Text": "cell",
    "Table Heading": "cell-head",
    "Table Small": "cell",
    "Table Tentative": "cell-tentative",
    "Table Empty": "cell-empty",
    "Bottom Line": "lead",
    "Bottom Line Title": "callout-title",
    "Callout": "body",
    "Callout Title": "callout-title",
    "Warning": "body",
    "Warning Title": "callout-title",
    "endnote text": "note",
    "footnote text": "note",
    "annotation text": "small",
    "toc 1": "contents1",
    "toc 2": "contents2",
    "toc 3": "contents2",
    "header": "header",
    "footer": "footer",
}
_BUILT_IN = {
    *("Body Text", "Quote", "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "heading 4", "caption"),
    *(list_style(kind, level) for kind in ("Bullet", "Number", "Continue") for level in range(DEPTH)),
    *("endnote text", "footnote text", "annotation text", "toc 1", "toc 2", "toc 3", "header", "footer"),
}


class StyleIds:
    """The ids of a template's styles by name; names do not mind case."""

    def __init__(self, ids: Mapping[str, str]) -> None:
        self._ids = {name.lower(): style for name, style in ids.items()}

    def __getitem__(self, name: str) -> str:
        return self._ids[name.lower()]


def marking_style(marking: str) -> str:
    """The name of the character style of a TLP label: `TLP GREEN`."""
    return marking.replace(":", " ") if marking in TLP_COLOURS else "TLP CLEAR"


def box(style: Style, kind: str) -> str:
    """Border and shading of a callout (`Bottom Line`, `Callout`, `Warning`): pPr elements."""
    colours = style.colours
    tint = colour(colours.tint)
    bar = colour({"Bottom Line": colours.accent, "Callout": colours.muted, "Warning": colours.alert}[kind])
    inside = round(CALLOUT_PADDING)
    edges = (("top", tint, 4, 5), ("left", bar, 24, inside - 3), ("bottom", tint, 4, 5), ("right", tint, 4, inside - 1))
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{ink}"/>'
        for side, ink, size, space in edges
    )
    return f'<w:pBdr>{borders}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{tint}"/>'


def styles_part(style: Style, measure: float) -> str:
    """styles.xml of our own template; `measure` is the width of the text in points."""
    return (
        f"{PROLOGUE}<w:styles {NAMESPACES}>{_defaults(style)}"
        f"{''.join(_paragraphs(style, measure))}{''.join(_characters(style))}{table_style(style)}</w:styles>"
    )


def _defaults(style: Style) -> str:
    serif = escape(style.fonts.word_serif)
    size = half_points(style.body_size)
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{serif}" w:hAnsi="{serif}" w:cs="{serif}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="en-GB" w:eastAsia="ko-KR" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr><w:widowControl/>{_spacing(TextStyle(size=10, leading=style.body_leading, colour=''))}</w:pPr>"
        f'<w:rPr><w:color w:val="{colour(style.colours.ink)}"/></w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


# -- paragraph styles ------------------------------------------------------------------------------------------


def _paragraphs(style: Style, measure: float) -> Iterator[str]:
    texts = text_styles(style)
    for name, source in PARAGRAPHS.items():
        text = _adjusted(name, texts[source], style.colours)
        custom = "" if name in _BUILT_IN else ' w:customStyle="1"'
        yield (
            f'<w:style w:type="paragraph"{custom} w:styleId="{_id(name)}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="Normal"/>{_next(name)}<w:qFormat/>'
            f"<w:pPr>{_layout(name, text, style, measure)}</w:pPr><w:rPr>{_face(text, style)}</w:rPr></w:style>"
        )


def _adjusted(name: str, text: TextStyle, colours: Colours) -> TextStyle:
    """What Word needs otherwise than the shared style says."""
    if name == "Figure":
        return msgspec.structs.replace(text, before=3, after=5)
    if name == "Warning Title":
        return msgspec.structs.replace(text, indent=CALLOUT_PADDING, colour=colours.alert)
    if name == "Facts":
        return msgspec.structs.replace(text, after=12)
    if name == "Definition":
        return msgspec.structs.replace(text, indent=LIST_INDENT)
    if name in ("Bottom Line", "Callout", "Warning") or name.endswith(" Title"):
        return msgspec.structs.replace(text, indent=CALLOUT_PADDING)
    return text


def _id(name: str) -> str:
    """`heading 1` becomes `Heading1`, as Word names its own."""
    known = {"toc 1": "TOC1", "toc 2": "TOC2", "toc 3": "TOC3"}
    known |= {"annotation text": "CommentText", "annotation reference": "CommentReference"}
    return known.get(name, "".join(word[0].upper() + word[1:] for word in name.split()))


def _next(name: str) -> str:
    following = {"Label": "BodyText", "Title": "BodyText", "Definition Term": "Definition"}
    if name.startswith("heading"):
        return '<w:next w:val="BodyText"/>'
    return f'<w:next w:val="{following[name]}"/>' if name in following else ""


def _layout(name: str, text: TextStyle, style: Style, measure: float) -> str:
    """The content of a style's pPr, in the order of the schema."""
    keep = "<w:keepNext/><w:keepLines/>" if text.keep else ""
    # A drawing makes its own line as high as it is.
    spacing = _spacing(text, at_least=name != "Figure")
    level = f'<w:outlineLvl w:val="{int(name[-1]) - 1}"/>' if name.startswith("heading") else ""
    together = "<w:contextualSpacing/>" if name == "Facts" else ""
    return (
        f"{keep}{_list(name)}{_frame(name, style)}{_tabs(name, measure)}{spacing}{_indent(name, text)}{together}{level}"
    )


def _list(name: str) -> str:
    kind = next((kind for kind in ("Bullet", "Number") if name.startswith(f"List {kind}")), None)
    if kind is None:
        return ""
    level = int(name[-1]) - 1 if name[-1].isdigit() else 0
    instance = BULLET_ID if kind == "Bullet" else NUMBER_ID
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr>'


def _frame(name: str, style: Style) -> str:
    """Borders and shading: the callouts' box, the rule above the masthead and at the edge of the text."""
    kind = name.removesuffix(" Title")
    if kind in ("Bottom Line", "Callout", "Warning"):
        return box(style, kind)
    rules = {
        "Subtitle": ("top", 12, 6, style.colours.accent),
        "Facts": ("bottom", 4, 6, style.colours.rule),
        "header": ("bottom", 4, 3, style.colours.rule),
        "footer": ("top", 4, 3, style.colours.rule),
    }
    if name not in rules:
        return ""
    side, size, space, ink = rules[name]
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour(ink)}"/></w:pBdr>'


def _tabs(name: str, measure: float) -> str:
    if name in ("endnote text", "footnote text"):
        return f'<w:tabs><w:tab w:val="left" w:pos="{twips(NOTE_INDENT)}"/></w:tabs>'
    if not name.startswith("toc") and name not in ("Subtitle", "header", "footer"):
        return ""
    leader = ' w:leader="dot"' if name.startswith("toc") else ""
    return f'<w:tabs><w:tab w:val="right"{leader} w:pos="{twips(measure)}"/></w:tabs>'


def _spacing(text: TextStyle, *, at_least: bool = True) -> str:
    line = f' w:line="{twips(text.leading)}" w:lineRule="atLeast"' if at_least else ' w:line="240" w:lineRule="auto"'
    return f'<w:spacing w:before="{twips(text.before)}" w:after="{twips(text.after)}"{line}/>'


def _indent(name: str, text: TextStyle) -> str:
    if name in ("endnote text", "footnote text"):
        return f'<w:ind w:left="{twips(NOTE_INDENT)}" w:hanging="{twips(NOTE_INDENT)}"/>'
    if name.startswith("toc"):
        return f'<w:ind w:left="{twips(CONTENTS_INDENT * (int(name[-1]) - 1))}"/>'
    if name.startswith("List Continue"):
        level = int(name[-1]) - 1 if name[-1].isdigit() else 0
        return f'<w:ind w:left="{twips(LIST_INDENT * (level + 1))}"/>'
    if not text.indent:
        return ""
    right = f' w:right="{twips(text.indent)}"' if name != "Definition" else ""
    return f'<w:ind w:left="{twips(text.indent)}"{right}/>'


def _face(text: TextStyle, style: Style) -> str:
    """The content of a style's rPr."""
    font = escape(style.fonts.word_sans if text.family == "sans" else style.fonts.word_serif)
    weight = "<w:b/><w:bCs/>" if text.bold else ""
    slope = "<w:i/><w:iCs/>" if text.italic else ""
    size = half_points(text.size)
    return (
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>{weight}{slope}'
        f'<w:color w:val="{colour(text.colour)}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )


# -- character styles ------------------------------------------------------------------------------------------


def _characters(style: Style) -> Iterator[str]:
    texts = text_styles(style)
    accent = colour(style.colours.accent)
    yield _character("Strong", "<w:b/><w:bCs/>", built_in=True)
    yield _character("Emphasis", "<w:i/><w:iCs/>", built_in=True)
    yield _character("Hyperlink", f'<w:color w:val="{accent}"/><w:u w:val="single"/>', built_in=True)
    yield _character("Cross Reference", f'<w:color w:val="{accent}"/>')
    yield _character("endnote reference", '<w:vertAlign w:val="superscript"/>', built_in=True)
    yield _character("footnote reference", '<w:vertAlign w:val="superscript"/>', built_in=True)
    yield _character("annotation reference", '<w:sz w:val="16"/><w:szCs w:val="16"/>', built_in=True)
    yield _character("Issue", f'<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{colour(style.colours.muted)}"/>')
    yield _character("Fact Label", f'<w:color w:val="{colour(texts["fact-label"].colour)}"/>')
    yield _character("Caption Label", "<w:b/><w:bCs/>")
    yield _character("Draft", _face(texts["draft"], style))
    for label, ink in TLP_COLOURS.items():
        marking = msgspec.structs.replace(texts["marking"], colour=ink)
        ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour(TLP_BACKGROUND)}"/>'
        yield _character(marking_style(label), _face(marking, style) + ground)


def _character(name: str, face: str, *, built_in: bool = False) -> str:
    custom = "" if built_in else ' w:customStyle="1"'
    style_id = _id(name).replace("+", "")
    return (
        f'<w:style w:type="character"{custom} w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{face}</w:rPr></w:style>'
    )
