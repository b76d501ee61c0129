"""A YAML file's text before it is parsed: encoding, odd characters, and a parser's complaints in plain words."""

from __future__ import annotations

import re
import unicodedata

from briefing.problems import Location, Problem

_HARMLESS = "\n\u00a0\u2009\u200b\u200c\u200d\u200e\u200f\u202f\ufeff"

_POINTER = "version https://git-lfs."  # how a pointer begins, by the specification of Git LFS
_MERGE = re.compile(r"^(<<<<<<<|>>>>>>>) ", re.MULTILINE)

# Embeddings, overrides and isolates (UAX #9): they let a text read otherwise than it stands.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# What libyaml says (any part of it) -> code, our words, hint. The first match counts.
_PLAIN: tuple[tuple[str, str, str, str], ...] = (
    (
        "expected a single document",
        "yaml-documents",
        "a second document begins here; one file holds one document",
        "take out the line `---`, or move what follows to a file of its own",
    ),
    (
        "found undefined alias",
        "yaml-anchors",
        "an alias (`*name`) has no anchor (`&name`) before it",
        "if the asterisk belongs to the text, put the text in quotes",
    ),
    (
        "mapping values are not allowed",
        "yaml-syntax",
        "a colon followed by a space stands inside a text, or the line is indented wrongly",
        "put the text in quotes, or align the key with its neighbours",
    ),
    (
        "could not find expected ':'",
        "yaml-syntax",
        "a line is neither a key with its colon nor part of the value before it",
        "add the colon, or indent the line more than its key",
    ),
    (
        "block sequence entries are not allowed",
        "yaml-syntax",
        "a list item (`- `) stands where none can begin",
        "put the list on lines of its own below its key",
    ),
    (
        "while parsing a block mapping",
        "yaml-syntax",
        "a key is expected here; the line is indented unlike its neighbours, or a text before it needs quotes",
        "align the keys of one record",
    ),
    (
        "while parsing a block collection",
        "yaml-syntax",
        "a list item is expected here; the line is indented unlike its neighbours",
        "align the list's dashes",
    ),
    ("while parsing a flow sequence", "yaml-syntax", "a list in brackets is not closed: `,` or `]` is expected", ""),
    ("while parsing a flow mapping", "yaml-syntax", "a record in braces is not closed: `,` or `}` is expected", ""),
    ("while scanning a quoted scalar", "yaml-syntax", "a text in quotes is not closed before the file ends", ""),
    (
        "unknown escape character",
        "yaml-syntax",
        "a backslash in double quotes stands before a character it cannot go with",
        "use single quotes, in which a backslash is a backslash",
    ),
    (
        "cannot start any token",
        "yaml-syntax",
        "a value cannot begin with this character",
        "put the text in quotes",
    ),
    (
        "while scanning an anchor",
        "yaml-syntax",
        "a value cannot begin with `&` unless an anchor's name follows",
        "put the text in quotes",
    ),
    (
        "while scanning an alias",
        "yaml-syntax",
        "a value cannot begin with `*` unless an alias's name follows",
        "put the text in quotes",
    ),
)


def plain_words(problem: str, context: str) -> tuple[str, str, str]:
    """A parser's complaint as code, message and hint."""
    said = f"{context}: {problem}"
    for part, code, message, hint in _PLAIN:
        if part in said:
            return code, message, hint
    return "yaml-syntax", f"the file is not YAML here: {problem or context}", ""


def decode(data: bytes, shown: str) -> tuple[str | None, list[Problem]]:
    """The text of UTF-8 bytes without a byte-order mark, or None and the place of the first byte that is wrong."""
    try:
        return data.decode("utf-8").removeprefix("\ufeff"), []
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode("utf-8")
        line, column = _place(before, len(before))
        message = f"byte 0x{data[fault.start]:02X} is not UTF-8"
        return None, [
            Problem(
                code="file-encoding",
                message=message,
                location=Location(shown, line, column),
                hint="save the file as UTF-8",
            )
        ]


def leftovers(text: str, shown: str) -> Problem | None:
    """What stands in the place of a file's content: a merge that was not ended, or a pointer to the content."""
    if text.startswith(_POINTER):
        message = "the file is a pointer of Git LFS, its content is not here"
        return Problem(code="file-pointer", message=message, location=Location(shown, 1, 1), hint="run `git lfs pull`")
    if "<<<<<<< " not in text:
        return None
    signs = [found.start() for found in _MERGE.finditer(text)]
    if not signs:
        return None
    first, last = (Location(shown, _place(text, offset)[0], 1) for offset in (signs[0], signs[-1]))
    hint = "keep what holds of the two sides, and delete the lines with <<<<<<<, ======= and >>>>>>>"
    message = "a merge of two versions was not ended here"
    return Problem(code="file-merge", message=message, location=first, other=last if last != first else None, hint=hint)


def _place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def is_text(name: str) -> bool:
    """Whether a file's name is text: bytes that are none come from the system as lone surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_odd(character: str) -> bool:
    """Whether a character has no place in a text: control, surrogate, unassigned, line-separating or turning."""
    if character in TURNING:
        return True
    return character != "\n" and unicodedata.category(character) in {"Cc", "Cs", "Cn", "Zl", "Zp"}


def describe(character: str) -> str:
    """`U+0007 (control character)`."""
    kind = {"Cc": "control character", "Cs": "lone surrogate", "Zl": "line separator", "Zp": "paragraph separator"}
    kind["Cf"] = "change of direction"
    name = "tab" if character == "\t" else kind.get(unicodedata.category(character), "no character")
    return f"U+{ord(character):04X} ({name})"


def odd_characters(text: str, shown: str) -> list[Problem]:
    """A problem for each kind of odd character, at its first place. CR LF counts as a line end, CR alone is odd."""
    if "\r" not in text and _harmless(text):
        return []
    text = text.replace("\r\n", "\n")
    return [_odd(text, character, shown) for character in sorted(filter(is_odd, set(text)))]


def _harmless(text: str) -> bool:
    for character in _HARMLESS:  # some thirty times quicker than `translate`
        text = text.replace(character, "")
    return text.isprintable()


def _odd(text: str, character: str, shown: str) -> Problem:
    line, column = _place(text, text.index(character))
    more = text.count(character) - 1
    also = f", and {more} more" if more else ""
    if character == "\t":
        code, hint = "yaml-tab", "indent with spaces; in a text, write a space"
    elif character == "\r":
        code, hint = "file-characters", "save the file with the line ends of Linux (LF) or Windows (CR LF)"
    else:
        code, hint = "file-characters", "delete it, or write the character that was meant"
    message = f"{describe(character)} cannot stand in a file{also}"
    return Problem(code=code, message=message, location=Location(shown, line, column), hint=hint)


def without_odd(text: str) -> str:
    """The text, as long as before, with U+FFFD for each odd character, so that the rest of it can be read."""
    kept = {"\t", "\r"}
    odd = "".join(sorted(c for c in set(text) if is_odd(c) and c not in kept))
    return re.sub(f"[{re.escape(odd)}]", "\ufffd", text) if odd else text
