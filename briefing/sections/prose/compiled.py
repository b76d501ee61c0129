"""Compiled templates, kept on disk from one run to the next: compiling costs more than rendering.

What is kept depends on the template's own text, on the code that compiles it, and on the versions of Jinja2 and
Python; a file that is damaged, or of another make, is compiled anew (`keeping.py`).
"""

from __future__ import annotations

import marshal
import sys

import jinja2
from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache

from briefing.keeping import Keep, key_of, makers, name_of


class Compiled(BytecodeCache):
    """Jinja2's view of the kept code.

    `files` are the sandbox's template files by number. The numbers stand in the code, so code is kept for its number.
    """

    def __init__(self, keep: Keep, files: list[str]) -> None:
        self._keep, self._files = keep, files
        self._maker = key_of(makers("sections/prose"), jinja2.__version__.encode(), sys.version.encode())
        self._file = ""

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """The place of a template's code, filled if it is kept."""
        self._file = filename or ""
        return super().get_bucket(environment, name, filename, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code of a template, if it is kept."""
        data = self._keep.get(*self._place(bucket, len(self._files)))
        if data is not None:
            bucket.code = marshal.loads(data)  # noqa: S302 - sealed, and as safe as Python's own compiled files
            self._files.append(self._file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that was just compiled, and so has the last number."""
        self._keep.put(*self._place(bucket, len(self._files) - 1), marshal.dumps(bucket.code))

    def _place(self, bucket: Bucket, number: int) -> tuple[str, bytes]:
        key = key_of(self._maker, bucket.checksum.encode())
        return name_of("template", bucket.key, str(number)), key
