"""The sources: reference, descriptor, grade with its reason, disclosures (ICS 206-01); notes link here.

Options: none. Sources in the order of their names; a source that gives this issue no claim and no note is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from briefing.corpus.records import Source
from briefing.document.build import inlines, link
from briefing.document.nodes import Inline
from briefing.sections.citing import anchor
from briefing.sections.paper import Paper


def values(paper: Paper, _options: Mapping[str, object]) -> dict[str, object]:
    """`sources`: for each its anchor, names, reference, descriptor, grade with reason, disclosures, claims."""
    ids = {*paper.selection.sources, *paper.cited}
    found = sorted((paper.corpus.sources[s] for s in ids), key=lambda s: (s.short.casefold(), s.id))
    claims = Counter(claim.source for claim in paper.selection.claims.values())
    return {"sources": [_source(paper, s, claims[s.id]) for s in found]}


def _source(paper: Paper, source: Source, claims: int) -> dict[str, object]:
    return {
        "id": anchor(source.id),
        "short": source.short,
        "reference": _reference(paper, source),
        "descriptor": source.descriptor,
        "letter": source.reliability,
        "meaning": paper.word("reliability", source.reliability),
        "reason": source.reliability_reason,
        "basis": source.published_basis,
        "disclosures": source.disclosures,
        "claims": claims,
    }


def _reference(paper: Paper, source: Source) -> tuple[Inline, ...]:
    """Author, title, publisher, date of publication, address, date of access, type."""
    authors = paper.listing(source.authors) or paper.say("no_author")
    publisher = source.publisher if source.publisher and source.publisher != "not stated" else paper.say("no_publisher")
    title, published = paper.say("title", title=source.title), paper.date(source.published)
    words = f"{authors}. {title}. {publisher[:1].upper() + publisher[1:]}, {published}."
    accessed = f" {paper.say('accessed', date=paper.date(source.accessed))}" if source.accessed else ""
    address = (" ", link(source.url), ".") if source.url else ()
    kind = paper.say("source_kind", kind=paper.word("source_type", source.type))
    return inlines(words, *address, f"{accessed} {kind}")
