"""Notices before the paper: what a revision corrects, that material was left out, which issues did not appear."""

from __future__ import annotations

import datetime

from briefing.corpus import dates
from briefing.corpus.dates import PartialDate
from briefing.document.nodes import Block, Inline
from briefing.edition import Edition
from briefing.problems import Location, Problem
from briefing.sections.prose import Wording
from briefing.sections.vocabulary import calendar, vocabulary

TEMPLATE = "notices"


def notices(edition: Edition, wording: Wording, *, left_out: bool) -> tuple[tuple[Block, ...], list[Problem]]:
    """The notices of an edition, none for a plain one; with what is wrong in their template."""
    values: dict[str, object] = {
        "correction": edition.correction,
        "revision": edition.revision,
        "replaces": _day(edition.replaces, wording) if edition.replaces else "",
        "limit": edition.limit if left_out and edition.limit else "",
        "skipped": edition.skipped,
    }
    if not (edition.correction or values["limit"] or edition.skipped):
        return (), []
    return wording.render(TEMPLATE, values, cite=_nothing)


def _day(date: datetime.date, wording: Wording) -> str:
    words, _ = vocabulary(wording.folders, wording.keep)  # faults in them are told with the paper
    return dates.display(PartialDate.exactly(date), calendar(words))


def _nothing(ids: tuple[str, ...], location: Location | None) -> Inline | list[Problem]:
    message = f"notices cite nothing, and {ids[0]!r} is cited"
    return [Problem(code="notice-citation", message=message, location=location or Location())]
