"""Profiles of actors: who they are, what they give and get, position, motives, costs and risks, gaps.

Option `actors`: which, in this order (default: the brief's scope). What an actor gives and gets, and what it denies,
is derived from the claims; the rest is the curator's profile, less what was not yet known on the day.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.analysis.findings import Cell
from briefing.analysis.matrix import is_denial
from briefing.corpus.records import Actor
from briefing.document.build import columns, inlines, p, row, span, strong, table
from briefing.document.nodes import Block, Inline, Table
from briefing.sections.citing import cite, known_only
from briefing.sections.paper import Paper
from briefing.selection import lineage

CITED = 4
PARTS = ("position", "motives", "costs", "gaps")


def values(paper: Paper, options: Mapping[str, object]) -> dict[str, object]:
    """`actors`: for each its name, names, role, description, flows and parts; those without reporting are left out."""
    wanted = options.get("actors") or paper.brief.scope.actors
    ids = [a for a in wanted if isinstance(a, str) and a in paper.corpus.actors] if isinstance(wanted, (list, tuple)) else []
    return {"actors": [_profile(paper, paper.corpus.actors[a]) for a in ids if _mentioned(paper, a)]}


def _mentioned(paper: Paper, actor: str) -> bool:
    """Whether any claim known on the day names the actor or a part of it."""
    return any(
        actor in lineage(paper.corpus, name)
        for c in paper.selection.claims.values()
        for name in (c.provider, c.recipient, c.speaker, *c.actors)
        if name
    )


def _profile(paper: Paper, actor: Actor) -> dict[str, object]:
    profile = actor.profile
    texts = {part: known_only(paper, getattr(profile, part)) if profile else "" for part in ("description", *PARTS)}
    kind = paper.word("actor_type", actor.type)
    parent = paper.corpus.actors.get(actor.part_of)
    role = actor.role or (f"{kind}, part of {parent.name}" if parent else kind)
    return {
        "id": f"actor-{actor.id}",
        "name": actor.name,
        "names": _names(actor),
        "role": role,
        "location": profile.location if profile else actor.location,
        "flows": _flows(paper, actor),
        "denials": _denials(paper, actor),
        **texts,
    }


def _names(actor: Actor) -> tuple[Inline, ...]:
    """Other names: those in other scripts, in their language, and capitalised ones."""
    shown = [a for a in actor.aliases if a.lang or (a.text[:1].isupper() and " " not in a.text and a.text.isupper())]
    found: list[Inline] = []
    for alias in shown:
        found += inlines(", ") if found else ()
        found += [span(alias.lang, alias.text)] if alias.lang else inlines(alias.text)
    return tuple(found)


def _flows(paper: Paper, actor: Actor) -> Table | None:
    """What the actor gives and gets, by dyad; None if nothing is reported."""
    gives = [c for c in paper.analysis.cells.values() if c.dyad.provider == actor.id]
    gets = [c for c in paper.analysis.cells.values() if c.dyad.recipient == actor.id]
    if not gives and not gets:
        return None
    sides = (_side(paper, gives, "recipient"), _side(paper, gets, "provider"))
    return table(
        f"flows-{actor.id}",
        columns("ll"),
        head=[row(paper.word("head", "gives"), paper.word("head", "gets"), header=True)],
        body=[row(*sides)],
        summary=f"What {actor.name} gives and gets, as reported, with stage and verification.",
    )


def _side(paper: Paper, cells: list[Cell], other: str) -> list[Block]:
    """One paragraph for each partner: what passes, how far it has come, how well it is verified."""
    partners: dict[str, list[Cell]] = {}
    for found in cells:
        partners.setdefault(getattr(found.dyad, other), []).append(found)
    made: list[Block] = []
    for partner, flows in partners.items():
        preposition = "to" if other == "recipient" else "from"
        words: list[Inline] = list(inlines(strong(f"{preposition.capitalize()} {paper.name(partner)}: ")))
        for n, found in enumerate(flows):
            status = f"{paper.word('stage', found.headline.stage)}, {paper.word('verification', found.headline.verification)}"
            words += inlines(f"{paper.category(found.category).lower()} ({status})", cite(found.headline.claims[:CITED]))
            words += inlines("; " if n < len(flows) - 1 else ".")
        made.append(p(words, role="small"))
    return made or [p("Nothing reported.", role="small")]


def _denials(paper: Paper, actor: Actor) -> list[dict[str, object]]:
    """What the actor, or a part of it, denies."""
    return [
        {"text": c.text, "notes": cite((c.id,))}
        for c in paper.selection.claims.values()
        if is_denial(c) and c.speaker and actor.id in lineage(paper.corpus, c.speaker)
    ]
