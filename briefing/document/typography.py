"""What may not be parted at the end of a line, in any format: a number and its unit, a day and its month, initials.

The space between them becomes a no-break space (U+00A0); nothing else of the words changes. Numbers and nouns
(`12,000 troops`) may part, as they do in books. Hyphenation is left to nobody: lines break between words.
"""

from __future__ import annotations

import re
from functools import cache
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
# What any match of the above contains. It begins with one set of characters, by which a search gets through a text in
# a fifth of the time.
_MAYBE = re.compile(rf"[\d.,–¶-] (?:{_UNITS}|%|{_MONTHS}|(?<=[A-Zopg]\. )\w|(?<=¶ )\w)")
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
    changed: dict[str, object] = {}
    for name in _fields(type(node)):
        content = getattr(node, name)
        if content and type(content) is tuple:  # the title of a link is a text
            copy = _all(content)
            if copy is not content:
                changed[name] = copy
    return msgspec.structs.replace(node, **changed) if changed else node


def _all(content: tuple[Any, ...]) -> tuple[Any, ...]:
    """The nodes, and nodes in tuples, each held together; the same tuple if none of them changed."""
    changed: list[Any] = []
    for place, part in enumerate(content):
        held: Any = part
        if type(part) is Text:
            if _MAYBE.search(part.text):
                held = _words(part)
        else:
            held = _all(part) if type(part) is tuple else _held(part)
        if held is not part:
            changed = changed or list(content)
            changed[place] = held
    return tuple(changed) if changed else content


def _words(text: Text) -> Text:
    words = _HELD.sub(lambda match: match.group()[:-1] + _NO_BREAK, text.text)
    return text if words == text.text else msgspec.structs.replace(text, text=words)


@cache
def _fields(kind: type[Node]) -> tuple[str, ...]:
    """The fields of a kind of node that hold others."""
    return tuple(name for name in _HOLDERS if name in kind.__struct_fields__)
