"""Files of the user's own that are called nearly as one of our templates, and so are never used."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from briefing.nearest import nearest
from briefing.problems import Location, Problem
from briefing.sections.prose.files import SUFFIX, TemplateFiles, default_templates, shown
from briefing.yamlfile.text import is_text

ENDINGS = ("md.j2", "md", "j2", "jinja", "md.jinja", "jinja2", "md.jinja2", "txt", "yml")  # easily taken for ours


def unused(files: TemplateFiles, known: Iterable[str]) -> Iterator[Problem]:
    """A warning for each such file; `known` are the names that the brief gives to templates of its own."""
    own, default = files.folders[0], default_templates()
    if own == default or not own.is_dir():
        return
    ours = {path.name for path in default.iterdir()}
    given = {name.removesuffix(SUFFIX) + SUFFIX for name in known}
    found = {path.name for path in own.iterdir() if path.is_file() and is_text(path.name)}
    strange = [(name, meant) for name in sorted(found - ours - given) if (meant := _meant(name, ours - found))]
    words = "".join((files.load(name + SUFFIX) or ("",))[0] for name in (files.names() if strange else ()))
    for name, meant in strange:
        if name not in words:  # no template includes it
            place, hint = Location(shown(own / name), 1, 1), f'did you mean "{meant}"?'
            message = f"the file {name} is used by no section"
            yield Problem(code="template-unused", message=message, location=place, hint=hint, severity="warning")


def _meant(name: str, ours: Collection[str]) -> str:
    """The file of ours that was meant; empty where none is like it, or the name says more than ours.

    `sumary.md.j2` and `Summary.md` are meant for `summary.md.j2`, `summary-annex.md.j2` is not.
    """
    stems = {name.partition(".")[0]: name for name in ours}
    stem, _, ending = name.partition(".")
    near = nearest(stem, stems)
    if not near or not (near.endswith(f"-{stem}") or _alike(stem.casefold(), near)):
        return ""
    endings = ENDINGS if stem.casefold() == near else (stems[near].partition(".")[2],)
    more = re.match(rf"{re.escape(near)}[-_\d]", stem.casefold())
    return stems[near] if ending in endings and not more else ""


def _alike(one: str, other: str) -> bool:
    """Whether two words differ by no more than slips: a brief beside this one may use other templates of the folder."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - only a fault needs it, and it costs start-up time

    return SequenceMatcher(None, one, other).ratio() >= 0.8
