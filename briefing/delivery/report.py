"""A word to the editor by mail when a run without a person at the screen has failed."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from briefing.delivery import distribution, mail
from briefing.delivery.credentials import credentials
from briefing.delivery.journal import State
from briefing.delivery.mail import Letter
from briefing.problems import Location, Problem


def report(path: Path, subject: str, text: str, now: str, environment: Mapping[str, str]) -> Problem | None:
    """Mail a text to the editor that a distribution names; the reason where that cannot be done."""
    found, problems = distribution.load(path)
    if found is None:
        return problems[0]
    if found.editor is None:
        return Problem(code="editor-none", message="there is no editor to report to", location=Location(str(path)))
    login = credentials(found.server, environment)
    if isinstance(login, Problem):
        return login
    sender, editor = found.sender.address, found.editor.address
    fields = EmailMessage(policy=SMTP)
    fields["From"], fields["To"], fields["Subject"] = sender.wire, editor.wire, " ".join(subject.split())
    fields["Date"] = format_datetime(datetime.datetime.fromisoformat(now))
    fields["Message-ID"] = f"<{hashlib.sha256(f'{now}{text}'.encode()).hexdigest()[:40]}@{sender.domain}>"
    fields["Auto-Submitted"] = "auto-generated"
    fields.set_content(text or "no message", cte="quoted-printable")
    failed: list[str] = []

    def mark(_address: str, state: State, detail: str) -> None:
        if state not in ("accepted", "sending"):
            failed.append(detail)

    trouble = mail.hand_over(found.server, login, sender.wire, [Letter(editor.wire, fields.as_bytes)], mark)
    if trouble or not failed:
        return trouble
    return Problem(code="report-unsent", message=f"the editor was not told: {failed[-1]}", location=Location(str(path)))
