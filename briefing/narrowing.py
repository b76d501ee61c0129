"""A corpus as far as a brief needs it, by an index or its contents: the claims of its scope and all that is named.

What stands in none of these, no section can show. A problem may look otherwise (a name that only a claim elsewhere
knows), so whoever finds one reads the whole corpus and looks again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from briefing.corpus.records import Claim, Corpus, Source
from briefing.selection import members_of
from briefing.settings import Scope

if TYPE_CHECKING:
    from briefing.corpus.contents import Contents
    from briefing.corpus.index import Index

_ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*/[1-9][0-9]*")


def narrow(
    index: Index | Contents, lists: Corpus, sources: Mapping[str, Source], scope: Scope, texts: Iterable[str]
) -> Corpus | None:
    """The corpus with the claims that a scope or a text needs; None where a scope leaves little out.

    `lists` is the corpus without its publications, `sources` are all of them; `texts` are what may cite claims beside
    the corpus: the brief's file and its wording.
    """
    if not scope.actors:
        return None
    fields = [name for name in lists.__struct_fields__ if name not in {"settings", "hashes", "damaged", "incomplete"}]
    written = msgspec.json.encode([list(getattr(lists, name).values()) for name in fields]).decode()
    named = {id_ for text in (written, *texts) for id_ in _ID.findall(text)}
    numbers = index.claims_of(members_of(lists, scope))
    if len(numbers) > index.most:
        return None
    numbers |= index.numbers(named)
    found = index.claims(numbers)
    while missing := index.numbers(_named_by(found) - {claim.id for claim in found}) - numbers:
        numbers |= missing
        found = index.claims(numbers)
    return msgspec.structs.replace(
        lists, sources=sources, claims={claim.id: claim for claim in found}, hashes=index.hashes
    )


def _named_by(claims: Iterable[Claim]) -> set[str]:
    """The claims that claims name."""
    return {named for c in claims for named in (*c.denies, *(o.claim for o in (*c.same_as, *c.distinct_from)))}
