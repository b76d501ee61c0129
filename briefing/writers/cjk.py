"""Fonts for Chinese, Japanese and Korean from the optional extra `cjk` (Noto Sans, variable, by PyPI package).

reportlab reads static TrueType outlines only and would draw a variable font at its thinnest. So the few characters
that a document needs are cut out of the font and set to one weight, and the small file is kept in the user's cache
under the hash of all that decides on it. The cache is safe to delete; a damaged file in it is made again.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Collection, Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

PACKAGE = "justmytype_intl_cjk"
VERSION = "1"  # of what is cut out: raise it when the cut changes
WEIGHTS = {False: 400, True: 700}
CACHE = "~/.cache/briefing/fonts"

# Which font comes first for a language; the rest follow in this order.
FILES = {
    "zh": "notosanssc/NotoSansSC[wght].ttf",
    "ko": "notosanskr/NotoSansKR[wght].ttf",
    "ja": "notosansjp/NotoSansJP[wght].ttf",
    "zh-hant": "notosanstc/NotoSansTC[wght].ttf",
}


def cjk_files(characters: Collection[str], *, bold: bool, language: str = "") -> Iterator[Path]:
    """Font files for these characters, each made when it is asked for, the one for the language first.

    None without the extra, and none where no character needs them.
    """
    wanted = "".join(sorted(c for c in set(characters) if is_cjk(c)))
    folder = _folder()
    if not wanted or folder is None:
        return
    first = next((key for key in ("zh-hant", "zh", "ko", "ja") if language.lower().startswith(key)), "zh")
    names = [FILES[key] for key in sorted(FILES, key=lambda key: key != first)]
    for name in names:
        if (folder / name).is_file():
            yield _cut(folder / name, wanted, WEIGHTS[bold])


def is_cjk(character: str) -> bool:
    """Whether a character is one that these fonts are there for: Hangul, kana, Han and their signs."""
    code = ord(character)
    return 0x1100 <= code <= 0x11FF or 0x2E80 <= code <= 0xD7FF or 0xF900 <= code <= 0xFAFF or 0xFE30 <= code <= 0xFFEF


def _folder() -> Path | None:
    found = find_spec(PACKAGE)
    if found is None or found.origin is None or find_spec("fontTools") is None:
        return None
    return Path(found.origin).parent / "fonts" / "ofl"


def _cut(source: Path, characters: str, weight: int) -> Path:
    """The file of a font that holds these characters at this weight."""
    size = source.stat().st_size
    key = hashlib.sha256(f"{VERSION} {source.name} {size} {weight} {characters}".encode()).hexdigest()
    path = Path(CACHE).expanduser() / f"{key}.ttf"
    try:
        if _sound(path.read_bytes()):
            return path
    except OSError:
        pass
    data = _made(source, characters, weight)
    return _kept(path, data)


def _made(source: Path, characters: str, weight: int) -> bytes:
    """A font with these characters alone, at one weight, the same bytes each time."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - slow to import, and seldom needed
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    options = Options()
    options.layout_features = []
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    out = BytesIO()
    font = TTFont(BytesIO(source.read_bytes()), lazy=True, recalcTimestamp=False)
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": weight}, inplace=True).save(out)
    return out.getvalue() + _seal(out.getvalue())


def _seal(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _sound(data: bytes) -> bool:
    """Whether a file ends with the seal of what stands before it."""
    return data[-32:] == _seal(data[:-32])


def _kept(path: Path, data: bytes) -> Path:
    """The path of the data on disk: in the cache, or in a temporary file where that cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
    except OSError:
        handle, name = tempfile.mkstemp(suffix=".ttf")
        path = Path(name)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).replace(path)
    return path
