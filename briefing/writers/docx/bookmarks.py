"""Bookmarks: a name that Word accepts for each block that can be the target of a reference."""

from __future__ import annotations

import re

from briefing.document.nodes import Document, Figure, Heading, Node, Paragraph, Table
from briefing.document.walk import children

_LONGEST = 40  # characters, by Word's own rule


def targets(document: Document) -> list[Heading | Table | Figure]:
    """The blocks that a reference may lead to, in reading order."""
    found: list[Heading | Table | Figure] = []
    waiting: list[Node] = list(document.blocks[::-1])
    while waiting:
        node = waiting.pop()
        if type(node) is Paragraph:  # nothing inside it is a block
            continue
        if isinstance(node, Heading | Table | Figure):
            found.append(node)
        if isinstance(node, Table):
            cells = (cell for row in (*node.head, *node.body) for cell in row.cells)
            inside = [block for cell in cells for block in cell.blocks if type(block) is not Paragraph]
            waiting.extend(inside[::-1])
        else:
            waiting.extend(children(node)[::-1])
    return found


class Bookmarks:
    """The names by block id, and the marks themselves, numbered as they are set."""

    def __init__(self, blocks: list[Heading | Table | Figure]) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._set = 0
        for block in blocks:
            if block.id not in self._names:
                self._names[block.id] = self.reserve(block.id)

    def reserve(self, wish: str) -> str:
        """A free name like the one wished: a letter or underscore first, then letters, figures, underscores."""
        name = wish
        if not (wish.isascii() and wish.isidentifier()):
            name = re.sub(r"[^A-Za-z0-9_]", "_", wish) or "_"
            if not name[0].isalpha() and name[0] != "_":
                name = f"_{name}"
        stem, number = name[: _LONGEST - 6], 1
        name = name[:_LONGEST]
        while name.lower() in self._taken:
            number += 1
            name = f"{stem}_{number}"
        self._taken.add(name.lower())
        return name

    def name(self, block: str) -> str | None:
        """The bookmark of the block with this id; None if there is no such block."""
        return self._names.get(block)

    def around(self, name: str, content: str) -> str:
        """The content between the start and the end of the bookmark with this name."""
        self._set += 1
        return f'<w:bookmarkStart w:id="{self._set}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{self._set}"/>'

    def around_block(self, block: str, content: str) -> str:
        """The content inside the bookmark of the block with this id."""
        return self.around(self._names[block], content)
