"""The corpora of many briefs, each read once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from briefing import issue
from briefing.configuration import Configuration, shown_path
from briefing.corpus.records import Corpus
from briefing.keeping import NOTHING, Keep
from briefing.problems import Problem
from briefing.progress import Progress, silent
from briefing.yamlfile import compose, read_bytes
from briefing.yamlfile.nodes import MappingNode


class Corpora:
    """Corpora by folder. What was read stays: a process forked from this one has it without reading."""

    def __init__(self, keep: Keep = NOTHING, progress: Progress = silent) -> None:
        self.keep, self.progress = keep, progress
        self.known: dict[str, tuple[Corpus | None, list[Problem]]] = {}

    def whole(self, found: Configuration) -> tuple[Corpus | None, list[Problem]]:
        """A brief's corpus, and all that is wrong in it."""
        place = shown_path(found.corpus)
        if place not in self.known:
            self.known[place] = issue.read_corpus(found.corpus, self.keep, self.progress)
        corpus, problems = self.known[place]
        return corpus, list(problems)

    def read_all(self, briefs: Sequence[Path]) -> None:
        """Read ahead the corpora of briefs, so that processes forked from this one need not."""
        for brief in briefs:
            found = _corpus_of(brief)
            if found is not None and shown_path(found) not in self.known:
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
