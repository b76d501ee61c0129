"""`briefing show`: all that a corpus holds on one id."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import msgspec

from briefing.analysis import analyse
from briefing.analysis.dossier import NAMES, Entry, dossier
from briefing.commands import DONE, PROBLEMS, USAGE, Outcome, Session, at_hand, options
from briefing.commands.report import told
from briefing.corpus.check_references import claim_hint
from briefing.corpus.records import Corpus
from briefing.corpus.texts import Texts
from briefing.nearest import did_you_mean
from briefing.problems import errors
from briefing.selection import select
from briefing.settings import Scope

EPILOG = """\b
Examples:
  briefing show sherrod-2024/2 --texts ../texts     a claim, with the paragraph it was read from
  briefing show dprk                                an actor, and every record that names it
  briefing show troops --json

An id may name several records, an actor and a category for instance; all are shown. A glossary entry's id is its term.
"""
WIDTH = 100


@click.command(epilog=EPILOG, short_help="Show a record, what cites it and what disputes it.")
@click.argument("id", metavar="ID")
@at_hand.with_corpus
@at_hand.with_texts
@options.as_of
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@click.pass_obj
def command(  # noqa: PLR0913 - one argument an option
    session: Session,
    id: str,  # noqa: A002 - the argument's name on the command line
    corpus: Path | None,
    texts: Path | None,
    *,
    as_of: datetime.date | None,
    as_json: bool,
) -> Outcome:
    """Show the record with this ID: its fields, where it stands, what cites it, and what disputes it as of a day.

    A claim comes with the paragraphs it was read from, if the texts are at hand.
    """
    found, problems = at_hand.find(corpus)
    if found is None or errors(problems):
        return Outcome(PROBLEMS, messages=told(problems))
    if not any(id in getattr(found.corpus, collection) for collection in NAMES):
        return Outcome(USAGE, messages=_unknown(found.corpus, id))
    entries = dossier(analyse(select(found.corpus, Scope(), as_of or session.today)), id)
    read, faults = at_hand.read_texts(found.corpus, texts)
    problems += faults
    passages = _passages(found.corpus, read, id)
    messages = told(problems) if problems else ""
    status = PROBLEMS if errors(problems) else DONE
    if as_json:
        known = {"records": msgspec.to_builtins(entries), "paragraphs": {str(n): p for n, p in passages.items()}}
        return Outcome(status, msgspec.json.format(msgspec.json.encode(known), indent=2).decode(), messages)
    blocks = ["\n".join(_lines(found.corpus, entry)) for entry in entries]
    blocks += [f"paragraph {n} of {id.partition('/')[0]}\n{_indented(p)}" for n, p in passages.items()]
    return Outcome(status, "\n\n".join(blocks), messages)


def _unknown(corpus: Corpus, key: str) -> str:
    known = {name for collection in NAMES for name in getattr(corpus, collection) if collection != "claims"}
    hint = claim_hint(key, corpus) if "/" in key else did_you_mean(key, known)
    return f'nothing in the corpus has the id "{key}"' + (f"; {hint}" if hint else "")


def _passages(corpus: Corpus, texts: Texts, key: str) -> Mapping[int, str]:
    """The paragraphs at hand that a claim names, by number."""
    claim = corpus.claims.get(key)
    paragraphs = texts.paragraphs.get(claim.source, ()) if claim else ()
    return {n: paragraphs[n - 1] for n in (claim.at if claim else ()) if 1 <= n <= len(paragraphs)}


def _lines(corpus: Corpus, entry: Entry) -> Iterator[str]:
    """A record, one field a line, and what belongs to it."""
    yield f"{entry.kind} {entry.id}  ({entry.location})"
    yield from _fields(entry.fields, "  ")
    if entry.line:
        yield f"  counts to the line of reporting {entry.line}"
    if entry.mentions:
        yield f"named or cited by {len(entry.mentions)}"
        named: dict[tuple[str, str], list[str]] = {}
        for mention in entry.mentions:
            named.setdefault((mention.kind, mention.field), []).append(mention.id)
        for (kind, field), ids in named.items():
            yield _indented(f"{kind} ({field}): {', '.join(ids)}")
    for dispute in entry.disputes:
        yield f"in conflict: {dispute.id} (treated as {dispute.treatment})"
        for claim in dispute.claims:
            if claim != entry.id:
                yield _indented(f"{claim}: {corpus.claims[claim].text}")


def _fields(fields: Mapping[str, object], margin: str) -> Iterator[str]:
    for name, value in fields.items():
        if isinstance(value, dict):
            yield f"{margin}{name}:"
            yield from _fields(value, margin + "  ")
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            yield f"{margin}{name}:"
            for item in value:
                shown = "; ".join(f"{key}: {_told(held)}" for key, held in item.items())
                yield _indented(f"- {shown}", margin + "  ")
        else:
            yield _indented(f"{name}: {_told(value)}", margin)


def _told(value: object) -> str:
    """A value on one line."""
    if isinstance(value, list):
        return ", ".join(map(_told, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key} {_told(held)}" for key, held in value.items())
    return " ".join(str(value).split())


def _indented(text: str, margin: str = "  ") -> str:
    """A text as lines of WIDTH characters, those after the first set further in."""
    return textwrap.fill(text, WIDTH, initial_indent=margin, subsequent_indent=margin + "  ", break_on_hyphens=False)
