"""Profiles of actors: who they are, what they give and get, position, motives, costs and risks, gaps.

Option `actors`: which, in this order (default: the brief's scope). What an actor gives and gets, and what it denies,
is derived from the claims; the rest is the curator's profile, less what was not yet known on the day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from briefing.analysis.findings import Cell
from briefing.analysis.matrix import LADDER
from briefing.analysis.verification import is_denial
from briefing.corpus.records import Actor, Claim
from briefing.document.build import cell, columns, inlines, p, row, span, strong, table
from briefing.document.nodes import Block, Inline, Row, Table
from briefing.sections.citing import cite, known_only
from briefing.sections.paper import Paper, upper_first
from briefing.selection import lineage

CITED = 4
FEW = 8  # partners for whom what an actor gives and what it gets stand in one cell each; more have a row each
PARTS = ("position", "motives", "costs", "gaps")


def values(paper: Paper, options: Mapping[str, object]) -> dict[str, object]:
    """`actors`: for each its name, names, role, description, flows and parts; those without reporting are left out."""
    wanted = options.get("actors") or paper.brief.scope.actors
    ids = (
        [a for a in wanted if isinstance(a, str) and a in paper.corpus.actors]
        if isinstance(wanted, (list, tuple))
        else []
    )
    reported = _reported(paper)
    return {"actors": [_profile(paper, paper.corpus.actors[a], reported) for a in ids if a in reported.mentioned]}


class _Reported(msgspec.Struct, frozen=True):
    """Whom the claims name, themselves or a part of them; by actor, its flows and what it or a part of it denies."""

    mentioned: set[str]
    gives: dict[str, list[Cell]]
    gets: dict[str, list[Cell]]
    denials: dict[str, list[Claim]]


def _reported(paper: Paper) -> _Reported:
    named: dict[str, None] = {}
    found = _Reported(set(), {}, {}, {})
    for claim in paper.selection.claims.values():
        named |= dict.fromkeys((claim.provider, claim.recipient, claim.speaker, *claim.actors))
        if claim.speaker and is_denial(claim):
            for actor in lineage(paper.corpus, claim.speaker):
                found.denials.setdefault(actor, []).append(claim)
    found.mentioned.update(actor for name in named for actor in lineage(paper.corpus, name))
    for flow in paper.cells.values():
        found.gives.setdefault(flow.dyad.provider, []).append(flow)
        found.gets.setdefault(flow.dyad.recipient, []).append(flow)
    return found


def _profile(paper: Paper, actor: Actor, reported: _Reported) -> dict[str, object]:
    profile = actor.profile
    texts = {part: known_only(paper, getattr(profile, part)) if profile else "" for part in ("description", *PARTS)}
    kind = paper.word("actor_type", actor.type)
    parent = paper.corpus.actors.get(actor.part_of)
    role = actor.role or (paper.say("part_of", kind=kind, parent=parent.name) if parent else kind)
    return {
        "id": f"actor-{actor.id}",
        "name": actor.name,
        "names": _names(actor),
        "role": role,
        "location": profile.location if profile else actor.location,
        "flows": _flows(paper, actor, reported.gives.get(actor.id, ()), reported.gets.get(actor.id, ())),
        "denials": [{"text": c.text, "notes": cite((c.id,))} for c in reported.denials.get(actor.id, ())],
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


def _flows(paper: Paper, actor: Actor, gives: Sequence[Cell], gets: Sequence[Cell]) -> Table | None:
    """What the actor gives and gets, by dyad; None if nothing is reported."""
    if not gives and not gets:
        return None
    heads = [paper.word("head", "gives"), paper.word("head", "gets")]
    given, got = _by_partner(gives, "recipient"), _by_partner(gets, "provider")
    partners = sorted({*given, *got}, key=lambda partner: (paper.name(partner), partner))
    body = [row(_side(paper, given, "to"), _side(paper, got, "from"))]
    if len(partners) > FEW:
        heads.insert(0, paper.word("head", "partner"))
        body = [_row(paper, partner, given.get(partner, ()), got.get(partner, ())) for partner in partners]
    return table(
        f"flows-{actor.id}",
        columns("l" * len(heads)),
        head=[row(*heads, header=True)],
        body=body,
        summary=paper.say("profile_summary", actor=actor.name),
    )


def _by_partner(cells: Sequence[Cell], other: str) -> dict[str, list[Cell]]:
    partners: dict[str, list[Cell]] = {}
    for found in cells:
        partners.setdefault(getattr(found.dyad, other), []).append(found)
    return partners


def _row(paper: Paper, partner: str, given: Sequence[Cell], got: Sequence[Cell]) -> Row:
    """What goes to one partner and what comes from it, where there are many."""
    nothing = [p("–", role="small")]
    return row(cell(paper.name(partner), header=True), _stages(paper, given) or nothing, _stages(paper, got) or nothing)


def _side(paper: Paper, partners: Mapping[str, Sequence[Cell]], direction: str) -> list[Block]:
    """For each partner a line with its name, then a line for each stage: what, and how well it is verified."""
    made: list[Block] = []
    for partner, theirs in partners.items():
        made += [p(strong(paper.say(direction, actor=paper.name(partner))), role="small"), *_stages(paper, theirs)]
    return made or [p(paper.say("nothing_reported"), role="small")]


def _stages(paper: Paper, cells: Sequence[Cell]) -> list[Block]:
    """A line for each stage, the furthest first."""
    by_word: dict[str, list[Cell]] = {}
    for found in sorted(cells, key=lambda c: -LADDER.index(c.headline.stage)):
        by_word.setdefault(paper.stage(found.headline.stage, found.category), []).append(found)
    return [block for word, found in by_word.items() for block in _stage(paper, found, word)]


def _stage(paper: Paper, cells: list[Cell], stage: str) -> list[Block]:
    """One line, as `Delivered: arms (confirmed), small arms (single source).`; nothing for no cells."""
    words: list[Inline] = []
    for number, found in enumerate(cells):
        status = paper.word("verification", found.headline.verification)
        name = f"{paper.inside(paper.category(found.category))} ({status})"
        words += inlines(", " if number else f"{upper_first(stage)}: ", name, cite(found.headline.claims[:CITED]))
    return [p(words, ".", role="small")] if words else []
