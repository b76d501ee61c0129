"""A selection as records that can be archived, and back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, get_args, get_origin

import msgspec

from briefing.corpus.records import Corpus, CorpusSettings
from briefing.selection import Selection, select
from briefing.settings import Scope

KINDS: dict[str, Any] = {
    field.name: get_args(field.type)[1]
    for field in msgspec.structs.fields(Corpus)
    if get_origin(field.type) is Mapping and get_args(field.type) != (str, str) and get_args(field.type)[0] is str
}


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """The day, the scope and the corpus's settings of a selection."""

    as_of: datetime.date
    scope: Scope
    settings: CorpusSettings


# All that was known on the day, by collection: the issue shows what is in scope, its prose may cite the rest. Made from
# the corpus's own collections, so that none is forgotten; one that an old archive lacks is empty.
Records: Any = msgspec.defstruct(
    "Records",
    [(name, tuple.__class_getitem__((kind, ...)), ()) for name, kind in KINDS.items()],
    bases=(Basis,),
    frozen=True,
    kw_only=True,
)


def records(selection: Selection) -> Basis:
    """The records that a selection rests on: claims known on the day with their sources, and what may name them."""
    corpus = selection.corpus
    claims = tuple(c for c in corpus.claims.values() if c.id in selection.known)
    named = {c.source for c in claims} | set(selection.sources)
    whole = {name: tuple(getattr(corpus, name).values()) for name in KINDS}
    sources = tuple(s for key, s in corpus.sources.items() if key in named)
    basis = {"as_of": selection.as_of, "scope": selection.scope, "settings": corpus.settings}
    found: Basis = Records(**{**whole, **basis, "sources": sources, "claims": claims})
    return found


def restored(found: Basis) -> Selection:
    """The selection that the records were taken from."""
    collections: dict[str, Any] = {name: {_key(record): record for record in getattr(found, name)} for name in KINDS}
    return select(Corpus(settings=found.settings, **collections), found.scope, found.as_of)


def _key(record: Any) -> str:  # noqa: ANN401 - any record of a corpus
    """What a corpus files a record under."""
    return str(getattr(record, "id", "") or getattr(record, "term", ""))
