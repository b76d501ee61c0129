"""Files into a folder of the user's, one by one; what else lies there stays."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from briefing.problems import Location, Problem


def put(folder: Path, files: Mapping[str, bytes]) -> list[Path] | Problem:
    """The paths of `files`, now in `folder`, each whole; or the reason why one could not be written.

    A file is written beside its place first, so that a reader never finds half of it.
    """
    part = folder / ".briefing-part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            part.write_bytes(data)
            part.replace(folder / name)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        reason = os.strerror(error.errno).lower() if error.errno else str(error)
        return Problem(code="folder-write", message=f"cannot write here: {reason}", location=Location(str(folder)))
    return [folder / name for name in files]
