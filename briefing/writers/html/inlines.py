"""Inlines as HTML: languages, links, references, notes that lead there and back, marks as small drawings."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import assert_never

from briefing.document.labels import ENGLISH, Labels
from briefing.document.nodes import (
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Mark,
    MarkKind,
    NoteRef,
    Ref,
    Span,
    Strong,
    Text,
)
from briefing.document.notes import Numbering
from briefing.settings import Style
from briefing.writers.drawing import mark, svg
from briefing.writers.xml_text import escape

_MARK_SIZE = 9.0  # points


def note_id(number: int) -> str:
    """The id of a note; no id of a block has a tilde."""
    return f"note~{number}"


def reference_id(number: int, time: int) -> str:
    """The id of the place that refers to a note for the so-manieth time, counted from 1."""
    return f"ref~{number}~{time}"


class Inlines:
    """What turns inlines into HTML. `targets` are the ids that references may lead to."""

    def __init__(self, style: Style, numbering: Numbering, targets: frozenset[str], labels: Labels = ENGLISH) -> None:
        self._style = style
        self._numbers = numbering.notes
        self.labels = labels
        self._targets = targets
        self._times: Counter[int] = Counter()
        self._marks: dict[MarkKind, str] = {}

    def render(self, children: tuple[Inline, ...], *, linked: bool = False, bare: bool = False) -> str:
        """The inlines; `linked` if they stand in a link, which may not hold another; `bare` leaves out notes, marks."""
        followed = pairwise((*children, None))
        return "".join(
            self._note(node, crowded=isinstance(after, NoteRef))
            if isinstance(node, NoteRef) and not bare
            else self._inline(node, linked=linked or bare, bare=bare)
            for node, after in followed
            if node is not None
        )

    def _inline(self, node: Inline, *, linked: bool, bare: bool) -> str:
        match node:
            case Text():
                return escape(node.text)
            case Strong():
                return f"<strong>{self.render(node.children, linked=linked, bare=bare)}</strong>"
            case Emphasis():
                return f"<em>{self.render(node.children, linked=linked, bare=bare)}</em>"
            case Span():
                inside = self.render(node.children, linked=linked, bare=bare)
                return f'<span lang="{escape(node.lang)}" dir="auto">{inside}</span>'
            case Link():
                title = f' title="{escape(node.title)}"' if node.title else ""
                return self._anchor(node, f"{escape(node.url)}", title, linked=linked, bare=bare)
            case Ref():
                known = node.target in self._targets
                return self._anchor(node, f"#{escape(node.target)}", "", linked=linked or not known, bare=bare)
            case NoteRef():
                return "" if bare else self._note(node, crowded=False)
            case Mark():
                return "" if bare else self._mark(node.kind)
            case LineBreak():
                return " " if bare else "<br>"
            case _:
                assert_never(node)

    def _anchor(self, node: Link | Ref, address: str, title: str, *, linked: bool, bare: bool) -> str:
        inside = self.render(node.children, linked=True, bare=bare)
        return inside if linked else f'<a href="{address}"{title}>{inside}</a>'

    def _note(self, node: NoteRef, *, crowded: bool) -> str:
        number = self._numbers.get(node.note)
        if number is None:
            return ""
        self._times[number] += 1
        place = reference_id(number, self._times[number])
        label = escape(self.labels.note.format(number=number))
        link = f'<a id="{place}" href="#{note_id(number)}" role="doc-noteref" aria-label="{label}">{number}</a>'
        return f'<sup class="noteref{" crowded" if crowded else ""}">{link}</sup>'

    def _mark(self, kind: MarkKind) -> str:
        """The drawing; the word stands beside it, so it is hidden from those who listen."""
        if kind not in self._marks:
            drawn = svg(mark(kind, _MARK_SIZE, self._style)).decode()
            self._marks[kind] = drawn.replace("<svg ", '<svg class="mark" aria-hidden="true" focusable="false" ', 1)
        return self._marks[kind]
