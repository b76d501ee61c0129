"""Text inside XML that is written by hand."""

from __future__ import annotations

import re

# Characters that XML 1.0 does not allow. A corpus with one is refused; here it must only not break the file.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escape(text: str) -> str:
    """Text for an element or a quoted attribute; a character that XML cannot carry becomes U+FFFD.

    Nearly all texts stay as they are, so each character is looked for before anything is replaced: a fifth of the time.
    """
    if not text.isprintable():  # nothing illegal is printable
        text = _ILLEGAL.sub("\ufffd", text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text
