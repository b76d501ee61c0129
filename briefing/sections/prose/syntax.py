"""The Markdown of templates and curators, read into nested tokens by markdown-it.

CommonMark without what a briefing paper has no use for, and with five things more; `markdown.py` says what
each becomes. The rules here only recognise: what is not supported comes out as a token, so that
it can be reported and never gets lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from briefing.sections.prose.branches import TITLE, Branch

DEEPEST = 40
"""Lists, quotes and boxes may nest so deep, counted in tokens; deeper ones are a problem."""

_BOX = re.compile(r"(:{3,})[ \t]*(.*?)[ \t]*$")
_CITATION = re.compile(r"\[@([^\[\]]*)\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]]+\]")
_LANGUAGE = re.compile(r"\[([^\[\]]+)\]\{lang=([A-Za-z0-9-]+)\}")
_ANCHOR = re.compile(r"[ \t]*\{#([^{}\s]+)\}[ \t]*$")
_ROLE = re.compile(r"\{\.([^{}\s]*)\}[ \t]*(?:\n|$)")


def parse(text: str) -> tuple[Branch, ...]:
    """The blocks of a text."""
    return _nest(_reader().parse(text))


def parse_line(text: str) -> tuple[Branch, ...]:
    """The inlines of a line of text."""
    return _nest(_reader().parseInline(text)[0].children or [])


def _nest(tokens: Sequence[Token]) -> tuple[Branch, ...]:
    """Flat tokens, opening and closing, as branches."""
    levels: list[list[Branch]] = [[]]
    opened: list[Token] = []
    for token in tokens:
        if token.nesting > 0:
            opened.append(token)
            levels.append([])
        elif token.nesting < 0:
            inside = tuple(levels.pop())
            levels[-1].append(_branch(opened.pop(), inside))
        else:
            levels[-1].append(_branch(token, _nest(token.children) if token.children else ()))
    return tuple(levels[0])


def _branch(token: Token, inside: tuple[Branch, ...]) -> Branch:
    return Branch(
        kind=token.type.removesuffix("_open"),
        content=token.content,
        info=token.info,
        level=int(token.tag[1:]) if token.type == "heading_open" else 0,
        line=token.map[0] if token.map else None,
        given={key: str(value) for key, value in (*token.attrs.items(), *token.meta.items())},
        inside=inside,
    )


class _Markdown(MarkdownIt):
    """Leaves addresses as they are written; `markdown.py` judges them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the parent's name
        return url

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - the parent's signature
        return True


@cache
def _reader() -> MarkdownIt:
    """The parser; it holds no state between texts."""
    reader = _Markdown("commonmark", {"maxNesting": 2 * DEEPEST}).enable("table")
    reader.disable(["code", "lheading", "reference"])
    ends: RuleOptionsType = {"alt": ["paragraph", "blockquote", "list"]}
    reader.block.ruler.before("blockquote", "deep", _deep, ends)
    reader.block.ruler.before("blockquote", "box", _box, ends)
    reader.inline.ruler.before("link", "bracket", _bracket)
    reader.core.ruler.before("inline", "attributes", _attributes)
    return reader


def _deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """What is nested too deep becomes one token, to be reported."""
    if silent or state.level < DEEPEST:
        return False
    state.push("too_deep", "", 0).map = [start, end]
    state.line = end
    return True


def _box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: name title`, blocks, `:::`; a box with more colons may hold boxes with fewer."""
    opening = _BOX.match(_line(state, start))
    if opening is None or not opening[2]:
        return False
    if silent:
        return True
    last = start + 1
    inner = 0
    while last < end:
        mark = _BOX.match(_line(state, last))
        if mark is not None and len(mark[1]) == len(opening[1]):
            inner += 1 if mark[2] else -1
            if inner < 0:
                break
        last += 1
    token = state.push("box_open" if last < end else "box_unclosed", "", 1)
    token.info, token.map = opening[2], [start, last]
    old_parent, state.parentType = state.parentType, "container"
    old_max, state.lineMax = state.lineMax, last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = old_parent, old_max
    state.push("box_close", "", -1)
    state.line = last + 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _bracket(state: StateInline, silent: bool) -> bool:
    """Citations `[@a/1; @b/2]`, words in another language `[조선]{lang=ko}`, and footnotes, which are not supported."""
    if state.src[state.pos] != "[":
        return False
    for kind, pattern in (("citation", _CITATION), ("footnote", _FOOTNOTE), ("language", _LANGUAGE)):
        found = pattern.match(state.src, state.pos)
        if found is None:
            continue
        if not silent:
            token = state.push(kind, "", 0)
            token.content, token.meta = found[1] if kind != "footnote" else found[0], {"lang": found[found.re.groups]}
        state.pos = found.end()
        return True
    return False


def _attributes(state: StateCore) -> None:
    """Takes `{.role}` before a paragraph, and `{#id}` after a heading or a table's title, out of the words."""
    for before, token in pairwise(state.tokens):
        if token.type != "inline":
            continue
        role = _ROLE.match(token.content)
        if role is not None:
            token.meta["role"] = role[1]
            token.content = token.content[role.end() :]
        anchor = _ANCHOR.search(token.content)
        if anchor is not None and (before.type == "heading_open" or token.content.startswith(TITLE)):
            token.meta["anchor"] = anchor[1]
            token.content = token.content[: anchor.start()]
