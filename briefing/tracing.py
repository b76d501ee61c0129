"""What stands behind each paragraph of a file that went out, and whether the corpus still agrees with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Literal

import msgspec

from briefing.corpus.digest import digest
from briefing.corpus.records import Claim, Corpus, Record, Source
from briefing.document.manifest import Carried, Passage
from briefing.sections.provenance import record

State = Literal["same", "changed", "retracted", "gone"]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A record behind a file, as the corpus has it now: a claim's words and source, and whether it is as it was."""

    state: State
    words: str = ""
    source: str = ""


class Traced(msgspec.Struct, frozen=True, kw_only=True):
    """A file's manifest, its paragraphs, and its records by name; no `standings` where there was no corpus."""

    manifest: Carried
    passages: tuple[Passage, ...]
    standings: Mapping[str, Standing]

    def disagreeing(self) -> dict[str, Standing]:
        """The records that are not as they were."""
        return {name: standing for name, standing in self.standings.items() if standing.state != "same"}


def read(data: bytes) -> tuple[Carried, list[Passage]] | None:
    """The manifest and the paragraphs of a PDF or DOCX of ours; None if it is none, or has lost its manifest."""
    if data.startswith(b"%PDF"):
        from briefing.writers.pdf import passages as pdf  # noqa: PLC0415 - a format's reader is loaded when it is used

        manifest = pdf.manifest(data)
        return (manifest, pdf.passages(data, manifest.notes)) if manifest else None
    from briefing.writers.docx import passages as docx  # noqa: PLC0415

    manifest, found = docx.read(data)
    return (manifest, found) if manifest else None


def trace(manifest: Carried, passages: Iterable[Passage], corpus: Corpus | None) -> Traced:
    """The file's records against a corpus; neighbours with the same records behind them, as cells of a row, as one."""
    joined = []
    for (records, page), group in groupby(passages, key=lambda passage: (passage.records, passage.page)):
        joined.append(Passage(text=" | ".join(passage.text for passage in group), records=records, page=page))
    standings = {} if corpus is None else {name: _standing(corpus, name, was) for name, was in manifest.records.items()}
    return Traced(manifest=manifest, passages=tuple(joined), standings=standings)


def _standing(corpus: Corpus, name: str, was: str) -> Standing:
    found = record(corpus, name)
    if found is None:
        return Standing(state="gone")
    if _retracted(corpus, found):
        state: State = "retracted"
    else:
        state = "same" if digest(found) == was else "changed"
    source = corpus.sources.get(found.source) if isinstance(found, Claim) else None
    return Standing(state=state, words=getattr(found, "text", ""), source=source.short if source else "")


def _retracted(corpus: Corpus, found: Record) -> bool:
    """Whether a claim or source, or the source of a claim, has been taken back."""
    if isinstance(found, Source):
        return found.retracted is not None
    if not isinstance(found, Claim):
        return False
    source = corpus.sources.get(found.source)
    return found.retracted is not None or (source is not None and source.retracted is not None)
