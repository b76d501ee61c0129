"""The user and password for a mail server: from the environment, or the password from a command; from no file."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from typing import NamedTuple

from briefing.delivery.distribution import Server
from briefing.problems import Problem

PATIENCE = 60  # seconds that a command may take, such as one that asks a key store


class Credentials(NamedTuple):
    """A user and a password; the password is not shown."""

    user: str
    password: str

    def __repr__(self) -> str:
        return f"Credentials({self.user!r})"


def credentials(server: Server, environment: Mapping[str, str]) -> Credentials | Problem | None:
    """What to log in with; None where the server wants no login; a problem where something is missing."""
    if not server.login:
        return None
    user = environment.get(server.user_variable, "")
    if not user:
        hint = f"set {server.user_variable}, or login: false for a server that wants none"
        return _problem(server, f"the environment has no {server.user_variable}", "user_variable", hint)
    if server.password_command:
        return _from_command(server, user, environment)
    password = environment.get(server.password_variable, "")
    if not password:
        hint = f"set {server.password_variable}, or name a password_command"
        return _problem(server, f"the environment has no {server.password_variable}", "password_variable", hint)
    return Credentials(user, password)


def _from_command(server: Server, user: str, environment: Mapping[str, str]) -> Credentials | Problem:
    """The password is the first line that the command prints."""
    command = server.password_command
    try:
        run = subprocess.run(  # noqa: S603 - the user's own command, without a shell
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
            env=dict(environment),
            text=True,
        )
    except (OSError, subprocess.SubprocessError, UnicodeError) as error:
        said = str(getattr(error, "stderr", "") or getattr(error, "strerror", "") or type(error).__name__).strip()
        return _problem(server, f"the command {command[0]!r} gave no password: {said}", "password_command")
    password = run.stdout.split("\n", 1)[0].rstrip("\r")
    if not password:
        return _problem(server, f"the command {command[0]!r} printed no password", "password_command")
    return Credentials(user, password)


def _problem(server: Server, message: str, field: str, hint: str = "") -> Problem:
    return Problem(code="server-login", message=message, location=server.location, field=(field,), hint=hint)
