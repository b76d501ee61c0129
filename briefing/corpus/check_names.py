"""Checks of ids and names, and of ways from record to record that lead back to where they began."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.corpus.records import Corpus
from briefing.problems import Problem

_ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_WEB = re.compile(r"https?://[^\s/\"<>]\S*", re.IGNORECASE)
NAMED = (
    "sources",
    "actors",
    "origins",
    "categories",
    "events",
    "judgments",
    "bottom_lines",
    "questions",
    "negative_findings",
    "scenarios",
    "recommendations",
    "conflicts",
)


def ids(corpus: Corpus) -> Iterator[Problem]:
    """An id is lower-case words joined by hyphens."""
    for collection in NAMED:
        for record in getattr(corpus, collection).values():
            if not _ID.fullmatch(record.id):
                yield Problem(
                    code="id-syntax",
                    message=f'the id "{record.id}" is not lower-case words joined by hyphens',
                    location=record.location,
                    field=("id",),
                    hint=_proposal(record.id),
                )


def _proposal(text: str) -> str:
    words = re.findall("[a-z0-9]+", text.lower())
    return f"write {'-'.join(words)}" if words else ""


def aliases(corpus: Corpus) -> Iterator[Problem]:
    """A name or alias belongs to one actor; case does not count."""
    owners = {actor.name.casefold(): actor for actor in reversed(tuple(corpus.actors.values()))}
    for actor in corpus.actors.values():
        names = [(actor.name, ("name",)), *((a.text, ("aliases", i)) for i, a in enumerate(actor.aliases))]
        for name, way in names:
            owner = owners.setdefault(name.casefold(), actor)
            if name and owner.id != actor.id:
                yield Problem(
                    code="actor-alias-ambiguous",
                    message=f'"{name}" names two actors: {owner.id} and {actor.id}',
                    location=actor.location,
                    field=way,
                    other=owner.location,
                )


def addresses(corpus: Corpus) -> Iterator[Problem]:
    """The address of a source is one of the web: papers link to it."""
    for source in corpus.sources.values():
        if source.url and not _WEB.fullmatch(source.url):
            yield Problem(
                code="source-url",
                message=f'"{source.url}" is no address of the web',
                location=source.location,
                field=("url",),
                hint="write https://..., or leave the field out",
            )


# Collection, field, code, how the loop reads.
LOOPS: tuple[tuple[str, str, str, str], ...] = (
    ("actors", "part_of", "actor-part-of-loop", "is part of"),
    ("origins", "relays", "origin-relays-loop", "relays"),
    ("sources", "relays", "source-relays-loop", "relays"),
)


def loops(corpus: Corpus) -> Iterator[Problem]:
    """What is part of something, or relays it, does not lead back to itself."""
    for collection, field, code, verb in LOOPS:
        records = getattr(corpus, collection)
        reported: set[str] = set()
        for start in records:
            path = [start]
            while (onward := getattr(records[path[-1]], field)) in records and onward not in path:
                path.append(onward)
            if onward in path and onward not in reported:
                loop = path[path.index(onward) :]
                reported.update(loop)
                message = f" {verb} ".join([*loop, onward])
                location = records[loop[-1]].location
                yield Problem(code=code, message=message, location=location, field=(field,))
