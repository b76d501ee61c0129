"""What the file says of itself, twice: the information dictionary and the XMP packet, in agreement.

XMP is ISO 16684-1; the identification schemas are those of PDF/A-2 (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.document.nodes import Properties
from briefing.writers.pdf.file import literal
from briefing.writers.xml_text import escape

_MAKER = "Briefing"
_NAMESPACE = "urn:briefing:provenance:1"


class _Schema(NamedTuple):
    """An extension schema with its one property."""

    title: str
    namespace: str
    prefix: str
    name: str
    kind: str
    description: str


_UA = _Schema(
    "PDF/UA identification schema", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid", "part", "Integer", "PDF/UA part"
)
_OWN = _Schema("Briefing manifest", _NAMESPACE, "briefing", "manifest", "Text", "What the paper was made from, as JSON")
_MANIFEST = re.compile(rb"<briefing:manifest>([^<]*)</briefing:manifest>")


def manifest_in(data: bytes) -> str:
    """The manifest in the XMP packet of a file; empty if there is none."""
    from html import unescape  # noqa: PLC0415 - writing needs none; xml.sax.saxutils would load urllib and http

    found = _MANIFEST.search(data)
    return unescape(found[1].decode("utf-8", "replace")) if found else ""


def _described(manifest: bool) -> str:
    """The extension schemas (ISO 19005-2, 6.6.2.3.3), each with its one property."""
    schemas = (_UA, _OWN) if manifest else (_UA,)
    return "<pdfaExtension:schemas><rdf:Bag>" + "".join(map(_schema, schemas)) + ("</rdf:Bag></pdfaExtension:schemas>")


def _schema(schema: _Schema) -> str:
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{schema.title}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{schema.namespace}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{schema.prefix}</pdfaSchema:prefix>"
        '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{schema.name}</pdfaProperty:name><pdfaProperty:valueType>{schema.kind}</pdfaProperty:valueType>"
        "<pdfaProperty:category>internal</pdfaProperty:category>"
        f"<pdfaProperty:description>{schema.description}</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>"
        "</rdf:li>"
    )


def information(properties: Properties) -> str:
    """The information dictionary."""
    date = f"D:{_digits(properties.created)}+00'00'"
    entries = {
        "Title": properties.title,
        "Author": properties.author,
        "Subject": properties.subject,
        "Keywords": ", ".join(properties.keywords),
        "Creator": _MAKER,
        "Producer": _MAKER,
        "CreationDate": date,
        "ModDate": date,
    }
    return "<<" + "".join(f"/{name} {literal(text)}" for name, text in entries.items() if text) + ">>"


def packet(properties: Properties, manifest: str = "") -> bytes:
    """The XMP packet, not compressed, so that programs find it without reading PDF; `manifest` is JSON text."""
    parts = [
        "<dc:format>application/pdf</dc:format>",
        f"<dc:title>{_alternatives(properties.title)}</dc:title>",
        f"<dc:language><rdf:Bag><rdf:li>{escape(properties.language)}</rdf:li></rdf:Bag></dc:language>",
    ]
    if properties.author:
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(properties.author)}</rdf:li></rdf:Seq></dc:creator>")
    if properties.subject:
        parts.append(f"<dc:description>{_alternatives(properties.subject)}</dc:description>")
    if properties.keywords:
        parts.append(f"<pdf:Keywords>{escape(', '.join(properties.keywords))}</pdf:Keywords>")
    moment = _moment(properties.created)
    parts += [
        f"<pdf:Producer>{_MAKER}</pdf:Producer><xmp:CreatorTool>{_MAKER}</xmp:CreatorTool>",
        f"<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>",
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>",
        _described(bool(manifest)),
    ]
    if manifest:
        parts.append(f"<briefing:manifest>{escape(manifest)}</briefing:manifest>")
    body = "\n".join(parts)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" xmlns:briefing="{_NAMESPACE}">
{body}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


def _digits(created: str) -> str:
    """The instant as `YYYYMMDDHHMMSS`; a date alone is its first second."""
    return "".join(character for character in created if character.isdigit())[:14].ljust(14, "0")


def _moment(created: str) -> str:
    """The instant as XMP writes it, in UTC."""
    d = _digits(created)
    return f"{d[:4]}-{d[4:6]}-{d[6:8]}T{d[8:10]}:{d[10:12]}:{d[12:]}+00:00"
