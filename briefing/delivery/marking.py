"""Who may receive what (TLP 2.0): the gate before anything is sent.

A reader's clearance is the highest marking that the reader may receive, given with the reader or with the list.
TLP:RED goes to named readers only: those with a name and a clearance of their own.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.corpus.markings import above
from briefing.corpus.tlp import Tlp
from briefing.delivery.distribution import MailingList, Recipient
from briefing.problems import Problem


def refusals(group: MailingList, recipients: Iterable[Recipient], marking: Tlp) -> list[Problem]:
    """A problem for each reader of a list who may not have what is marked so."""
    return [problem for r in recipients if (problem := refusal(group, r, marking))]


def refusal(group: MailingList, recipient: Recipient, marking: Tlp) -> Problem | None:
    """Why a reader may not have what is marked so, and the remedy; None for one who may."""
    clearance = recipient.clearance or group.clearance
    if above(marking, clearance):
        message = f"{recipient} may receive up to {clearance}, and the issue is {marking}"
        hint = f"publish and send an edition with --marking {clearance}, or skip such readers with --skip-uncleared"
        return Problem(code="marking-refused", message=message, location=recipient.location, hint=hint)
    if marking == "TLP:RED" and not (recipient.name.text and recipient.clearance == "TLP:RED"):
        message = f"TLP:RED goes to named readers only, and {recipient} is not named for it"
        hint = "give this reader a name and clearance: TLP:RED, not the list"
        return Problem(code="marking-unnamed", message=message, location=recipient.location, hint=hint)
    return None
