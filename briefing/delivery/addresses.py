"""Mail addresses and other texts that go into a message's header, read so that nothing else gets in with them."""

from __future__ import annotations

import re
import unicodedata
from typing import ClassVar

import msgspec

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # turn the direction of text, and so can disguise it
LONGEST, LONGEST_LOCAL = 254, 64  # octets (RFC 5321)


class Address(msgspec.Struct, frozen=True):
    """A mail address as written, and as it goes over the wire: its domain in lower case and in ASCII (IDNA)."""

    text: str
    wire: str

    code: ClassVar[str] = "mail-address"

    @classmethod
    def parse(cls, text: str) -> Address | str:
        """The address in a text, or what is wrong with it (RFC 5321 without quoted local parts)."""
        local, at, domain = text.rpartition("@")
        if control(text) or not at or " " in text:
            return f"{text!r} is no mail address; write it as name@example.org"
        if not _LOCAL.fullmatch(local):
            reason = "the part before the @" if local.isascii() else "letters outside ASCII before the @"
            return f"{text!r} is no mail address that every server takes: {reason}"
        try:
            ascii_domain = domain.encode("idna").decode().lower()
        except UnicodeError:
            return f"{text!r} has no valid domain"
        labels = ascii_domain.split(".")
        if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)):
            return f"{text!r} has no valid domain"
        wire = f"{local}@{ascii_domain}"
        if len(wire) > LONGEST or len(local) > LONGEST_LOCAL:
            return f"{text!r} is longer than a mail address can be"
        return cls(text, wire)

    @classmethod
    def unknown(cls) -> Address:
        """Stands in for a faulty address."""
        return cls("", "")

    @property
    def domain(self) -> str:
        """The domain in ASCII."""
        return self.wire.rpartition("@")[2]


class HeaderText(msgspec.Struct, frozen=True):
    """A text that may stand in a message's header: one line, without control characters."""

    text: str

    code: ClassVar[str] = "mail-header"

    @classmethod
    def parse(cls, text: str) -> HeaderText | str:
        """The text, or what is wrong with it."""
        return (
            f"{text!r} has a line break or control character, which a mail's header cannot hold"
            if control(text)
            else cls(text)
        )

    @classmethod
    def unknown(cls) -> HeaderText:
        """Stands in for a faulty text."""
        return cls("")


def control(text: str) -> bool:
    """Whether a text has characters that break or disguise a line: controls, line separators, turns of direction."""
    return any(unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") or c in _TURNS for c in text)
