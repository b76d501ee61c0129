"""Checks of citations in texts: each is whole, names a claim, and stands where papers make a note of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any

from briefing.corpus.check_references import claim_hint, values
from briefing.corpus.records import Corpus, Record
from briefing.problems import Problem

# Fields whose Markdown may cite claims.
CITING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("actors", ("profile.description", "profile.position", "profile.motives", "profile.costs", "profile.gaps")),
    ("bottom_lines", ("text", "basis", "matters", "next")),
)

# Fields whose words papers print as they stand, by collection; of corpus.yaml, which is one record, by "settings".
# What names a record or repeats what a publication prints (ids, titles, authors, aliases) is not looked at.
PLAIN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("settings", ("title", "ai_disclosure")),
    (
        "sources",
        (
            "short",
            "reliability_reason",
            "descriptor",
            "published_basis",
            "disclosures",
            "skipped.reason",
            "waive.reason",
        ),
    ),
    (
        "claims",
        ("text", "remark", "place", "retraction_reason", "same_as.reason", "distinct_from.reason", "waive.reason"),
    ),
    ("actors", ("name", "role", "profile.waive.reason")),
    ("origins", ("name", "note")),
    ("categories", ("name", "description")),
    ("events", ("name", "place", "description")),
    (
        "judgments",
        (
            "text",
            "confidence.reason",
            "alternative",
            "assumptions",
            "indicators",
            "matters",
            "next",
            "revisions.why",
            "revisions.text",
            "revisions.confidence.reason",
            "revisions.alternative",
            "revisions.assumptions",
            "revisions.indicators",
            "revisions.matters",
            "revisions.next",
            "waive.reason",
        ),
    ),
    ("bottom_lines", ("waive.reason",)),
    ("questions", ("text", "matters", "answered_by", "waive.reason")),
    ("negative_findings", ("text", "waive.reason")),
    ("scenarios", ("title", "text", "drivers", "indicators", "waive.reason")),
    ("recommendations", ("text", "success", "waive.reason")),
    ("glossary", ("term", "definition", "waive.reason")),
    ("conflicts", ("about", "reason")),
)

# Where the records of a collection name claims instead.
REMEDIES: Mapping[str, str] = {
    "actors": "cite claims in the texts of `profile`",
    "judgments": "name the claims under `claims` or `contrary`",
    "bottom_lines": "cite claims in `text`, `basis`, `matters` or `next`",
    "questions": "name the claims under `claims`",
    "negative_findings": "name under `sources` what was searched",
    "scenarios": "name the claims under `claims`",
    "recommendations": "name its `judgments`, or the `claims` of the source that makes it",
    "glossary": "name the claims under `claims`",
    "conflicts": "name the claims under `claims` and `against`",
}
_CITATION = re.compile(r"\[@([^\]\[]*)(\]?)")
_CITED = re.compile(r"[^;\s][^;]*")


def dangling_citations(corpus: Corpus) -> Iterator[Problem]:
    """A citation `[@claim]` or `[@a/1; @b/2]` in a text is whole and names claims that there are."""
    for collection, fields in CITING:
        for record in getattr(corpus, collection).values():
            for field in fields:
                for text, way in values(record, field):
                    if "[@" in text:
                        for offset, code, message, hint in _faulty_citations(text, corpus):
                            place = (*way, offset)
                            yield Problem(code=code, message=message, location=record.location, field=place, hint=hint)


def cited(text: str) -> Iterator[tuple[str, int]]:
    """The claims that a text cites, each with the offset of its citation or of its place in one."""
    for citation in _CITATION.finditer(text) if "[@" in text else ():
        for part in _CITED.finditer(citation[1] if citation[2] else ""):
            claim = part[0].strip().removeprefix("@")
            yield claim, citation.start() + (2 + part.start() if part.start() else 0)


def _faulty_citations(text: str, corpus: Corpus) -> Iterator[tuple[int, str, str, str]]:
    """Offset, code, message and hint of each citation in a text that cannot be followed."""
    for citation in _CITATION.finditer(text):
        if not citation[2]:
            yield citation.start(), "citation-syntax", "a citation is not closed", "write [@source/1] or [@a/1; @b/2]"
        elif not citation[1].strip():
            yield citation.start(), "citation-syntax", "a citation names no claim", "write [@source/1]"
    for claim, offset in cited(text):
        if claim not in corpus.claims and "claims" not in corpus.incomplete:
            message = f'the citation names no claim: "{claim}"'
            yield offset, "citation-dangling-claim", message, claim_hint(claim, corpus)


def in_plain_text(corpus: Corpus) -> Iterator[Problem]:
    """No citation stands in a text that is printed as it is, where a reader would see its brackets."""
    for collection, fields in PLAIN:
        firsts = tuple(dict.fromkeys(field.partition(".")[0] for field in fields))
        nested = {first: tuple(f for f in fields if f.partition(".")[0] == first) for first in firsts}
        found = attrgetter(*firsts, "location")  # there are many claims: two fields or more come as one tuple
        for record in _records(corpus, collection):
            for first, value in zip(firsts, found(record), strict=False):
                if value and (value.__class__ is not str or "[@" in value):
                    for field in nested[first]:
                        yield from _printed(record, field, REMEDIES.get(collection, "leave the citation out"))


def _records(corpus: Corpus, collection: str) -> Iterator[Record]:
    """The records of a collection; the settings are one."""
    found: Any = getattr(corpus, collection)
    yield from (found,) if collection == "settings" else found.values()


def _printed(record: Record, field: str, remedy: str) -> Iterator[Problem]:
    """A problem for each text in a field that has a citation, at the first of these."""
    for text, way in values(record, field):
        if "[@" in text:
            message = f"`{field}` is plain text, and a citation in it would be printed as it stands"
            place = (*way, text.index("[@"))
            code = "citation-in-plain-text"
            yield Problem(code=code, message=message, location=record.location, field=place, hint=remedy)
