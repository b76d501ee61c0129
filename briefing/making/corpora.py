"""The corpora of many briefs, each read once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import issue
from briefing.configuration import Configuration, brief_in, shown_path
from briefing.corpus.entries import large, signatures
from briefing.corpus.records import Corpus
from briefing.keeping import NOTHING, Keep
from briefing.problems import Problem
from briefing.progress import Progress, silent

if TYPE_CHECKING:
    from briefing.making.indexed import Indexed


class Corpora:
    """Corpora by folder. What was read stays: a process forked from this one has it without reading."""

    def __init__(self, keep: Keep = NOTHING, progress: Progress = silent) -> None:
        self.keep, self.progress = keep, progress
        self.indexed: dict[str, Indexed | None] = {}  # opened in this process
        self.known: dict[str, tuple[Corpus | None, list[Problem]]] = {}

    def whole(self, found: Configuration) -> tuple[Corpus | None, list[Problem]]:
        """A brief's corpus, and all that is wrong in it."""
        place = shown_path(found.corpus)
        if place not in self.known:
            self.known[place] = issue.read_corpus(found.corpus, self.keep, self.progress)
        corpus, problems = self.known[place]
        return corpus, list(problems)

    def may_narrow(self, brief: Path) -> bool:
        """Whether a brief's corpus is large, or any has an index. For most, which are small, nothing is loaded."""
        if self.keep.folder is None:
            return False
        if os.path.isdir(self.keep.folder / "index"):  # noqa: PTH112 - pathlib raises where we may not look
            return True
        corpus = self._corpus_of(brief)
        return corpus is not None and large(signatures(corpus))

    def narrow(self, brief: Path, found: Configuration) -> Corpus | None:
        """As much of a corpus as a brief over a narrow scope needs, if that can be told; else None."""
        from briefing.making import indexed  # noqa: PLC0415 - see `may_narrow`

        place = shown_path(found.corpus)
        if place in self.known:
            return None
        if place not in self.indexed:
            self.indexed[place] = indexed.find(found.corpus, place, self.keep, self.progress)
        opened = self.indexed[place]
        return opened.narrowed(brief, found) if opened else None

    def read_all(self, briefs: Sequence[Path], *, whole: bool = False) -> None:
        """Read ahead the corpora of briefs, so that processes forked from this one need not.

        One that has an index is left to it, unless the whole is wanted.
        """
        for brief in briefs:
            found = self._corpus_of(brief)
            if found is None or shown_path(found) in self.known:
                continue
            if whole or not self._has_index(found):
                self.known[shown_path(found)] = issue.read_corpus(found, self.keep, self.progress)

    def _has_index(self, corpus: Path) -> bool:
        if self.keep.folder is None or not (self.keep.folder / "index").is_dir():
            return False
        from briefing.corpus import index  # noqa: PLC0415 - see `may_narrow`

        with index.opened(corpus, shown_path(corpus), self.keep) as opened:
            return opened is not None

    def _corpus_of(self, brief: Path) -> Path | None:
        """The folder that a brief's file names as its corpus; None where that cannot be read."""
        read = brief_in(brief, self.keep)
        folder = brief.parent / read.corpus if read and read.corpus else None
        return folder if folder and os.path.isdir(folder) else None  # noqa: PTH112 - a name may be too long
