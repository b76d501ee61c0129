"""Digests of records: short, the same on every machine, changed by whatever a record says and by nothing else.

Where a record stands in its file does not count, nor when it was retracted: that is asked for by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

_LENGTH = 16  # hexadecimal digits: enough to tell a change, short enough for a list of hundreds
_ASIDE = ("location", "retracted")


def digest(record: msgspec.Struct) -> str:
    """The digest of what a record says."""
    return _of(_plain(msgspec.to_builtins(record)))


def digest_of_all(digests: Iterable[str]) -> str:
    """One digest of many records by theirs, whatever their order."""
    return _of(sorted(digests))


def _of(value: object) -> str:
    return hashlib.sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()[:_LENGTH]


def _plain(value: Any) -> Any:  # noqa: ANN401 - what JSON can hold
    """The value without its places."""
    if isinstance(value, dict):
        # most values are texts, and there are thousands: not each is worth a call
        return {
            key: _plain(held) if isinstance(held, (dict, list)) else held
            for key, held in value.items()
            if key not in _ASIDE
        }
    return [_plain(held) for held in value] if isinstance(value, list) else value
