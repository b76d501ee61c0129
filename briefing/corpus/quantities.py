"""Quantities as sources give them: exact, about, a range, at least, at most."""

from __future__ import annotations

from decimal import Decimal

import msgspec


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its unit; exactly one of `value`, `about`, `low` with `high`, `at_least`, `at_most` is set."""

    unit: str
    value: Decimal | None = None
    about: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    of: str = ""
