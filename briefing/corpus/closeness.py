"""Sentences of a corpus that are too close to a full text: runs of words that both have.

Words are compared without case, accents, punctuation and apostrophes. Titles of publications may be repeated.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from briefing.corpus.dates import PartialDate
from briefing.corpus.quantities import Quantity
from briefing.corpus.records import Corpus
from briefing.problems import Location, Problem

RUN = 8  # words in a row
_WORD = re.compile(r"\w+")
_CITATION = re.compile(r"\[@[^\]]*\]")
_INITIALS = re.compile(r"\b(\w)\.(?=\w\b)")
_NO_PROSE = frozenset({"file", "sha256", "url", "id", "location"})


def words(text: str) -> list[tuple[str, int]]:
    """A text's words for comparison, each with its offset."""
    blanked = _CITATION.sub(lambda match: " " * len(match.group()), text)
    return [(_folded(match.group()), match.start()) for match in _WORD.finditer(_joined(blanked))]


def _joined(text: str) -> str:
    """The text, as long as before, with apostrophes and the points of initials turned into word characters."""
    text = re.sub(r"(?<=\w)['\u2019\u2018\u02bc](?=\w)", "_", text)
    return _INITIALS.sub(r"\1_", text)


def _folded(word: str) -> str:
    plain = (
        word if word.isascii() else "".join(c for c in unicodedata.normalize("NFKD", word) if c.isalnum() or c == "_")
    )
    return plain.casefold().replace("_", "")


def runs(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every run of RUN words with the offset of its first."""
    found = words(text)
    plain = [word for word, _ in found]
    for index in range(len(found) - RUN + 1):
        yield tuple(plain[index : index + RUN]), found[index][1]


def close(corpus: Corpus, paragraphs: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Where a text of the corpus repeats RUN words or more of a full text, each passage once."""
    titles = {run for source in corpus.sources.values() for run, _ in runs(source.title)}
    known: dict[tuple[str, ...], tuple[str, int]] = {}
    for source, texts in paragraphs.items():
        for number, paragraph in enumerate(texts, 1):
            for run, _ in runs(paragraph):
                if run not in titles:
                    known.setdefault(run, (source, number))
    for location, field, text in prose(corpus):
        last = -2
        for index, (run, offset) in enumerate(runs(text)):
            if run in known:
                if index > last + 1:
                    yield _problem(location, (*field, offset), known[run], text[offset:])
                last = index


def _problem(location: Location, field: tuple[str | int, ...], where: tuple[str, int], text: str) -> Problem:
    shown = " ".join(text.split()[:RUN])
    return Problem(
        code="text-too-close",
        message=f'{RUN} words or more stand so in paragraph {where[1]} of {where[0]}: "{shown} ..."',
        location=location,
        field=field,
        hint="say it in words of your own",
    )


def prose(corpus: Corpus) -> Iterator[tuple[Location, tuple[str | int, ...], str]]:
    """Every text that a curator wrote, with its record's place and the way that leads to it from there."""
    collections = (getattr(corpus, name) for name in Corpus.__struct_fields__)
    records: Iterable[Any] = (r for c in collections if isinstance(c, Mapping) for r in c.values())
    for record in (corpus.settings, *records):
        if isinstance(record, msgspec.Struct) and hasattr(record, "location"):
            for way, text in _texts(record, ()):
                yield record.location, way, text


def _texts(value: object, way: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The texts below a value that are long enough to hold a run."""
    if isinstance(value, str):
        if len(value) >= 2 * RUN - 1:
            yield way, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*way, index))
    elif isinstance(value, msgspec.Struct) and not isinstance(value, PartialDate | Quantity | Location):
        for name in value.__struct_fields__:
            if name not in _NO_PROSE:
                yield from _texts(getattr(value, name), (*way, name))
