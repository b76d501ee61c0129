"""Where actors are named in a text: by their names and aliases, as whole words."""

from __future__ import annotations

import re
import unicodedata

from briefing.corpus.records import Actor, Corpus

_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2011": "-"})
_SHORT = 3  # letters up to which a name counts only as written: `US` is not `us`


def plain(text: str) -> str:
    """A text with compatibility forms, quotes and blanks made alike, for comparison."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).translate(_QUOTES))


class Names:
    """The first paragraph of each text in which an actor is named, found once."""

    def __init__(self, corpus: Corpus, paragraphs: dict[str, tuple[str, ...]]) -> None:
        self.corpus = corpus
        self.paragraphs = {source: [plain(p) for p in found] for source, found in paragraphs.items()}
        self.found: dict[tuple[str, str], int | None] = {}

    def first(self, source: str, actor: str) -> int | None:
        """The number of the first paragraph that names an actor, or None."""
        key = (source, actor)
        if key not in self.found:
            pattern = _pattern(self.corpus.actors[actor])
            named = (n for n, p in enumerate(self.paragraphs[source], 1) if pattern.search(p))
            self.found[key] = next(named, None)
        return self.found[key]


def _pattern(actor: Actor) -> re.Pattern[str]:
    """What finds one of an actor's names."""
    names = sorted({plain(name) for name in (actor.name, *(a.text for a in actor.aliases))}, key=lambda n: (-len(n), n))
    forms = [re.escape(n) if len(n.replace(".", "")) <= _SHORT else f"(?i:{re.escape(n)})" for n in names]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")
