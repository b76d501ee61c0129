"""The structure tree of a tagged PDF (ISO 32000-1, 14.7 and 14.8): what each mark on a page belongs to.

Block elements take their place in the tree when they are made, in reading order; inline elements when they
are first drawn, so that they stand among the marks of their paragraph. A paragraph that goes over two pages is
one element with marks on both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.writers.pdf.file import PdfFile, literal

# What `_element` writes of an element's record, and how it is found again.
_RECORD = "/O/UserProperties/P[<</N(record)/V {}>>]"
RECORD = re.compile(rb"/O/UserProperties/P\[<</N\(record\)/V ((?:\((?:\\.|[^\\)])*\))|<[0-9A-F]*>)>>\]")
INLINE = frozenset({"Span", "Link", "Reference"})
# Roles of our own and the standard role that each stands for.
ROLES = {"Title": "P"}


class Element:
    """A structure element: its role, its place, and its attributes in PDF syntax (`{"Alt": "(A map)"}`)."""

    __slots__ = ("attached", "attributes", "kids", "number", "owner", "parent", "record", "role")

    def __init__(self, role: str, parent: Element | None, attributes: dict[str, str] | None = None) -> None:
        self.role = role
        self.parent = parent
        self.attributes = attributes or {}
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

    def walk(self) -> Iterator[Element]:
        """The element and all below it."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))


class Structure:
    """The tree of one document, and which element owns each mark of each page and each annotation."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self.root = Element("Document", None)
        self.pages: list[list[Element]] = []
        self.annotations: list[Element] = []

    def write(self, page_numbers: list[int]) -> int:
        """The object number of the tree's root; `page_numbers` are the object numbers of the pages."""
        root = self._file.reserve()
        elements = list(self.root.walk())
        for element in elements:
            element.number = self._file.reserve()
        for element in elements:
            parent = element.parent.number if element.parent else root
            self._file.set(element.number, _element(element, parent, page_numbers))
        for element in elements:  # no cycles are left, so that all goes when nothing needs it any more
            element.parent = None
            element.kids = []
        roles = "".join(f"/{own}/{standard}" for own, standard in ROLES.items())
        names = sorted((e.attributes["ID"], e.number) for e in elements if "ID" in e.attributes)
        identifiers = "/IDTree<</Names[" + " ".join(f"{i} {n} 0 R" for i, n in names) + "]>>" if names else ""
        nums, count = self._parents()
        parents = self._file.add(f"<</Nums[{nums}]>>")
        self._file.set(
            root,
            f"<</Type/StructTreeRoot/K[{self.root.number} 0 R]/ParentTree {parents} 0 R/ParentTreeNextKey {count}"
            f"/RoleMap<<{roles}>>{identifiers}>>",
        )
        return root

    def annotation_key(self, index: int) -> int:
        """The place of an annotation in the parent tree: after the pages."""
        return len(self.pages) + index

    def _parents(self) -> tuple[str, int]:
        rows = [
            f"{key}[" + " ".join(f"{owner.number} 0 R" for owner in marks) + "]" for key, marks in enumerate(self.pages)
        ]
        rows += [f"{self.annotation_key(i)} {owner.number} 0 R" for i, owner in enumerate(self.annotations)]
        return " ".join(rows), len(rows)


def _element(element: Element, parent: int, pages: list[int]) -> str:
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
    attributes = "".join([f"/{name} {value}" for name, value in element.attributes.items()])
    return (
        f"<</Type/StructElem/S/{element.role}/P {parent} 0 R/K[{' '.join(kids)}]{page}{attributes}{_owners(element)}>>"
    )


def _owners(element: Element) -> str:
    """What the owners of attributes say of an element."""
    owners = [element.owner] if element.owner else []
    if element.record:
        owners.append(_RECORD.format(literal(element.record)))
    if not owners:
        return ""
    dictionaries = "".join([f"<<{owner}>>" for owner in owners])
    return f"/A[{dictionaries}]" if owners[1:] else f"/A{dictionaries}"


def text_value(written: bytes) -> str:
    """The text that `literal` wrote."""
    if written.startswith(b"<"):
        return bytes.fromhex(written[5:-1].decode()).decode("utf-16-be")
    return re.sub(r"\\(.)", r"\1", written[1:-1].decode("ascii"))
