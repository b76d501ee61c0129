"""A real mail server for tests: aiosmtpd with STARTTLS and a login, which fails where it is told to."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import ipaddress
import socket
import ssl
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "desk", "a secret of the test"
ENVIRONMENT = {"BRIEFING_SMTP_USER": USER, "BRIEFING_SMTP_PASSWORD": PASSWORD}


class PostOffice:
    """Takes mail and remembers it. The first part of an address says what goes wrong with it: `soft-3@...`."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, bytes]] = []
        self.seen: Counter[str] = Counter()

    @property
    def counts(self) -> Counter[str]:
        return Counter(address for address, _ in self.taken)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        kind, self.seen[address] = address.split("-", maxsplit=1)[0], self.seen[address] + 1
        first = self.seen[address] == 1
        if kind == "hard":
            return "550 5.1.1 no such mailbox"
        if kind == "soft" and first:
            return "451 4.7.1 greylisted, try later"
        if kind == "never":
            return "452 4.2.2 mailbox full"
        if kind == "busy" and first:
            return "421 4.3.2 closing"
        if kind == "dropbefore" and first:
            _drop(server)
        if kind == "slowbefore" and first:
            await asyncio.sleep(1.5)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        (address,) = envelope.rcpt_tos
        kind, content = address.split("-")[0], envelope.content
        first = self.seen[f"data {address}"] == 0
        self.seen[f"data {address}"] += 1
        if kind == "softdata" and first:
            return "451 4.3.0 local error"
        if kind == "harddata":
            return "554 5.6.0 content refused"
        assert isinstance(content, bytes)
        if kind == "losttaken" and first:
            self.taken.append((address, content))
        if kind in ("losttaken", "lostuntaken") and first:
            _drop(server)
            return "250 unheard"
        self.taken.append((address, content))
        if kind == "slowafter" and first:
            await asyncio.sleep(1.5)
        return "250 2.0.0 queued"


def certificate(folder: Path, name: str = "localhost") -> Path:
    """A file with a certificate of our own for a name and its key; valid for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    names: list[x509.GeneralName] = [x509.DNSName(name)]
    names += [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))] if name == "localhost" else []
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path


def _drop(server: SMTP) -> None:
    """Cut the connection as a broken line does."""
    transport: Any = server.transport
    transport.abort()


def _let_in(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=known)


@contextlib.contextmanager
def opened(office: PostOffice, keys: Path, *, tls: str = "starttls", login: bool = True) -> Iterator[int]:
    """The port of a server on this machine for as long as it is open."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(keys)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    secured = tls != "none"
    controller = Controller(
        office,
        hostname="127.0.0.1",
        port=port,
        ssl_context=context if tls == "implicit" else None,
        tls_context=context if tls == "starttls" else None,
        require_starttls=tls == "starttls",
        authenticator=_let_in,
        auth_required=login,
        auth_require_tls=secured and tls != "implicit",
        data_size_limit=50_000_000,
    )
    controller.start()
    try:
        yield port
    finally:
        time.sleep(0.05)  # let connections that are ending end
        controller.stop()
