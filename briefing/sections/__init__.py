"""The sections of a paper: each takes what was found and gives values; its template words them.

`SECTIONS` names every section with its function and options. `compose` alone joins the two wings: what is known
becomes what is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from briefing.analysis.findings import Analysis
from briefing.analysis.tradecraft import Examination
from briefing.beside import begun
from briefing.document.nodes import Block, Callout, Contents, Document, Figure, Heading, Inline, Notes, Text
from briefing.document.walk import Kinds, by_kind, joined
from briefing.problems import Location, Problem, errors
from briefing.schedule import Issue
from briefing.sections import (
    actor_profiles,
    assistance_matrix,
    changes,
    front,
    glossary,
    method,
    note,
    recommendations,
    register,
    responses,
    scenarios,
    scorecard,
    sources,
    summary,
    timeline,
    uncertainties,
)
from briefing.sections.broken import broken
from briefing.sections.citing import cite, cited_sources, notes
from briefing.sections.draft import draft_box
from briefing.sections.options import Kind, read
from briefing.sections.paper import Paper
from briefing.sections.prose import Cite, Wording
from briefing.sections.provenance import manifest
from briefing.sections.vocabulary import spoken, vocabulary
from briefing.settings import Brief, SectionSettings, Tradecraft

Values = Callable[[Paper, Mapping[str, object]], dict[str, object]]
Open = Callable[[], list[Problem]]


class Section(msgspec.Struct, frozen=True):
    """A section: the values for its template, and its options with their kinds."""

    values: Values
    options: Mapping[str, Kind] = {}


SECTIONS: Mapping[str, Section] = MappingProxyType(
    {
        "summary": Section(summary.values, {"judgments": "count"}),
        "changes": Section(changes.values),
        "actor-profiles": Section(actor_profiles.values, {"actors": "actors"}),
        "assistance-matrix": Section(assistance_matrix.values, {"columns": "dyads"}),
        "timeline": Section(timeline.values, {"since": "date"}),
        "responses": Section(responses.values),
        "uncertainties": Section(uncertainties.values),
        "scenarios": Section(scenarios.values),
        "recommendations": Section(recommendations.values),
        "note": Section(note.values, {"title": "text", "template": "text"}),
        "glossary": Section(glossary.values),
        "method": Section(method.values),
        "register": Section(register.values, {"figures": "flag"}),
        "scorecard": Section(scorecard.values),
        "sources": Section(sources.values),
    }
)
CONTENTS = Contents(depth=1)
FIRST = "note"  # what the check of tradecraft reads
CHECKED = ("method", "scorecard")  # what tells of that check
LAST = ("register", "sources")  # what tells of the other sections
MANY = 300  # claims from which on a fork costs less than it saves


def compose(  # noqa: PLR0913, PLR0917 - what a paper is made of
    brief: Brief,
    issue: Issue,
    analysis: Analysis,
    wording: Wording,
    created: str,
    tradecraft: Tradecraft,
    running: ExitStack,
    *,
    as_draft: bool = False,
) -> tuple[Document, list[Problem], Open]:
    """The paper, with what is wrong in templates, options and citations, and what tells what tradecraft leaves open.

    Where the paper itself does not say that, it may be found out while the paper is written, until `running` is closed.
    `created` is an ISO 8601 instant in UTC. A draft says that it is one and lists what is open, which is no error then.
    """
    words, problems = vocabulary(wording.folders, wording.keep)
    problems += wording.unused(map(_template, brief.sections))
    paper = Paper(brief=brief, issue=issue, analysis=analysis, words=words, **spoken(words))
    told = as_draft or any(section.name in CHECKED for section in brief.sections)
    paper, parts, faults, examined = _sections(paper, wording, tradecraft, running, told=told)
    problems += faults
    blocks = _with_contents([block for part in parts for block in part.blocks])
    if as_draft:
        box, faults = draft_box(paper, wording)
        blocks, parts = [*box, *blocks], [_part(box), *parts]
        problems += faults
    nodes = joined(part.nodes for part in parts)
    used = notes(paper, nodes)
    ending: list[Block] = []
    if used:
        ending = [Heading(level=1, id="notes", children=(Text(text=paper.word("fact", "notes")),)), Notes()]
    document = Document(
        properties=msgspec.structs.replace(front.properties(paper, created), draft=as_draft),
        masthead=front.masthead(paper),
        blocks=(*blocks, *ending),
        notes=used,
        manifest=manifest(paper, nodes, used),
    )
    body = joined([by_kind(document.masthead), nodes, by_kind(CONTENTS, *ending)])
    problems += [] if errors(problems) else broken(brief, document, body)
    return document, problems, lambda: _open(examined(), as_draft=as_draft)


def _open(examination: Examination, *, as_draft: bool) -> list[Problem]:
    """What tradecraft leaves open; a draft may leave it so."""
    found = examination.problems
    return [msgspec.structs.replace(problem, severity="warning") for problem in found] if as_draft else found


class Part(NamedTuple):
    """A section's blocks, and all nodes in them by kind: they are walked once for all who ask."""

    blocks: tuple[Block, ...]
    nodes: Kinds


def _part(blocks: tuple[Block, ...]) -> Part:
    return Part(blocks, by_kind(*blocks))


def _sections(
    paper: Paper, wording: Wording, tradecraft: Tradecraft, running: ExitStack, *, told: bool
) -> tuple[Paper, list[Part], list[Problem], Callable[[], Examination]]:
    """The blocks of all sections in order, and the paper with what its sections know of each other.

    The user's own sections are made first, for the check of tradecraft reads them; it is made beside most others.
    Where the paper tells of it, those sections that do follow. Register and sources are made last, when it is known
    what is drawn and what is cited.
    """
    parts: dict[int, Part] = {}
    problems: list[Problem] = []

    def make(*names: str) -> None:
        for number, section in enumerate(paper.brief.sections):
            if section.name in names:
                blocks, faults = _section(paper, section, wording)
                parts[number] = _part(blocks)
                problems.extend(faults)

    make(FIRST)
    own = {number: part.blocks for number, part in parts.items()}
    work = partial(_examined, paper, wording, tradecraft, own)
    many = len(paper.selection.claims) > MANY
    examined = running.enter_context(begun(work, worth_it=many or not told, patient=not told))
    make(*(name for name in SECTIONS if name not in (FIRST, *CHECKED, *LAST)))
    if told:
        paper = msgspec.structs.replace(paper, examination=examined())
        make(*CHECKED)
    figures = tuple(figure for place in sorted(parts) for figure in parts[place].nodes.get(Figure, ()))
    paper = msgspec.structs.replace(paper, figures=figures)
    make("register")
    said = joined(part.nodes for part in parts.values())
    paper = msgspec.structs.replace(paper, cited=cited_sources(said))
    make("sources")
    return paper, [parts[number] for number in sorted(parts)], problems, examined


def _examined(
    paper: Paper, wording: Wording, tradecraft: Tradecraft, own: Mapping[int, tuple[Block, ...]]
) -> Examination:
    """What the rules of tradecraft find; `own` are the blocks of the user's own sections."""
    from briefing.analysis.tradecraft.rules import examine  # noqa: PLC0415 - loaded in the process that applies them
    from briefing.sections.noted import passages  # noqa: PLC0415

    names = {number: _template(paper.brief.sections[number]) for number in own}
    said = [passage for number in own for passage in passages(names[number], own[number], wording.source)]
    return examine(paper.analysis, paper.brief, tradecraft, said)


def _template(settings: SectionSettings) -> str:
    """The name of a section's template; a section of the user's own names its template."""
    return str(settings.options.get("template", settings.name)) if settings.name == "note" else settings.name


def _prefix(sections: Sequence[SectionSettings], settings: SectionSettings) -> str | None:
    """What begins the ids of a section whose template another section before it uses, too; None for all others."""
    before = sections[: sections.index(settings)]
    used = _template(settings) in map(_template, before)
    return f"{settings.name}-{sum(s.name == settings.name for s in before) + 1}" if used else None


def _section(paper: Paper, settings: SectionSettings, wording: Wording) -> tuple[tuple[Block, ...], list[Problem]]:
    """One section's blocks; none if it has nothing to say."""
    section = SECTIONS[settings.name]
    options, problems = read(settings, section.options, paper.corpus)
    if problems:
        return (), problems
    template = _template(settings)
    names = [s.name for s in paper.brief.sections]
    common = {"sections": names, "brief": paper.brief, "issue": paper.issue, "as_of": paper.day(paper.selection.as_of)}
    values = common | section.values(paper, options)
    prefix = _prefix(paper.brief.sections, settings)
    return wording.render(template, values, cite=_citing(paper), prefix=prefix, asked=settings.location)


def _citing(paper: Paper) -> Cite:
    """Turns the ids of claims into a note reference, or says which are not there."""

    def make(ids: tuple[str, ...], location: Location | None) -> Inline | list[Problem]:
        problems = []
        for claim in ids:
            if claim not in paper.corpus.claims:
                message, hint = f"there is no claim {claim!r}", "cite a claim by its source and number: sherrod-2024/4"
            elif claim not in paper.selection.known:
                message = f"the claim {claim!r} was not known on {paper.selection.as_of}"
                hint = "cite what was known on the day, or build a later issue"
            else:
                continue
            place = location or Location()
            problems.append(Problem(code="citation-unknown", message=message, location=place, hint=hint))
        return problems or cite(ids)[0]

    return make


def _with_contents(blocks: list[Block]) -> list[Block]:
    """The blocks with the contents list after the bottom line, or first where there is none."""
    line = next((n for n, b in enumerate(blocks) if isinstance(b, Callout) and b.kind == "bottom-line"), -1)
    return [*blocks[: line + 1], CONTENTS, *blocks[line + 1 :]]
