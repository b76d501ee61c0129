"""A message as mail programs read it: Python's parser, and mutt where it is installed."""

from __future__ import annotations

import email
import shutil
import subprocess
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefing.delivery import message
from briefing.delivery.addresses import Address
from briefing.delivery.message import Envelope
from briefing.document.build import callout, h, p, ref, strong, ul
from briefing.document.nodes import Document, Figure, LikelihoodBar, Masthead, Properties, Text
from briefing.settings import Colours

DOCUMENT = Document(
    properties=Properties(
        title="Aid & <trade>, 2 March 2025", language="en-GB", created="2025-03-02T00:00:00Z", marking="TLP:AMBER"
    ),
    masthead=Masthead(series="Weekly", issue="Issue 75", title="Aid & <trade>"),
    blocks=(
        callout("bottom-line", "Bottom line", p("Shells go on; потоки растут.")),
        h(1, "summary", "Summary"),
        h(2, "key-judgments", "Key judgments"),
        p(strong("Trade grows."), " See ", ref("source-a", "the source"), "."),
        Figure(id="bar", picture=LikelihoodBar(low=55, high=80), alt="Likely, 55 to 80 per cent."),
        h(2, "what-next", "What next"),
        p("Not for the mail."),
        h(1, "changes", "What changed"),
        ul("One source came."),
        h(1, "rest", "The rest"),
        p("Nor this."),
    ),
)
FILES = {"Überblick-2025-W09.pdf": b"%PDF-1.7 " + bytes(range(256)) * 50, "Überblick-2025-W09.docx": b"PK\x03\x04" * 99}


def parsed(data: bytes) -> EmailMessage:
    found = email.message_from_bytes(data, policy=default)
    assert isinstance(found, EmailMessage)
    assert [part.defects for part in found.walk()] == [[]] * len(list(found.walk()))
    return found


def letter() -> bytes:
    address = Address.parse("bjoern@bücher.example")
    desk = Address.parse("desk@example.org")
    assert isinstance(address, Address)
    assert isinstance(desk, Address)
    envelope = Envelope(sender=("Desk, sample", desk), subject="[TLP:AMBER] Ausblick — März", unsubscribe=desk)
    head = message.head(
        envelope,
        ("Björn", address),
        date="Sun, 02 Mar 2025 00:00:00 +0000",
        message_id=message.message_id("issue", address, desk.domain),
    )
    return head + message.body(DOCUMENT, FILES, Colours())


def test_both_texts_and_both_files_arrive_whole() -> None:
    found = parsed(letter())
    assert [part.get_content_type() for part in found.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ]
    assert {part.get_filename(): part.get_content() for part in found.iter_attachments()} == FILES
    assert found["Subject"] == "[TLP:AMBER] Ausblick — März"
    assert found["To"].addresses[0].addr_spec == "bjoern@xn--bcher-kva.example"
    assert found["To"].addresses[0].display_name == "Björn"
    assert found["From"].addresses[0].display_name == "Desk, sample"
    assert found["List-Unsubscribe"] == "<mailto:desk@example.org?subject=unsubscribe>"
    assert len(found.get_all("To", [])) == 1
    assert all(len(line) <= 998 and line.isascii() for line in letter().split(b"\r\n"))
    assert b"\n" not in letter().replace(b"\r\n", b"")
    assert letter() == letter()


def test_the_text_says_what_the_mail_is_for() -> None:
    text = parsed(letter()).get_body(("plain",))
    assert text is not None
    words = text.get_content().replace("\r\n", "\n")
    assert words.startswith("TLP:AMBER\n")
    for said in ("Shells go on; потоки растут.", "Trade grows. See the source.", "One source came.", "W09.docx"):
        assert said in words
    assert "Not for the mail" not in words
    assert "Nor this" not in words


class Page(HTMLParser):
    """The words and the tags of a page; a tag that is not closed in its turn is a fault."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.opened: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += attrs
        if tag not in ("meta", "br"):
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.opened and self.opened[-1] not in ("style", "title"):
            self.words += data.split()


def test_the_html_says_the_same_and_fetches_nothing() -> None:
    part = parsed(letter()).get_body(("html",))
    assert part is not None
    source = part.get_content()
    page = Page()
    page.feed(source)
    assert page.opened == []
    words = " ".join(page.words)
    assert words.startswith("TLP:AMBER")
    for said in ("Aid & <trade>", "Shells go on; потоки растут.", "One source came.", "Trade grows."):
        assert said in words
    assert "Nor this" not in words
    assert {name for name, _ in page.attributes} & {"src", "background", "srcset"} == set()
    assert "url(" not in source
    assert "@import" not in source
    assert "prefers-color-scheme:dark" in source
    assert 'width="600"' in source


def test_a_draft_is_for_a_person_to_send() -> None:
    found = parsed(message.draft(DOCUMENT, FILES, Colours()))
    assert found["X-Unsent"] == "1"
    assert found["Subject"] == "[TLP:AMBER] Aid & <trade>, 2 March 2025"
    assert (found["Date"], found["Message-ID"], found["To"]) == (None, None, None)
    assert len(list(found.iter_attachments())) == 2


def test_an_id_is_the_readers_own_and_stays() -> None:
    found = [Address.parse(a) for a in ("a@example.org", "b@example.org", "a@example.org")]
    ids = [message.message_id("75", a, "example.org") for a in found if isinstance(a, Address)]
    assert (ids[0] == ids[2], ids[0] == ids[1], ids[0] == message.message_id("76", found[0], "example.org")) == (  # type: ignore[arg-type]
        True,
        False,
        False,
    )


def test_the_marking_is_in_every_subject() -> None:
    values = {"date": "2025-03-02"}
    assert message.subject("News of {date}", DOCUMENT, values) == "[TLP:AMBER] News of 2025-03-02"
    assert message.subject("{title} ({marking})", DOCUMENT, values) == "Aid & <trade> (TLP:AMBER)"


@pytest.mark.skipif(shutil.which("ripmime") is None, reason="ripmime is not installed")
def test_a_foreign_reader_finds_both_texts_and_both_files(tmp_path: Path) -> None:
    mail, parts = tmp_path / "mail", tmp_path / "parts"
    mail.write_bytes(letter())
    subprocess.run(["ripmime", "-i", str(mail), "-d", str(parts)], check=True, capture_output=True, timeout=10)
    found = [path.read_bytes() for path in parts.iterdir()]
    assert all(data in found for data in FILES.values())
    assert len([data for data in found if "потоки растут".encode() in data]) == 2


def test_no_word_is_lost_in_a_plain_document() -> None:
    plain = Document(properties=DOCUMENT.properties, masthead=DOCUMENT.masthead, blocks=(p(Text(text="Only this.")),))
    text = parsed(message.draft(plain, {}, Colours())).get_body(("plain",))
    assert text is not None
    assert "Only this." in text.get_content()


def test_a_long_subject_begins_on_its_own_line() -> None:
    long = "[TLP:GREEN] " + "A long title that goes on, " * 5
    raw = message._subject(long.strip())
    assert raw.startswith(b"Subject: [TLP:GREEN] A long title")
    assert raw.count(b"\n") == 1
    coded = message._subject("[TLP:GREEN] " + "Überlanger Titel " * 12)
    assert max(map(len, coded.splitlines())) <= 78
