"""`briefing search`: claims, actors and sources by their words."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from briefing import issue
from briefing.commands import DONE, PROBLEMS, Outcome, Session, at_hand
from briefing.commands.report import told
from briefing.configuration import shown_path
from briefing.corpus import index, load, search
from briefing.corpus.files import Files
from briefing.corpus.records import Corpus
from briefing.problems import Problem, errors

EPILOG = """\b
Examples:
  briefing search shells wagner
  briefing search Moscow drone --limit 5
  briefing search 조선                        a name in another script
"""


@click.command(epilog=EPILOG, short_help="Find claims, actors and sources by words.")
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@at_hand.with_corpus
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Show the N best. [default: all]")
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@click.pass_obj
def command(session: Session, words: tuple[str, ...], corpus: Path | None, limit: int | None, as_json: bool) -> Outcome:
    """Find the claims, actors and sources in which every one of WORDS stands, the best first.

    Case and accents do not count, and the beginning of a word will do. Names count with all their aliases: a claim on
    Russia is found by Moscow. Names and titles weigh more than texts.
    """
    searched, problems = _searched(session, corpus, words)
    if searched is None or errors(problems):
        return Outcome(PROBLEMS, messages=told(problems))
    hits = search.search(searched, words)
    shown = hits[:limit]
    messages = told(problems) if problems else ""
    if as_json:
        listed = {"found": len(hits), "hits": msgspec.to_builtins(shown)}
        return Outcome(DONE, msgspec.json.format(msgspec.json.encode(listed), indent=2).decode(), messages)
    lines = [f"{hit.kind} {hit.id}  ({hit.location})\n  {hit.line}" for hit in shown]
    if len(shown) < len(hits):
        lines.append(f"{len(hits) - len(shown)} more")
    if not hits:
        messages = "\n".join(filter(None, (messages, f"nothing holds {' and '.join(map(repr, words))}")))
    return Outcome(DONE, "\n".join(lines), messages)


def _searched(session: Session, given: Path | None, words: tuple[str, ...]) -> tuple[Corpus | None, list[Problem]]:
    """The corpus, with no more claims than can hold the words if an index tells which these are."""
    parts = [part for word in words for part in search.folded(word).split()]
    folder = given or at_hand.corpus_here()
    shown = shown_path(folder)
    if parts and all(map(search.begins_words, parts)):
        with index.opened(folder, shown, session.keep) as opened:
            lists = load.lists(Files(folder, shown, session.keep))[0] if opened else None
            if opened and lists:
                claims = {claim.id: claim for claim in opened.claims(opened.holding(parts))}
                return msgspec.structs.replace(lists, sources=opened.sources(), claims=claims), []
    return issue.read_corpus(folder, session.keep, session.progress)
