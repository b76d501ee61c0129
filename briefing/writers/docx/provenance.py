"""The custom XML part: the manifest of the paper, and the records behind each bookmarked paragraph (ECMA-376, 15.2.5).

    <briefing xmlns="urn:briefing:provenance:1">
      <manifest>{...}</manifest>
      <paragraph bookmark="_Rec1"><record>judgment:troops</record></paragraph>
    </briefing>

`manifest` is the JSON text of `document/manifest.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.writers.docx.markup import PROLOGUE, RELATIONS
from briefing.writers.docx.package import Package, Part
from briefing.writers.xml_text import escape

NAMESPACE = "urn:briefing:provenance:1"
PART = "/customXml/item1.xml"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM = "{5B1D5D3A-6E0F-4C55-9A53-3C0B2F6B7A10}"  # what the part is known by inside the file; any fixed one will do


def attach(package: Package, manifest: str, records: Mapping[str, tuple[str, ...]]) -> None:
    """Give the main part its custom XML; nothing where there is nothing to say."""
    if not manifest and not records:
        return
    item = package.add(Part(PART, "application/xml", _item(manifest, records)))
    properties = package.add(Part("/customXml/itemProps1.xml", _PROPERTIES_TYPE, _item_properties()))
    item.relate(f"{RELATIONS}/customXmlProps", properties)
    package.main.relate(f"{RELATIONS}/customXml", item)


def _item(manifest: str, records: Mapping[str, tuple[str, ...]]) -> bytes:
    paragraphs = "".join(
        f'<paragraph bookmark="{name}">{"".join(f"<record>{escape(record)}</record>" for record in behind)}</paragraph>'
        for name, behind in records.items()
    )
    made = f"<manifest>{escape(manifest)}</manifest>" if manifest else ""
    return f'{PROLOGUE}<briefing xmlns="{NAMESPACE}">{made}{paragraphs}</briefing>'.encode()


def _item_properties() -> bytes:
    return (
        f'{PROLOGUE}<ds:datastoreItem xmlns:ds="{_PROPERTIES}" ds:itemID="{_ITEM}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
