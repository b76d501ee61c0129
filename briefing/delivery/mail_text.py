"""The plain text of a mail: blocks as lines of at most 72 characters, which every mail program shows."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from briefing.document.nodes import (
    Block,
    BulletList,
    Callout,
    Definition,
    DefinitionList,
    Document,
    Figure,
    Heading,
    OrderedList,
    Paragraph,
    Table,
    Wide,
)
from briefing.document.walk import text_of

WIDTH = 72


def text(document: Document, blocks: Iterable[Block], attached: Iterable[str]) -> str:
    """The text part: marking, title, the blocks, what is attached, and the marking again."""
    properties, masthead = document.properties, document.masthead
    head = [properties.marking, properties.handling, masthead.issue, masthead.title]
    lines = [line for part in head if part for line in textwrap.wrap(part, WIDTH)]
    facts = [f"{fact.label}: {text_of(fact)}" for fact in masthead.facts]
    paragraphs = ["\n".join(lines), "\n".join(facts), *_blocks(blocks, "")]
    names = "\n".join(attached)
    paragraphs += [f"{properties.labels.attached}\n{names}"] if names else []
    return "\n\n".join(part for part in [*paragraphs, properties.marking] if part) + "\n"


def _blocks(blocks: Iterable[Block], indent: str) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, indent)


def _block(block: Block, indent: str) -> Iterator[str]:
    """The paragraphs of a block."""
    match block:
        case Heading():
            words = text_of(block)
            yield (
                f"{words.upper()}\n{'=' * min(len(words), WIDTH)}"
                if block.level == 1
                else f"{words}\n{'-' * len(words)}"
            )
        case Paragraph():
            yield _wrapped(text_of(block), indent)
        case BulletList():
            for item in block.items:
                yield from _item(item, "- ", indent)
        case OrderedList():
            for number, item in enumerate(block.items, block.start):
                yield from _item(item, f"{number}. ", indent)
        case DefinitionList():
            yield from (part for item in block.items for part in _definition(item, indent))
        case Table():
            for row in block.body:
                cells = [text_of(cell) for cell in row.cells]
                yield _wrapped(" | ".join(cells), indent + "  ", "- ")
        case Callout():
            title = text_of(block.title)
            yield f"{indent}{title.upper()}"
            yield from _blocks(block.blocks, indent)
        case Wide():
            yield from _blocks(block.blocks, indent)
        case Figure() if block.caption:
            yield _wrapped(f"{text_of(block.caption)}: {block.alt}", indent)
        case _:
            pass


def _item(blocks: tuple[Block, ...], sign: str, indent: str) -> Iterator[str]:
    """A list item: the sign before its first line."""
    inner = indent + " " * len(sign)
    parts = list(_blocks(blocks, inner))
    if parts:
        yield f"{indent}{sign}{parts[0][len(inner) :]}"
        yield from parts[1:]


def _definition(item: Definition, indent: str) -> Iterator[str]:
    yield _wrapped(text_of(item.term), indent)
    yield from _blocks(item.blocks, indent + "  ")


def _wrapped(words: str, indent: str, sign: str = "") -> str:
    first = indent[: len(indent) - len(sign)] + sign if sign else indent
    return textwrap.fill(
        words, WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
