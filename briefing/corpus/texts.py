"""The full texts that sources were read from, by paragraph; they are kept outside the corpus.

A paragraph is a line that is not blank, counted from 1. A text is known by the SHA-256 of its bytes, which stands in
the source's card.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from briefing.corpus.records import Corpus, Source
from briefing.problems import Problem
from briefing.yamlfile import read_bytes
from briefing.yamlfile.text import decode

NOT_AT_HAND = "no folder of full texts is at hand"
NOT_NAMED = "its card names no text"


class Texts(msgspec.Struct, frozen=True, kw_only=True):
    """The paragraphs of each text that is at hand, by source; and by source why others are not."""

    paragraphs: Mapping[str, tuple[str, ...]] = {}
    unchecked: Mapping[str, str] = {}

    def at(self, source: str, numbers: tuple[int, ...]) -> list[str]:
        """Those of a source's paragraphs that there are."""
        known = self.paragraphs.get(source, ())
        return [known[number - 1] for number in numbers if 1 <= number <= len(known)]


def divide(text: str) -> tuple[str, ...]:
    """A text's paragraphs: its lines that are not blank, without the blanks around them."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def folder_of(corpus: Corpus, given: Path | None) -> Path | None:
    """The folder with the texts: the one given, or `texts` of `corpus.yaml` if it is there; else None.

    A folder that was given is always used, so that what it lacks is reported.
    """
    if given is not None:
        return given
    named = Path(corpus.settings.location.file).parent / corpus.settings.texts
    return named if corpus.settings.texts and named.is_dir() else None


def read(corpus: Corpus, folder: Path | None, shown: str) -> tuple[Texts, list[Problem]]:
    """The texts in a folder, and what is wrong with them; `shown` is the folder as the user sees it.

    A text that was changed is read nevertheless. Without a folder nothing is wrong, and nothing is read.
    """
    paragraphs: dict[str, tuple[str, ...]] = {}
    unchecked: dict[str, str] = {}
    problems: list[Problem] = []
    for key, source in corpus.sources.items():
        if "text" in corpus.damaged.get(source.location, ()):
            unchecked[key] = "its card cannot be read"
            continue
        if folder is None or source.text is None:
            unchecked[key] = NOT_AT_HAND if source.text else NOT_NAMED
            continue
        text, faults = _text(source, folder / source.text.file, f"{shown}/{source.text.file}")
        problems += faults
        if text is None:
            unchecked[key] = "its text cannot be read"
        else:
            paragraphs[key] = divide(text)
    return Texts(paragraphs=paragraphs, unchecked=unchecked), problems


def _text(source: Source, path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    """A source's text and what is wrong with its file."""
    assert source.text is not None  # noqa: S101 - asked before
    data = read_bytes(path, shown)
    if isinstance(data, Problem):
        return None, [
            Problem(
                code="text-missing",
                message=f"the text {shown} cannot be read: {data.message}",
                location=source.location,
                field=("text", "file"),
                hint="name the folder with the texts by --texts, or mend the file's name",
            )
        ]
    text, problems = decode(data, shown)
    digest = hashlib.sha256(data).hexdigest()
    if digest != source.text.sha256:
        problems.append(
            Problem(
                code="text-changed",
                message=f"the text {shown} is not the one that was read: its SHA-256 begins with {digest[:12]}",
                location=source.location,
                field=("text", "sha256"),
                hint=f"read again what changed, then write {digest}",
            )
        )
    return text, problems
