"""What a paper was made from, for its manifest: the records that its notes and rows name, as they read that day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from briefing import __version__
from briefing.corpus.digest import digest, digest_of_all
from briefing.corpus.records import Corpus, Record
from briefing.document.nodes import Manifest, Note
from briefing.document.walk import Kinds
from briefing.sections.paper import Paper

# Kinds of records as the origins of nodes name them, and the corpus's collections of them.
COLLECTIONS = {
    "claim": "claims",
    "source": "sources",
    "recommendation": "recommendations",
    "negative-finding": "negative_findings",
    "judgment": "judgments",
}


def record(corpus: Corpus, name: str) -> Record | None:
    """The record of a name such as `claim:a/1`; None if the corpus has none, or it names none (`template:method`)."""
    kind, _, key = name.partition(":")
    collection = COLLECTIONS.get(kind)
    found: Record | None = getattr(corpus, collection).get(key) if collection else None
    return found


def manifest(paper: Paper, nodes: Kinds, notes: Iterable[Note]) -> Manifest:
    """The manifest of a paper with these nodes and notes."""
    corpus, issue = paper.corpus, paper.issue
    found = ((name, record(corpus, name)) for name in sorted(set(_named(nodes, notes))))
    digests = {id(known): digest(known) for known in _known(paper)}  # most of what the paper names is among these
    return Manifest(
        brief=paper.brief.title,
        issue="" if issue.number is None else str(issue.number),
        revision=issue.revision,
        as_of=paper.selection.as_of.isoformat(),
        product=f"Briefing {__version__}",
        corpus=digest_of_all(digests.values()),
        records={name: digests.get(id(known)) or digest(known) for name, known in found if known is not None},
    )


def _named(nodes: Kinds, notes: Iterable[Note]) -> Iterator[str]:
    """The records behind notes and nodes, and the sources of claims."""
    for note in notes:
        for claim in note.claims:
            yield f"claim:{claim}"
            yield f"source:{claim.partition('/')[0]}"
        if note.origin is not None:
            yield from _behind(note.origin.record)
    origins = [node.origin for kind in nodes.values() for node in kind if node.origin is not None]
    for name in {origin.record for origin in origins}:
        yield from _behind(name)


def _behind(name: str) -> Iterator[str]:
    """The record that a node comes from, and the source of a claim."""
    yield name
    if name.startswith("claim:"):
        yield f"source:{name.removeprefix('claim:').partition('/')[0]}"


def _known(paper: Paper) -> Iterator[msgspec.Struct]:
    """All that was known on the day and in the brief's scope."""
    selection = paper.selection
    yield from selection.claims.values()
    yield from selection.sources.values()
    yield from selection.judgments.values()
    yield from selection.questions
    yield from selection.negative_findings
    yield from selection.scenarios
    yield from selection.recommendations
    if selection.bottom_line is not None:
        yield selection.bottom_line
