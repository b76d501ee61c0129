"""Native endnotes or footnotes: references that Word numbers itself, and the part that holds the notes.

The first reference to a note is the note's own; a later one is a NOTEREF field that repeats its number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefing.document.nodes import Note
from briefing.writers.docx.bookmarks import Bookmarks
from briefing.writers.docx.markup import END, NAMESPACES, PROLOGUE, TAB, Look, element_run, field, paragraph
from briefing.writers.docx.styles import StyleIds

# Space after a number that another number follows, so that 1 and 2 do not read 12.
_GAP = '<w:spacing w:val="40"/>'


class NativeNotes:
    """References as they come in reading order; `numbers` is the number of each note by its key.

    `kind` is `endnote` or `footnote`.
    """

    def __init__(
        self, notes: tuple[Note, ...], numbers: Mapping[str, int], styles: StyleIds, kind: str = "endnote"
    ) -> None:
        self._kind = kind
        self._notes = {numbers[note.key]: note for note in notes if note.key in numbers}
        self._numbers = {note.key: number for number, note in self._notes.items()}
        self._mark = f'<w:rStyle w:val="{styles[f"{kind} reference"]}"/>'
        self._text = styles[f"{kind} text"]
        self._marks: dict[str, str] = {}

    def reference(self, key: str, bookmarks: Bookmarks, *, crowded: bool = False) -> str:
        """The runs of a reference; `crowded` if another one follows at once. Nothing for an unknown note."""
        number = self._numbers.get(key)
        if number is None:
            return ""
        face = f"{self._mark}{_GAP}" if crowded else self._mark
        if key in self._marks:
            return field(f"NOTEREF {self._marks[key]} \\f \\h", str(number), face)
        self._marks[key] = bookmarks.reserve(f"_RefNote{number}")
        return bookmarks.around(self._marks[key], element_run(f'<w:{self._kind}Reference w:id="{number}"/>', face))

    def part(self, render: Callable[[Note], str]) -> bytes:
        """endnotes.xml or footnotes.xml: the notes that are referred to, in the order of their numbers."""
        kind = self._kind
        start = Look(style=self._text).start() + element_run(f"<w:{kind}Ref/>", self._mark) + TAB
        texts = "".join(
            f'<w:{kind} w:id="{number}">{start}{render(note)}{END}</w:{kind}>'
            for number, note in sorted(self._notes.items())
        )
        return f"{PROLOGUE}<w:{kind}s {NAMESPACES}>{self._separators()}{texts}</w:{kind}s>".encode()

    def _separators(self) -> str:
        """What stands above the notes: a short rule for footnotes; nothing for endnotes, which have a heading."""
        shown = []
        for sign, number in (("separator", -1), ("continuationSeparator", 0)):
            rule = element_run(f"<w:{sign}/>") if self._kind == "footnote" else ""
            line = "" if rule else ' w:line="20" w:lineRule="exact"'
            text = paragraph(Look(style=self._text, spacing=f'<w:spacing w:after="0"{line}/>'), rule)
            shown.append(f'<w:{self._kind} w:type="{sign}" w:id="{number}">{text}</w:{self._kind}>')
        return "".join(shown)
