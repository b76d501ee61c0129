"""An issue as a mail message: text and HTML of the same words, and the files (MIME, RFC 2045 to 2049 and 2231).

The bytes follow from what goes in: parts are divided by a line made from the content, dates and ids are arguments.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from email.headerregistry import Address as MailAddress
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import PurePath

import msgspec
from msgspec.structs import replace

from briefing.delivery import mail_html, mail_text
from briefing.delivery.addresses import Address
from briefing.delivery.digest import digest
from briefing.document.nodes import Document
from briefing.issue import Built
from briefing.settings import Colours

TYPES = {
    "pdf": ("application", "pdf"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
LARGE = 7_000_000  # bytes of files above which a mail is a burden


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """Who writes to whom, under which subject; `sender` and the others are name and address."""

    sender: tuple[str, Address]
    subject: str
    reply_to: tuple[str, Address] | None = None
    unsubscribe: Address | None = None


ONE_LINE = SMTP.clone(max_line_length=998)  # what RFC 5322 allows at most


def body(document: Document, files: Mapping[str, bytes], colours: Colours) -> bytes:
    """The message without what differs from reader to reader: MIME header fields, both texts, the files by name."""
    blocks = digest(document)
    message = EmailMessage(policy=SMTP)
    message.set_content(mail_text.text(document, blocks, files), cte="quoted-printable")
    message.add_alternative(mail_html.html(document, blocks, files, colours), subtype="html", cte="quoted-printable")
    for name, data in files.items():
        main, sub = TYPES[PurePath(name).suffix[1:]]
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    _divide(message, hashlib.sha256(b"".join(files.values()) + document.properties.title.encode()).hexdigest())
    return message.as_bytes()


def _divide(message: EmailMessage, seed: str) -> None:
    """Set the lines that divide the parts."""
    for number, part in enumerate(p for p in message.walk() if p.is_multipart()):
        part.set_boundary(f"={number}={seed[:40]}")


def head(envelope: Envelope, to: tuple[str, Address] | None, *, date: str, message_id: str) -> bytes:
    """The header fields that come before those of `body`, without the empty line. `date` as RFC 5322 has it."""
    fields = EmailMessage(policy=SMTP)
    fields["From"] = _mailbox(*envelope.sender)
    if to:
        fields["To"] = _mailbox(*to)
    if envelope.reply_to:
        fields["Reply-To"] = _mailbox(*envelope.reply_to)
    if date:
        fields["Date"] = date
    if message_id:
        fields["Message-ID"] = message_id
    if envelope.unsubscribe:
        fields["List-Unsubscribe"] = f"<mailto:{envelope.unsubscribe.wire}?subject=unsubscribe>"
    return fields.as_bytes().rstrip(b"\r\n") + b"\r\n" + _subject(envelope.subject)


def _subject(words: str) -> bytes:
    """The subject as a header field. Plain words stay on one line: folded, they would leave the first line empty."""
    fields = EmailMessage(policy=ONE_LINE if words.isascii() else SMTP)
    fields["Subject"] = words
    return fields.as_bytes().rstrip(b"\r\n") + b"\r\n"


def _mailbox(name: str, address: Address) -> MailAddress:
    return MailAddress(name, addr_spec=address.wire)


def message_id(issue: str, address: Address, domain: str) -> str:
    """The id of an issue's message to a reader: the same in every attempt, so that a repeat is recognised."""
    digits = hashlib.sha256(f"{issue} {address.wire}".encode()).hexdigest()[:40]
    return f"<{digits}@{domain}>"


def draft(document: Document, files: Mapping[str, bytes], colours: Colours) -> bytes:
    """A message that mail programs open for a person to address and send (`X-Unsent`): no date, no id, no reader."""
    properties = document.properties
    subject = " ".join(
        part for part in (f"[{properties.marking}]" if properties.marking else "", properties.title) if part
    )
    return _subject(" ".join(subject.split())) + b"X-Unsent: 1\r\n" + body(document, files, colours)


def with_draft(built: Built) -> Built:
    """The issue with its message as one of its files, if it was asked for."""
    if not built.attachments:
        return built
    name = f"{built.stem}.eml"
    return replace(built, files={**built.files, name: draft(built.document, built.attachments, built.colours)})


def subject(pattern: str, document: Document, values: Mapping[str, str]) -> str:
    """The subject of a message; the marking is in it whether or not the pattern has it (TLP 2.0)."""
    marking = document.properties.marking
    words = pattern.format_map({**values, "marking": marking, "title": document.masthead.title})
    return words if marking in words else f"[{marking}] {words}"
