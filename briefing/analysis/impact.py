"""What falls if a source, a claim or an origin goes: the analysis with and without what rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from briefing.analysis import analyse
from briefing.analysis.findings import Analysis, Verification
from briefing.corpus.records import Claim, Corpus, Stage
from briefing.selection import Selection, select

Kind = str


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """How well a stage of a cell is verified now and without; None where nothing is reported any more."""

    key: tuple[str, str, str]
    stage: Stage
    before: Verification
    after: Verification | None


class Support(msgspec.Struct, frozen=True, kw_only=True):
    """A judgment that loses support: the claims that go and those that stay, its lines now and without."""

    id: str
    lost: tuple[str, ...]
    left: tuple[str, ...]
    contrary_lost: tuple[str, ...]
    lines_before: int
    lines_after: int


class Impact(msgspec.Struct, frozen=True, kw_only=True):
    """All that falls with one record. `issues` are published issues that used it, where an archive tells."""

    kind: Kind
    id: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    levels: tuple[Level, ...]
    judgments: tuple[Support, ...]
    recommendations: tuple[str, ...]
    conflicts_gone: tuple[str, ...]
    conflicts_new: tuple[str, ...]
    issues: tuple[str, ...] = ()


def kind_of(corpus: Corpus, key: str) -> Kind:
    """Whether an id is a `claim`, a `source` or an `origin`; empty if none of them."""
    tables: Mapping[Kind, Mapping[str, object]] = {
        "claim": corpus.claims,
        "source": corpus.sources,
        "origin": corpus.origins,
    }
    return next((kind for kind, table in tables.items() if key in table), "")


def impact(analysis: Analysis, key: str, issues: tuple[str, ...] = ()) -> Impact:
    """What falls if the source, claim or origin with this id goes; nothing, if nothing known rests on it."""
    selection = analysis.selection
    gone = {c.id for c in selection.claims.values() if rests_on(selection.corpus, c, key)}
    rest = analyse(without(selection, gone))
    old, new = {c.id for c in analysis.conflicts}, {c.id for c in rest.conflicts}
    supports = tuple(_supports(analysis, gone))
    fallen = {s.id for s in supports}
    return Impact(
        kind=kind_of(selection.corpus, key),
        id=key,
        claims=tuple(c for c in selection.claims if c in gone),
        sources=tuple(s for s in selection.sources if s not in rest.selection.sources),
        levels=tuple(_levels(analysis, rest)),
        judgments=supports,
        recommendations=tuple(
            r.id for r in selection.recommendations if fallen & set(r.judgments) or gone & set(r.claims)
        ),
        conflicts_gone=tuple(c.id for c in analysis.conflicts if c.id not in new),
        conflicts_new=tuple(c.id for c in rest.conflicts if c.id not in old),
        issues=issues,
    )


def rests_on(corpus: Corpus, claim: Claim, key: str) -> bool:
    """Whether a claim is this one, is of this source, or relays this origin or source, directly or through others."""
    if key in (claim.id, claim.source):
        return True
    seen: set[str] = set()
    waiting = [("origins", claim.origin), ("sources", claim.source)]
    while waiting:
        table, name = waiting.pop()
        if not name or name in seen:
            continue
        if name == key:
            return True
        seen.add(name)
        if table == "origins" and (origin := corpus.origins.get(name)):
            waiting += [("origins", origin.relays), ("sources", origin.source)]
        elif table == "sources" and (source := corpus.sources.get(name)):
            waiting.append(("sources", source.relays))
    return False


def without(selection: Selection, gone: set[str]) -> Selection:
    """The selection as it would be, had these claims never been known."""
    corpus = selection.corpus
    claims = {key: c for key, c in corpus.claims.items() if key not in gone}
    return select(msgspec.structs.replace(corpus, claims=claims), selection.scope, selection.as_of)


def _levels(before: Analysis, after: Analysis) -> Iterator[Level]:
    """The stages of cells whose verification differs, or that nothing reports any more."""
    for key, cell in before.cells.items():
        found = after.cells.get(key)
        left = {f.stage: f.verification for f in found.findings if f.claims} if found else {}
        for finding in cell.findings:
            now = left.get(finding.stage)
            if finding.claims and now != finding.verification:
                yield Level(key=key, stage=finding.stage, before=finding.verification, after=now)


def _supports(analysis: Analysis, gone: set[str]) -> Iterator[Support]:
    """The standing judgments that rest on claims that go, or that these speak against."""
    lines = analysis.lines
    for judgment in analysis.selection.judgments.values():
        lost = tuple(c for c in judgment.claims if c in gone)
        contrary = tuple(c for c in judgment.contrary if c in gone)
        if judgment.retired or not (lost or contrary):
            continue
        left = tuple(c for c in judgment.claims if c not in gone)
        yield Support(
            id=judgment.id,
            lost=lost,
            left=left,
            contrary_lost=contrary,
            lines_before=len({lines[c] for c in judgment.claims if c in lines}),
            lines_after=len({lines[c] for c in left if c in lines}),
        )
