"""A section of the user's own: any Markdown template, no Python.

Options: `title` (the heading) and `template` (a file in the brief's templates folder, default `note.md.j2`).
The template may cite claims, `[@claim-id]`, and use `brief`, `issue` and `as_of`.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.sections.paper import Paper


def values(_paper: Paper, options: Mapping[str, object]) -> dict[str, object]:
    """`title`."""
    return {"title": options.get("title", "")}
