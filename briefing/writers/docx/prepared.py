"""The shell that a paper begins in: made once for a style and kept, so that most papers need no python-docx at all."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from briefing.document.nodes import Properties
from briefing.keeping import NOTHING, Keep, key_of, libraries, makers, name_of
from briefing.problems import NOWHERE, Problem
from briefing.settings import Style
from briefing.writers.docx.shell import Shell

_MAKERS = ("settings", "writers/style", "writers/xml_text", "writers/docx")  # the code that decides on a shell of ours


def shell_of(style: Style, properties: Properties, keep: Keep = NOTHING) -> tuple[Shell | None, list[Problem]]:
    """The shell that a style asks for; None and why not, if the user's template cannot be used."""
    if style.word_template:
        from briefing.writers.docx.template import theirs  # noqa: PLC0415 - few papers load python-docx

        return theirs(style, properties)
    own = msgspec.structs.replace(style, location=NOWHERE)
    name = name_of("word-shell", style.location.file, properties.language)
    key = key_of(makers(*_MAKERS), libraries("docx", "lxml"), msgspec.msgpack.encode(own), properties.language.encode())
    data = keep.get(name, key)
    if data is None:
        data = _made(own, properties.language)
        keep.put(name, key, data)
    return msgspec.msgpack.decode(data, type=Shell), []


@lru_cache(maxsize=16)
def _made(style: Style, language: str) -> bytes:
    from briefing.writers.docx.template import ours  # noqa: PLC0415 - a shell that is kept needs no python-docx

    return msgspec.msgpack.encode(ours(style, language))
