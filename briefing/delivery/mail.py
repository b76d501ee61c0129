"""Handing messages over to a mail server (SMTP submission, RFC 6409, over TLS as RFC 8314 wants it).

Each message is marked `sending` after its last byte but before the line that ends it, for only with that line can a
server accept it; what happens before leaves it certainly unsent, what happens after and before the answer leaves it
unknown. One connection serves many messages; what a server puts off (4xx) is tried again after a pause, in rounds.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from briefing.delivery.credentials import Credentials
from briefing.delivery.distribution import Server, loopback
from briefing.delivery.journal import State
from briefing.problems import Problem

LONGEST_PAUSE = 60.0  # seconds between two rounds
SAID = 200  # characters of a server's answer that are kept

Mark = Callable[[str, State, str], None]


class Letter(NamedTuple):
    """A message for one reader; `data` makes its bytes when they are wanted."""

    address: str
    data: Callable[[], bytes]


class Unreachable(Exception):  # noqa: N818
    """The server cannot be used now; trying later may help."""


class Unusable(Exception):  # noqa: N818
    """The server cannot be used as configured; trying again does not help."""

    def __init__(self, message: str, *, code: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.hint = code, hint


def hand_over(
    server: Server, login: Credentials | None, sender: str, letters: Sequence[Letter], mark: Mark
) -> Problem | None:
    """Hand messages over, each at most once; `mark` is told each message's state. A problem if the server is unusable.

    What is still put off after the last round stays `deferred`.
    """
    waiting = list(letters)
    trouble = ""
    for attempt in range(server.attempts):
        if attempt:
            time.sleep(min(server.backoff * 2 ** (attempt - 1), LONGEST_PAUSE))
        try:
            waiting, trouble = _round(server, login, sender, waiting, mark)
        except Unusable as error:
            return Problem(code=error.code, message=str(error), location=server.location, hint=error.hint)
        if not waiting:
            return None
    if not trouble:
        return None
    message = f"{server.host} cannot be reached: {trouble}"
    hint = "nothing is lost; send again later"
    return Problem(code="server-unreachable", message=message, location=server.location, hint=hint)


def _round(
    server: Server, login: Credentials | None, sender: str, letters: Sequence[Letter], mark: Mark
) -> tuple[list[Letter], str]:
    """The messages to try again, and why the server could not be reached, if it could not."""
    again: list[Letter] = []
    connection: smtplib.SMTP | None = None
    try:
        for place, letter in enumerate(letters):
            try:
                connection = connection or connect(server, login, sender.rpartition("@")[2])
            except Unreachable as error:
                for rest in letters[place:]:
                    mark(rest.address, "deferred", str(error))
                return [*again, *letters[place:]], str(error)
            state, alive = _one(connection, sender, letter, mark)
            if state == "deferred":
                again.append(letter)
            if not alive:
                connection.close()
                connection = None
    finally:
        if connection is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                connection.quit()
            connection.close()
    return again, ""


def _one(connection: smtplib.SMTP, sender: str, letter: Letter, mark: Mark) -> tuple[State, bool]:
    """The state of a message after an attempt, which `mark` was told, and whether the connection can go on."""
    state: State = "deferred"
    try:
        code, said = _offer(connection, sender, letter)
        if code == 354:
            data = letter.data()
            connection.send(re.sub(rb"(?m)^\.", b"..", data) + (b"" if data.endswith(b"\r\n") else b"\r\n"))
            state = "unknown"
            mark(letter.address, "sending", "")
            connection.send(b".\r\n")
            code, said = connection.getreply()
            state = _settled(code)
        else:
            state = "refused" if 500 <= code < 600 else "deferred"
        mark(letter.address, state, _told(code, said))
        if state != "accepted" and code != 421:
            connection.rset()
    except (smtplib.SMTPException, OSError) as error:
        if state in ("deferred", "unknown"):
            mark(letter.address, state, f"connection lost: {_reason(error)}")
        return state, False
    return state, code != 421


def _settled(code: int) -> State:
    """What the answer to a whole message makes of it; an answer that is none leaves it unknown."""
    states: dict[int, State] = {2: "accepted", 4: "deferred", 5: "refused"}
    return states.get(code // 100, "unknown")


def _offer(connection: smtplib.SMTP, sender: str, letter: Letter) -> tuple[int, bytes]:
    """The answer to a message's sender and reader, or to DATA if those were taken."""
    code, said = connection.mail(sender)
    if 500 <= code < 600:
        text = f"the server does not take mail from {sender}: {_told(code, said)}"
        raise Unusable(text, code="server-sender")
    if code != 250:
        return code, said
    code, said = connection.rcpt(letter.address)
    if code not in (250, 251):
        # An answer that is neither yes nor no (252, 3xx) is not a yes.
        return (code if code >= 400 else 450), said
    code, said = connection.docmd("DATA")
    return (code if code == 354 or code >= 400 else 450), said


def connect(server: Server, login: Credentials | None, name: str) -> smtplib.SMTP:
    """A connection ready to send, over TLS (to this machine without, if the server's settings say so), logged in.

    `name` is how we introduce ourselves. Raises `Unreachable` or `Unusable`.
    """
    try:
        connection = _opened(server, name)
    except ssl.SSLCertVerificationError as error:
        raise _untrusted(server, error) from error
    except smtplib.SMTPResponseException as error:
        raise Unreachable(_told(error.smtp_code, _bytes(error.smtp_error))) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Unreachable(_reason(error)) from error
    try:
        _secured(connection, server)
        if login:
            _logged_in(connection, login)
    except BaseException:
        connection.close()
        raise
    return connection


def _opened(server: Server, name: str) -> smtplib.SMTP:
    """A connection, over TLS if that is implicit."""
    if server.tls == "implicit":
        return smtplib.SMTP_SSL(
            server.host, server.port, local_hostname=name, timeout=server.timeout, context=_context(server)
        )
    return smtplib.SMTP(server.host, server.port, local_hostname=name, timeout=server.timeout)


def _secured(connection: smtplib.SMTP, server: Server) -> None:
    """Turn to TLS where it is not on yet. There is no way on without it, but on this machine."""
    try:
        if server.tls == "none":
            peer = connection.sock.getpeername()[0] if connection.sock else ""
            if not loopback(peer):
                text = f"{server.host} is {peer}, and mail would go there in clear text"
                raise Unusable(text, code="server-clear-text", hint="write tls: starttls or implicit")
        elif server.tls == "starttls":
            code, said = connection.starttls(context=_context(server))
            if code != 220:
                raise Unreachable(_told(code, said))
        if connection.sock:
            # The line that ends a message goes out at once, not when the server has acknowledged what came before.
            connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.ehlo_or_helo_if_needed()
    except smtplib.SMTPNotSupportedError as error:
        text = f"{server.host} offers no STARTTLS; nothing was sent in clear text"
        raise Unusable(text, code="server-no-tls", hint="try port 465 with tls: implicit") from error
    except ssl.SSLCertVerificationError as error:
        raise _untrusted(server, error) from error
    except smtplib.SMTPResponseException as error:
        raise Unreachable(_told(error.smtp_code, _bytes(error.smtp_error))) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Unreachable(_reason(error)) from error


def _logged_in(connection: smtplib.SMTP, login: Credentials) -> None:
    try:
        connection.login(login.user, login.password)
    except smtplib.SMTPAuthenticationError as error:
        said = _told(error.smtp_code, _bytes(error.smtp_error))
        if error.smtp_code < 500:
            raise Unreachable(said) from error
        text = f"the server does not let {login.user!r} in: {said}"
        raise Unusable(text, code="server-login") from error
    except smtplib.SMTPNotSupportedError as error:
        text = "the server offers no login"
        raise Unusable(text, code="server-login", hint="write login: false") from error
    except (OSError, smtplib.SMTPServerDisconnected) as error:
        raise Unreachable(_reason(error)) from error
    except (smtplib.SMTPException, UnicodeError) as error:
        text = f"logging in as {login.user!r} is not possible: {type(error).__name__}"
        raise Unusable(text, code="server-login", hint="only ASCII, by CRAM-MD5, PLAIN or LOGIN") from error


def _context(server: Server) -> ssl.SSLContext:
    """TLS 1.2 or later with the certificate and its name verified."""
    try:
        context = ssl.create_default_context(cafile=server.certificates or None)
    except ssl.SSLError as error:
        text = f"{server.certificates} holds no certificates"
        raise Unusable(text, code="server-certificates") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _untrusted(server: Server, error: ssl.SSLCertVerificationError) -> Unusable:
    text = f"the certificate of {server.host} is not to be trusted: {error.verify_message}"
    hint = "nothing was sent; name the authority's file in `certificates`"
    return Unusable(text, code="server-certificate", hint=hint)


def _told(code: int, said: bytes) -> str:
    """A server's answer on one line: `550 no such mailbox`."""
    words = " ".join(said.decode("utf-8", "replace").split())
    return f"{code} {''.join(c for c in words if c.isprintable())}"[:SAID].strip()


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, socket.gaierror):
        return "the name is not known"
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:SAID]


def _bytes(said: bytes | str) -> bytes:
    return said.encode() if isinstance(said, str) else said
