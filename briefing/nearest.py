"""The nearest known word to a mistyped one, for hints."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or an empty text if none is like it. Case does not count."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a fault needs it, and it costs start-up time

    by_folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    found = get_close_matches(word.casefold(), sorted(by_folded), n=1, cutoff=0.6)
    return by_folded[found[0]] if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean "troops"?`, or an empty text."""
    found = nearest(word, known)
    return f'did you mean "{found}"?' if found else ""
