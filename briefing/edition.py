"""How one issue is put out: for whom, compared with what, and as which revision."""

from __future__ import annotations

import datetime

import msgspec

from briefing.corpus.tlp import Tlp
from briefing.selection import Selection


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """What distinguishes an edition from a plain build.

    `limit` leaves out what is marked above it. If `recorded`, the issue is compared with `before`, the selection of
    the last issue that went out (None: there was none), and not with the corpus as of the issue before. `revision`
    counts from 1; a later one says in `correction` what was wrong in the one of the day `replaces`. `skipped` are
    the first and last number of issues that did not come out since.
    """

    limit: Tlp | None = None
    recorded: bool = False
    before: Selection | None = None
    revision: int = 1
    correction: str = ""
    replaces: datetime.date | None = None
    skipped: tuple[int, int] | None = None


PLAIN = Edition()
