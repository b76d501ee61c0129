"""The PDF written in a process of its own, while this one goes on with another format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import cast

from briefing.beside import Beside, Tell
from briefing.document.nodes import Document
from briefing.keeping import NOTHING, Keep
from briefing.settings import Style
from briefing.writers import Written


class Aside(Beside[Written]):
    """A document that is being written as a PDF; the pages of its headings are told as soon as it is laid out."""

    def __init__(self, document: Document, style: Style, keep: Keep = NOTHING) -> None:
        def work(tell: Tell) -> Written:
            from briefing.writers.pdf.writer import telling  # noqa: PLC0415 - loaded there, not here

            return telling(document, style, keep, tell)

        super().__init__(work)


class Pages(Mapping[str, int]):
    """The page of each heading by id; the first look waits until the document that is written aside is laid out."""

    def __init__(self, aside: Aside) -> None:
        self._aside = aside

    @cached_property
    def _known(self) -> Mapping[str, int]:
        told = self._aside.told()  # nothing where the document cannot be set
        return self._aside.value().anchors if told is None else cast("Mapping[str, int]", told)

    def __getitem__(self, key: str) -> int:
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
