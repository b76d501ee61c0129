"""Citations and the notes they lead to: every note names source, paragraph, origin and grade (ICS 206-01).

A note's key is the ids of its claims, sorted and joined by blanks, or `negative:<id>` for a negative finding; the same
claims cited twice are one note. The text of a note follows from its key, so nothing is collected on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.corpus.records import Claim, Corpus
from briefing.document.build import inlines, ref, text
from briefing.document.nodes import Inline, Note, NoteRef, Origin
from briefing.document.walk import Kinds
from briefing.sections.paper import Paper, upper_first

NEGATIVE = "negative:"
_CITED = re.compile(r"\[@([^\]]*)\]")
_ENDING = re.compile(r"(?:\[@[^\]]*\]\s*)+")  # the citations with which a sentence ends


def cite(claims: Iterable[str]) -> tuple[Inline, ...]:
    """A reference to the note that names these claims; nothing for no claims."""
    ids = sorted(set(claims), key=_by_number)
    return (NoteRef(note=" ".join(ids)),) if ids else ()


def cite_negative(finding: str) -> tuple[Inline, ...]:
    """A reference to the note on what was looked for and not found."""
    return (NoteRef(note=NEGATIVE + finding),)


def anchor(source: str) -> str:
    """The anchor of a source in the list of sources."""
    return f"source-{source}"


def place(*claims: Claim) -> str:
    """The paragraphs of claims of one source: `¶4`, `¶14, 42`."""
    return "¶" + ", ".join(str(n) for n in sorted({n for claim in claims for n in claim.at}))


def reference(paper: Paper, *claims: Claim) -> tuple[Inline, ...]:
    """The source of claims, one for all, and their paragraphs, linked to the list of sources: `Sherrod 2024, ¶4`."""
    source = paper.source(claims[0])
    return inlines(ref(anchor(source.id), source.short), f", {place(*claims)}")


def notes(paper: Paper, nodes: Kinds) -> tuple[Note, ...]:
    """The notes that the nodes refer to, in the order of their first reference."""
    return tuple(_note(paper, key) for key in _referred(nodes))


def cited_sources(nodes: Kinds) -> frozenset[str]:
    """The sources of the claims that the nodes' notes name."""
    keys = (key for key in _referred(nodes) if not key.startswith(NEGATIVE))
    return frozenset(claim.partition("/")[0] for key in keys for claim in key.split(" "))


def _referred(nodes: Kinds) -> list[str]:
    """The keys of the notes that the nodes refer to, each once, in order."""
    return list(dict.fromkeys(node.note for node in nodes.get(NoteRef, ())))


def known_only(paper: Paper, markdown: str) -> str:
    """A curator's Markdown as it stood on the day: citations of what was not yet known fall away.

    A sentence ends with its citations; one whose claims were all unknown is left out. Ids that the corpus does not
    have are kept, so that they are reported.
    """

    def keep(cited: str) -> list[str]:
        ids = [part.strip().removeprefix("@") for part in cited.split(";")]
        return [c for c in ids if c in paper.selection.known or c not in paper.corpus.claims]

    def narrowed(match: re.Match[str]) -> str:
        ids = keep(match.group(1))
        return f"[{'; '.join('@' + c for c in ids)}]" if ids else ""

    kept, end = [], 0
    for match in _ENDING.finditer(markdown):
        sentence, end = markdown[end : match.end()], match.end()
        if any(keep(cited) for cited in _CITED.findall(match.group())):
            kept.append(_CITED.sub(narrowed, sentence))
    return re.sub(r"\s+(?=\[@)", "", "".join(kept) + markdown[end:]).strip()


def _by_number(claim: str) -> tuple[str, int, str]:
    source, _, number = claim.partition("/")
    return (source, int(number) if number.isdigit() else 0, number)


def _note(paper: Paper, key: str) -> Note:
    if key.startswith(NEGATIVE):
        return _negative_note(paper, key)
    claims = [paper.claim(c) for c in key.split(" ")]
    parts: list[Inline] = []
    for group in _together(paper.corpus, claims):
        parts += [*(inlines(" ") if parts else ()), *_entry(paper, group)]
    remarks = dict.fromkeys(c.remark for c in claims if c.remark)
    for remark in remarks:
        parts.append(text(" " + paper.say("remark", remark=remark)))
    return Note(
        key=key, children=tuple(parts), claims=tuple(c.id for c in claims), origin=Origin(f"claim:{claims[0].id}")
    )


def _together(corpus: Corpus, claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims of one source with one origin, together."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        origin = corpus.origins.get(claim.origin)
        groups.setdefault((claim.source, origin.name if origin else ""), []).append(claim)
    return list(groups.values())


def _entry(paper: Paper, claims: list[Claim]) -> tuple[Inline, ...]:
    """One source and origin in a note, as `Sherrod 2024, ¶4, citing an interview with Ryan McBeth; D3.`."""
    first = claims[0]
    origin = paper.corpus.origins.get(first.origin)
    paragraphs = sorted({n for c in claims for n in c.at})
    reliability = paper.source(first).reliability
    grades = sorted({f"{reliability}{c.credibility}" for c in claims})
    where = "¶" + ", ".join(str(n) for n in paragraphs)
    citing = ", " + paper.say("citing", origin=origin.name) if origin else ""
    return inlines(ref(anchor(first.source), paper.source(first).short), f", {where}{citing}; {', '.join(grades)}.")


def _negative_note(paper: Paper, key: str) -> Note:
    finding = paper.corpus.negative_findings[key.removeprefix(NEGATIVE)]
    searched = [paper.corpus.sources[s].short for s in finding.sources]
    looked = paper.say("searched", date=paper.date(finding.date), sources=paper.listing(searched))
    words = f"{upper_first(finding.text)} {looked}"
    return Note(key=key, children=inlines(words), origin=Origin(f"negative-finding:{finding.id}", finding.location))
