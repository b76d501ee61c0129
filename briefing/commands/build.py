"""`briefing build`: briefs into files for readers."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import click

from briefing import issue
from briefing.commands import DONE, PROBLEMS, UNDELIVERED, Outcome, Session, options
from briefing.commands.report import counted, told
from briefing.corpus.records import Tlp
from briefing.delivery.outbox import deliver
from briefing.edition import Edition
from briefing.issue import Built
from briefing.problems import Location, Problem, errors
from briefing.writers import FORMATS

EPILOG = """\b
Examples:
  briefing build config/weekly.yaml
  briefing build config/weekly.yaml --as-of 2024-11-30 --formats pdf
  briefing build config/*.yaml --out /srv/briefs

The files go into OUT/<issue>/ all together, or not at all: with an error in any of the files read, nothing is written.
The same corpus, brief and day always give the same bytes. Set SOURCE_DATE_EPOCH to give the files another instant.
"""


@click.command(epilog=EPILOG, short_help="Build briefs into files for readers.")
@click.argument("briefs", metavar="BRIEF...", nargs=-1, required=True, type=options.BRIEF)
@options.as_of
@click.option(
    "--formats",
    type=options.Names((*FORMATS, issue.MESSAGE)),
    metavar="LIST",
    help="Build these formats instead of the brief's: docx,pdf,html,txt,eml.",
)
@options.marking
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="The outbox. [default: the brief's `out`, else out]"
)
@click.option(
    "--draft",
    "as_draft",
    is_flag=True,
    help="Build even where rules of tradecraft are broken; the paper says DRAFT and lists what is open.",
)
@click.option(
    "--review", is_flag=True, help="Add <name>.review.docx: the Word file with comments on what each part rests on."
)
@options.quiet
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917 - the options of a command
    session: Session,
    briefs: tuple[Path, ...],
    as_of: datetime.date | None,
    formats: tuple[str, ...],
    marking: Tlp | None,
    out: Path | None,
    as_draft: bool,
    review: bool,
) -> Outcome:
    """Build briefs (YAML files such as config/weekly.yaml) as of a day: what was known then, and nothing later."""
    day = as_of or session.today
    created = session.instant or f"{day}T00:00:00Z"
    made: dict[Path, Built] = {}
    problems: list[Problem] = []
    for path in dict.fromkeys(briefs):
        edition = Edition(limit=marking)
        built, found = issue.build(
            path, as_of=day, created=created, formats=formats, edition=edition, as_draft=as_draft, review=review
        )
        problems += found
        if built is not None:
            made[path] = _with_draft(built)
    folders = {path: (out or Path(built.out)) / built.folder for path, built in made.items()}
    problems += _clashes(made, folders)
    if errors(problems):
        return Outcome(PROBLEMS, messages=told(problems, "; nothing was written"))
    return _delivered(session, made, folders, problems)


def _with_draft(built: Built) -> Built:
    """The issue with its message, if one was asked for."""
    if not built.attachments:
        return built
    from briefing.delivery.message import with_draft  # noqa: PLC0415 - mail is not loaded for what has none

    return with_draft(built)


def _clashes(made: dict[Path, Built], folders: dict[Path, Path]) -> list[Problem]:
    """Briefs that would write over each other's files."""
    owners: dict[Path, Path] = {}
    problems = []
    for path, built in made.items():
        for name in built.files:
            owner = owners.setdefault(folders[path] / name, path)
            if owner != path:
                message = f"{path} and {owner} would both write {folders[path] / name}"
                place, other = Location(str(path)), Location(str(owner))
                hint = "give one of them another title or filename"
                problems.append(Problem(code="files-clash", message=message, location=place, other=other, hint=hint))
    return problems


def _delivered(
    session: Session, made: dict[Path, Built], folders: dict[Path, Path], problems: Sequence[Problem]
) -> Outcome:
    """The files in their folders; what was delivered before one that could not be stays."""
    results: list[str] = []
    for path, built in made.items():
        files = deliver(folders[path], built.files)
        if isinstance(files, Problem):
            return Outcome(UNDELIVERED, "\n".join(results), told([*problems, files]))
        results += [str(file) for file in files]
        results.append(_contents(built))
    return Outcome(DONE, "" if session.quiet else "\n".join(results), told(problems) if problems else "")


def _contents(built: Built) -> str:
    """What an issue contains, in a line."""
    counts, number = built.counts, built.issue.number
    title = f"issue {number} of {built.issue.date}" if number else f"issue of {built.issue.date}"
    parts = [
        counted(counts.sections, "section"),
        counted(counts.judgments, "judgment"),
        counted(counts.claims, "claim"),
        counted(counts.sources, "source"),
        *([counted(counts.pages, "page")] if counts.pages else []),
    ]
    return f"  {title}: {', '.join(parts)}"
