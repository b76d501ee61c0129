"""Partial dates: a subset of EDTF (ISO 8601-2) with three-valued order and overlap."""

from __future__ import annotations

import datetime

import msgspec


class PartialDate(msgspec.Struct, frozen=True):
    """A date known to the year, month or day, or an interval; `~` marks it approximate.

    `earliest` and `latest` are the first and last day it can mean.
    """

    text: str
    earliest: datetime.date
    latest: datetime.date
    approximate: bool = False
