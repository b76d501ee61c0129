"""Digests of records: short, the same on every machine, changed by whatever a record says and by nothing else.

Where a record stands in its file does not count, nor when it was retracted: that is asked for by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from briefing.corpus.records import Record

_LENGTH = 16  # hexadecimal digits: enough to tell a change, short enough for a list of hundreds
_ASIDE = ("location", "retracted")


def digest(record: Record) -> str:
    """The digest of what a record says."""
    return _of(_plain(msgspec.to_builtins(record)))


def digest_of_all(records: Iterable[msgspec.Struct]) -> str:
    """One digest of many records, in the order of what they say."""
    return _of(sorted(_of(_plain(msgspec.to_builtins(record))) for record in records))


def _of(value: object) -> str:
    return hashlib.sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()[:_LENGTH]


def _plain(value: Any) -> Any:  # noqa: ANN401 - what JSON can hold
    """The value without its places."""
    if isinstance(value, dict):
        return {key: _plain(held) for key, held in value.items() if key not in _ASIDE}
    if isinstance(value, list):
        return [_plain(held) for held in value]
    return value
