"""Bookmarks: a name that Word accepts for each block that can be the target of a reference."""

from __future__ import annotations

import re

from briefing.document.nodes import Document, Figure, Heading, Table
from briefing.document.walk import walk

_LONGEST = 40  # characters, by Word's own rule


class Bookmarks:
    """The names by block id, and the marks themselves, numbered as they are set."""

    def __init__(self, document: Document) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._set = 0
        for top in document.blocks:
            for node in walk(top):
                if isinstance(node, Heading | Table | Figure) and node.id not in self._names:
                    self._names[node.id] = self.reserve(node.id)

    def reserve(self, wish: str) -> str:
        """A free name like the one wished: a letter or underscore first, then letters, figures, underscores."""
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
