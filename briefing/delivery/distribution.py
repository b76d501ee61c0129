"""Who gets a brief, and by which server: `config/distribution.yaml`, read and checked whole.

Secrets never stand here: the server's user and password come from the environment or from a command.
"""

from __future__ import annotations

import ipaddress
import string
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar, Literal

import msgspec

from briefing.configuration import shown_path
from briefing.corpus.tlp import Tlp
from briefing.delivery.addresses import Address, HeaderText
from briefing.problems import NOWHERE, Location, Problem
from briefing.yamlfile import pinpoint, read

Attached = Literal["pdf", "docx"]
Tls = Literal["starttls", "implicit", "none"]
SUBJECT = HeaderText("[{marking}] {title}: {issue}, {date}")
MOST_ATTEMPTS = 10
PLACEHOLDERS = ("marking", "title", "series", "issue", "number", "date", "week", "revision", "list")  # of a subject


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """One reader; what is not given is as the list has it. A lone text is the address."""

    shorthand: ClassVar[tuple[str, ...]] = ("address",)

    address: Address
    name: HeaderText = HeaderText("")
    clearance: Tlp | None = None
    formats: tuple[Attached, ...] | None = None
    language: str = ""
    location: Location = NOWHERE

    def __str__(self) -> str:
        return f"{self.name.text} <{self.address.text}>" if self.name.text else self.address.text


class MailingList(msgspec.Struct, frozen=True, kw_only=True):
    """Readers who get the same: up to which marking, in which formats and languages, under which subject."""

    name: HeaderText
    recipients: tuple[Recipient, ...]
    clearance: Tlp = "TLP:CLEAR"
    formats: tuple[Attached, ...] = ("pdf", "docx")
    language: str = ""
    subject: HeaderText = SUBJECT
    location: Location = NOWHERE


class Server(msgspec.Struct, frozen=True, kw_only=True):
    """The mail server: submission with STARTTLS (587) or implicit TLS (465); see RFC 8314. Times are in seconds.

    The user and the password are looked up in the environment variables named here, or `password_command` prints the
    password. `certificates` is a file of certificates to trust instead of the system's.
    """

    host: str
    port: int = 587
    tls: Tls = "starttls"
    login: bool = True
    user_variable: str = "BRIEFING_SMTP_USER"
    password_variable: str = "BRIEFING_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
    password_command: tuple[str, ...] = ()
    certificates: str = ""
    timeout: float = 30
    attempts: int = 4
    backoff: float = 5
    location: Location = NOWHERE


class Distribution(msgspec.Struct, frozen=True, kw_only=True):
    """All of the file. `limit_mb` is the largest message, as it is sent, in millions of bytes."""

    sender: Recipient
    server: Server
    lists: tuple[MailingList, ...]
    reply_to: Recipient | None = None
    editor: Recipient | None = None
    unsubscribe: Recipient | None = None
    limit_mb: float = 20
    location: Location = NOWHERE


def load(path: Path) -> tuple[Distribution | None, list[Problem]]:
    """The distribution in a file, or None where it has errors; with all that is wrong."""
    found, problems = read(path, shown_path(path), Distribution)
    if found is None:
        return None, problems
    if found.server.certificates:
        certificates = str(path.parent / found.server.certificates)
        found = msgspec.structs.replace(found, server=msgspec.structs.replace(found.server, certificates=certificates))
    faults = pinpoint(_faults(found))
    return (None if any(p.severity == "error" for p in faults) else found), faults


def format_faults(found: Distribution, formats: Sequence[str]) -> list[Problem]:
    """Readers of a list, one for each choice, who are to get what a brief with these formats does not make."""
    problems = []
    for group in found.lists:
        for wanted, reader in {r.formats or group.formats: r for r in reversed(group.recipients)}.items():
            if set(wanted) - set(formats):
                text = f"{reader} is to get {', '.join(wanted)}, and the brief makes {', '.join(formats)}"
                hint = "add the format to the brief's formats, or strike it here"
                problems.append(Problem(code="format-missing", message=text, location=reader.location, hint=hint))
    return problems


def loopback(host: str) -> bool:
    """Whether a host is this machine, so that clear text does not leave it."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _faults(found: Distribution) -> Iterator[Problem]:
    """What is wrong beyond the form of the file."""

    def fault(place: Location, code: str, message: str, *field: str | int, hint: str = "") -> Problem:
        return Problem(code=code, message=message, location=place, field=field, hint=hint)

    server = found.server
    if server.tls == "none" and not loopback(server.host):
        message = f"mail to {server.host} would go in clear text"
        yield fault(server.location, "server-clear-text", message, "tls", hint="write starttls or implicit")
    if not 1 <= server.port <= 65535:
        yield fault(server.location, "server-port", f"there is no port {server.port}", "port", hint="587 or 465")
    if not 1 <= server.attempts <= MOST_ATTEMPTS:
        message = f"{server.attempts} attempts are outside 1 to {MOST_ATTEMPTS}"
        yield fault(server.location, "server-attempts", message, "attempts")
    for name in ("timeout", "backoff"):
        if not 0 < getattr(server, name) <= 600:
            message = f"{getattr(server, name):g} seconds are outside 0 to 600"
            yield fault(server.location, "server-time", message, name)
    if server.certificates and not Path(server.certificates).is_file():
        message = f"there is no file {shown_path(Path(server.certificates))}"
        yield fault(server.location, "server-certificates", message, "certificates")
    if found.limit_mb <= 0:
        yield fault(found.location, "mail-limit", "the largest message must be larger than 0", "limit_mb")
    if not found.lists:
        yield fault(found.location, "lists-none", "no list is named", "lists")
    for group in found.lists:
        yield from _subject_fault(group)
    yield from _twice(found)


def _subject_fault(group: MailingList) -> Iterator[Problem]:
    """What is wrong with the pattern of a list's subject."""
    hint = f"the placeholders are {', '.join(f'{{{name}}}' for name in PLACEHOLDERS)}"
    text = ""
    try:
        for _, name, form, conversion in string.Formatter().parse(group.subject.text):
            if name is not None and (name not in PLACEHOLDERS or form or conversion):
                text = f"unknown placeholder {{{name}}}"
                break
    except ValueError:
        text = f"{group.subject.text!r} has a brace without its pair"
    if text:
        yield Problem(code="subject-pattern", message=text, location=group.location, field=("subject",), hint=hint)


def _twice(found: Distribution) -> Iterator[Problem]:
    """Lists of one name, and addresses that stand twice: in one list an error, in two a warning."""
    names: dict[str, Location] = {}
    seen: dict[str, tuple[str, Location]] = {}
    for group in found.lists:
        name = group.name.text
        if name in names:
            message = f"the list {name!r} stands here a second time"
            yield Problem(code="list-twice", message=message, location=group.location, other=names[name])
        names.setdefault(name, group.location)
        for recipient in group.recipients:
            key = recipient.address.wire.lower()
            first = seen.setdefault(key, (name, recipient.location))
            if first[1] is recipient.location:
                continue
            same = first[0] == name
            message = f"the address {recipient.address.text!r} stands here a second time"
            hint = "strike one" if same else f"it gets one message, as the list {first[0]!r} has it"
            yield Problem(
                code="address-twice",
                message=message,
                location=recipient.location,
                other=first[1],
                hint=hint,
                severity="error" if same else "warning",
            )
