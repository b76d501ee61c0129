"""The words that writers add to a document: labels of captions, what links say, the page count; in its language.

Each is a pattern; what stands in braces is filled in (`filled`). Those of the English language are the defaults.
"""

from __future__ import annotations

from functools import cache
from string import Formatter

import msgspec


class Labels(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The patterns; `back` leads from a note to a reference by its letter or number, `back_to_note` names both."""

    table: str = "Table {number}."
    figure: str = "Figure {number}."
    page: str = "Page {page} of {pages}"
    draft: str = "DRAFT"
    note: str = "Note {number}"
    go_to: str = "Go to {place}"
    back: str = "Back to reference {reference}"
    back_to_note: str = "Back to reference {reference} to note {number}"
    contents: str = "Contents"
    skip: str = "Skip to the text"
    likelihood: str = "Likelihood"
    drawing: str = "Drawing"
    a_table: str = "table"
    a_figure: str = "figure"
    attached: str = "Attached:"


ENGLISH = Labels()


@cache
def pieces(pattern: str) -> tuple[tuple[str, str], ...]:
    """A pattern as pairs: words, and the name of what stands behind them, empty behind the last words."""
    return tuple((words, name or "") for words, name, _, _ in Formatter().parse(pattern))


def placeholders(pattern: str) -> list[str] | None:
    """The names in a pattern's braces, sorted; None if a brace is open or something but a name stands in one."""
    try:
        found = list(Formatter().parse(pattern))
    except ValueError:
        return None
    names = [name for _, name, _, _ in found if name is not None]
    plain = all(name.isidentifier() for name in names) and not any(form or turn for _, _, form, turn in found)
    return sorted(names) if plain else None
