"""The issues of many briefs into their folders: those of one folder together, for each delivery makes a folder anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from briefing.delivery import outbox
from briefing.problems import Location, Problem


class Ordered(Protocol):
    """What a brief's file orders."""

    @property
    def brief(self) -> Path:
        """The brief's file."""


class Made(Protocol):
    """An issue's files, and where they belong."""

    @property
    def order(self) -> Ordered:
        """What it was made to."""

    @property
    def folder(self) -> Path:
        """The folder of the outbox."""

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files by name."""


Issue = TypeVar("Issue", bound=Made)


def without_clashes(group: Sequence[Issue], owners: dict[Path, Path]) -> tuple[list[Issue], list[Problem]]:
    """The issues of which no two would write one file, and the problems of the others; notes the files' owners."""
    problems, clashing = [], set()
    for made in group:
        brief = made.order.brief
        for name in made.files:
            path = made.folder / name
            owner = owners.setdefault(path, brief)
            if owner != brief:
                message = f"{brief} and {owner} would both write {path}"
                place, other = Location(str(brief)), Location(str(owner))
                hint = "give one of them another title or filename"
                problems.append(Problem(code="files-clash", message=message, location=place, other=other, hint=hint))
                clashing |= {brief, owner}
    return [made for made in group if made.order.brief not in clashing], problems


def deliver(group: Sequence[Issue]) -> Iterator[tuple[Issue, list[Path] | Problem]]:
    """Each issue with the paths of its files, now in their folder, or with the reason why they could not be put."""
    for folder in dict.fromkeys(made.folder for made in group):
        together = [made for made in group if made.folder == folder]
        files = {name: data for made in together for name, data in made.files.items()}
        result = outbox.deliver(folder, files)
        for made in together:
            yield made, result if isinstance(result, Problem) else [folder / name for name in made.files]
