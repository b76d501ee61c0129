"""The matrix of assistance as a table: categories in rows, directed dyads in columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

import msgspec

from briefing.analysis.findings import Amount, Dyad, StageFinding
from briefing.analysis.findings import Cell as Finding
from briefing.corpus.records import CategoryGroup
from briefing.document.build import cell, columns, mark, p, row, strong, table
from briefing.document.nodes import Block, Cell, CellStyle, Origin, Paragraph, Row, Table
from briefing.sections.citing import cite, cite_negative
from briefing.sections.paper import Paper, upper_first

CITED = 6  # claims that a cell's note names; the register lists all


def build(paper: Paper, dyads: Sequence[Dyad], caption: str) -> Table:
    """The matrix for these dyads; categories without reporting or search are left out."""
    cells = {key: c for key, c in paper.analysis.cells.items() if c.dyad in dyads}
    searched = {
        (n.provider, n.recipient, n.category): n.id
        for n in paper.selection.negative_findings
        if n.provider and n.category
    }
    used = {key[2] for key in (*cells, *searched) if Dyad(key[0], key[1]) in dyads}
    body: list[Row] = []
    for group in get_args(CategoryGroup):
        names = [c for c in paper.corpus.categories.values() if c.group == group and c.id in used]
        if names:
            body.append(row(cell(strong(paper.word("group", group)), header=True, colspan=len(dyads) + 1)))
        for category in names:
            found = [_cell(paper, (d.provider, d.recipient, category.id), cells, searched) for d in dyads]
            body.append(row(cell(category.name, header=True), *found))
    head = row(paper.word("head", "category"), *(paper.dyad(d.provider, d.recipient) for d in dyads), header=True)
    return table(
        "matrix",
        columns("l" * (len(dyads) + 1), 1.0, *[1.35] * len(dyads)),
        head=[head],
        body=body,
        caption=caption,
        summary=paper.say("matrix_summary"),
    )


def reported(paper: Paper) -> list[Dyad]:
    """All dyads with reporting among the actors of the scope, those with most categories first."""
    counts: dict[Dyad, int] = {}
    for found in paper.cells.values():
        counts[found.dyad] = counts.get(found.dyad, 0) + 1
    return sorted(counts, key=lambda d: (-counts[d], d))


def _cell(
    paper: Paper,
    key: tuple[str, str, str],
    cells: Mapping[tuple[str, str, str], Finding],
    searched: Mapping[tuple[str, str, str], str],
) -> Cell:
    if found := cells.get(key):
        missing = [p(paper.say("not_found"), cite_negative(searched[key]), role="small")] if key in searched else []
        made = cell(*_lines(paper, found), *missing, style=_style(found))
        return msgspec.structs.replace(made, origin=Origin(flow(key)))
    if finding := searched.get(key):
        return cell(p(paper.say("none_found"), cite_negative(finding), role="small"), style="empty")
    return cell(p("–", role="small"), style="empty")


def flow(key: tuple[str, str, str]) -> str:
    """The record of a cell: `flow:dprk>russia:troops`."""
    provider, recipient, category = key
    return f"flow:{provider}>{recipient}:{category}"


def _style(found: Finding) -> CellStyle:
    if found.headline.verification == "disputed":
        return "disputed"
    return "tentative" if found.tentative else "plain"


def _lines(paper: Paper, found: Finding) -> list[Block]:
    """Mark with verification and stage; amount; lines, grade, trend and note; further stages."""
    headline = found.headline
    status = upper_first(paper.word("verification", headline.verification))
    stage = paper.stage(headline.stage, found.category)
    blocks: list[Paragraph] = [p(mark(headline.verification), " ", strong(status), f", {stage}", role="small")]
    blocks += [p(paper.amount(a), role="small") for a in countable(headline)]
    facts = f"{paper.lines(headline.lines)}; {headline.grade}" if headline.lines else headline.grade
    if paper.analysis.changes.since and found.trend != "same":
        facts += f"; {paper.word('trend', found.trend)}"
    blocks.append(p(facts, cite(headline.claims[:CITED]), role="small"))
    if found.denials and headline.verification not in ("disputed", "denied"):
        blocks.append(p(paper.say("denied_in_part"), cite(found.denials), role="small"))
    blocks += [_further(paper, f, found.category) for f in found.findings if f is not headline]
    return list(blocks)


def _further(paper: Paper, finding: StageFinding, category: str) -> Paragraph:
    """A stage beside the headline, as `In use: unverified`."""
    amounts = "".join(f", {paper.amount(a)}" for a in countable(finding))
    stage, status = paper.stage(finding.stage, category), paper.word("verification", finding.verification)
    return p(f"{upper_first(stage)}: {status}{amounts}", cite(finding.claims[:CITED]), role="small")


def countable(finding: StageFinding) -> list[Amount]:
    """The amounts that mean something in a cell: counts, not shares of something that a cell cannot name."""
    return [a for a in finding.amounts if a.unit != "percent"]
