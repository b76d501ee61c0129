"""Template files: where they are, what they hold, and how problems name them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from briefing.nearest import did_you_mean
from briefing.problems import NOWHERE, Location, Problem
from briefing.yamlfile import read_bytes
from briefing.yamlfile.text import decode, is_text, odd_characters

SUFFIX = ".md.j2"
OURS = "default templates"
_FILE = re.compile(r"[^./\\\0][^/\\\0]*")


@cache
def default_templates() -> Path:
    """The folder of the default templates: in the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[2]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


class TemplateFiles:
    """The template folders, the first before the others. `unreadable` has what is wrong with files that are no text."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(folders)
        self.unreadable: dict[str, list[Problem]] = {}

    def names(self) -> list[str]:
        """The names of all templates, sorted, without their ending."""
        found = (path.name for folder in self.folders if folder.is_dir() for path in folder.glob(f"*{SUFFIX}"))
        return sorted({name.removesuffix(SUFFIX) for name in found if _FILE.fullmatch(name) and is_text(name)})

    def load(self, file: str) -> tuple[str, str, None] | None:
        """A template's source and the path by which problems name it; None if there is none that can be read."""
        path = self._path(file)
        if path is None:
            return None
        source, problems = read_text(path)
        if source is None:
            self.unreadable[file] = problems
            return None
        return source, shown(path), None

    def line(self, place: Location) -> str:
        """The line of a template at a place."""
        lines = self.source(place).split("\n")
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""

    def source(self, place: Location) -> str:
        """The template that a place is in."""
        found = self.load(Path(place.file).name)
        return found[0].replace("\r\n", "\n") if found else ""

    def missing(self, file: str, place: Location = NOWHERE) -> list[Problem]:
        """What is wrong with a file that `load` does not give."""
        if file in self.unreadable:
            return self.unreadable[file]
        default = default_templates()
        folders = " or ".join(f"the {OURS}" if f == default else shown(f) for f in self.folders)
        advice = hint(file.removesuffix(SUFFIX), self.names())
        where = place if place != NOWHERE else Location(shown(self.folders[-1] / file))
        message = f"there is no {file} in {folders}"
        return [Problem(code="template-missing", message=message, location=where, hint=advice)]

    def _path(self, file: str) -> Path | None:
        if not _FILE.fullmatch(file) or not is_text(file):
            return None
        return next((folder / file for folder in self.folders if (folder / file).is_file()), None)


def read_text(path: Path) -> tuple[str | None, list[Problem]]:
    """The text of a template; None where it cannot be read, with what is wrong. Tabs may stand in it."""
    name = shown(path)
    data = read_bytes(path, name)
    if isinstance(data, Problem):
        return None, [data]
    text, problems = decode(data, name)
    problems = [msgspec.structs.replace(p, code="template-encoding") for p in problems]
    problems += odd_characters((text or "").replace("\t", " "), name)
    return (None if problems else text), problems


def shown(path: Path) -> str:
    """A path as a user types it: from the working folder if it is inside; one of ours not by where it is installed."""
    whole = path.as_posix()
    for folder, instead in ((Path.cwd(), ""), (default_templates(), f"{OURS}/")):
        top = f"{folder.as_posix().rstrip('/')}/"
        if whole.startswith(top):  # by letters: pathlib takes ten times as long
            return instead + whole.removeprefix(top)
    return whole


def is_ours(place: Location) -> bool:
    """Whether a place is in a default template."""
    return place.file.startswith(shown(default_templates() / "any").removesuffix("any"))


def hint(word: str, known: Iterable[str]) -> str:
    """Names the nearest known word, or all if they are few."""
    names = sorted(name for name in known if not name.startswith("_"))
    return did_you_mean(word, names) or (f"there are: {', '.join(names)}" if 0 < len(names) <= 12 else "")
