"""`briefing check`: every problem in corpus, briefs and wording."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path

import click
import msgspec

from briefing import issue
from briefing.commands import DONE, PROBLEMS, Outcome, Session, at_hand, options
from briefing.commands.report import counted, told
from briefing.corpus.records import Corpus
from briefing.corpus.texts import Texts
from briefing.problems import Location, Problem, errors, ordered
from briefing.sections.prose import Wording, default_templates
from briefing.settings import Brief

DISTRIBUTION = "distribution.yaml"

EPILOG = """\b
Examples:
  briefing check                                 the briefs in config/, their corpus and wording
  briefing check config/weekly.yaml
  briefing check --corpus seeds                  a corpus alone
  briefing check --texts ../texts                each claim against its paragraphs, too
  briefing check --json | jq '.problems[].code'

Problems go to standard output, each with file, line and column first. The exit code is 1 if any is an error.
"""


@click.command(epilog=EPILOG, short_help="List every problem in corpus, briefs and wording.")
@click.argument("briefs", metavar="[BRIEF]...", nargs=-1, type=options.BRIEF)
@click.option(
    "--corpus",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Check this corpus, too; without BRIEF, only it.",
)
@at_hand.with_texts
@options.as_of
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to list the problems. [default: text]",
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@options.quiet
@click.pass_obj
def command(  # noqa: PLR0913 - one argument an option
    session: Session,
    briefs: tuple[Path, ...],
    corpus: Path | None,
    texts: Path | None,
    *,
    as_of: datetime.date | None,
    form: str,
) -> Outcome:
    """Check briefs, the corpora they name, their wording and readers; without BRIEF, the briefs among config/*.yaml.

    A brief is checked as it would be built on the day. With the full texts at hand, each claim is held against the
    paragraphs it names: figures, dates and actors stand there, no paragraph is left out, and no sentence is copied.
    """
    paths = tuple(dict.fromkeys(briefs)) or (() if corpus else at_hand.briefs_here())
    if not paths and not corpus:
        message = "there is no brief in config/; name one, or a corpus with --corpus"
        raise click.UsageError(message)
    day = as_of or session.today
    corpora: dict[Path, Corpus | None] = {}
    problems = [problem for path in paths for problem in examine(path, day, corpora)]
    if corpus:
        corpora[corpus.resolve()], faults = issue.read_corpus(corpus)
        problems += faults
    compared = {place: at_hand.compare(read, texts) for place, read in corpora.items() if read is not None}
    problems = ordered([*problems, *(problem for _, found in compared.values() for problem in found)])
    looked_at, missing = _counts(len(paths), corpora.values()), _unchecked(corpora, compared)
    status = PROBLEMS if errors(problems) else DONE
    if form == "json":
        return Outcome(status, _json(problems, looked_at, missing))
    listed = ", ".join(counted(number, word) for word, number in looked_at.items() if number)
    if problems:
        return Outcome(status, told(problems, f"; looked at {listed}" if listed else ""), "\n".join(missing))
    said = [f"all is well: no problems in {listed}", *missing]
    return Outcome(status, "" if session.quiet else "\n".join(said))


def _unchecked(
    corpora: Mapping[Path, Corpus | None], compared: Mapping[Path, tuple[Texts, list[Problem]]]
) -> list[str]:
    """What could not be compared with texts, for each corpus where something could not."""
    said = [at_hand.unchecked(corpus, compared[path][0]) for path, corpus in corpora.items() if corpus is not None]
    return [line for line in dict.fromkeys(said) if line]


def examine(path: Path, as_of: datetime.date, corpora: dict[Path, Corpus | None]) -> list[Problem]:
    """What is wrong with a brief, its corpus and its wording, down to what a writer has to say; adds to `corpora`."""
    loaded, problems = issue.read(path)
    if loaded is None:
        return problems
    settings = loaded.configuration
    corpora[settings.corpus.resolve()] = loaded.corpus
    problems += _of_readers(path, settings.brief)
    problems += Wording(default_templates(), settings.templates).check()
    if errors(problems):
        return problems
    findings, more = issue.find(loaded, as_of=as_of)
    problems += more
    document, more = issue.draft(findings, created=f"{as_of}T00:00:00Z") if findings else (None, [])
    problems += more
    _, more = issue.write(findings, document, ()) if findings and document else (None, [])
    return problems + more


def _of_readers(path: Path, brief: Brief) -> list[Problem]:
    """What is wrong with the distribution that a brief names, or that stands beside it."""
    named = brief.distribution
    file = path.parent / (named or DISTRIBUTION)
    if not named and not file.is_file():
        return []
    from briefing.delivery import distribution  # noqa: PLC0415 - most briefs have none

    found, problems = distribution.load(file)
    return [*problems, *(distribution.format_faults(found, brief.formats) if found and named else ())]


def _counts(briefs: int, corpora: Iterable[Corpus | None]) -> dict[str, int]:
    """How much was looked at; a corpus that several briefs name counts once."""
    found = [corpus for corpus in corpora if corpus is not None]
    total = {"brief": briefs, "corpus": len(found)}
    for word in ("source", "claim", "actor", "judgment"):
        total[word] = sum(len(getattr(corpus, f"{word}s")) for corpus in found)
    return total


def _json(problems: list[Problem], total: Mapping[str, int], unchecked: list[str]) -> str:
    """The problems for a machine; lines and columns count from 1, a 0 says that there is none."""

    def place(location: Location) -> dict[str, object]:
        return {"file": location.file, "line": location.line, "column": location.column}

    listed = [
        {
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
            **place(problem.location),
            "other": place(problem.other) if problem.other else None,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    number = len(errors(problems))
    found = {
        "errors": number,
        "warnings": len(problems) - number,
        "checked": total,
        "unchecked": unchecked,
        "problems": listed,
    }
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode()
