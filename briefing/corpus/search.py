"""Claims, actors and sources that hold certain words; case, accents and the order of the words do not count.

A word is found where a word of the record begins with it; in scripts that are written without blanks, anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import msgspec

from briefing.corpus.records import Actor, Claim, Corpus, Source
from briefing.problems import Location

Kind = Literal["actor", "source", "claim"]
_RANK: tuple[Kind, ...] = ("actor", "source", "claim")
_ALONE, _WHOLE, _BEGUN = 3, 2, 1  # what a word is worth that is all of a name, that is whole, that is a beginning
_NAMED, _SAID, _ABOUT = 4, 2, 1  # what a place is worth: names and ids, the text, what else belongs to it


class Word(NamedTuple):
    """A word to look for, and what finds it as a whole and as a beginning."""

    text: str
    whole: re.Pattern[str]
    begun: re.Pattern[str]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A record that holds every word; `line` is what to show of it."""

    kind: Kind
    id: str
    line: str
    score: int
    location: Location


class _Bare(dict[int, int | None]):
    """What stays of a character without its accents, for `str.translate`: itself, or nothing if it is an accent."""

    def __missing__(self, code: int) -> int | None:
        self[code] = found = None if unicodedata.combining(chr(code)) else code
        return found


_BARE = _Bare()


def folded(text: str) -> str:
    """A text without case and accents, by Unicode's rules and no locale's."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = unicodedata.normalize("NFKD", decomposed).translate(_BARE)
    return unicodedata.normalize("NFC", bare)  # a Hangul syllable is one letter again, and not the beginning of others


def search(corpus: Corpus, words: Sequence[str]) -> list[Hit]:
    """The records that hold every word, the best first; none for no words."""
    sought = [_word(part) for word in words for part in folded(word).split()]
    hits = [hit for hit in _hits(corpus, sought) if hit.score] if sought else []
    return sorted(hits, key=lambda hit: (-hit.score, _RANK.index(hit.kind), _numbered(hit.id)))


def _word(word: str) -> Word:
    before = r"(?<!\w)" if begins_words(word) else ""
    return Word(word, re.compile(rf"{before}{re.escape(word)}(?!\w)"), re.compile(before + re.escape(word)))


def _hits(corpus: Corpus, words: list[Word]) -> Iterator[Hit]:
    for actor in corpus.actors.values():
        names = (actor.id, actor.name, *(alias.text for alias in actor.aliases))
        score = _score(words, ((_NAMED, names), (_ABOUT, (actor.role,))))
        yield Hit(kind="actor", id=actor.id, line=_actor(actor), score=score, location=actor.location)
    for source in corpus.sources.values():
        score = _score(words, _source_places(source))
        yield Hit(kind="source", id=source.id, line=source.title, score=score, location=source.location)
    for claim in corpus.claims.values():
        score = _score(words, _claim_places(corpus, claim))
        yield Hit(kind="claim", id=claim.id, line=claim.text, score=score, location=claim.location)


Places = Iterable[tuple[int, Iterable[str]]]


def _source_places(source: Source) -> Places:
    named = (source.id, source.short, source.title, *source.authors, source.publisher)
    return (_NAMED, named), (_ABOUT, (source.descriptor, *source.disclosures, source.url))


def searched(corpus: Corpus, claim: Claim) -> Iterator[str]:
    """All texts by which a claim may be found."""
    yield from (text for _, texts in _claim_places(corpus, claim) for text in texts)


def begins_words(word: str) -> bool:
    """Whether a word is found at the beginning of words only, and not anywhere."""
    # Lo: letters without case, as Han and Hangul
    return all(unicodedata.category(c) != "Lo" for c in word) and re.match(r"\w", word) is not None


def _claim_places(corpus: Corpus, claim: Claim) -> Places:
    """A claim's own words, and the names of whom and what it is about."""
    actors = (claim.provider, claim.recipient, claim.speaker, *claim.actors)
    names = [n for key in actors if (a := corpus.actors.get(key)) for n in (a.name, *(x.text for x in a.aliases))]
    also = [r.name for r in (corpus.events.get(claim.event), corpus.categories.get(claim.category)) if r]
    origin = corpus.origins.get(claim.origin)
    about = (*names, *also, claim.place, claim.remark, origin.name if origin else "")
    return (_NAMED, (claim.id,)), (_SAID, (claim.text,)), (_ABOUT, about)


def _score(words: list[Word], places: Places) -> int:
    """What the words are worth together, each by its best place; 0 if one is missing."""
    texts = [(worth, "\n".join(map(folded, found))) for worth, found in places]
    total = 0
    for word in words:
        best = max(worth * _worth(word, text) for worth, text in texts)
        if not best:
            return 0
        total += best
    return total


def _worth(word: Word, text: str) -> int:
    """How well a word stands in a text, one name a line."""
    if not word.whole.search(text):
        return _BEGUN if word.begun.search(text) else 0
    return _ALONE if word.text in text.split("\n") else _WHOLE


def _actor(actor: Actor) -> str:
    """`North Korea (DPRK, Pyongyang): state`."""
    aliases = f" ({', '.join(alias.text for alias in actor.aliases)})" if actor.aliases else ""
    return f"{actor.name}{aliases}: {actor.role or actor.type}"


def _numbered(key: str) -> tuple[str, int]:
    """Ids in the order of their numbers: `a/2` before `a/10`."""
    name, _, number = key.partition("/")
    return (name, int(number) if number.isdigit() else 0)
