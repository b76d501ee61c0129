"""What stands behind paragraphs: a hidden bookmark on each that comes from records, and comments for reviewers.

The bookmarks' names and records go into the custom XML part (`provenance.py`), so that whoever reads the file later
can tell which record a changed paragraph came from.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from briefing.document.nodes import Comment, Document, Inline, Node, NoteRef, Origin, Properties, Text
from briefing.document.walk import walk
from briefing.writers.docx.bookmarks import Bookmarks
from briefing.writers.docx.markup import NAMESPACES, PROLOGUE, Look, element_run, paragraph, run
from briefing.writers.docx.styles import StyleIds
from briefing.writers.xml_text import escape

_OURS = ("template:",)  # origins that are no records


class Annotations:
    """The records behind paragraphs as they are written; each comment is shown where its record comes first."""

    def __init__(self, document: Document, bookmarks: Bookmarks, styles: StyleIds) -> None:
        self._claims = {note.key: tuple(f"claim:{claim}" for claim in note.claims) for note in document.notes}
        self._waiting = {comment.record: comment for comment in document.comments}
        self._bookmarks = bookmarks
        self._styles = styles
        self._shown: list[Comment] = []
        self.records: dict[str, tuple[str, ...]] = {}

    def behind(self, children: Iterable[Inline], *nodes: Node | None) -> tuple[str, ...]:
        """The records that blocks and their inlines come from, then the claims that their notes name; each once."""
        found: dict[str, None] = {}
        cited: dict[str, None] = {}
        for node in nodes:
            if node is not None and node.origin is not None:
                _add(node.origin, found)
        for child in children:
            for node in (child,) if type(child) is Text or type(child) is NoteRef else walk(child):
                if node.origin is not None:
                    _add(node.origin, found)
                if type(node) is NoteRef:
                    cited.update(dict.fromkeys(self._claims.get(node.note, ())))
        return (*found, *(claim for claim in cited if claim not in found)) if cited else tuple(found)

    def behind_note(self, key: str) -> tuple[str, ...]:
        """The claims that the note with this key rests on."""
        return self._claims.get(key, ())

    def around(self, runs: str, records: tuple[str, ...]) -> str:
        """The runs of a paragraph that comes from these records, inside a bookmark and the comments on them."""
        if not records:
            return runs
        name = self._bookmarks.reserve(f"_Rec{len(self.records) + 1}")
        self.records[name] = records
        runs = self._bookmarks.around(name, runs)
        for record in records:
            comment = self._waiting.pop(record, None)
            if comment is not None:
                self._shown.append(comment)
                runs = self._commented(runs, len(self._shown))
        return runs

    def _commented(self, runs: str, number: int) -> str:
        mark = f'<w:rStyle w:val="{self._styles["annotation reference"]}"/>'
        reference = element_run(f'<w:commentReference w:id="{number}"/>', mark)
        return f'<w:commentRangeStart w:id="{number}"/>{runs}<w:commentRangeEnd w:id="{number}"/>{reference}'

    def part(self, properties: Properties) -> bytes | None:
        """comments.xml; None without comments. Their author and day are the document's own."""
        if not self._shown:
            return None
        author = escape(properties.author or "Briefing")
        day = datetime.fromisoformat(properties.created).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        initials = escape("".join(word[0] for word in author.split() if word[0].isalpha())[:4] or "B")
        texts = "".join(
            f'<w:comment w:id="{number}" w:author="{author}" w:date="{day}" w:initials="{initials}">'
            f"{self._lines(comment)}</w:comment>"
            for number, comment in enumerate(self._shown, 1)
        )
        return f"{PROLOGUE}<w:comments {NAMESPACES}>{texts}</w:comments>".encode()

    def _lines(self, comment: Comment) -> str:
        look = Look(style=self._styles["annotation text"])
        mark = element_run("<w:annotationRef/>", f'<w:rStyle w:val="{self._styles["annotation reference"]}"/>')
        first, *rest = comment.lines or ("",)
        return paragraph(look, mark + run(first)) + "".join(paragraph(look, run(line)) for line in rest)


def _add(origin: Origin, found: dict[str, None]) -> None:
    """Adds the record that a node comes from, if it comes from one."""
    if origin.record and not origin.record.startswith(_OURS):
        found[origin.record] = None
