"""Font files: where the faces of a family stand, and which further fonts may help with a missing character.

Nothing is loaded here. A family is named by its package (`source-serif-pro` for the installed package
`font-source-serif-pro`) or by the path of its upright TrueType file; its other faces stand beside that file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

Face = Literal["regular", "bold", "italic", "bold-italic"]
FACES: tuple[Face, ...] = ("regular", "bold", "italic", "bold-italic")

_SUFFIXES: Mapping[Face, tuple[str, ...]] = {
    "regular": ("-Regular", ""),
    "bold": ("-Bold",),
    "italic": ("-It", "-Italic", "-Oblique"),
    "bold-italic": ("-BoldIt", "-BoldItalic", "-BoldOblique"),
}

# TrueType outlines that systems carry, the better ones first; a bold face follows its upright after a bar.
_SYSTEM = (
    "NotoSans-Regular.ttf|NotoSans-Bold.ttf",
    "DroidSansFallbackFull.ttf",
    "DroidSansFallback.ttf",
    "simhei.ttf",
    "NanumGothic.ttf|NanumGothicBold.ttf",
    "malgun.ttf|malgunbd.ttf",
    "AppleGothic.ttf",
    "NotoSansSymbols2-Regular.ttf",
    "NotoSansGeorgian-Regular.ttf|NotoSansGeorgian-Bold.ttf",
    "NotoSansArmenian-Regular.ttf|NotoSansArmenian-Bold.ttf",
    "NotoSansEthiopic-Regular.ttf|NotoSansEthiopic-Bold.ttf",
    "DejaVuSans.ttf|DejaVuSans-Bold.ttf",
    "Arial Unicode.ttf",
)
_KOREAN = ("NanumGothic", "malgun", "AppleGothic")
_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)


def family_files(family: str) -> dict[Face, Path]:
    """The files of a family's faces; empty if there is no such package or file. Faces without a file are left out."""
    if family.lower().endswith(".ttf"):
        upright = Path(family)
        folder, stem = upright.parent, upright.stem.removesuffix("-Regular")
        return _faces(folder, stem) if upright.is_file() else {}
    found = find_spec("font_" + family.replace("-", "_"))
    if found is None or found.origin is None:
        return {}
    folder = Path(found.origin).parent / "files"
    uprights = sorted(folder.glob("*-Regular.ttf"))
    return _faces(folder, uprights[0].stem.removesuffix("-Regular")) if uprights else {}


def _faces(folder: Path, stem: str) -> dict[Face, Path]:
    found: dict[Face, Path] = {}
    for face, suffixes in _SUFFIXES.items():
        files = (folder / f"{stem}{suffix}.ttf" for suffix in suffixes)
        path = next((file for file in files if file.is_file()), None)
        if path is not None:
            found[face] = path
    return found


def system_files(*, bold: bool) -> list[Path]:
    """The fonts of the system that may help, in a fixed order; the bold file of each where there is one."""
    present = {path.name: path for path in _present()}
    chosen: list[Path] = []
    for names in _SYSTEM:
        upright, _, heavy = names.partition("|")
        name = heavy if bold and heavy in present else upright
        if name in present:
            chosen.append(present[name])
    return chosen


def korean_first(files: list[Path]) -> list[Path]:
    """The same files, those made for Korean first: Han characters in Korean text look right in these."""
    return sorted(files, key=lambda path: not path.stem.startswith(_KOREAN))


def _present() -> Iterator[Path]:
    """All TrueType files in the usual folders; of two with one name the first folder's is the last to come."""
    for folder in reversed(_FOLDERS):
        for place, folders, names in os.walk(Path(folder).expanduser()):
            folders.sort(reverse=True)
            yield from (Path(place, name) for name in sorted(names, reverse=True) if name.lower().endswith(".ttf"))
