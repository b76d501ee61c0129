"""Markdown as it is read: nested tokens, which know nothing of the parser that made them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

TITLE = "Table:"
"""Begins the paragraph that titles the table after it."""

MEANING = re.compile(r":[ \t]+")
"""Begins a line that says what the term above it means."""


class Branch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A token, and those between it and its closing one; in a run of inlines, the inlines.

    `kind` is the token's type without `_open`. `line` is the first of a block's lines, counted from 0. `given` are what
    is written with it: `href`, `title`, `start`, `style`, `role`, `anchor`, `lang`.
    """

    kind: str
    content: str = ""
    info: str = ""
    level: int = 0
    line: int | None = None
    given: dict[str, str] = {}
    inside: tuple[Branch, ...] = ()


def lines(branches: Iterable[Branch]) -> list[list[Branch]]:
    """Inlines by line."""
    found: list[list[Branch]] = [[]]
    for branch in branches:
        if branch.kind == "softbreak":
            found.append([])
        else:
            found[-1].append(branch)
    return found


def means(line: Sequence[Branch]) -> bool:
    """Whether a line gives the meaning of the term before it: a colon and a blank begin it."""
    return bool(line) and line[0].kind == "text" and MEANING.match(line[0].content) is not None
