"""How commands send a published issue and tell what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing.commands import DONE, PROBLEMS, UNDELIVERED, Outcome, Session
from briefing.commands.report import told
from briefing.configuration import Configuration
from briefing.delivery import dispatch, distribution
from briefing.delivery.credentials import credentials
from briefing.delivery.dispatch import Choice, Mailing
from briefing.delivery.journal import Row, State
from briefing.delivery.ledger import Entry
from briefing.problems import Problem, errors
from briefing.yamlfile import pinpoint


class Parcel(NamedTuple):
    """A published issue: the brief's file and settings, the archive and the issue's entry."""

    path: Path
    settings: Configuration
    home: Path
    entry: Entry


def sent(
    session: Session, parcel: Parcel, choice: Choice, *, retry: Sequence[State] = (), dry: bool = False
) -> Outcome:
    """What came of sending an issue; nothing is sent where anything speaks against it."""
    _, settings, home, entry = parcel
    found, problems = _distribution(parcel.path, settings)
    mailing, more = dispatch.prepare(home, entry, found, settings.style.colours, choice) if found else (None, [])
    problems += more
    if mailing is None or errors(problems):
        return Outcome(PROBLEMS, messages=told(problems, "; nothing was sent"))
    warnings = told(problems) if problems else ""
    if dry:
        return Outcome(DONE, _plan(mailing), warnings)
    login = credentials(mailing.distribution.server, session.environment)
    if isinstance(login, Problem):
        return Outcome(PROBLEMS, messages=told(pinpoint([*problems, login]), "; nothing was sent"))
    rows, begun, unsent = dispatch.send(mailing, login, session.now, retry=retry)
    problems += unsent
    silent = not rows if unsent else session.quiet  # without rows the journal could not be had
    results = "" if silent else _summary(entry, rows, begun)
    return Outcome(UNDELIVERED if unsent else DONE, results, told(problems) if problems else "")


def _distribution(path: Path, settings: Configuration) -> tuple[distribution.Distribution | None, list[Problem]]:
    brief = settings.brief
    if not brief.distribution:
        message, hint = "the brief names no distribution", "add `distribution: distribution.yaml`"
        return None, [Problem(code="distribution-none", message=message, location=brief.location, hint=hint)]
    return distribution.load(path.parent / brief.distribution)


def _plan(mailing: Mailing) -> str:
    """Who would get what, a line a reader."""
    lines = [f"{mailing.entry.name}, {mailing.entry.marking}: would go to {len(mailing.readers)}"]
    for reader in mailing.readers:
        size = len(mailing.bodies[reader.formats]) / 1000
        files = ", ".join(reader.formats) or "no file"
        lines.append(f"  {reader.recipient}  ({reader.list}; {files}; {size:,.0f} kB)  {reader.subject}")
    return "\n".join(lines)


def _summary(entry: Entry, rows: Sequence[Row], begun: Collection[str]) -> str:
    """How many messages are in which state: `issue 75 of 2025-03-02: 3 accepted (1 of them now), 1 unknown`."""
    counts = Counter(row.state for row in rows)
    fresh = sum(row.state == "accepted" and row.address in begun for row in rows)
    parts = [
        f"{number} {state}" + (f" ({fresh} of them now)" if state == "accepted" else "")
        for state, number in sorted(counts.items())
    ]
    return f"{entry.name}: {', '.join(parts) or 'nobody to send it to'}"
