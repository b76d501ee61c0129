"""Inlines of Markdown, and inserted values, as nodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from types import MappingProxyType
from typing import cast

import msgspec

from briefing.document.build import inlines
from briefing.document.nodes import (
    Block,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    Origin,
    Paragraph,
    Ref,
    Span,
    Strong,
    Text,
)
from briefing.document.walk import text_of
from briefing.problems import NOWHERE, Location, Problem
from briefing.sections.prose.branches import Branch
from briefing.sections.prose.slots import RESERVED, SLOT, Citation, Given, Markdown, Passage

Cited = Inline | Problem | Sequence[Inline | Problem]
Cite = Callable[[tuple[str, ...], Location | None], Cited]
"""Makes note references for claims, or says what is wrong with them; a problem without a place gets one here."""

UNSUPPORTED = MappingProxyType(
    {
        "code_inline": ("code", "write \\` for a plain backtick"),
        "fence": ("code", "write \\` for a plain backtick"),
        "html_inline": ("HTML", "write \\< for a plain less-than sign"),
        "html_block": ("HTML", "write \\< for a plain less-than sign"),
        "image": ("a picture", "write \\! for a plain exclamation mark before a bracket"),
        "footnote": ("a footnote", "cite claims with [@claim-id]"),
        "hr": ("a rule", "\\newpage in a paragraph of its own begins a page"),
        "too_deep": ("what is nested so deep", "use fewer levels of lists, quotations and boxes"),
    }
)
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>]+", re.IGNORECASE)


class InlineReader:
    """Reads the inlines of one passage; problems gather in `problems`.

    `line` is the line of the passage being read, counted from 0.
    """

    def __init__(self, passage: Passage, cite: Cite, problems: list[Problem]) -> None:
        self.passage = passage
        self.cite = cite
        self.problems = problems
        self.line = 0

    # -- places ------------------------------------------------------------------------------------------------

    @property
    def here(self) -> Location:
        """The place of the line being read."""
        return self.passage.place(self.line)

    @property
    def origin(self) -> Origin:
        """The origin of nodes made here."""
        return Origin(record=self.passage.record, location=self.here)

    def fault(self, message: str, hint: str = "", code: str = "") -> None:
        """Reports a problem here."""
        self.report(Problem(code=code or self.passage.code, message=message, hint=hint))

    def report(self, problem: Problem) -> None:
        """Keeps a problem; one without a place gets this one, and the field that the text comes from."""
        if problem.location == NOWHERE or (problem.location == self.here and not problem.field):
            problem = msgspec.structs.replace(problem, location=self.here, field=self.passage.field)
        self.problems.append(problem)

    def unsupported(self, branch: Branch) -> None:
        """Reports Markdown that has no place in a paper."""
        what, hint = UNSUPPORTED.get(branch.kind, (branch.kind, ""))
        content = branch.content.strip().partition("\n")[0]
        self.fault(f"{what} cannot be set{': ' * bool(content)}{content[:60]}", hint)

    # -- inlines -----------------------------------------------------------------------------------------------

    def inline(self, branches: Iterable[Branch]) -> tuple[Inline, ...]:
        """The inlines; texts that touch each other are one, and a note reference closes up to the words before it."""
        found: list[Inline] = []
        blank = False
        for branch in branches:
            if branch.kind == "citation" and blank:
                _close_up(found)
            blank = branch.kind == "softbreak" or (branch.kind == "text" and branch.content.endswith(" "))
            for node in self._inline(branch):
                if isinstance(node, Text) and found and isinstance(found[-1], Text) and _together(found[-1], node):
                    found[-1] = Text(text=found[-1].text + node.text, origin=found[-1].origin)
                else:
                    found.append(node)
        return tuple(found)

    def _inline(self, branch: Branch) -> Sequence[Inline]:
        match branch.kind:
            case "text" | "text_special":
                return self.text(branch.content)
            case "softbreak":
                self.line += 1
                return [Text(text=" ", origin=self.origin)]
            case "hardbreak":
                self.line += 1
                return [LineBreak(origin=self.origin)]
            case "strong":
                return self._around(Strong, branch.inside)
            case "em":
                return self._around(Emphasis, branch.inside)
            case "language":
                return [Span(lang=branch.given["lang"], children=tuple(self.text(branch.content)), origin=self.origin)]
            case "link":
                return self._link(branch)
            case "citation":
                return self.citation([part.strip().removeprefix("@") for part in self.plain(branch.content).split(";")])
            case _:
                self.unsupported(branch)
                return []

    def _around(self, kind: type[Strong | Emphasis], inside: Iterable[Branch]) -> list[Inline]:
        children = self.inline(inside)
        return [kind(children=children, origin=self.origin)] if children else []

    def _link(self, branch: Branch) -> list[Inline]:
        url = self.plain(branch.given.get("href", ""))
        title = self.plain(branch.given.get("title", ""))
        children = self.inline(branch.inside)
        if url.startswith("#") and len(url) > 1:
            return [Ref(target=url[1:], children=children, origin=self.origin)]
        if not _ADDRESS.fullmatch(url):
            self.fault(f"{url!r} is not an address that a paper can link to", "use https:, http:, mailto: or #id")
            return []
        return [Link(url=url, children=children or inlines(url), title=title, origin=self.origin)]

    def citation(self, ids: Sequence[str]) -> list[Inline]:
        """A note reference for claims."""
        if not all(ids):
            self.fault("a citation names no claim", "write [@claim-id], or [@first-id; @second-id]")
            return []
        made = self.cite(tuple(ids), self.here)
        parts = made if isinstance(made, Sequence) else [made]
        for part in parts:
            if isinstance(part, Problem):
                self.report(part)
        return [part for part in parts if not isinstance(part, Problem)]

    # -- values ------------------------------------------------------------------------------------------------

    def text(self, content: str) -> list[Inline]:
        """A text with its slots filled by words."""
        found: list[Inline] = []
        origin = self.origin
        if "{#" in content:
            self.fault("{# stands where no id can be", "an id ends a heading or a table's title; a comment has a blank")
        before = ""
        for place, part in enumerate(SLOT.split(content)):
            if place % 2 == 0:
                before = part
                if RESERVED.search(part):
                    self.fault(
                        "a piece of an inserted value cannot stand alone", "filter values, not blocks of Markdown"
                    )
                found += [Text(text=part, origin=origin)] if part else []
                continue
            nodes = self.value(self.passage.values[int(part)])
            if len(nodes) == 1 and isinstance(nodes[0], Paragraph):
                nodes = nodes[0].children
            if nodes and isinstance(nodes[0], NoteRef) and before.endswith(" "):
                _close_up(found)
            if all(isinstance(node, Inline) for node in nodes):
                found += cast("Sequence[Inline]", nodes)
            else:
                self.fault("a list, a table or several paragraphs cannot stand inside a line")
        return found

    def plain(self, content: str) -> str:
        """A text with its slots filled, as plain words, for ids and addresses."""
        return SLOT.sub(lambda found: text_of(self.value(self.passage.values[int(found[1])])), content)

    def value(self, value: object) -> Sequence[Inline | Block]:
        """An inserted value as nodes; a value that is no words is a problem."""
        match value:
            case bool() | None:
                self.fault(f"{value} is no words to insert", "ask for it with {% if ... %}", "template-value")
            case str() if RESERVED.search(value):
                self.fault(f"{RESERVED.sub('?', value)[:60]!r} holds what is no character", "", "template-value")
            case str():
                origin = Origin(location=value.location) if isinstance(value, Given) else self.origin
                return [Text(text=str(node.text), origin=origin) for node in inlines(value) if isinstance(node, Text)]
            case int() | float():
                return [Text(text=str(value), origin=self.origin)]
            case Citation():
                return self.citation(value.ids)
            case Markdown():
                return self.markdown(value)
            case list() | tuple():
                return [node for part in value for node in self.value(part)]
            case _ if isinstance(value, (Inline, Block)):
                return [value]
            case _:
                kind = type(value).__name__
                self.fault(
                    f"a value of type {kind} is no words to insert", "insert one of its fields", "template-value"
                )
        return []

    def markdown(self, value: Markdown) -> Sequence[Inline | Block]:
        """A curator's Markdown as blocks; a reader of blocks knows how."""
        raise NotImplementedError


def _together(before: Text, after: Text) -> bool:
    """Whether two texts come from the same record, or the second from none of its own."""
    return after.origin is None or (before.origin is not None and before.origin.record == after.origin.record)


def _close_up(found: list[Inline]) -> None:
    """Takes away the blanks that a template or curator wrote before a note reference."""
    if found and isinstance(last := found[-1], Text):
        words = last.text.rstrip(" ")
        found[-1:] = [Text(text=words, origin=last.origin)] if words else []
