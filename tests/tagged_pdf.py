"""Reads a tagged PDF as assistive technology does: the structure tree, and the text that each element owns."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

INLINE = {"Span", "Link", "Reference"}


class Element:
    """A structure element with its text and the elements below it, in order."""

    def __init__(self, role: str, node: Any) -> None:
        self.role = role
        self.node = node
        self.kids: list[Element | str] = []
        self.pages: list[int] = []

    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids)

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def all(self, role: str) -> list[Element]:
        return [element for element in self.walk() if element.role == role]


def open_pdf(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def read(pdf: pikepdf.Pdf) -> Element:
    """The document element."""
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    texts = [marks(page) for page in pdf.pages]
    (root,) = pdf.Root.StructTreeRoot.K
    return _element(root, pages, texts)


def _element(node: Any, pages: dict[Any, int], texts: list[dict[int, str]]) -> Element:
    element = Element(str(node.S)[1:], node)
    for kid in node.K:
        if isinstance(kid, int):
            page, mark = pages[node.Pg.objgen], kid
        elif kid.get("/Type") == "/MCR":
            page, mark = pages[kid.Pg.objgen], int(kid.MCID)
        elif kid.get("/Type") == "/OBJR":
            continue
        else:
            element.kids.append(_element(kid, pages, texts))
            continue
        element.pages.append(page)
        element.kids.append(texts[page][mark])
    return element


def marks(page: Any) -> dict[int, str]:
    """The text of each marked content of a page; what is painted outside any mark is an error."""
    found: dict[int, str] = {}
    fonts = {name: _unicode(font) for name, font in page.Resources.Font.items()}
    mark: int | None = None
    depth, font = 0, ""
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator == "BDC":
            depth += 1
            mark = int(operands[1].MCID) if "/MCID" in operands[1] else None
            if mark is not None:
                assert mark not in found
                found[mark] = ""
        elif operator == "EMC":
            depth, mark = depth - 1, None
        elif operator == "Tf":
            font = str(operands[0])
        elif operator in {"Tj", "TJ", "S", "s", "f", "B", "Do"}:
            assert depth == 1, f"{operator} outside a mark"
            if operator == "Tj" and mark is not None:
                found[mark] += decode(bytes(operands[0]), fonts[font])
            if operator == "TJ" and mark is not None:
                strings = [part for part in operands[0] if isinstance(part, pikepdf.String)]
                found[mark] += "".join(decode(bytes(part), fonts[font]) for part in strings)
    assert depth == 0
    return found


def decode(string: bytes, unicode: dict[int, str]) -> str:
    return "".join(unicode[int.from_bytes(string[at : at + 2], "big")] for at in range(0, len(string), 2))


def _unicode(font: Any) -> dict[int, str]:
    entries = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", font.ToUnicode.read_bytes())
    codes = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in entries}
    codes.pop(0, None)
    return codes


def lines(element: Element) -> list[str]:
    """The words of a document by element, without white space, as `briefing.document.words` counts them.

    Left out are what a writer adds: the signs of list items, page numbers in the contents, and the letters in a
    note that lead back to its references.
    """
    if element.role == "Figure":
        return []
    if element.role == "TOCI":
        return ["".join(re.sub(r" \d+$", "", element.text()).split())]
    signs = element.role == "L" and str(element.node.A.ListNumbering) != "/None"
    found: list[str] = []
    for kid in element.kids:
        if isinstance(kid, str):
            found.append("".join(kid.split()))
        elif signs:
            found += [
                line for part in kid.kids if isinstance(part, Element) and part.role != "Lbl" for line in lines(part)
            ]
        elif element.role == "P" and kid.role == "Reference" and _leads_back(kid):
            continue
        else:
            found += lines(kid)
    return found


def _leads_back(reference: Element) -> bool:
    (link,) = reference.node.K
    annotations = [kid.Obj for kid in link.K if not isinstance(kid, int) and kid.get("/Type") == "/OBJR"]
    return any(str(annotation.Contents).startswith(("Back to", "Zurück zu")) for annotation in annotations)
