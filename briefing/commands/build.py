"""`briefing build`: briefs into files for readers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.commands import BUG, DONE, PROBLEMS, UNDELIVERED, Outcome, Session, options
from briefing.commands.report import told
from briefing.corpus.tlp import Tlp
from briefing.making import unchanged
from briefing.making.order import Made, Order
from briefing.problems import Problem, errors
from briefing.writers import FORMATS

if TYPE_CHECKING:
    from briefing.making.corpora import Corpora

MESSAGE = "eml"  # made of other formats
FAULT = "this is a fault in Briefing, not in your files. Please report it with the lines above."
GROUP = 500  # briefs delivered at once: each delivery carries over what lies in the folder already

EPILOG = """\b
Examples:
  briefing build config/weekly.yaml
  briefing build config/weekly.yaml --as-of 2024-11-30 --formats pdf
  briefing build config/clients/*.yaml --out /srv/briefs --jobs 8

A brief's files go into OUT/<issue>/ all together, or not at all: with an error in any of the files read for it, nothing
is written. Of many briefs, one that fails does not stop the others. The same corpus, brief and day always give the same
bytes. Where nothing has changed since the files were written, they stay as they are. Set SOURCE_DATE_EPOCH to give the
files another instant.
"""


@click.command(epilog=EPILOG, short_help="Build briefs into files for readers.")
@click.argument("briefs", metavar="BRIEF...", nargs=-1, required=True, type=options.BRIEF)
@options.as_of
@click.option(
    "--formats",
    type=options.Names((*FORMATS, MESSAGE)),
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
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes for many briefs. [default: one a processor]"
)
@click.option("--cluster", metavar="ADDRESS", help="Let a Dask cluster build them: tcp://HOST:PORT (extra `cluster`).")
@click.option("--fresh", is_flag=True, help="Build also what has not changed.")
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
    jobs: int | None,
    cluster: str | None,
    fresh: bool,
) -> Outcome:
    """Build briefs (YAML files such as config/weekly.yaml) as of a day: what was known then, and nothing later."""
    day = as_of or session.today
    orders = [
        Order(
            brief=path,
            as_of=day,
            created=session.instant or f"{day}T00:00:00Z",
            formats=formats,
            limit=marking,
            as_draft=as_draft,
            review=review,
            out=out,
        )
        for path in dict.fromkeys(briefs)
    ]
    report = Report(orders)
    begun = session.keep.instant()
    for order in orders:
        past = None if fresh else unchanged.find(order, session.keep)
        if past is not None:
            report.said[order.brief] = [*past.outputs, f"  {past.line}; unchanged"]
    left = [order for order in orders if order.brief not in report.said]
    for group in _groups(_made(session, left, jobs, cluster), session, len(left)):
        report.take(group, begun, session)
    return report.outcome(session)


def _made(session: Session, orders: Sequence[Order], jobs: int | None, cluster: str | None) -> Iterator[Made]:
    """What comes of the orders, in no order."""
    if not orders:
        return
    if len(orders) == 1 and not cluster:
        yield _one(session, orders[0])
        return
    from briefing.making.corpora import Corpora  # noqa: PLC0415 - nothing that makes issues is loaded if none is made

    corpora = Corpora(session.keep, session.progress)
    if cluster:
        yield from _on_cluster(orders, corpora, cluster)
        return
    from briefing import beside  # noqa: PLC0415
    from briefing.making import pool  # noqa: PLC0415

    corpora.read_all([order.brief for order in orders])
    yield from pool.run(orders, corpora, jobs or beside.processors())


def _one(session: Session, order: Order) -> Made:
    """What comes of one order; what writes its PDF gets ready while all else is loaded."""
    from briefing.writers import aside  # noqa: PLC0415 - nothing that makes issues is loaded if none is made

    with aside.ready(session.keep):
        from briefing.making.corpora import Corpora  # noqa: PLC0415
        from briefing.making.work import make  # noqa: PLC0415

        return make(order, Corpora(session.keep, session.progress))


def _on_cluster(orders: Sequence[Order], corpora: Corpora, address: str) -> Iterator[Made]:
    """What comes of the orders on a cluster; wrong usage where there is none."""
    try:
        from briefing.making.cluster import connect, run  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        message = f"--cluster needs the extra `cluster`: pip install 'briefing[cluster]' ({error.name} is missing)"
        raise click.UsageError(message) from None
    try:
        client = connect(address)
    except (OSError, ValueError) as error:
        message = f"no Dask scheduler answers at {address}: {error}"
        raise click.UsageError(message) from None
    corpora.read_all([order.brief for order in orders], whole=True)
    yield from run(orders, corpora, client)


def _groups(made: Iterator[Made], session: Session, total: int) -> Iterator[list[Made]]:
    """What comes, in groups that are delivered together; shows how far it is."""
    group: list[Made] = []
    for number, one in enumerate(made, 1):
        session.progress("building", number, total)
        group.append(one)
        if len(group) == GROUP:
            yield group
            group = []
    if group:
        yield group


class Report:
    """What became of each order: what was written, what failed and why."""

    def __init__(self, orders: Sequence[Order]) -> None:
        self.place = {order.brief: number for number, order in enumerate(orders)}
        self.said: dict[Path, list[str]] = {}
        self.problems: dict[Problem, None] = {}
        self.owners: dict[Path, Path] = {}
        self.faults: list[str] = []
        self.undelivered = False

    def take(self, group: list[Made], begun: int | None, session: Session) -> None:
        """Deliver what was made, folder by folder, and note the rest."""
        from briefing.delivery import batches  # noqa: PLC0415 - nothing to deliver, nothing loaded

        group = sorted(group, key=lambda made: self.place[made.order.brief])
        self.problems |= dict.fromkeys(problem for made in group for problem in made.problems)
        self.faults += [f"{made.fault}{made.order.brief}: {FAULT}" for made in group if made.fault]
        sound, clashes = batches.without_clashes([made for made in group if made.files], self.owners)
        self.problems |= dict.fromkeys(clashes)
        for made, paths in batches.deliver(sound):
            if isinstance(paths, Problem):
                self.problems[paths] = None
                self.undelivered = True
            else:
                self.said[made.order.brief] = [*map(str, paths), f"  {made.line}"]
                unchanged.remember(made, paths, begun, session.keep)

    def outcome(self, session: Session) -> Outcome:
        """All of it in the order in which the briefs were given."""
        lines = [line for brief in self.place for line in self.said.get(brief, ())]
        missing = len(self.place) - len(self.said)
        ending = ""
        if missing:
            ending = f"; {missing} of {len(self.place)} briefs not written" if self.said else "; nothing was written"
        problems = list(self.problems)
        messages = "\n".join([*self.faults, *([told(problems, ending)] if problems or missing else [])])
        status = UNDELIVERED if self.undelivered else PROBLEMS if errors(problems) else DONE
        return Outcome(BUG if self.faults else status, "" if session.quiet else "\n".join(lines), messages)
