"""The structure tree of a tagged PDF (ISO 32000-1, 14.7 and 14.8): what each mark on a page belongs to.

Block elements take their place in the tree when they are made, in reading order; inline elements when they
are first drawn, so that they stand among the marks of their paragraph. A paragraph that goes over two pages is
one element with marks on both.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping, Sequence

from briefing.writers.pdf.file import PdfFile, literal

# What `_element` writes of an element's record, and how it is found again.
_RECORD = "/O/UserProperties/P[<</N(record)/V {}>>]"
RECORD = re.compile(rb"/O/UserProperties/P\[<</N\(record\)/V ((?:\((?:\\.|[^\\)])*\))|<[0-9A-F]*>)>>\]")
INLINE = frozenset({"Span", "Link", "Reference"})
_NONE: Mapping[str, str] = {}
# Roles of our own and the standard role that each stands for.
ROLES = {"Title": "P"}


class Element:
    """A structure element: its role, its place, and its attributes in PDF syntax (`{"Alt": "(A map)"}`)."""

    __slots__ = ("attached", "attributes", "kids", "number", "owner", "parent", "record", "role")

    def __init__(self, role: str, parent: Element | None, attributes: Mapping[str, str] = _NONE) -> None:
        self.role = role
        self.parent = parent
        self.attributes = attributes
        self.owner = ""  # attributes of one owner, such as `/O/Table/Scope/Column`
        self.record = ""  # the record of the corpus that its words come from, such as `claim:a/1`
        self.kids: list[Element | tuple[int, int] | tuple[int, int, str]] = []
        self.number = 0
        self.attached = False
        if role not in INLINE:
            self.attach()

    def attach(self) -> None:
        """Puts the element, and those above it, at the end of what their parents hold so far."""
        if not self.attached:
            self.attached = True
            if self.parent is not None:
                self.parent.attach()
                self.parent.kids.append(self)

    def marked(self, page: int, mark: int) -> None:
        """Adds marked content: the number of its page from 0, and its number on that page."""
        self.attach()
        self.kids.append((page, mark))

    def linked(self, page: int, annotation: int) -> None:
        """Adds an annotation by its object number."""
        self.attach()
        self.kids.append((page, annotation, "annotation"))


class Structure:
    """The tree of one document, and which element owns each mark of each page and each annotation.

    What is below the document element is written as soon as all of it is on pages, and needs no room from then on:
    pages are made in reading order, so that is so when a page ends with something that comes after it.
    """

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._tree = file.reserve()
        self.root = Element("Document", None)
        self.root.number = file.reserve()
        self.traced = False  # whether an element that is written tells its record
        self._below: list[int] = []  # the numbers of the elements directly in the root that are written
        self._identifiers: list[tuple[str, int]] = []
        self._rows: list[str] = []  # of the parent tree: who owns what, by key
        self._waiting: deque[Element | list[Element]] = deque()  # the owners that come next in it

    def key(self, owner: Element | list[Element]) -> int:
        """The place in the parent tree of an annotation, or of a page and the owners of its marks."""
        self._waiting.append(owner)
        return len(self._rows) + len(self._waiting) - 1

    def settle(self, last: Element, pages: Sequence[int]) -> None:
        """Writes what is before the element that was drawn on last; `pages` are the object numbers of the pages."""
        while last.parent is not self.root and last.parent is not None:
            last = last.parent
        done = 0
        for kid in self.root.kids:
            if kid is last:
                break
            assert isinstance(kid, Element)  # noqa: S101 - there are no marks directly in the root
            self._write(kid, pages)
            done += 1
        del self.root.kids[:done]
        while self._waiting and (row := _row(len(self._rows), self._waiting[0])):
            self._rows.append(row)
            self._waiting.popleft()

    def write(self, pages: Sequence[int]) -> int:
        """The object number of the tree's root; `pages` are the object numbers of the pages."""
        self.settle(self.root, pages)
        self._file.set(
            self.root.number, _written("Document", self._tree, " ".join([f"{kid} 0 R" for kid in self._below]), "")
        )
        roles = "".join(f"/{own}/{standard}" for own, standard in ROLES.items())
        names = " ".join(f"{identifier} {number} 0 R" for identifier, number in sorted(self._identifiers))
        identifiers = f"/IDTree<</Names[{names}]>>" if names else ""
        parents = self._file.add(f"<</Nums[{' '.join(self._rows)}]>>")
        self._file.set(
            self._tree,
            f"<</Type/StructTreeRoot/K[{self.root.number} 0 R]/ParentTree {parents} 0 R"
            f"/ParentTreeNextKey {len(self._rows)}/RoleMap<<{roles}>>{identifiers}>>",
        )
        return self._tree

    def _write(self, whole: Element, pages: Sequence[int]) -> None:
        """Writes an element of the root and all below it, each with a higher number than the one it is in."""
        reserve, write = self._file.reserve, self._file.set
        whole.number = reserve()
        self._below.append(whole.number)
        coming = [whole]
        for element in coming:
            for kid in element.kids:
                if isinstance(kid, Element):
                    kid.number = reserve()
                    coming.append(kid)
            parent = element.parent
            write(element.number, _element(element, parent.number if parent else 0, pages), PdfFile.STRUCTURE)
            if element.attributes and "ID" in element.attributes:
                self._identifiers.append((element.attributes["ID"], element.number))
            self.traced |= bool(element.record)
        for element in coming:  # no cycles are left, so that all goes when nothing needs it any more
            element.parent = None
            element.kids = []


def _row(key: int, owner: Element | list[Element]) -> str:
    """A row of the parent tree; empty as long as an owner is not written."""
    if isinstance(owner, Element):
        return f"{key} {owner.number} 0 R" if owner.number else ""
    numbers = [mark.number for mark in owner]
    return f"{key}[{' '.join([f'{number} 0 R' for number in numbers])}]" if all(numbers) else ""


def _element(element: Element, parent: int, pages: Sequence[int]) -> str:
    attributes = ""
    if element.attributes:
        attributes = "".join([f"/{name} {value}" for name, value in element.attributes.items()])
    if element.owner or element.record:
        attributes += _owners(element)
    only = element.kids[0] if len(element.kids) == 1 else None
    if isinstance(only, tuple) and len(only) == 2:  # most hold one stretch of text
        return _written(element.role, parent, str(only[1]), f"/Pg {pages[only[0]]} 0 R{attributes}")
    home = -1  # the page that marks are on unless they say otherwise: that of the first
    kids: list[str] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{kid.number} 0 R")
            continue
        home = kid[0] if home < 0 else home
        if len(kid) == 3:
            kids.append(f"<</Type/OBJR/Pg {pages[kid[0]]} 0 R/Obj {kid[1]} 0 R>>")
        elif kid[0] == home:
            kids.append(str(kid[1]))
        else:
            kids.append(f"<</Type/MCR/Pg {pages[kid[0]]} 0 R/MCID {kid[1]}>>")
    page = f"/Pg {pages[home]} 0 R" if home >= 0 else ""
    return _written(element.role, parent, " ".join(kids), page + attributes)


def _written(role: str, parent: int, kids: str, rest: str) -> str:
    """An element as an object."""
    return f"<</Type/StructElem/S/{role}/P {parent} 0 R/K[{kids}]{rest}>>"


def _owners(element: Element) -> str:
    """What the owners of attributes say of an element."""
    owners = [element.owner] if element.owner else []
    if element.record:
        owners.append(_RECORD.format(literal(element.record)))
    dictionaries = "".join([f"<<{owner}>>" for owner in owners])
    return f"/A[{dictionaries}]" if owners[1:] else f"/A{dictionaries}"


def text_value(written: bytes) -> str:
    """The text that `literal` wrote."""
    if written.startswith(b"<"):
        return bytes.fromhex(written[5:-1].decode()).decode("utf-16-be")
    return re.sub(r"\\(.)", r"\1", written[1:-1].decode("ascii"))
