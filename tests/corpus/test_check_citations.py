"""Every text field of a record is Markdown with citations, or plain text, or no prose at all."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

import msgspec

from briefing.corpus.check_citations import CITING, PLAIN
from briefing.corpus.check_references import REFERENCES
from briefing.corpus.quantities import Quantity
from briefing.corpus.records import Alias, Corpus, CorpusSettings, Record

# Ids, codes, files and addresses, and what repeats the words of a publication.
NO_PROSE = {
    ("settings", "language"),
    ("settings", "texts"),
    ("sources", "id"),
    ("sources", "title"),
    ("sources", "authors"),
    ("sources", "publisher"),
    ("sources", "url"),
    ("sources", "language"),
    ("sources", "text.file"),
    ("sources", "text.sha256"),
    ("claims", "id"),
    ("claims", "quantity.unit"),
    ("claims", "quantity.of"),
    ("actors", "id"),
    ("actors", "aliases"),
    ("origins", "id"),
    ("categories", "id"),
    ("categories", "cameo"),
    ("events", "id"),
    ("judgments", "id"),
    ("judgments", "likelihood.term"),
    ("judgments", "revisions.likelihood.term"),
    ("bottom_lines", "id"),
    ("questions", "id"),
    ("negative_findings", "id"),
    ("scenarios", "id"),
    ("scenarios", "likelihood.term"),
    ("recommendations", "id"),
    ("glossary", "aliases"),
    ("conflicts", "id"),
}


def kinds_in(kind: Any) -> set[Any]:
    """A type and those of which it is made: `tuple[str, ...] | None` is made of texts, too."""
    return {kind}.union(*map(kinds_in, get_args(kind)))


def texts(record: Any) -> Iterator[str]:
    """The fields of a kind of record that hold free text; a dot leads into a record inside."""
    for field in msgspec.structs.fields(record):
        kinds = kinds_in(field.type)
        if str in kinds or Alias in kinds:
            yield field.name
        for inner in kinds - {Alias}:
            if isinstance(inner, type) and issubclass(inner, (Record, Quantity)):
                yield from (f"{field.name}.{name}" for name in texts(inner))


def test_each_text_field_is_of_one_sort() -> None:
    collections = {f.name: get_args(f.type)[1] for f in msgspec.structs.fields(Corpus) if get_origin(f.type) is Mapping}
    kinds = {"settings": CorpusSettings, **collections}
    del kinds["hashes"], kinds["damaged"]
    sorts = [
        {(collection, field) for collection, fields in CITING for field in fields},
        {(collection, field) for collection, fields in PLAIN for field in fields},
        {(collection, field) for collection, field, *_ in REFERENCES},
        NO_PROSE,
    ]
    every = {(collection, field) for collection, kind in kinds.items() for field in texts(kind)}
    assert set().union(*sorts) == every
    assert sum(map(len, sorts)) == len(every)
