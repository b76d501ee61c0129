"""Writers: a `Document` and a `Style` go in, bytes come out; nothing else is touched.

`FORMATS` names each format's writer. A writer is imported when it is used, so that a command loads no more
than it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import cast

import msgspec

from briefing.document.nodes import Document
from briefing.problems import Problem
from briefing.settings import Style


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A file's bytes; or, with problems of severity error, no bytes.

    `pages` is the number of pages and `anchors` the page of each heading by id, where the format has pages of
    its own (PDF); other formats take them for their contents list.
    """

    data: bytes
    pages: int = 0
    anchors: Mapping[str, int] = {}
    problems: tuple[Problem, ...] = ()


Writer = Callable[[Document, Style, Mapping[str, int]], Written]

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "pdf": "briefing.writers.pdf",
        "docx": "briefing.writers.docx",
        "html": "briefing.writers.html",
        "txt": "briefing.writers.text",
    }
)


def writer(name: str) -> Writer:
    """The `write` function of a format's module. Its third argument is the page of each heading id, if known."""
    return cast("Writer", import_module(FORMATS[name]).write)
