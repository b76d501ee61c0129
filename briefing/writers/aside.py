"""A document written in a process of its own, while this one goes on with another format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.beside import Beside
from briefing.document.nodes import Document
from briefing.keeping import NOTHING, Keep
from briefing.settings import Style
from briefing.writers import Written, writer


class Aside(Beside[Written]):
    """A document that is being written in one format."""

    def __init__(self, name: str, document: Document, style: Style, keep: Keep = NOTHING) -> None:
        super().__init__(lambda: writer(name)(document, style, {}, keep))


class Pages(Mapping[str, int]):
    """The pages of headings, known when the document that is written aside is done: the first look waits."""

    def __init__(self, aside: Aside) -> None:
        self._aside = aside

    def __getitem__(self, key: str) -> int:
        return self._aside.value().anchors[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._aside.value().anchors)

    def __len__(self) -> int:
        return len(self._aside.value().anchors)
