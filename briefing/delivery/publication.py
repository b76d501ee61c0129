"""An issue of a brief: built, compared with the last one that went out, archived and entered into the ledger; once.

The ledger's line comes last. Until it stands, nothing was published, and a further run makes the same issue anew; once
it stands, a further run changes nothing. One process at a time works in an archive.
"""

from __future__ import annotations

import datetime
import platform
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path

import msgspec

from briefing import __version__, issue, schedule
from briefing.analysis.findings import Changes
from briefing.configuration import Configuration, shown_path
from briefing.corpus.tlp import Tlp
from briefing.delivery import archive, ledger, message
from briefing.delivery.archive import Manifest
from briefing.delivery.ledger import Entry
from briefing.document.nodes import Document
from briefing.edition import Edition
from briefing.issue import Built, Findings, Loaded
from briefing.problems import Location, Problem, errors
from briefing.schedule import Issue
from briefing.settings import Brief
from briefing.yamlfile import pinpoint
from briefing.yamlfile.text import is_text

PACKAGES = ("jinja2", "markdown-it-py", "msgspec", "python-docx", "reportlab", "resvg-py")


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What to publish: as of which day, up to which marking (None: all), correcting what in an issue that is out.

    `created` is the instant that the files carry, `now` that of publication; ISO 8601, UTC.
    """

    as_of: datetime.date
    created: str
    now: str
    limit: Tlp | None = None
    correction: str = ""


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """An issue that is out: its entry and the archive that holds it. `fresh` if this run published it."""

    entry: Entry
    archive: Path
    configuration: Configuration
    next: datetime.date
    skipped: tuple[int, int] | None = None
    fresh: bool = False


def publish(path: Path, order: Order) -> tuple[Published | None, list[Problem]]:
    """The issue of a brief as of a day, published now or before; None where there are errors among the problems."""
    loaded, problems = issue.read(path)
    if loaded is None or errors(problems):
        return None, problems
    brief = loaded.configuration.brief
    coming = schedule.issue_of(brief, order.as_of)
    if isinstance(coming, Problem):
        return None, [*problems, *pinpoint([coming])]
    home = archive.home(path, brief.archive)
    try:
        with archive.locked(home):
            published, more = _published(path, loaded, coming, home, order)
            if published and published.fresh:
                left = archive.unlisted(home, ledger.read(home)[0])
                more += [msgspec.structs.replace(problem, severity="warning") for problem in left]
    except OSError as error:
        named = f" ({Path(error.filename).name})" if isinstance(error.filename, str) else ""
        text = f"cannot write the archive: {error.strerror or error}{named}"
        return None, [*problems, Problem(code="archive-write", message=text, location=Location(str(home)))]
    return published, problems + more


def _published(
    path: Path, loaded: Loaded, coming: Issue, home: Path, order: Order
) -> tuple[Published | None, list[Problem]]:
    """The issue, once published; under the archive's lock."""
    entries, problems = ledger.read(home)
    if problems:
        return None, problems
    if lost := archive.ledger_lost(home, entries, (coming.date, order.limit)):
        return None, [lost]
    same = [e for e in entries if (e.date, e.limit) == (coming.date, order.limit)]
    if same and order.correction in ("", same[-1].correction):
        done = Published(
            entry=same[-1], archive=home, configuration=loaded.configuration, next=coming.next, skipped=None
        )
        return done, []
    if not same and (fault := _out_of_turn(home, entries, coming, order, loaded.configuration.brief)):
        return None, [fault]
    last = _last(entries, coming, order.limit)
    edition = _edition(order, coming, same, last, home)
    if isinstance(edition, Problem):
        return None, [edition]
    findings, document, built, problems = _built(loaded, order, edition)
    if findings is None or document is None or built is None:
        return None, problems
    entry = _entry(path, order, built, findings)
    manifest = msgspec.structs.replace(
        _manifest(path, loaded, entry, built), created=order.created, compared_with=last.hash if last else ""
    )
    manifest_hash = archive.put(home / entry.folder, built.files, document, findings.analysis.selection, manifest)
    if isinstance(manifest_hash, Problem):
        return None, [*problems, manifest_hash]
    entry = ledger.append(home, entries, msgspec.structs.replace(entry, manifest=manifest_hash))
    published = Published(
        entry=entry,
        archive=home,
        configuration=loaded.configuration,
        next=coming.next,
        skipped=edition.skipped,
        fresh=True,
    )
    return published, problems


def _out_of_turn(home: Path, entries: Sequence[Entry], coming: Issue, order: Order, brief: Brief) -> Problem | None:
    """Why an issue that is not out cannot be published now: nothing to correct, its day is far, or the next one is out.

    The next one has told the same readers what changed, and that this one did not appear. So a slip of the year would
    keep back all issues until then.
    """
    now = datetime.date.fromisoformat(order.now[:10])
    due = schedule.issue_of(brief, now)
    if isinstance(due, Issue) and coming.date > due.next:
        text = f"the issue of {coming.date} cannot be published on {now}: at most the next one, of {due.next}, can"
        hint = "mend --as-of, or the clock of the machine"
        return Problem(code="publish-early", message=text, location=Location(str(home)), hint=hint)
    if order.correction:
        text = f"the issue of {coming.date} is not published, so there is nothing to correct"
        hint = "name a day of the issue that was wrong with --as-of; `briefing issues` lists what was published"
        return Problem(code="correction-nothing", message=text, location=Location(str(home)), hint=hint)
    later = [e for e in entries if e.date > coming.date and e.limit == order.limit]
    if not later:
        return None
    following = min(later, key=lambda e: e.date)
    name = f"issue {coming.number} of {coming.date}" if coming.number else f"the issue of {coming.date}"
    return Problem(
        code="publish-order",
        message=f"{name} was not published, and {following.name} was",
        location=Location(shown_path(home / ledger.FILE), following.number, 1),
        hint="publish the issue that is due, or a revision of one that is out with --correction",
    )


def _last(entries: Sequence[Entry], coming: Issue, limit: Tlp | None) -> Entry | None:
    """The last issue that went out before this one: to the same readers, else to all, else to others."""
    earlier = [e for e in entries if e.date < coming.date]
    return max(earlier, key=lambda e: (e.limit == limit, e.limit is None, e.date, e.revision), default=None)


def _edition(order: Order, coming: Issue, same: Sequence[Entry], last: Entry | None, home: Path) -> Edition | Problem:
    """The edition to make: its revision, what it is compared with, and the issues that did not appear before it."""
    before = archive.selection_of(home, last) if last else None
    if isinstance(before, Problem):
        return before
    skipped = None
    if last and last.issue and coming.number and last.issue + 1 < coming.number:
        skipped = (last.issue + 1, coming.number - 1)
    return Edition(
        limit=order.limit,
        recorded=True,
        before=before,
        revision=same[-1].revision + 1 if same else 1,
        correction=order.correction,
        replaces=datetime.date.fromisoformat(same[-1].published[:10]) if same else None,
        skipped=skipped,
    )


def _built(
    loaded: Loaded, order: Order, edition: Edition
) -> tuple[Findings | None, Document | None, Built | None, list[Problem]]:
    """The issue's findings, what it says, and its files."""
    findings, problems = issue.find(loaded, as_of=order.as_of, edition=edition)
    document, more = issue.draft(findings, created=order.created) if findings else (None, [])
    problems += more
    built, more = issue.write(findings, document, ()) if findings and document else (None, [])
    return findings, document, message.with_draft(built) if built else None, problems + more


def _entry(path: Path, order: Order, built: Built, findings: Findings) -> Entry:
    """The ledger's line for an issue, not yet bound to the lines before."""
    coming = built.issue
    parts = [built.folder, *([order.limit.removeprefix("TLP:").lower()] if order.limit else [])]
    parts += [f"r{coming.revision}"] if coming.revision > 1 else []
    return Entry(
        number=0,
        brief=path.stem,
        title=findings.configuration.brief.title,
        issue=coming.number,
        revision=coming.revision,
        date=coming.date,
        week=coming.week,
        as_of=order.as_of,
        published=order.now,
        marking=issue.marking_of(findings, built.document),
        limit=order.limit,
        folder="-".join(parts),
        correction=order.correction,
        changed=changed(findings.analysis.changes),
        manifest="",
    )


def _manifest(path: Path, loaded: Loaded, entry: Entry, built: Built) -> Manifest:
    """What went into the issue; the files follow when they are archived."""
    settings = loaded.configuration
    hashes = {str(name): archive.sha256(file.read_bytes()) for name, file in _settings(path, settings)}
    return Manifest(
        brief=entry.brief,
        title=entry.title,
        language=settings.brief.language,
        issue=entry.issue,
        revision=entry.revision,
        date=entry.date,
        next=built.issue.next,
        as_of=entry.as_of,
        created="",
        marking=entry.marking,
        limit=entry.limit,
        stem=built.stem,
        compared_with="",
        corpus=dict(sorted(loaded.corpus.hashes.items())),
        settings=hashes,
        versions={
            "briefing": __version__,
            "python": platform.python_version(),
            **{name: metadata.version(name) for name in PACKAGES},
        },
    )


def _settings(path: Path, settings: Configuration) -> Iterator[tuple[Path, Path]]:
    """The brief, its style and its own wording: each by its path from the brief's folder, and where it is."""
    names = [path.name, *([settings.brief.style] if settings.brief.style else [])]
    yield from ((Path(name), path.parent / name) for name in names)
    if settings.templates:
        for file in sorted(settings.templates.iterdir()):
            if file.is_file() and is_text(file.name):
                yield Path(settings.brief.templates) / file.name, file


def changed(changes: Changes) -> str:
    """What changed since the last issue, in a line: `1 source came, 97 claims came, 1 claim revised`."""
    if changes.since is None:
        return "first issue"
    counts = {
        ("source came", "sources came"): len(changes.new_sources),
        ("source withdrawn", "sources withdrawn"): len(changes.lost_sources),
        ("source regraded", "sources regraded"): len(getattr(changes, "regraded", ())),
        ("claim came", "claims came"): len(changes.new_claims),
        ("claim gone", "claims gone"): len(changes.lost_claims),
        ("claim revised", "claims revised"): len(getattr(changes, "revised", ())),
        ("judgment moved", "judgments moved"): sum(j.change != "unchanged" for j in changes.judgments),
        ("flow changed", "flows changed"): len(changes.cells),
        ("contradiction opened", "contradictions opened"): len(changes.opened),
        ("contradiction settled", "contradictions settled"): len(changes.settled),
    }
    parts = [f"{number} {words[number > 1]}" for words, number in counts.items() if number]
    return ", ".join(parts) or "nothing changed"
