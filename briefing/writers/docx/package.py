"""The finished package as bytes: members in a fixed order, with fixed times and rights."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as Package
from docx.opc.part import Part

from briefing.document.nodes import Properties
from briefing.writers.docx.markup import PROLOGUE
from briefing.writers.xml_text import escape

_EPOCH = (1980, 1, 1, 0, 0, 0)
_DEFAULTS = {
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "svg": "image/svg+xml",
    "xml": "application/xml",
}


def describe(package: Package, properties: Properties) -> None:
    """Set the core properties; every moment in the file is the document's own."""
    core = package.core_properties
    created = datetime.fromisoformat(properties.created).astimezone(UTC).replace(tzinfo=None)
    core.title, core.subject = properties.title[:255], properties.subject[:255]
    core.author = properties.author[:255]
    core.keywords = ", ".join(properties.keywords)[:255]
    core.language = properties.language
    core.created = core.modified = created
    core.last_modified_by = (properties.author or properties.footer)[:255]
    core.revision = 1
    if properties.draft:
        core.content_status = "Draft"


def packed(package: Package, document: bytes) -> bytes:
    """The package as a zip file, with this as its main part."""
    members: dict[str, bytes] = {}
    parts = sorted(package.part.package.iter_parts(), key=lambda part: str(part.partname))
    members["[Content_Types].xml"] = _content_types(parts)
    members["_rels/.rels"] = package.part.package.rels.xml
    for part in parts:
        members[part.partname.membername] = document if part is package.part else part.blob
        if len(part.rels):
            members[part.partname.rels_uri.membername] = part.rels.xml
    container = BytesIO()
    with ZipFile(container, "w") as archive:
        for name, content in members.items():
            archive.writestr(_member(name), content, ZIP_DEFLATED, 6)
    return container.getvalue()


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, _EPOCH)
    member.create_system = 3  # Unix, wherever the file is made
    member.external_attr = 0o644 << 16
    return member


def _content_types(parts: list[Part]) -> bytes:
    defaults = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>' for extension, kind in sorted(_DEFAULTS.items())
    )
    overrides = "".join(
        f'<Override PartName="{escape(part.partname)}" ContentType="{part.content_type}"/>'
        for part in parts
        if _DEFAULTS.get(part.partname.ext) != part.content_type
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{PROLOGUE}<Types xmlns="{namespace}">{defaults}{overrides}</Types>'.encode()
