"""What commands about published issues share: the brief's archive, an issue of it, and how an issue is told."""

from __future__ import annotations

from pathlib import Path

import click

from briefing import configuration, sections
from briefing.commands.report import counted
from briefing.configuration import Configuration
from briefing.corpus.tlp import Tlp
from briefing.delivery import archive, ledger
from briefing.delivery.ledger import Entry
from briefing.problems import Location, Problem

skip_uncleared = click.option(
    "--skip-uncleared", is_flag=True, help="Skip readers who may not have the issue, instead of stopping."
)


def home_of(path: Path) -> tuple[Path | None, Configuration | None, list[Problem]]:
    """The archive of the brief in a file, or the archive that a folder is; with the brief's settings."""
    if path.is_dir():
        fault = _no_archive(path)
        return (None, None, [fault]) if fault else (path, None, [])
    found, problems = configuration.load(path, sections.SECTIONS)
    if found is None:
        return None, None, problems
    return archive.home(path, found.brief.archive), found, problems


def _no_archive(folder: Path) -> Problem | None:
    """Why a folder is not the archive of a brief; None where it is one, though its ledger may be lost."""
    if (folder / ledger.FILE).exists() or any(folder.glob(f"*/{archive.MANIFEST}")):
        return None
    shown = configuration.shown_path
    inner = sorted(shown(place.parent) for place in folder.glob(f"*/{ledger.FILE}"))
    message = f"this folder is no archive of a brief{', but holds such' if inner else ''}"
    hint = f"name {' or '.join(inner)}" if inner else "name a brief, or the folder with its `ledger.jsonl`"
    return Problem(code="archive-none", message=message, location=Location(shown(folder)), hint=hint)


def published(home: Path, number: int | None, limit: Tlp | None) -> Entry | Problem:
    """The last revision of an issue, or of the last one that came out."""
    entries, problems = ledger.read(home)
    if problems:
        return problems[0]
    which = f"issue {number}" if number else "an issue"
    edition = f" up to {limit}" if limit else ""
    fitting = [e for e in entries if e.limit == limit and number in (None, e.issue)]
    if not fitting:
        message = f"{which}{edition} was not published"
        hint = "`briefing issues` lists what was; `briefing publish` puts one out"
        return Problem(
            code="issue-unpublished", message=message, location=Location(configuration.shown_path(home)), hint=hint
        )
    return max(fitting, key=lambda e: (e.date, e.revision))


def days(number: int) -> str:
    """`1 day`, `3 days`."""
    return counted(number, "day")
