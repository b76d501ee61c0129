"""How commands put problems and numbers into lines of text."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.problems import Problem, ordered, show, summary


def told(problems: Sequence[Problem], ending: str = "") -> str:
    """The problems by file and line, each once, and on the last line, how many they are."""
    found = ordered(problems)
    return "\n".join([*map(show, found), f"{summary(found)}{ending}"])


def counted(number: int, word: str) -> str:
    """`1 claim`, `2 claims`, `2 corpora`."""
    plural = "corpora" if word == "corpus" else f"{word}s"
    return f"{number} {word if number == 1 else plural}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of a table: the first column to the left, numbers in the others to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    return [
        "  ".join(cell.rjust(width) if column else cell.ljust(width) for column, (cell, width) in enumerate(cells))
        for cells in (zip(row, widths, strict=True) for row in (head, *rows))
    ]
