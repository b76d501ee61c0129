"""`briefing trace`: what stands behind each paragraph of a file, and whether the corpus still agrees."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from briefing import tracing
from briefing.commands import DONE, PROBLEMS, Outcome, Session, at_hand, options
from briefing.commands.report import counted, told
from briefing.corpus.records import Corpus
from briefing.document.manifest import Passage
from briefing.problems import Location, Problem, errors
from briefing.tracing import Traced

EPILOG = """\b
Examples:
  briefing trace out/2025-W09/aid-2025-W09.pdf
  briefing trace aid.docx --corpus seeds
  briefing trace aid.pdf --corpus config/weekly.yaml --changed

The exit code is 1 where a claim, source or other record behind the file has been changed, retracted or removed since.
Word files and PDFs of ours carry what this takes; a PDF that another program has saved may have lost its paragraphs.
"""
WIDTH = 100
WORDS = 160  # characters of a paragraph that are shown


@click.command(epilog=EPILOG, short_help="Show what stands behind each paragraph of a file.")
@click.argument("file", type=options.File())
@click.option(
    "--corpus",
    type=click.Path(exists=True, path_type=Path),
    metavar="DIR|BRIEF",
    help="Compare with this corpus, or that of this brief. [default: that of the brief in config/, if there is one]",
)
@click.option("--changed", is_flag=True, help="Only paragraphs with which the corpus no longer agrees.")
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@click.pass_obj
def command(session: Session, file: Path, corpus: Path | None, *, changed: bool, as_json: bool) -> Outcome:
    """Show the claims and sources behind each paragraph of FILE, a PDF or DOCX, and which have changed since."""
    del session
    read = tracing.read(file.read_bytes())
    if read is None:
        message = "the file does not say what it was made from"
        hint = "a PDF or DOCX of ours does, unless another program has saved it without its metadata"
        problem = Problem(code="trace-unknown", message=message, location=Location(str(file)), hint=hint)
        return Outcome(PROBLEMS, messages=told([problem]))
    known, problems = _corpus(corpus)
    if errors(problems):
        return Outcome(PROBLEMS, messages=told(problems))
    traced = tracing.trace(*read, known)
    moved = traced.disagreeing()
    if changed:
        kept = tuple(p for p in traced.passages if any(name in moved for name in _behind(p)))
        traced = msgspec.structs.replace(traced, passages=kept)
    status = PROBLEMS if moved else DONE
    messages = told(problems) if problems else ""
    if as_json:
        return Outcome(status, msgspec.json.format(msgspec.json.encode(traced), indent=2).decode(), messages)
    return Outcome(status, "\n".join([*_head(traced), *(line for p in traced.passages for line in _lines(traced, p))]),
                   messages)  # fmt: skip


def _corpus(path: Path | None) -> tuple[Corpus | None, list[Problem]]:
    """The corpus to compare with; None where none is named and none is here."""
    if path is None and not at_hand.briefs_here():
        return None, []
    is_folder = path is not None and path.is_dir()
    found, problems = at_hand.find(path if is_folder else None, None if is_folder else path)
    return (found.corpus if found else None), problems


def _behind(passage: Passage) -> list[str]:
    """The names of the records behind a passage, and of the sources of its claims."""
    sources = [f"source:{name[6:].partition('/')[0]}" for name in passage.records if name.startswith("claim:")]
    return [*passage.records, *dict.fromkeys(sources)]


def _head(traced: Traced) -> Iterator[str]:
    manifest = traced.manifest
    issue = f", issue {manifest.issue}" if manifest.issue else ""
    yield f"{manifest.brief}{issue}, as of {manifest.as_of} ({manifest.product}; corpus {manifest.corpus})"
    kinds = Counter(name.partition(":")[0] for name in manifest.records)
    yield "made from " + ", ".join(counted(number, kind.replace("-", " ")) for kind, number in sorted(kinds.items()))
    if not traced.standings:
        yield "not compared with a corpus; name one with --corpus"
        return
    states = Counter(standing.state for standing in traced.disagreeing().values())
    told_ = ", ".join(f"{states[state]} {state}" for state in ("changed", "retracted", "gone") if states[state])
    yield f"since then {told_}" if told_ else "the corpus still agrees with all of it"


def _lines(traced: Traced, passage: Passage) -> Iterator[str]:
    """A passage and what stands behind it, each record on a line."""
    page = f"page {passage.page}: " if passage.page else ""
    yield ""
    yield textwrap.fill(page + textwrap.shorten(passage.text, WORDS, placeholder=" …"), WIDTH)
    for name in _behind(passage):
        standing = traced.standings.get(name)
        state = f" [{standing.state}]" if standing and standing.state != "same" else ""
        source = f" ({standing.source})" if standing and standing.source else ""
        words = f"{source}: {standing.words}" if standing and standing.words else source
        if not name.startswith("source:") or state:
            yield "  " + textwrap.shorten(f"{name}{state}{words}", WIDTH - 2, placeholder=" …")
