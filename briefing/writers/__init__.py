"""Writers: a `Document` and a `Style` go in, bytes come out; nothing else is touched.

`FORMATS` names each format's writer. A writer is imported when it is used, so that a command loads no more
than it needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, cast

import msgspec

from briefing.problems import Problem

if TYPE_CHECKING:  # who asks for the names of the formats may have no document to write
    from briefing.document.nodes import Document
    from briefing.keeping import NOTHING, Keep
    from briefing.settings import Style

    class Writer(Protocol):
        """A format's `write`: the page of each heading id, if known, and what was kept of earlier papers help it."""

        def __call__(
            self, document: Document, style: Style, anchors: Mapping[str, int], keep: Keep = NOTHING, /
        ) -> Written:
            """The document as a file of the format."""


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A file's bytes; or, with problems of severity error, no bytes.

    `pages` is the number of pages and `anchors` the page of each heading by id, where the format has pages of
    its own (PDF); other formats take them for their contents list.
    """

    data: bytes
    pages: int = 0
    anchors: Mapping[str, int] = {}
    problems: tuple[Problem, ...] = ()


FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "pdf": "briefing.writers.pdf",
        "docx": "briefing.writers.docx",
        "html": "briefing.writers.html",
        "txt": "briefing.writers.text",
    }
)


def writer(name: str) -> Writer:
    """The `write` function of a format's module."""
    return cast("Writer", import_module(FORMATS[name]).write)
