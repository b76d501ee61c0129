"""How commands put problems and numbers into lines of text."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.problems import Problem, show, summary


def told(problems: Sequence[Problem], ending: str = "") -> str:
    """The problems and, on the last line, how many they are."""
    return "\n".join([*map(show, problems), f"{summary(problems)}{ending}"])


def counted(number: int, word: str) -> str:
    """`1 claim`, `2 claims`, `2 corpora`."""
    plural = "corpora" if word == "corpus" else f"{word}s"
    return f"{number} {word if number == 1 else plural}"
