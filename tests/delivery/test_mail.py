"""Handing mail over to a real server: what is accepted, put off, refused and lost, over TLS and with a login."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from delivery.post_office import ENVIRONMENT, PASSWORD, USER, PostOffice, certificate, opened

from briefing.delivery import journal
from briefing.delivery.addresses import Address
from briefing.delivery.credentials import Credentials, credentials
from briefing.delivery.distribution import Server
from briefing.delivery.journal import State
from briefing.delivery.mail import Letter, hand_over
from briefing.problems import Problem

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # TLS is on from the start

LOGIN = Credentials(USER, PASSWORD)
SENDER = "desk@example.org"
BODY = b"Subject: Probe\r\n\r\nA line.\r\n.a line that begins with a point\r\n..two\r\n"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("keys"))


def server(port: int, keys: Path, **more: object) -> Server:
    settings: dict[str, object] = {"certificates": str(keys), "timeout": 0.6, "attempts": 3, "backoff": 0.05}
    return Server(host="localhost", port=port, **{**settings, **more})  # type: ignore[arg-type]


def sent(
    found: Server, addresses: list[str], login: Credentials | None = LOGIN
) -> tuple[dict[str, str], Problem | None]:
    """The last state of each address."""
    states: dict[str, str] = {}

    def mark(address: str, state: State, _detail: str) -> None:
        states[address] = state

    trouble = hand_over(found, login, SENDER, [Letter(a, lambda: BODY) for a in addresses], mark)
    return states, trouble


def test_five_hundred_readers_on_a_bad_day(keys: Path) -> None:
    kinds = ["soft", "hard", "never", "busy", "dropbefore", "softdata", "harddata", "losttaken", "lostuntaken"]
    odd = [f"{kind}-{n}@example.org" for kind in kinds for n in range(5)]
    odd += ["slowbefore-1@example.org", "slowafter-1@example.org"]
    readers = [f"plain-{n}@example.org" for n in range(500 - len(odd))]
    everyone = sorted(odd + readers, key=hash_of)
    office = PostOffice()
    with opened(office, keys) as port:
        states, trouble = sent(server(port, keys), everyone)
    assert trouble is None
    assert len(states) == 500
    by_kind = {(address.split("-")[0], state) for address, state in states.items()}
    assert by_kind == {
        ("plain", "accepted"),
        ("soft", "accepted"),
        ("busy", "accepted"),
        ("dropbefore", "accepted"),
        ("slowbefore", "accepted"),
        ("softdata", "accepted"),
        ("never", "deferred"),
        ("hard", "refused"),
        ("harddata", "refused"),
        ("losttaken", "unknown"),
        ("lostuntaken", "unknown"),
        ("slowafter", "unknown"),
    }
    counts = office.counts
    assert {a for a, state in states.items() if state == "accepted" and counts[a] != 1} == set()
    assert {a for a, state in states.items() if state in ("refused", "deferred") and counts[a]} == set()
    assert max(counts.values()) == 1
    assert {content for _, content in office.taken} == {BODY}


def hash_of(address: str) -> int:
    return int.from_bytes(hashlib.sha256(address.encode()).digest()[:4], "big")


def test_implicit_tls(keys: Path) -> None:
    office = PostOffice()
    with opened(office, keys, tls="implicit") as port:
        states, trouble = sent(server(port, keys, tls="implicit"), ["a@example.org"])
    assert (states, trouble) == ({"a@example.org": "accepted"}, None)


def test_clear_text_only_to_this_machine(keys: Path) -> None:
    office = PostOffice()
    with opened(office, keys, tls="none", login=False) as port:
        states, trouble = sent(server(port, keys, tls="none"), ["a@example.org"], login=None)
        assert (states, trouble) == ({"a@example.org": "accepted"}, None)
        states, trouble = sent(server(port, keys), ["b@example.org"])
    assert states == {}
    assert trouble is not None
    assert trouble.code == "server-no-tls"
    assert list(office.counts) == ["a@example.org"]


def test_a_certificate_that_nobody_vouches_for(keys: Path, tmp_path: Path) -> None:
    office = PostOffice()
    other, named = certificate(tmp_path), certificate(tmp_path, "mail.example.org")
    with opened(office, keys) as port:
        _, unvouched = sent(server(port, other), ["a@example.org"])
        _, unknown = sent(server(port, keys, certificates=""), ["a@example.org"])
    with opened(office, named) as port:
        _, misnamed = sent(server(port, named), ["a@example.org"])
    with opened(office, keys, tls="implicit") as port:
        _, implicit = sent(server(port, other, tls="implicit"), ["a@example.org"])
    found = [problem.code if problem else None for problem in (unvouched, unknown, misnamed, implicit)]
    assert found == ["server-certificate"] * 4
    assert office.taken == []


def test_a_wrong_password_and_a_server_that_is_down(keys: Path) -> None:
    office = PostOffice()
    with opened(office, keys) as port:
        states, trouble = sent(server(port, keys), ["a@example.org"], Credentials(USER, "wrong"))
    assert states == {}
    assert trouble is not None
    assert (trouble.code, "wrong" in trouble.message) == ("server-login", False)
    states, trouble = sent(server(port, keys), ["a@example.org", "b@example.org"])
    assert states == {"a@example.org": "deferred", "b@example.org": "deferred"}
    assert trouble is not None
    assert trouble.code == "server-unreachable"


def test_the_password_comes_from_the_environment_or_a_command() -> None:
    plain = Server(host="localhost")
    assert credentials(plain, ENVIRONMENT) == LOGIN
    assert PASSWORD not in repr(LOGIN)
    missing = credentials(plain, {"BRIEFING_SMTP_USER": USER})
    assert isinstance(missing, Problem)
    assert missing.message == "the environment has no BRIEFING_SMTP_PASSWORD"
    asked = Server(host="localhost", password_command=(sys.executable, "-c", "print('from the store')"))
    assert credentials(asked, {"BRIEFING_SMTP_USER": USER}) == Credentials(USER, "from the store")
    for command in ((sys.executable, "-c", "raise SystemExit(3)"), ("/no/such/command",), (sys.executable, "-c", "")):
        failed = credentials(Server(host="localhost", password_command=command), {"BRIEFING_SMTP_USER": USER})
        assert isinstance(failed, Problem)
        assert failed.code == "server-login"
    assert credentials(Server(host="localhost", login=False), {}) is None


SENDING = """
import sys
from pathlib import Path
from delivery.post_office import PASSWORD, USER
from briefing.delivery import journal
from briefing.delivery.credentials import Credentials
from briefing.delivery.distribution import Server
from briefing.delivery.mail import Letter, hand_over

archive, port, keys, now = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
readers = [f"reader-{n}@example.org" for n in range(500)]
with journal.sending(archive, now) as book:
    book.plan("issue", [(a, a, "all", f"<{a}>") for a in readers])
    rows = [row for row in book.rows("issue") if row.state in ("queued", "deferred")]
    server = Server(host="localhost", port=port, certificates=keys, timeout=5, attempts=2, backoff=0.05)
    letters = [Letter(row.address, lambda: b"Subject: Probe\\r\\n\\r\\nText\\r\\n") for row in rows]
    hand_over(server, Credentials(USER, PASSWORD), "desk@example.org", letters,
              lambda address, state, detail: book.mark("issue", address, state, detail))
"""


def kill_at_random(office: PostOffice, port: int, keys: Path, archive: Path, kills: int) -> None:
    """Start the sender, and kill it at a moment of its work, so many times; then let it end."""
    dice = random.Random(7)  # noqa: S311 - a test's
    root = Path(__file__).parent.parent
    command = [sys.executable, "-c", SENDING, str(archive), str(port), str(keys)]
    environment = {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{root.parent}"}
    for number in range(kills):
        process = subprocess.Popen([*command, f"2025-03-02T00:00:{number:02}Z"], env=environment)
        before, patience = len(office.taken), time.monotonic() + 5
        wanted = dice.randrange(12)  # so many messages more, and then a moment within the next
        while len(office.taken) < before + wanted and process.poll() is None and time.monotonic() < patience:
            time.sleep(0.0005)
        time.sleep(dice.random() * 0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
    subprocess.run([*command, "2025-03-02T01:00:00Z"], env=environment, check=True)


@pytest.mark.slow
def test_killed_at_fifty_moments_each_gets_one_message(keys: Path, tmp_path: Path) -> None:
    office = PostOffice()
    with opened(office, keys) as port:
        kill_at_random(office, port, keys, tmp_path, 50)
    settled(office, tmp_path)


def test_killed_at_five_moments_each_gets_one_message(keys: Path, tmp_path: Path) -> None:
    office = PostOffice()
    with opened(office, keys) as port:
        kill_at_random(office, port, keys, tmp_path, 5)
    settled(office, tmp_path)


def settled(office: PostOffice, archive: Path) -> None:
    rows = journal.recorded(archive)
    assert not isinstance(rows, Problem)
    assert len(rows) == 500
    assert {row.state for row in rows} <= {"accepted", "unknown"}
    counts = office.counts
    assert max(counts.values()) == 1
    assert [row.address for row in rows if row.state == "accepted" and counts[row.address] != 1] == []
    unheard = Counter(row.detail for row in rows if row.state == "unknown")
    assert set(unheard) <= {"the sender was stopped"}
    assert sum(unheard.values()) <= 50


def test_one_process_at_a_time(tmp_path: Path) -> None:
    with (
        journal.sending(tmp_path, "2025-03-02T00:00:00Z"),
        pytest.raises(journal.Busy),
        journal.sending(tmp_path, "2025-03-02T00:00:00Z"),
    ):
        pass


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        ("ana@example.org", "ana@example.org"),
        ("Ana.B+list@Example.ORG", "Ana.B+list@example.org"),
        ("bjoern@bücher.example", "bjoern@xn--bcher-kva.example"),
        ("a@пример.example", "a@xn--e1afmkfd.example"),
    ],
)
def test_addresses(text: str, wire: str) -> None:
    found = Address.parse(text)
    assert isinstance(found, Address)
    assert found.wire == wire


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ana",
        "@example.org",
        "ana@",
        "ana@example",
        "ana@-x.example",
        "ana..b@example.org",
        "ana b@example.org",
        "ana@example.org\nBcc: all@example.org",
        "ana@example.org\r",
        "ána@example.org",
        "a" * 65 + "@example.org",
        "ana@" + "a" * 64 + ".org",
        "ana@example.org, eve@example.org",
        "Ana <ana@example.org>",
        "ana@exam ple.org",
        "ana@..example.org",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert isinstance(Address.parse(text), str)
