"""What changed between two analyses, of one corpus as of two days or of two corpora (an archived one and today's).

A judgment is new, raised, lowered, reworded, retired or unchanged; its reason is the curator's. A cell changed if its
headline's stage or verification did. A range widened if it holds the old one and more, narrowed if the old one holds
it. A claim is revised if a field of its record reads otherwise; only two corpora can show that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal

from briefing.analysis.findings import (
    Amount,
    Analysis,
    Cell,
    CellChange,
    Changes,
    Judged,
    RangeChange,
    Regraded,
    RevisedClaim,
)
from briefing.corpus.records import Claim, Stage
from briefing.selection import JudgmentState, Selection

_UNCOMPARED = ("location", "id", "added", "retracted", "retraction_reason")  # when it counts, not what it says


def compare(before: Analysis | None, after: Analysis) -> Changes:
    """The changes from `before` to `after`; with nothing before, all judgments are new."""
    now = after.selection
    if before is None:
        return Changes(since=None, judgments=tuple(_judged(j, None) for j in now.judgments.values() if not j.retired))
    then = before.selection
    lost = tuple(c for c in then.claims if c not in now.claims)
    opened, settled, gone = _conflicts(before, after)
    return Changes(
        since=then.as_of,
        new_sources=tuple(s for s in now.sources if s not in then.sources),
        lost_sources=tuple(s for s in then.sources if s not in now.sources),
        new_claims=tuple(c for c in now.claims if c not in then.claims),
        lost_claims=lost,
        retracted=tuple(c for c in lost if _withdrawn(now, c)),
        revised=tuple(_revised(then, now)),
        regraded=tuple(_regraded(then, now)),
        judgments=tuple(_judgments(then, now)),
        cells=tuple(_cells(before.cells, after.cells)),
        ranges=tuple(_ranges(before.cells, after.cells)),
        opened=opened,
        settled=settled,
        gone=gone,
    )


def _withdrawn(now: Selection, claim: str) -> bool:
    """Whether a claim that is known no more was withdrawn, itself or with its source; not merely out of scope."""
    record = now.corpus.claims.get(claim)
    if record is None:
        return True
    source = now.corpus.sources.get(record.source)
    ends = [r.retracted for r in (record, source) if r is not None and r.retracted is not None]
    return any(end.earliest <= now.as_of for end in ends)


def _revised(then: Selection, now: Selection) -> Iterator[RevisedClaim]:
    """Claims in both whose records differ."""
    for key, claim in now.claims.items():
        old = then.claims.get(key)
        if old is not None and old is not claim and (fields := tuple(differing(old, claim))):
            yield RevisedClaim(id=key, fields=fields)


def differing(before: Claim, after: Claim) -> Iterator[str]:
    """The fields in which two records of a claim say different things."""
    for name in Claim.__struct_fields__:
        if name not in _UNCOMPARED and _said(getattr(before, name)) != _said(getattr(after, name)):
            yield name


def _said(value: Any) -> Any:  # noqa: ANN401 - any field
    """A field's value without the places of the records in it."""
    if isinstance(value, tuple):
        return [(v.claim, v.reason) if hasattr(v, "location") else v for v in value]
    return value


def _regraded(then: Selection, now: Selection) -> Iterator[Regraded]:
    """Sources in both whose reliability differs."""
    for key, source in now.sources.items():
        old = then.sources.get(key)
        if old is not None and old.reliability != source.reliability:
            yield Regraded(id=key, before=old.reliability, after=source.reliability, why=source.reliability_reason)


def _judgments(then: Selection, now: Selection) -> Iterator[Judged]:
    for judgment in now.judgments.values():
        old = then.judgments.get(judgment.id)
        if not (judgment.retired and (old is None or old.retired)):
            yield _judged(judgment, old)


def _judged(now: JudgmentState, then: JudgmentState | None) -> Judged:
    """How one judgment stands against the last issue."""
    if then is None:
        return Judged(id=now.id, change="new", why=now.why)
    if now.changed == then.changed:
        return Judged(id=now.id, change="unchanged")
    before = then.likelihood.term if then.likelihood.term != now.likelihood.term else ""
    trust = then.confidence.level if then.confidence.level != now.confidence.level else ""
    match now.change:
        case "raised" | "lowered" | "reworded" | "retired":
            return Judged(id=now.id, change=now.change, before=before, confidence_before=trust, why=now.why)
        case _:
            return Judged(id=now.id, change="unchanged", confidence_before=trust, why=now.why)


Key = tuple[str, str, str]


def _cells(before: Mapping[Key, Cell], after: Mapping[Key, Cell]) -> Iterator[CellChange]:
    """Cells whose headline differs in stage or verification, new ones and lost ones."""
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        then, now = old.headline if old else None, new.headline if new else None
        same = then and now and (then.stage, then.verification) == (now.stage, now.verification)
        if not same:
            yield CellChange(key=key, before=then, after=now)


def _ranges(before: Mapping[Key, Cell], after: Mapping[Key, Cell]) -> Iterator[RangeChange]:
    """Spans of one unit at one stage that are there in both and differ."""
    for key in sorted({*before} & {*after}):
        old, new = _amounts(before[key]), _amounts(after[key])
        for place in sorted({*old} & {*new}):
            change = _moved(old[place], new[place])
            if change:
                yield RangeChange(key=key, stage=place[0], before=old[place], after=new[place], change=change)


def _amounts(cell: Cell) -> dict[tuple[Stage, str], Amount]:
    """The spans of a cell that one stage and unit name; shares of several things do not."""
    found: dict[tuple[Stage, str], list[Amount]] = {}
    for finding in cell.findings:
        for amount in finding.amounts:
            found.setdefault((finding.stage, amount.unit), []).append(amount)
    return {place: amounts[0] for place, amounts in found.items() if len(amounts) == 1}


def _moved(old: Amount, new: Amount) -> Literal["widened", "narrowed", "moved", ""]:
    (old_low, old_high), (low, high) = _ends(old), _ends(new)
    if (old_low, old_high) == (low, high):
        return ""
    if low <= old_low and high >= old_high:
        return "widened"
    return "narrowed" if low >= old_low and high <= old_high else "moved"


def _ends(amount: Amount) -> tuple[Decimal, Decimal]:
    low = amount.low if amount.low is not None else Decimal(0)
    return low, amount.high if amount.high is not None else Decimal("Infinity")


def _conflicts(before: Analysis, after: Analysis) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Ids of conflicts that opened (or opened again), that a curator settled, and that are found no more."""
    old, new = _standing(before.conflicts), _standing(after.conflicts)
    opened = tuple(c for c, stands in new.items() if stands and not old.get(c, False))
    settled = tuple(c for c, stands in new.items() if not stands and old.get(c, True))
    gone = tuple(c for c, stands in old.items() if stands and c not in new)
    return opened, settled, gone


def _standing(conflicts: Iterable[Any]) -> dict[str, bool]:
    return {c.id: not c.settled for c in conflicts}
