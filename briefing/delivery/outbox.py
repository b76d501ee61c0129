"""The outbox: an issue's files go into its folder all together or not at all.

The files are written into a part folder beside the issue's folder, brought to disk, and the two folders change
places in one step. Whoever looks, also after a kill or a power cut, finds the old set or the new one. A lock lets
one process at a time work in an outbox, so that any part folder found under the lock is a killed run's leftover.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from briefing.issue import MESSAGE
from briefing.problems import Location, Problem
from briefing.writers import FORMATS
from briefing.writers.together import REVIEW

LOCK = ".briefing-lock"
NEW = ".briefing-new"
OLD = ".briefing-old"
ENDINGS = (*FORMATS, MESSAGE, REVIEW)  # of all files that builds make
FEW, WRITERS = 8, 16  # more files than a few are brought to disk by so many threads, for each waits for the disk


def deliver(folder: Path, files: Mapping[str, bytes]) -> list[Path] | Problem:
    """The paths of `files`, now in `folder`; or why they could not be put there, and nothing has changed.

    Files of an earlier build go (`formerly`). Whatever else lies in the folder stays: another brief's files, or the
    user's own.
    """
    wrong = [name for name in files if not _is_file_name(name)]
    if wrong:
        message = f"{wrong[0]!r} cannot be a file's name"
        return Problem(code="outbox-name", message=message, location=Location(str(folder)))
    target = Path(os.path.realpath(folder))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(target.parent):
            _replace(target, files)
    except OSError as error:
        taken = isinstance(error, (FileExistsError, NotADirectoryError))
        named = f" ({Path(error.filename).name})" if isinstance(error.filename, str) else ""
        reason = "something of the same name stands in the way" if taken else f"{error.strerror or error}{named}"
        message = f"cannot write the issue: {reason}"
        hint = "nothing was changed; choose another folder with --out, or make room there"
        return Problem(code="outbox-write", message=message, location=Location(str(folder)), hint=hint)
    return [folder / name for name in files]


def formerly(names: Iterable[str]) -> set[str]:
    """The names that an earlier build of these files may have given to others: `brief.pdf` where `brief.docx` comes."""
    new = set(names)
    return {f"{Path(name).stem}.{ending}" for name in new for ending in ENDINGS} - new


def _is_file_name(name: str) -> bool:
    """Whether the name is one plain path component that is not hidden."""
    return bool(name) and not name.startswith(".") and not any(c in '/\\:*?"<>|' or ord(c) < 32 for c in name)


@contextlib.contextmanager
def _locked(outbox: Path) -> Iterator[None]:
    """The outbox for this process alone; waits for others. The system frees the lock of a killed process."""
    with (outbox / LOCK).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _replace(target: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder hold the files; on any error it stays as it was."""
    _clean(target.parent)
    if target.is_dir() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    new = target.parent / f".{target.name}{NEW}"
    try:
        new.mkdir()
        _keep(target, new, {*files, *formerly(files)})
        _write_all(new, files)
        _sync(new)
        _put(new, target)
        _sync(target.parent)
    finally:
        _remove(new)


def _clean(outbox: Path) -> None:
    """Mend what a killed run left behind. Only under the lock."""
    for old in outbox.glob(f".*{OLD}"):
        target = outbox / old.name.removeprefix(".").removesuffix(OLD)
        if target.exists():
            _remove(old)
        else:
            old.rename(target)
    for new in outbox.glob(f".*{NEW}"):
        _remove(new)


def _remove(folder: Path) -> None:
    """Take a folder of ours away, also where folders of the user's in it are read-only."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.is_dir():
        with contextlib.suppress(OSError):
            for place, folders, _ in os.walk(folder):
                for name in filter(lambda name: not Path(place, name).is_symlink(), folders):
                    Path(place, name).chmod(0o700)
        shutil.rmtree(folder, ignore_errors=True)


def _keep(target: Path, new: Path, replaced: set[str]) -> None:
    """Carry over what lies in the folder and is not replaced."""
    if target.exists():
        for entry in target.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.copytree(entry, new / entry.name, symlinks=True)
            elif entry.name not in replaced:
                shutil.copy2(entry, new / entry.name, follow_symlinks=False)


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """New files in a folder, on disk when this returns."""
    if len(files) <= FEW:
        for name, data in files.items():
            _write(folder / name, data)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not loaded for one brief

    with ThreadPoolExecutor(WRITERS) as pool:
        for _ in pool.map(lambda item: _write(folder / item[0], item[1]), files.items()):
            pass  # an error of any is raised here


def _write(path: Path, data: bytes) -> None:
    """A new file, on disk when this returns."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Bring a folder's entries to disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _put(new: Path, target: Path) -> None:
    """Put the new folder in the target's place; the target's old content is under the new folder's name, or gone."""
    if not target.exists():
        new.rename(target)
    elif not _exchange(new, target):
        # This file system cannot swap two folders. After a kill between the two renames the next run puts the old
        # folder back (`_clean`).
        old = target.parent / f".{target.name}{OLD}"
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise
        _remove(old)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; False where the system has no such call, and nothing changed."""
    import ctypes  # noqa: PLC0415 - not loaded for a folder that is new

    library = ctypes.CDLL(None)
    names = os.fsencode(one), os.fsencode(other)
    here = -2 if sys.platform == "darwin" else -100  # AT_FDCWD: paths are as given
    swap = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS
    call = getattr(library, "renameatx_np" if sys.platform == "darwin" else "renameat2", None)
    return call is not None and call(here, names[0], here, names[1], ctypes.c_uint(swap)) == 0
