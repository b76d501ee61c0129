"""What may not be parted at the end of a line, in any format: a number and its unit, a day and its month, initials.

The space between them becomes a no-break space (U+00A0); nothing else of the words changes. Numbers and nouns
(`12,000 troops`) may part, as they do in books. Hyphenation is left to nobody: lines break between words.
"""

from __future__ import annotations

import re
from functools import cache
from operator import is_
from typing import Any, TypeVar

import msgspec

from briefing.document.nodes import Document, Node, Text

_NO_BREAK = "\u00a0"
_UNITS = (
    r"km|m|cm|mm|kg|g|t|tonnes?|tons?|per cent|percent|million|billion|trillion|thousand|hundred|°C|hours?|days?|"
    r"[ap]\.m\."
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_HELD = re.compile(
    rf"(?<![\w.,])[~≈$€£¥]?\d[\d.,–-]* (?=(?:{_UNITS})(?!\w)|%)"
    rf"|(?<![\w.,])\d{{1,2}} (?=(?:{_MONTHS})\b)"
    r"|(?<!\w)(?:[A-Z]\.|No\.|p\.|pp\.|Fig\.|¶) (?=\w)"
)
_HOLDERS = ("children", "blocks", "items", "caption", "head", "body", "cells", "term", "title", "facts")
AnyNode = TypeVar("AnyNode", bound=Node)


def hold_together(document: Document) -> Document:
    """The document with such spaces made no-break spaces."""
    return msgspec.structs.replace(
        document,
        masthead=_held(document.masthead),
        blocks=_all(document.blocks),
        notes=_all(document.notes),
    )


def _held(node: AnyNode) -> AnyNode:
    """The node, or a changed copy of it."""
    if isinstance(node, Text):
        if " " in node.text:
            words = _HELD.sub(lambda match: match.group()[:-1] + _NO_BREAK, node.text)
            return node if words == node.text else msgspec.structs.replace(node, text=words)
        return node
    changed: dict[str, object] = {}
    for name in _fields(type(node)):
        content = getattr(node, name)
        if isinstance(content, tuple):
            copy = _all(content)
            if copy is not content:
                changed[name] = copy
    return msgspec.structs.replace(node, **changed) if changed else node


def _all(content: tuple[Any, ...]) -> tuple[Any, ...]:
    """The nodes, and nodes in tuples, each held together; the same tuple if none of them changed."""
    copies = [
        _held(part) if isinstance(part, Node) else _all(part) if isinstance(part, tuple) else part for part in content
    ]
    return content if all(map(is_, copies, content)) else tuple(copies)


@cache
def _fields(kind: type[Node]) -> tuple[str, ...]:
    """The fields of a kind of node that hold others."""
    return tuple(name for name in _HOLDERS if name in kind.__struct_fields__)
