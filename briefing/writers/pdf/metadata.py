"""What the file says of itself, twice: the information dictionary and the XMP packet, in agreement.

XMP is ISO 16684-1; the identification schemas are those of PDF/A-2 (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).
"""

from __future__ import annotations

from html import escape  # xml.sax.saxutils would load urllib and http

from briefing.document.nodes import Properties
from briefing.writers.pdf.file import literal

_MAKER = "Briefing"
_DESCRIBED = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>"
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


def packet(properties: Properties) -> bytes:
    """The XMP packet."""
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
        _DESCRIBED,
    ]
    body = "\n".join(parts)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
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
