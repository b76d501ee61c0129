"""Corpora that have an index: of these a brief over a narrow scope reads only what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from briefing.configuration import Configuration
from briefing.corpus import index, load
from briefing.corpus.files import Files
from briefing.corpus.index import Index
from briefing.corpus.records import Corpus, Source
from briefing.keeping import Keep
from briefing.narrowing import narrow


class Indexed(msgspec.Struct, frozen=True):
    """An index with what every brief needs of its corpus: the lists, and all sources."""

    index: Index
    lists: Corpus
    sources: Mapping[str, Source]

    def narrowed(self, brief: Path, found: Configuration) -> Corpus | None:
        """As much of the corpus as a brief needs; None where its scope is not narrow."""
        files = [brief, *(sorted(found.templates.rglob("*.j2")) if found.templates else ())]
        texts = [path.read_text("utf-8", "replace") for path in files]
        return narrow(self.index, self.lists, self.sources, found.brief.scope, texts)


def find(folder: Path, shown: str, keep: Keep) -> Indexed | None:
    """The index of the corpus in a folder, if there is one that can be used."""
    opened = index.find(folder, shown, keep)
    lists, problems = load.lists(Files(folder, shown, keep)) if opened else (None, [])
    return Indexed(opened, lists, opened.sources()) if opened and lists and not problems else None
