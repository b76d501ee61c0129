"""A published issue on its way to its readers: checked whole before anything is sent, then handed over, each once."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.utils import format_datetime
from pathlib import Path

import msgspec

from briefing.delivery import archive, journal, mail, message
from briefing.delivery.addresses import Address, control
from briefing.delivery.archive import Manifest
from briefing.delivery.credentials import Credentials
from briefing.delivery.distribution import Distribution, MailingList, Recipient
from briefing.delivery.journal import Row, State
from briefing.delivery.ledger import Entry
from briefing.delivery.mail import Letter
from briefing.delivery.marking import refusal
from briefing.delivery.message import LARGE, Envelope
from briefing.document.nodes import Document
from briefing.nearest import did_you_mean
from briefing.problems import Location, Problem, errors
from briefing.settings import Colours
from briefing.yamlfile import pinpoint

MILLION = 1_000_000


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """Which readers: those of `lists` (none: of all); or the editor alone, for a review copy."""

    lists: tuple[str, ...] = ()
    review: bool = False
    skip_uncleared: bool = False


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """One reader with the message's subject and the formats that come with it."""

    recipient: Recipient
    list: str
    subject: str
    formats: tuple[str, ...]


class Mailing(msgspec.Struct, frozen=True, kw_only=True):
    """An issue and its readers, ready to send; `bodies` are the messages without their readers, by formats."""

    archive: Path
    entry: Entry
    distribution: Distribution
    readers: tuple[Reader, ...]
    bodies: Mapping[tuple[str, ...], bytes]
    review: bool

    @property
    def key(self) -> str:
        """The issue as the journal names it."""
        return self.entry.folder


def prepare(
    home: Path, entry: Entry, distribution: Distribution, colours: Colours, choice: Choice
) -> tuple[Mailing | None, list[Problem]]:
    """The mailing of an issue, or None and all that speaks against sending it. Sends nothing."""
    manifest, document = archive.manifest_of(home, entry), archive.document_of(home, entry)
    found = archive.files_of(home, entry)
    if isinstance(manifest, Problem):
        return None, [manifest]
    if isinstance(document, Problem):
        return None, [document]
    if isinstance(found, Problem):
        return None, [found]
    files = {name: data for name, data in found.items() if Path(name).suffix[1:] in message.TYPES}
    groups, problems = _groups(distribution, choice)
    readers: list[Reader] = []
    for group in groups:
        chosen, more = _chosen(group, entry, manifest, choice)
        subject = _subject(group, document, entry, review=choice.review)
        problems += [*more, *([subject] if isinstance(subject, Problem) else [])]
        if isinstance(subject, str):
            formats = {r.address.wire: r.formats or group.formats for r in chosen}
            readers += [
                Reader(recipient=r, list=group.name.text, subject=subject, formats=formats[r.address.wire])
                for r in chosen
            ]
    once = tuple({r.recipient.address.wire.lower(): r for r in reversed(readers)}.values())[::-1]
    bodies, more = _bodies(distribution, document, files, colours, once)
    problems = pinpoint([*problems, *more])
    if errors(problems):
        return None, problems
    mailing = Mailing(
        archive=home, entry=entry, distribution=distribution, readers=once, bodies=bodies, review=choice.review
    )
    return mailing, problems


def _groups(distribution: Distribution, choice: Choice) -> tuple[list[MailingList], list[Problem]]:
    """The lists that were chosen; for a review copy, a list of the editor alone."""
    place = distribution.location
    if choice.review:
        editor = distribution.editor
        if editor is None:
            hint = "name an editor in the distribution"
            return [], [Problem(code="editor-none", message="there is no editor", location=place, hint=hint)]
        clearance = editor.clearance or "TLP:RED"
        reader = msgspec.structs.replace(editor, clearance=clearance, language="")
        return [msgspec.structs.replace(distribution.lists[0], recipients=(reader,), language="")], []
    names = {group.name.text: group for group in distribution.lists}
    unknown = [
        Problem(code="list-unknown", message=f"there is no list {n!r}", location=place, hint=did_you_mean(n, names))
        for n in choice.lists
        if n not in names
    ]
    return [group for name, group in names.items() if name in (choice.lists or names)], unknown


def _chosen(
    group: MailingList, entry: Entry, manifest: Manifest, choice: Choice
) -> tuple[list[Recipient], list[Problem]]:
    """The readers of a list who may have the issue and want its language; with those who may not."""
    chosen, problems = [], []
    for recipient in group.recipients:
        wanted = (recipient.language or group.language or manifest.language).split("-")[0].lower()
        if wanted != manifest.language.split("-")[0].lower():
            text = f"{recipient} reads {wanted}, and the issue is in {manifest.language}: left out"
            place = recipient.location
            problems.append(Problem(code="language-other", message=text, location=place, severity="warning"))
            continue
        refused = refusal(group, recipient, entry.marking)
        if refused is None:
            chosen.append(recipient)
        elif choice.skip_uncleared:
            problems.append(msgspec.structs.replace(refused, severity="warning", hint="skipped"))
        else:
            problems.append(refused)
    return chosen, problems


def _subject(group: MailingList, document: Document, entry: Entry, *, review: bool) -> str | Problem:
    """A list's subject for the issue, or what is wrong with it."""
    values = {
        "series": document.masthead.series,
        "issue": document.masthead.issue.split(" · ")[0],
        "number": str(entry.issue or ""),
        "date": entry.date.isoformat(),
        "week": entry.week,
        "revision": str(entry.revision),
        "list": group.name.text,
    }

    words = message.subject(group.subject.text, document, values)
    if control(words):
        text = f"the subject {words!r} has a line break or control character, which a mail's header cannot hold"
        hint = "look at the brief's title and series"
        return Problem(code="mail-header", message=text, location=group.location, field=("subject",), hint=hint)
    return f"[Review copy] {words}" if review else words


def _bodies(
    distribution: Distribution,
    document: Document,
    files: Mapping[str, bytes],
    colours: Colours,
    readers: Iterable[Reader],
) -> tuple[dict[tuple[str, ...], bytes], list[Problem]]:
    """The messages for each choice of formats; with those that are too large, or lack a file."""
    bodies: dict[tuple[str, ...], bytes] = {}
    problems: list[Problem] = []
    for formats, reader in {r.formats: r for r in readers}.items():
        taken = {name: data for name, data in files.items() if Path(name).suffix[1:] in formats}
        if len(taken) < len(set(formats)):
            text = (
                f"{reader.recipient} is to get {', '.join(formats)}, and the issue has {', '.join(files) or 'no file'}"
            )
            hint = "add the format to the brief's formats, or strike it here"
            place = reader.recipient.location
            problems.append(Problem(code="format-missing", message=text, location=place, hint=hint))
            continue
        bodies[formats] = message.body(document, taken, colours)
        problems += _size(distribution, taken, bodies[formats])
    return bodies, problems


def _size(distribution: Distribution, taken: Mapping[str, bytes], body: bytes) -> Iterator[Problem]:
    """Whether a message is too large to send, or large enough to be a burden."""
    raw, limit = sum(map(len, taken.values())), distribution.limit_mb * MILLION
    names, place = ", ".join(taken), distribution.location
    if len(body) > limit:
        text = f"the message with {names} has {len(body) / MILLION:.1f} MB, more than {distribution.limit_mb:g} MB"
        hint = "send fewer formats, or raise limit_mb if every reader's mailbox takes more"
        yield Problem(code="mail-size", message=text, location=place, field=("limit_mb",), hint=hint)
    elif raw > LARGE:
        text = f"the files {names} have {raw / MILLION:.1f} MB, which some mailboxes refuse"
        yield Problem(code="mail-large", message=text, location=place, severity="warning")


def send(
    mailing: Mailing, login: Credentials | None, now: str, *, retry: Sequence[State] = ()
) -> tuple[list[Row], set[str], list[Problem]]:
    """The state of each reader's message after this run; whom this run wrote to; each not accepted as a problem.

    Sent is what is queued or was put off; with `retry` also messages in those states. `now` is an ISO 8601 instant.
    """
    key = f"{mailing.key}/review/{now}" if mailing.review else mailing.key
    readers = {r.recipient.address.wire: r for r in mailing.readers}
    domain = mailing.distribution.sender.address.domain
    try:
        with journal.sending(mailing.archive, now) as book:
            planned = ((a, r.recipient.address.text, r.list, _id(mailing, r, domain)) for a, r in readers.items())
            book.plan(key, planned)
            book.release(key, retry)
            rows = [r for r in book.rows(key) if r.address in readers and r.state in ("queued", "deferred")]
            letters = [_letter(mailing, readers[row.address], row) for row in rows]
            server = mailing.distribution.server
            sender = mailing.distribution.sender.address.wire

            def mark(address: str, state: State, detail: str) -> None:
                book.mark(key, address, state, detail)

            trouble = mail.hand_over(server, login, sender, letters, mark) if letters else None
            begun = {row.address for row in rows}
            rows = [row for row in book.rows(key) if row.address in readers]
    except journal.Busy:
        text = "another process is sending this brief's mail"
        hint = "wait for its end; nothing was sent by this run"
        return (
            [],
            set(),
            [Problem(code="journal-busy", message=text, location=Location(str(mailing.archive)), hint=hint)],
        )
    except sqlite3.Error as error:
        return [], set(), [journal.unreadable(mailing.archive, error)]
    except OSError as error:
        text = f"cannot write the journal: {error.strerror or error}"
        return [], set(), [Problem(code="journal", message=text, location=Location(str(mailing.archive)))]
    problems = [trouble] if trouble else []
    return rows, begun, pinpoint([*problems, *_unsent(rows, readers)])


def _id(mailing: Mailing, reader: Reader, domain: str) -> str:
    return message.message_id(f"{mailing.entry.hash}", reader.recipient.address, domain)


def _letter(mailing: Mailing, reader: Reader, row: Row) -> Letter:
    """The message to one reader. Its date is that of its queueing, so that a repeat is the same message."""
    found = mailing.distribution
    envelope = Envelope(
        sender=_named(found.sender),
        subject=reader.subject,
        reply_to=_named(found.reply_to) if found.reply_to else None,
        unsubscribe=(found.unsubscribe or found.sender).address,
    )

    def data() -> bytes:
        date = format_datetime(datetime.datetime.fromisoformat(row.queued))
        head = message.head(envelope, _named(reader.recipient), date=date, message_id=row.message_id)
        return head + mailing.bodies[reader.formats]

    return Letter(row.address, data)


def _named(recipient: Recipient) -> tuple[str, Address]:
    return recipient.name.text, recipient.address


def _unsent(rows: Iterable[Row], readers: Mapping[str, Reader]) -> Iterator[Problem]:
    """Each message that was not accepted, at its reader's place."""
    hints = {
        "unknown": "it may have arrived: look for {id} in the server's log, then send with --retry-unknown",
        "refused": "mend or strike the address; --retry-refused tries again",
        "deferred": "nothing is lost; send again later",
        "queued": "nothing is lost; send again later",
    }
    for row in rows:
        if row.state in hints:
            reader = readers[row.address].recipient
            said = f": {row.detail}" if row.detail else ""
            hint = hints[row.state].format(id=row.message_id)
            text = f"the message to {reader} is {row.state}{said}"
            yield Problem(code=f"mail-{row.state}", message=text, location=reader.location, hint=hint)
