"""Independent lines of reporting: distinct origins, not links (against circular reporting).

A claim's line is the origin that it relays, followed to the end of the chain. A claim that names no origin, or
whose origin is unstated ("reports say"), is its source's own line. A source that relays another source of the
corpus is that source's line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefing.analysis.findings import Circular, Line
from briefing.corpus.records import Claim, Corpus


def line_of(corpus: Corpus, claim: Claim) -> str:
    """`origin:<id>` or `source:<id>`: where the claim's information comes from in the end."""
    seen: set[str] = set()
    origin = claim.origin
    while origin and origin not in seen:
        seen.add(origin)
        record = corpus.origins.get(origin)
        if record is None or record.type == "unstated":
            break
        if record.source:
            return f"source:{_first_source(corpus, record.source)}"
        if not record.relays:
            return f"origin:{origin}"
        origin = record.relays
    return f"source:{_first_source(corpus, claim.source)}"


def group(lines: Mapping[str, str], claims: Iterable[str]) -> tuple[Line, ...]:
    """The claims by line, in the order of the lines' ids. `lines` is each claim's line."""
    by_line: dict[str, list[str]] = {}
    for claim in claims:
        by_line.setdefault(lines[claim], []).append(claim)
    return tuple(Line(key, tuple(by_line[key])) for key in sorted(by_line))


def grade(corpus: Corpus, claim: Claim) -> str:
    """The two-axis grade of a claim, such as `D3`: its source's reliability and its own credibility (Admiralty)."""
    return f"{corpus.sources[claim.source].reliability}{claim.credibility}"


def best_first(corpus: Corpus, claims: Iterable[Claim]) -> list[Claim]:
    """Claims by wording and grade, the best first, then by id. F and 6 (cannot be judged) come last."""
    order = ("confirmed", "asserted", "reported", "alleged", "possible", "denied")
    return sorted(claims, key=lambda c: (order.index(c.wording), grade(corpus, c), c.source, len(c.id), c.id))


def _first_source(corpus: Corpus, source: str) -> str:
    """The source at the end of a chain of sources that relay each other."""
    seen: set[str] = set()
    while source not in seen and (record := corpus.sources.get(source)) and record.relays:
        seen.add(source)
        source = record.relays
    return source


def circular(lines: Mapping[str, str], claims: Iterable[Claim]) -> tuple[Circular, ...]:
    """Circular reporting: lines on which several sources repeat each other, by line.

    Two sources repeat each other where they are one line and speak of one flow between the same actors, or of one
    event: both relay one origin, or one relays the other.
    """
    told: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        about = [f"event {claim.event}"] if claim.event else []
        if claim.provider and claim.recipient and claim.category:
            about.append(f"{claim.provider}>{claim.recipient}:{claim.category}")
        for key in about:
            told.setdefault((lines[claim.id], key), []).append(claim)
    repeated: dict[str, dict[str, list[Claim]]] = {}
    for (line, about_what), found in sorted(told.items()):
        if len({c.source for c in found}) > 1:
            repeated.setdefault(line, {})[about_what] = found
    return tuple(_circle(line, found) for line, found in repeated.items())


def _circle(line: str, found: Mapping[str, list[Claim]]) -> Circular:
    claims = {c.id: c for group in found.values() for c in group}
    return Circular(
        line=line,
        sources=tuple(sorted({c.source for c in claims.values()})),
        claims=tuple(sorted(claims)),
        about=tuple(sorted(found)),
    )
