"""The corpus that a command works on, and the full texts that may be at hand for it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import click

from briefing import configuration, issue
from briefing.commands.report import counted
from briefing.corpus import text_checks, texts
from briefing.corpus.records import Corpus
from briefing.corpus.texts import Texts
from briefing.problems import Problem
from briefing.sections import SECTIONS
from briefing.yamlfile import pinpoint

folder = click.Path(exists=True, file_okay=False, path_type=Path)
with_texts = click.option(
    "--texts",
    type=folder,
    metavar="DIR",
    help="Where the full texts are kept. [default: `texts` of corpus.yaml]",
)
with_corpus = click.option(
    "--corpus", type=folder, metavar="DIR", help="The corpus. [default: that of the brief in config/]"
)


class AtHand(NamedTuple):
    """A corpus, and the brief that goes with it if one is known."""

    corpus: Corpus
    brief: Path | None


def briefs_here() -> tuple[Path, ...]:
    """The briefs in the folder `config` of the current folder."""
    found = (path for path in sorted(Path("config").glob("*.yaml")) if not path.name.startswith("."))
    return tuple(path for path in found if configuration.is_brief(path))


def find(corpus: Path | None, brief: Path | None = None) -> tuple[AtHand | None, list[Problem]]:
    """The corpus given, or that of the brief given, or that of the first brief in config/; with what is wrong in it."""
    if corpus is None and brief is None:
        brief = next(iter(briefs_here()), None)
        if brief is None:
            message = "there is no brief in config/ that names a corpus; name the corpus' folder"
            raise click.UsageError(message)
    if corpus is not None:
        read, problems = issue.read_corpus(corpus)
        return (AtHand(read, brief) if read else None), problems
    assert brief is not None  # noqa: S101 - one of the two is given by now
    loaded, problems = issue.read(brief)
    if loaded is None:
        return None, problems
    return AtHand(loaded.corpus, brief), problems


def corpus_here() -> Path:
    """The corpus of the first brief in config/."""
    for brief in briefs_here():
        found, _ = configuration.load(brief, SECTIONS)
        if found is not None:
            return found.corpus
    message = "there is no brief in config/ that names a corpus; name the corpus' folder"
    if briefs_here():
        message = "no brief in config/ names a corpus that can be read: `briefing check` says why"
    raise click.UsageError(message)


def read_texts(corpus: Corpus, given: Path | None) -> tuple[Texts, list[Problem]]:
    """The texts of a corpus, and what is wrong with their files."""
    where = texts.folder_of(corpus, given)
    found, problems = texts.read(corpus, where, configuration.shown_path(where) if where else "")
    return found, pinpoint(problems)


def compare(corpus: Corpus, given: Path | None) -> tuple[Texts, list[Problem]]:
    """The texts of a corpus and all that they do not bear out in it."""
    found, problems = read_texts(corpus, given)
    return found, problems + pinpoint(text_checks.check(corpus, found))


def unchecked(corpus: Corpus, found: Texts) -> str:
    """What could not be compared with texts, and what to do; empty if all was."""
    if not found.unchecked:
        return ""
    claims = sum(claim.source in found.unchecked for claim in corpus.claims.values())
    number = len(found.unchecked)
    reasons = dict.fromkeys(found.unchecked.values())
    return (
        f"not compared with full texts: {counted(claims, 'claim')} of {counted(number, 'source')} "
        f"({'; '.join(reasons)}): paragraphs, figures, dates, names and closeness of wording; "
        "name the folder with --texts DIR"
    )
