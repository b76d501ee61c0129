"""What sections and templates together leave broken: a reference without target, an id given twice, a level skipped."""

from __future__ import annotations

from briefing.document.checks import Fault, check
from briefing.document.nodes import Document
from briefing.document.walk import Kinds
from briefing.problems import Problem
from briefing.sections.prose import is_ours
from briefing.settings import Brief


def broken(brief: Brief, document: Document, body: Kinds) -> list[Problem]:
    """Each fault at the place in a template or a record that has it, or else at the brief's sections."""
    if document.notes and not any(s.name == "sources" for s in brief.sections):
        message = "the brief has no section sources, to which its notes lead"
        place = brief.location
        return [
            Problem(code="brief-no-sources", message=message, location=place, field=("sections",), hint="add - sources")
        ]
    return list(dict.fromkeys(_problem(brief, fault) for fault in check(document, body)))


def _problem(brief: Brief, fault: Fault) -> Problem:
    """A fault in what the user wrote is told there; one in a template of ours at what the brief makes of it."""
    places = [node.origin.location for node in fault.nodes if node.origin and node.origin.location]
    own = next((place for place in reversed(places) if not is_ours(place)), None)
    if own is not None:
        return Problem(code="paper-structure", message=fault.message, location=own, hint=fault.hint)
    return Problem(
        code="paper-structure",
        message=fault.message,
        location=brief.location,
        field=("sections",),
        other=places[0] if places else None,
        hint=fault.hint,
    )
