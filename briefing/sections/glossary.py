"""The glossary: terms with their kind and definition, in alphabetical order.

Options: none. Terms whose claims were not yet known are left out.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.document.build import dl, inlines, p, strong
from briefing.sections.citing import cite
from briefing.sections.paper import Paper


def values(paper: Paper, _options: Mapping[str, object]) -> dict[str, object]:
    """`glossary`: a definition list, or None."""
    entries = sorted(paper.selection.glossary, key=lambda g: g.term.casefold())
    items = []
    for entry in entries:
        also = ", " + paper.say("also", names=paper.listing(entry.aliases)) if entry.aliases else ""
        term = inlines(strong(entry.term), f" ({paper.word('glossary', entry.kind)}{also})")
        items.append((term, p(entry.definition, cite(paper.known(entry.claims)), role="small")))
    return {"glossary": dl(*items) if items else None}
