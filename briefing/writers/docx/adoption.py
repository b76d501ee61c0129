"""What a user's template lacks: styles, lists and settings of our own, made to fit with those it has.

Styles are matched by name, whatever their ids. An added style has our layout, with the fonts, the ink and the size of
running text of the template.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from docx.document import Document as Package
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.styles import CT_Style
from docx.parts.numbering import NumberingPart
from lxml import etree

from briefing.problems import Problem
from briefing.settings import Style
from briefing.writers.docx.letterhead import fault
from briefing.writers.docx.markup import W, colour, half_points
from briefing.writers.docx.numbering import OWN, Numbers, definitions
from briefing.writers.docx.styles import StyleIds, styles_part

_NAME, _ID, _VALUE = qn("w:name"), qn("w:styleId"), qn("w:val")
_AFTER_NOTES = ("compat", "docVars", "rsids", "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator")


def adopt_styles(package: Package, style: Style, measure: float) -> tuple[dict[str, str], set[str], list[Problem]]:
    """The ids of all styles by name, the ids of those that were added, and what does not fit; `measure` in points."""
    tree = package.styles.element
    theirs = {_name(node).lower(): node for node in tree.iterchildren(qn("w:style"))}
    taken = {node.get(_ID, "") for node in theirs.values()}
    ids: dict[str, str] = {}
    by_our_id: dict[str, str] = {}
    added: list[etree._Element] = []
    problems: list[Problem] = []
    for ours in parse_xml(styles_part(style, measure).encode()).iterchildren(qn("w:style")):
        name = _name(ours)
        found = theirs.get(name.lower())
        if found is None and ours.get(qn("w:default")) == "1":
            found = next((node for node in theirs.values() if _is_default(node, ours)), None)
        if found is not None and found.get(qn("w:type")) == ours.get(qn("w:type")):
            new = found.get(_ID, "")
        else:
            if found is not None:
                problems.append(_other_kind(style, name, found))
                ours.find(_NAME).set(_VALUE, f"{name} (paper)")
            new = _free(ours.get(_ID, ""), taken)
            taken.add(new)
            added.append(ours)
        by_our_id[ours.get(_ID, "")] = ids[name] = new
    for node in added:
        _fit(node, by_our_id, style)
        tree.append(node)
    return ids, {node.get(_ID, "") for node in added}, problems


def _name(node: etree._Element) -> str:
    name = node.find(_NAME)
    return str(name.get(_VALUE, "")) if name is not None else ""


def _is_default(node: etree._Element, ours: etree._Element) -> bool:
    return node.get(qn("w:default")) in ("1", "true") and node.get(qn("w:type")) == ours.get(qn("w:type"))


def _other_kind(style: Style, name: str, found: etree._Element) -> Problem:
    message = f"its style {name!r} is a {found.get(qn('w:type'))} style; one of our own stands in for it"
    return fault(style, message, "rename it in the template", warning=True)


def _free(wish: str, taken: set[str]) -> str:
    name, number = wish, 1
    while name in taken:
        number += 1
        name = f"{wish}{number}"
    return name


def _fit(node: etree._Element, ids: dict[str, str], style: Style) -> None:
    """Bring an added style in line: relations by the template's ids; its fonts, ink and size of text."""
    node.set(_ID, ids[node.get(_ID, "")])
    for name in ("basedOn", "next", "link"):
        for relation in node.iterchildren(qn(f"w:{name}")):
            relation.set(_VALUE, ids[relation.get(_VALUE, "")])
    face = node.find(qn("w:rPr"))
    if face is None:
        return
    size, ink = str(half_points(style.body_size)), colour(style.colours.ink)
    for part in list(face):
        same = part.tag in (qn("w:sz"), qn("w:szCs")) and part.get(_VALUE, "") == size
        same |= part.tag == qn("w:color") and part.get(_VALUE, "") == ink
        if same or part.tag == qn("w:rFonts"):
            face.remove(part)


def adopt_lists(package: Package, style: Style, styles: StyleIds, added: set[str]) -> Numbers:
    """Our list definitions among the template's. Its list styles keep their own signs if they have any."""
    ours = parse_xml(definitions(style).encode())
    part = _numbering(package)
    tree = part.element
    abstract = 1 + _highest(tree.iterchildren(qn("w:abstractNum")), "abstractNumId")
    instance = 1 + _highest(tree.iterchildren(qn("w:num")), "numId")
    numbered = _signs(package, styles, added, {OWN.bullets: instance, OWN.numbers: instance + 1})
    first_num = next(tree.iterchildren(qn("w:num")), None)
    for place, node in enumerate(ours.iterchildren(qn("w:abstractNum"))):
        copy = deepcopy(node)
        copy.set(qn("w:abstractNumId"), str(abstract + place))
        for link in list(copy.iter(qn("w:pStyle"))):
            if link.get(_VALUE, "") not in numbered:
                link.getparent().remove(link)
        if first_num is None:
            tree.append(copy)
        else:
            first_num.addprevious(copy)
    for place in range(2):
        num = f'<w:num xmlns:w="{W}" w:numId="{instance + place}"><w:abstractNumId w:val="{abstract + place}"/></w:num>'
        append_list(package, num)
    return Numbers(bullets=instance, numbers=abstract + 1, first=instance + 2)


def append_list(package: Package, num: str) -> None:
    """Add a num element to the numbering, behind those there are."""
    tree = package.part.numbering_part.element
    made = parse_xml(num)
    last = next(tree.iterchildren(qn("w:num"), reversed=True), None)
    if last is None:
        tree.append(made)
    else:
        last.addnext(made)


def _highest(nodes: Iterable[etree._Element], attribute: str) -> int:
    return max((int(node.get(qn(f"w:{attribute}"), "0")) for node in nodes), default=0)


def _numbering(package: Package) -> NumberingPart:
    """The template's numbering part, or an empty one."""
    try:
        return package.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        empty = f'<w:numbering xmlns:w="{W}"/>'.encode()
        kind = CONTENT_TYPE.WML_NUMBERING
        part = NumberingPart.load(PackURI("/word/numbering.xml"), kind, empty, package.part.package)
        package.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return part


def _signs(package: Package, styles: StyleIds, added: set[str], instances: dict[int, int]) -> set[str]:
    """Let list styles name our lists if they were added or have no list; their ids."""
    numbered = set()
    lists = {styles[f"List {kind}{level}"]: kind for kind in ("Bullet", "Number") for level in ("", " 2", " 3")}
    for node in package.styles.element.iterchildren(qn("w:style")):
        kind = lists.get(node.get(_ID, ""))
        if kind is None:
            continue
        inside = node.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if node.get(_ID, "") not in added and inside is not None:
            continue
        number = instances[OWN.bullets if kind == "Bullet" else OWN.numbers]
        level = int(_name(node)[-1]) - 1 if _name(node)[-1].isdigit() else 0
        if inside is None:
            _number(node, level, number)
        else:
            inside.find(qn("w:numId")).set(_VALUE, str(number))
        numbered.add(node.get(_ID, ""))
    return numbered


def _number(node: CT_Style, level: int, number: int) -> None:
    """Put a style of the template that has no list into ours, at the place that the schema wants."""
    layout = node.get_or_add_pPr()
    for tag, value in (("ilvl", level), ("numId", number)):
        part = layout.get_or_add_numPr()
        made = part.get_or_add_ilvl() if tag == "ilvl" else part.get_or_add_numId()
        made.set(_VALUE, str(value))


def adopt_notes(package: Package, properties: str) -> None:
    """Enter the properties of notes (footnotePr, endnotePr) into the settings, at the place that the schema wants."""
    settings = package.settings.element
    after = next((settings.find(qn(f"w:{n}")) for n in _AFTER_NOTES if settings.find(qn(f"w:{n}")) is not None), None)
    for node in list(parse_xml(f'<w:x xmlns:w="{W}">{properties}</w:x>')):
        settings.append(node) if after is None else after.addprevious(node)
