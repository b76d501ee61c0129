"""Claims on one flow that cannot all be right: denied, hedged by one and stated by another, refused and delivered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from briefing.analysis.event_conflicts import takes_part
from briefing.analysis.findings import Cell, Conflict, Reason
from briefing.analysis.matrix import flow_of
from briefing.analysis.propositions import apart, by_key, same_time
from briefing.analysis.verification import FLAT, denied_by, is_affirmed, is_denial
from briefing.corpus.records import Claim
from briefing.selection import Selection, lineage

PLANNED = ("sought", "pledged", "agreed")
UNDER_WAY = ("in-transit", "delivered", "in-use")
SOFT = ("possible", "alleged")
Flow = tuple[str, str, str]
NO_FLOW: Flow = ("", "", "")


def find(selection: Selection, line_of: Mapping[str, str], cells: Mapping[Flow, Cell]) -> Iterator[Conflict]:
    """Conflicts of denial, status and stage."""
    yield from _denials(selection, line_of, cells)
    yield from _statuses(selection, line_of)
    yield from _stages(selection)


def _denials(selection: Selection, line_of: Mapping[str, str], cells: Mapping[Flow, Cell]) -> Iterator[Conflict]:
    """Flows that one side asserts or alleges and another denies, and claims denied by name."""
    by_home: dict[Flow, list[Claim]] = {}
    for claim in selection.claims.values():
        if is_denial(claim):
            by_home.setdefault(_home(selection, claim), []).append(claim)
    for claim in by_home.pop(NO_FLOW, []):
        named = [selection.claims[c] for c in claim.denies if c in selection.claims]
        if denied := [c.id for c in named if not takes_part(claim, c)]:
            yield Conflict(id=f"denial:{claim.id}", kind="denial", sides=(*denied, claim.id), treatment="disputed")
    for home, denials in sorted(by_home.items()):
        against = _against(selection, cells.get(home), denials, line_of)
        if against:
            provider, recipient, category = home
            shown = cells[home].headline.verification if home in cells else "disputed"
            yield Conflict(
                id=f"denial:{provider}>{recipient}:{category}",
                kind="denial",
                sides=(*against, *(d.id for d in denials)),
                provider=provider,
                recipient=recipient,
                category=category,
                reasons=_why_denied(selection, against, denials),
                treatment="disputed" if shown in ("disputed", "denied") else "undenied",
            )


def _home(selection: Selection, denial: Claim) -> Flow:
    """The flow that a denial is about: its own, or the first of those that it names claims of."""
    own = flow_of(selection.corpus, denial)
    named = (selection.claims[c] for c in denial.denies if c in selection.claims)
    return own or min((f for c in named if (f := flow_of(selection.corpus, c))), default=NO_FLOW)


def _against(
    selection: Selection, cell: Cell | None, denials: list[Claim], line_of: Mapping[str, str]
) -> tuple[str, ...]:
    """The claims that the denials stand against: what is affirmed of the flow beyond plans, and what they name."""
    named = [c for d in denials for c in d.denies if c in selection.claims]
    denied = denied_by(selection.corpus, denials, line_of)
    stated = [c for f in cell.findings if f.stage not in PLANNED for c in f.claims] if cell else []
    reached = [c for c in stated if _contradicted(selection.claims[c], denied)]
    return tuple(dict.fromkeys([*reached, *named]))


def _contradicted(claim: Claim, denied: Callable[[Claim], bool]) -> bool:
    return is_affirmed(claim) and claim.kind == "assistance" and denied(claim)


def _why_denied(selection: Selection, against: Iterable[str], denials: Iterable[Claim]) -> tuple[Reason, ...]:
    """Whether a party to the flow denies it, and whether one states as fact what another only alleges."""
    found: list[Reason] = []
    for denial in denials:
        spoken = set(lineage(selection.corpus, denial.speaker)) if denial.speaker else set()
        parties = {a for p in (denial.provider, denial.recipient) for a in lineage(selection.corpus, p)}
        if spoken & parties and "party-denies" not in found:
            found.append("party-denies")
    worded = {selection.claims[c].wording for c in against}
    if "alleged" in worded and worded & set(FLAT):
        found.append("hedge-dropped")
    return tuple(found)


def _statuses(selection: Selection, line_of: Mapping[str, str]) -> Iterator[Conflict]:
    """What is stated flatly in one place and hedged or only alleged in another.

    One flow between the same actors, one stage that is more than a plan, times not surely apart. A figure that is
    only possible hedges the figure alone.
    """
    spoken = [c for c in selection.claims.values() if c.kind != "forecast" and not is_denial(c)]
    for key, claims in by_key(spoken, _statement).items():
        flat: dict[str, Claim] = {}
        soft: dict[str, Claim] = {}
        for part in same_time(claims):
            stated = [c for c in part if c.wording in FLAT]
            hedged = [c for c in part if c.wording in SOFT and c.quantity is None]
            if stated and hedged:
                flat |= {c.id: c for c in stated}
                soft |= {c.id: c for c in hedged}
        if flat:
            yield _status(selection, key, [flat[c] for c in sorted(flat)], [soft[c] for c in sorted(soft)], line_of)


def _status(
    selection: Selection, key: str, flat: list[Claim], soft: list[Claim], line_of: Mapping[str, str]
) -> Conflict:
    flow = flow_of(selection.corpus, flat[0]) or NO_FLOW
    stating, hedging = {line_of[c.id] for c in flat}, {line_of[c.id] for c in soft}
    why: list[Reason] = ["hedge"] if stating & hedging else []
    if stating != hedging:
        why.append("hedge-dropped")
    return Conflict(
        id=f"status:{key}",
        kind="status",
        sides=tuple(c.id for c in (*flat, *soft)),
        event=min((c.event for c in flat if c.event), default=""),
        provider=flow[0],
        recipient=flow[1],
        category=flow[2],
        reasons=tuple(why),
        treatment="hedged",
    )


def _statement(claim: Claim) -> str:
    """The flow between the very actors that a claim names, with its stage; empty for a plan or none."""
    if not (claim.provider and claim.recipient and claim.category and claim.stage) or claim.stage in PLANNED:
        return ""
    return f"{claim.provider}>{claim.recipient}:{claim.category}:{claim.stage}"


def _stages(selection: Selection) -> Iterator[Conflict]:
    """A flow that one claim has refused and another has pledged, agreed or under way, at times not surely apart.

    Suspension may follow delivery; it stands only against what is dated to the same time and still on its way.
    """
    staged = [c for c in selection.claims.values() if c.stage and is_affirmed(c)]
    for key, claims in by_key(staged, lambda c: ">".join(flow_of(selection.corpus, c) or ())).items():
        if not any(c.stage in ("refused", "suspended") for c in claims):
            continue
        sides: dict[str, Claim] = {}
        for part in same_time(claims):
            sides |= {c.id: c for c in _exclusive(part)}
        if sides:
            provider, recipient, category = key.split(">")
            yield Conflict(
                id=f"stage:{provider}>{recipient}:{category}",
                kind="stage",
                sides=tuple(sorted(sides, key=lambda c: (sides[c].stage in ("refused", "suspended"), c))),
                provider=provider,
                recipient=recipient,
                category=category,
                reasons=("unexplained",),
                treatment="open",
            )


def _exclusive(claims: list[Claim]) -> list[Claim]:
    """The claims of one time whose stages exclude each other."""
    refused = [c for c in claims if c.stage == "refused"]
    granted = [c for c in claims if c.stage in ("pledged", "agreed", *UNDER_WAY)] if refused else []
    suspended = [c for c in claims if c.stage == "suspended" and c.date]
    moving = [c for c in claims if c.stage == "in-transit" and c.date] if suspended else []
    found = [*granted, *refused] if granted else []
    found += [*moving, *suspended] if moving else []
    named = [c for c in found if c.distinct_from]
    return [c for c in found if not any(apart(c, other) for other in named)]
