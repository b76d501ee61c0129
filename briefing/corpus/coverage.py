"""What of each source is read: its paragraphs cited, skipped and open, and the claims by kind, category and origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from briefing.corpus.records import Corpus
from briefing.corpus.text_checks import open_paragraphs
from briefing.corpus.texts import Texts


class SourceCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """One source's paragraphs by number. `paragraphs` is how many its text has; None where it is not at hand."""

    id: str
    claims: int
    paragraphs: int | None
    cited: tuple[int, ...]
    skipped: tuple[int, ...]
    open: tuple[int, ...]


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """The sources, and how many claims there are of each kind, category and origin, the most first."""

    sources: tuple[SourceCoverage, ...]
    kinds: Mapping[str, int]
    categories: Mapping[str, int]
    origins: Mapping[str, int]


def measure(corpus: Corpus, texts: Texts) -> Coverage:
    """The coverage of a corpus, with the texts that are at hand."""
    claims = corpus.claims.values()
    waiting = open_paragraphs(corpus, texts)
    sources = tuple(
        SourceCoverage(
            id=source.id,
            claims=sum(claim.source == source.id for claim in claims),
            paragraphs=len(texts.paragraphs[source.id]) if source.id in texts.paragraphs else None,
            cited=tuple(sorted({n for claim in claims if claim.source == source.id for n in claim.at})),
            skipped=tuple(sorted({n for entry in source.skipped for n in entry.at})),
            open=waiting.get(source.id, ()),
        )
        for source in corpus.sources.values()
    )
    return Coverage(
        sources=sources,
        kinds=_counted(claim.kind for claim in claims),
        categories=_counted(claim.category for claim in claims if claim.category),
        origins=_counted(claim.origin for claim in claims if claim.origin),
    )


def _counted(names: Iterable[str]) -> dict[str, int]:
    """How often each name comes, the most first."""
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))
