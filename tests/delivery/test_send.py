"""From the archive to the readers, by the command, over a real server; and what stops it before anything is sent."""

from __future__ import annotations

import email
import re
import shutil
from email.policy import default
from pathlib import Path

import pytest
from delivery.post_office import ENVIRONMENT, PostOffice, certificate, opened
from delivery.test_publication import BRIEF, HOME, desk, furnish, run

from briefing import cli
from briefing.delivery import journal

__all__ = ["desk"]

LISTS = """
lists:
  - name: all
    clearance: TLP:GREEN
    formats: [docx]
    recipients:
      - {name: Ana Example, address: ana@example.org}
      - losttaken-1@example.org
      - hard-1@example.org
"""


def distribute(desk: Path, port: int, keys: Path, lists: str = LISTS, head: str = "") -> None:
    (desk / "config/distribution.yaml").write_text(
        "sender: {name: Desk, address: desk@example.org}\neditor: editor@example.org\n"
        f"server: {{host: localhost, port: {port}, certificates: {keys}, timeout: 2, attempts: 2, backoff: 0.05}}\n"
        f"{head}{lists}",
        "utf-8",
    )


def test_sent_once_and_told(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    keys, office = certificate(tmp_path), PostOffice()
    with opened(office, keys) as port:
        distribute(desk, port, keys)
        status, out, err = run(capsys, "publish", BRIEF, "--as-of", "2025-03-02", "--send")
        assert status == 3
        assert "1 accepted (1 of them now), 1 refused, 1 unknown" in out
        assert "hard-1@example.org is refused: 550 5.1.1 no such mailbox" in err
        assert "distribution.yaml:12:9: error" in err
        status, out, err = run(capsys, "send", BRIEF)
        assert "1 accepted (0 of them now)" in out
        assert dict(office.counts) == {"ana@example.org": 1, "losttaken-1@example.org": 1}
        run(capsys, "send", BRIEF, "--retry-unknown")
        assert office.counts["losttaken-1@example.org"] == 2
        ids = {email.message_from_bytes(data)["Message-ID"] for a, data in office.taken if a.startswith("lost")}
        assert len(ids) == 1
        assert run(capsys, "send", BRIEF, "--review-copy")[0] == 0
    _, out, _ = run(capsys, "issues", BRIEF, "--readers")
    assert re.search(r"ana@example.org  accepted", out)
    first = email.message_from_bytes(office.taken[0][1], policy=default)
    (attached,) = first.iter_attachments()
    (archived,) = HOME.glob("2025-W09/*.docx")
    assert attached.get_content() == archived.read_bytes()
    assert first["Subject"].startswith("[TLP:GREEN]")


def test_a_failure_is_mailed_to_the_editor(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    keys, office = certificate(tmp_path), PostOffice()
    (desk / BRIEF).write_text("title: broken\n", "utf-8")
    with opened(office, keys) as port:
        distribute(desk, port, keys)
        status, _, _ = run(capsys, "publish", BRIEF, "--mail-failure", "config/distribution.yaml")
    assert status == 1
    ((address, data),) = office.taken
    assert address == "editor@example.org"
    text = email.message_from_bytes(data, policy=default).get_content()
    assert "config/weekly.yaml:1:1: error" in text


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with one issue; published once for all tests that only read it."""
    folder = tmp_path_factory.mktemp("archived")
    with pytest.MonkeyPatch.context() as patched:
        furnish(folder, patched)
        assert cli.main(["publish", BRIEF, "--as-of", "2025-03-02", "--quiet"]) == 0
    return folder / "archive"


@pytest.mark.parametrize(
    ("lists", "head", "code"),
    [
        (LISTS.replace("ana@example.org", "ana@"), "", "mail-address"),
        (LISTS.replace("Ana Example", '"Ana\\nBcc: all@example.org"'), "", "mail-header"),
        (LISTS + "      - ANA@example.org\n", "", "address-twice"),
        (LISTS + "    subject: 'News {nonsense}'\n", "", "subject-pattern"),
        (LISTS + '    subject: "News\\nBcc: x@example.org"\n', "", "mail-header"),
        (LISTS, "limit_mb: 0.01\n", "mail-size"),
        (LISTS.replace("[docx]", "[pdf]"), "", "format-missing"),
        (LISTS.replace("GREEN", "CLEAR"), "", "marking-refused"),
        (LISTS.replace("lists:", "password: secret\nlists:"), "", "key-unknown"),
    ],
)
def test_nothing_is_sent(  # noqa: PLR0913, PLR0917 - fixtures and cases
    desk: Path, archived: Path, capsys: pytest.CaptureFixture[str], lists: str, head: str, code: str
) -> None:
    keys, office = certificate(desk), PostOffice()
    shutil.copytree(archived, desk / "archive")
    with opened(office, keys) as port:
        distribute(desk, port, keys, lists, head)
        status, _, err = run(capsys, "send", BRIEF)
    assert (status, f"[{code}]" in err) == (1, True), err
    assert re.search(r"config/distribution.yaml:\d+:\d+: error", err)
    assert "nothing was sent" in err
    assert office.taken == []


def test_a_changed_file_is_not_sent(desk: Path, archived: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(archived, desk / "archive")
    (file,) = HOME.glob("2025-W09/*.docx")
    file.write_bytes(b"other")
    status, _, err = run(capsys, "send", BRIEF, "--dry-run")
    assert (status, "[archive-changed]" in err) == (1, True)
    file.unlink()
    status, _, err = run(capsys, "send", BRIEF, "--dry-run")
    assert (status, "[archive-read]" in err) == (1, True)
    assert desk.is_dir()


def test_a_second_sender_stops_and_says_so(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    distribute(desk, 1, certificate(tmp_path))
    run(capsys, "publish", BRIEF, "--as-of", "2025-03-02")
    with journal.sending(HOME, "2025-03-03T00:00:00Z"):
        status, out, err = run(capsys, "send", BRIEF)
    assert (status, out) == (3, "")
    assert "another process is sending this brief's mail [journal-busy]" in err


@pytest.mark.parametrize(
    ("lists", "told"),
    [
        (LISTS + "    subject: 'News {titel}'\n", "13:14: error: unknown placeholder {titel} [subject-pattern]"),
        (LISTS + "    subject: 'News {title'\n", "13:14: error: 'News {title' has a brace without its pair"),
        (
            LISTS.replace("[docx]", "[pdf]"),
            "10:9: error: Ana Example <ana@example.org> is to get pdf, and the brief makes docx [format-missing]",
        ),
    ],
)
def test_a_check_sees_what_would_stop_the_mail(
    desk: Path, capsys: pytest.CaptureFixture[str], lists: str, told: str
) -> None:
    distribute(desk, 25, desk / "config/style.yaml", lists)
    status, out, _ = run(capsys, "check", BRIEF)
    assert (status, f"config/distribution.yaml:{told}" in out) == (1, True), out
