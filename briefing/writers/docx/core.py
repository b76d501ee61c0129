"""The core properties: what a file says of itself (ECMA-376 part 2, 11)."""

from __future__ import annotations

from datetime import UTC, datetime

from briefing.document.nodes import Properties
from briefing.writers.docx.markup import PROLOGUE
from briefing.writers.xml_text import escape

CORE = "/docProps/core.xml"
NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_LONGEST = 255  # characters, by Word's own rule


def core(properties: Properties) -> bytes:
    """core.xml; every moment in the file is the document's own."""
    created = datetime.fromisoformat(properties.created).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    said = (
        ("dc:title", properties.title),
        ("dc:subject", properties.subject),
        ("dc:creator", properties.author),
        ("cp:keywords", ", ".join(properties.keywords)),
        ("dc:language", properties.language),
        ('dcterms:created xsi:type="dcterms:W3CDTF"', created),
        ('dcterms:modified xsi:type="dcterms:W3CDTF"', created),
        ("cp:lastModifiedBy", properties.author or properties.footer),
        ("cp:revision", "1"),
        *((("cp:contentStatus", properties.labels.draft.capitalize()),) if properties.draft else ()),
    )
    elements = "".join(f"<{name}>{escape(text[:_LONGEST])}</{name.partition(' ')[0]}>" for name, text in said)
    return f"{PROLOGUE}<cp:coreProperties {NAMESPACES}>{elements}</cp:coreProperties>".encode()
