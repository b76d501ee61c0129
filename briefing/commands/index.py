"""`briefing index`: an SQLite index of a large corpus."""

from __future__ import annotations

from pathlib import Path

import click

from briefing import issue
from briefing.commands import DONE, PROBLEMS, UNDELIVERED, Outcome, Session, at_hand, options
from briefing.commands.report import counted, told
from briefing.configuration import shown_path
from briefing.corpus import index, reading
from briefing.corpus.contents import MovedError

EPILOG = """\b
Examples:
  briefing index
  briefing index --corpus seeds --rebuild
  datasette $(briefing index --quiet)

With an index, a brief over a narrow scope reads only what it needs, and so does `briefing search`: worth its while from
some 100,000 claims. The files stay the truth. An index that is older than they are is not used; run this command again.
"""


@click.command(epilog=EPILOG, short_help="Index a large corpus, for narrow briefs and search.")
@at_hand.with_corpus
@click.option("--rebuild", is_flag=True, help="Make it anew even if it is up to date.")
@options.quiet
@click.pass_obj
def command(session: Session, corpus: Path | None, rebuild: bool) -> Outcome:
    """Make the SQLite index of the corpus if it has none or another one, and say where it is."""
    folder = corpus or at_hand.corpus_here()
    shown, path = shown_path(folder), index.place(folder, session.keep)
    if path is None:
        message = "there is no folder to keep an index in: BRIEFING_CACHE is off"
        raise click.UsageError(message)
    with index.opened(folder, shown, session.keep) as opened:
        current = opened is not None
    if current and not rebuild:
        return Outcome(DONE, str(path), "" if session.quiet else "up to date")
    try:
        found = reading.survey(folder, shown, session.keep, session.progress)
        if found is not None:
            index.write(found, path, session.progress)
            size = f"{counted(found.total, 'claim')} of {counted(len(found.names), 'source')}"
            return Outcome(DONE, str(path), "" if session.quiet else size)
    except (OSError, index.Error) as error:
        return Outcome(UNDELIVERED, messages=f"cannot write {path}: {error}")
    except MovedError:
        return Outcome(UNDELIVERED, messages="the corpus has changed while it was read; run the command again")
    _, problems = issue.read_corpus(folder, session.keep, session.progress)
    return Outcome(PROBLEMS, messages=told(problems, "; no index was made"))
