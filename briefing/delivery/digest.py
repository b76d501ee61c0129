"""What a mail says of an issue: notices, bottom line, key judgments, what changed, as blocks of its document."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from briefing.document.nodes import Block, Callout, Contents, Document, Heading, Notes, PageBreak

PARTS = ("key-judgments", "changes")  # anchors of the headings whose content a mail takes over
LEFT_OUT = (Contents, Notes, PageBreak)


def digest(document: Document) -> tuple[Block, ...]:
    """The blocks for a mail in the paper's order; those of its first section where it has none of the parts."""
    blocks = document.blocks
    notices = tuple(takewhile(lambda block: isinstance(block, Callout), blocks))
    lines = tuple(b for b in blocks[len(notices) :] if isinstance(b, Callout) and b.kind == "bottom-line")
    parts = [block for anchor in PARTS for block in _part(blocks, anchor)]
    found = (*notices, *lines, *parts) if lines or parts else _first(blocks)
    return tuple(block for block in found if not isinstance(block, LEFT_OUT))


def _part(blocks: Sequence[Block], anchor: str) -> Sequence[Block]:
    """The heading with this anchor and what follows it, up to the next heading of its level or above."""
    places = (n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.id == anchor)
    start = next(places, None)
    if start is None:
        return ()
    level = max(getattr(blocks[start], "level", 1), 1)
    return (blocks[start], *takewhile(lambda b: not _heads(b, level), blocks[start + 1 :]))


def _heads(block: Block, level: int) -> bool:
    """Whether a block is a heading of a level or above."""
    return isinstance(block, Heading) and block.level <= level


def _first(blocks: Sequence[Block]) -> Sequence[Block]:
    anchors = [b.id for b in blocks if isinstance(b, Heading) and b.level == 1]
    return _part(blocks, anchors[0]) if anchors else blocks
