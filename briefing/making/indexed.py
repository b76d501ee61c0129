"""Corpora that have an index, or contents: of these a brief over a narrow scope reads only what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from briefing.configuration import Configuration
from briefing.corpus import load, reading
from briefing.corpus.contents import Contents, MovedError
from briefing.corpus.files import Files
from briefing.corpus.records import Corpus, Source
from briefing.keeping import Keep
from briefing.narrowing import narrow
from briefing.progress import Progress, silent
from briefing.yamlfile import read_bytes

if TYPE_CHECKING:
    from briefing.corpus.index import Index


class Indexed(msgspec.Struct, frozen=True):
    """What finds claims, with what every brief needs of their corpus: the lists, and all sources."""

    index: Index | Contents
    lists: Corpus
    sources: Mapping[str, Source]

    def narrowed(self, brief: Path, found: Configuration) -> Corpus | None:
        """As much of the corpus as a brief needs; None where its scope is not narrow, or a file has changed by now."""
        files = [brief, *(sorted(found.templates.rglob("*.j2")) if found.templates else ())]
        read = (read_bytes(path, "") for path in files)  # what cannot be read is told by who needs it
        texts = [data.decode("utf-8", "replace") for data in read if isinstance(data, bytes)]
        try:
            return narrow(self.index, self.lists, self.sources, found.brief.scope, texts)
        except MovedError:
            return None


def find(folder: Path, shown: str, keep: Keep, progress: Progress = silent) -> Indexed | None:
    """The index of the corpus in a folder, or else its contents, if there are any that can be used."""
    opened = _index(folder, shown, keep) or reading.resume(folder, shown, keep, progress)
    if opened is None:
        return None
    files = opened.files if isinstance(opened, Contents) else Files(folder, shown, keep)
    lists, problems = load.lists(files)
    return Indexed(opened, lists, opened.sources()) if lists and not problems else None


def _index(folder: Path, shown: str, keep: Keep) -> Index | None:
    if keep.folder is None or not (keep.folder / "index").is_dir():
        return None
    from briefing.corpus import index  # noqa: PLC0415 - most corpora have none, and no database is loaded for them

    return index.find(folder, shown, keep)
