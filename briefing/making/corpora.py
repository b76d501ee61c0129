"""The corpora of many briefs, each read once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from briefing import issue
from briefing.configuration import Configuration, shown_path
from briefing.corpus import index, load
from briefing.corpus.files import Files
from briefing.corpus.index import Index
from briefing.corpus.records import Corpus, Source
from briefing.keeping import NOTHING, Keep
from briefing.narrowing import narrow
from briefing.problems import Problem
from briefing.progress import Progress, silent
from briefing.yamlfile import compose, read_bytes
from briefing.yamlfile.nodes import MappingNode


class Corpora:
    """Corpora by folder. What was read stays: a process forked from this one has it without reading."""

    def __init__(self, keep: Keep = NOTHING, progress: Progress = silent) -> None:
        self.keep, self.progress = keep, progress
        self.indexed: dict[str, tuple[Index, Corpus, dict[str, Source]] | None] = {}  # opened in this process
        self.known: dict[str, tuple[Corpus | None, list[Problem]]] = {}

    def whole(self, found: Configuration) -> tuple[Corpus | None, list[Problem]]:
        """A brief's corpus, and all that is wrong in it."""
        place = shown_path(found.corpus)
        if place not in self.known:
            self.known[place] = issue.read_corpus(found.corpus, self.keep, self.progress)
        corpus, problems = self.known[place]
        return corpus, list(problems)

    def narrow(self, brief: Path, found: Configuration) -> Corpus | None:
        """As much of a corpus as a brief over a narrow scope needs, if the corpus has an index; else None."""
        place = shown_path(found.corpus)
        if place in self.known:
            return None
        if place not in self.indexed:
            self.indexed[place] = self._indexed(found.corpus, place)
        indexed = self.indexed[place]
        if indexed is None:
            return None
        files = [brief, *(sorted(found.templates.rglob("*.j2")) if found.templates else ())]
        return narrow(*indexed, found.brief.scope, [path.read_text("utf-8", "replace") for path in files])

    def _indexed(self, folder: Path, shown: str) -> tuple[Index, Corpus, dict[str, Source]] | None:
        """The index of a corpus with what every brief needs of it, if there is one that can be used."""
        opened = index.find(folder, shown, self.keep)
        lists, problems = load.lists(Files(folder, shown, self.keep)) if opened else (None, [])
        return (opened, lists, opened.sources()) if opened and lists and not problems else None

    def read_all(self, briefs: Sequence[Path], *, whole: bool = False) -> None:
        """Read ahead the corpora of briefs, so that processes forked from this one need not.

        One that has an index is left to it, unless the whole is wanted.
        """
        for brief in briefs:
            found = _corpus_of(brief)
            if found is None or shown_path(found) in self.known:
                continue
            with index.opened(found, shown_path(found), self.keep) as opened:
                indexed = opened is not None
            if whole or not indexed:
                self.known[shown_path(found)] = issue.read_corpus(found, self.keep, self.progress)


def _corpus_of(brief: Path) -> Path | None:
    """The folder that a brief's file names as its corpus; None where that cannot be read."""
    data = read_bytes(brief, str(brief))
    root = None if isinstance(data, Problem) else compose(data, str(brief))[0]
    if not isinstance(root, MappingNode):
        return None
    named = next((value.value for key, value in root.value if key.value == "corpus"), "")
    folder = brief.parent / named if isinstance(named, str) and named else None
    return folder if folder and os.path.isdir(folder) else None  # noqa: PTH112 - a name may be too long
