"""The package of a Word file (ECMA-376 part 2): its parts, what each leads to, and all of it as a zip file.

Members stand in a fixed order, with fixed times and rights, so that equal papers are equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from posixpath import dirname, relpath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import msgspec

from briefing.writers.docx.markup import PROLOGUE, RELATIONS
from briefing.writers.xml_text import escape

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 500_000  # characters of the body that are packed at a time
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OUTSIDE = ' TargetMode="External"'
_DEFAULTS = {
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "svg": "image/svg+xml",
    "xml": "application/xml",
}


class Relation(msgspec.Struct, frozen=True, array_like=True):
    """What a part leads to: the type of the relationship, and the target as a relative address or one outside."""

    kind: str
    target: str
    outside: bool = False


class Part(msgspec.Struct, array_like=True):
    """A part: its name, which begins with a slash, its content type, its content, and its relations by their ids."""

    name: str
    kind: str
    content: bytes
    relations: dict[str, Relation] = {}

    def relate(self, kind: str, to: Part) -> str:
        """The id of a new relation to another part: the first number that is free."""
        number = next(f"rId{n}" for n in range(1, len(self.relations) + 2) if f"rId{n}" not in self.relations)
        self.lead(number, kind, to)
        return number

    def lead(self, number: str, kind: str, to: Part) -> None:
        """Enter a relation to another part under this id."""
        self.relations[number] = Relation(kind, relpath(to.name, dirname(self.name)))


class Package:
    """The parts of a file by name; `main` is the document, `relations` those of the package itself."""

    def __init__(self, parts: Iterable[Part], relations: Mapping[str, Relation], main: str) -> None:
        self.parts = {part.name: part for part in parts}
        self.relations = relations
        self.main = self.parts[main]
        self._images = 0

    def add(self, part: Part) -> Part:
        """The part, now one of the package."""
        self.parts[part.name] = part
        return part

    def add_story(self, kind: str, content: bytes, place: int | None = None) -> tuple[str, Part]:
        """A new part that the document leads to (`header`, `endnotes`, ...), and the id of its relation.

        A number that is taken gives way to the next.
        """
        while f"/word/{kind}{place or ''}.xml" in self.parts:
            place = (place or 1) + 1
        part = self.add(Part(f"/word/{kind}{place or ''}.xml", f"{_WORD}.{kind}+xml", content))
        return self.main.relate(f"{RELATIONS}/{kind}", part), part

    def add_picture(self, *formats: tuple[str, bytes]) -> list[Part]:
        """One picture in these formats (`png`, `svg`), under a number that no other picture has."""
        taken = {name.rpartition(".")[0] for name in self.parts}
        self._images += 1
        while f"/word/media/image{self._images}" in taken:
            self._images += 1
        stem = f"/word/media/image{self._images}"
        return [self.add(Part(f"{stem}.{format_}", _DEFAULTS[format_], data)) for format_, data in formats]

    def packed(self, document: Iterable[str]) -> bytes:
        """The package as a zip file, with these pieces of text as its main part."""
        container = BytesIO()
        with ZipFile(container, "w") as archive:
            archive.writestr(_member("[Content_Types].xml"), _content_types(self.parts.values()))
            archive.writestr(_member("_rels/.rels"), _relationships(self.relations))
            for name, part in sorted(self.parts.items()):
                with archive.open(_member(name[1:]), "w") as file:
                    for content in _encoded(document) if part is self.main else (part.content,):
                        file.write(content)
                if part.relations:
                    folder, _, own = name[1:].rpartition("/")
                    rels = f"{folder}/_rels/{own}.rels" if folder else f"_rels/{own}.rels"
                    archive.writestr(_member(rels), _relationships(part.relations))
        return container.getvalue()


def _encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    """The pieces in UTF-8, many at a time: a long body is never whole in memory once more."""
    waiting: list[str] = []
    length = 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length > _CHUNK:
            yield "".join(waiting).encode()
            waiting.clear()
            length = 0
    yield "".join(waiting).encode()


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, _EPOCH)
    member.create_system = 3  # Unix, wherever the file is made
    member.external_attr = 0o644 << 16
    # At zlib's own level: the least makes a file a quarter longer, the most takes four times the time for a twentieth.
    member.compress_type = ZIP_STORED if name.endswith(".png") else ZIP_DEFLATED  # a PNG is compressed already
    return member


def _relationships(relations: Mapping[str, Relation]) -> bytes:
    entries = "".join(
        f'<Relationship Id="{number}" Type="{relation.kind}" Target="{escape(relation.target)}"'
        f"{_OUTSIDE if relation.outside else ''}/>"
        for number, relation in relations.items()
    )
    return f'{PROLOGUE}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'.encode()


def _content_types(parts: Iterable[Part]) -> bytes:
    defaults = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>' for extension, kind in sorted(_DEFAULTS.items())
    )
    overrides = "".join(
        f'<Override PartName="{escape(part.name)}" ContentType="{part.kind}"/>'
        for part in sorted(parts, key=lambda part: part.name)
        if _DEFAULTS.get(part.name.rpartition(".")[2].lower()) != part.kind
    )
    return f'{PROLOGUE}<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'.encode()
