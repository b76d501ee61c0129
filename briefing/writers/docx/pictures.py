"""Drawings as images in the file: SVG with a PNG for programs that cannot show it, each stored once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from briefing.keeping import NOTHING, Keep
from briefing.writers.docx.package import Package, Part
from briefing.writers.docx.relations import Relations
from briefing.writers.xml_text import escape

if TYPE_CHECKING:
    from briefing.writers.rasters import Rasters
    from briefing.writers.shapes import Drawing

_EMU = 12700  # English metric units to the point
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_GRAPHIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


class Picture(msgspec.Struct, frozen=True):
    """A drawing of the package: its two parts and its size in English metric units."""

    vector: Part
    raster: Part
    width: int
    height: int


class Pictures:
    """The images of a package; `name` tells papers with the same pictures, `fonts` are files of further scripts."""

    def __init__(self, package: Package, keep: Keep = NOTHING, name: str = "", fonts: tuple[str, ...] = ()) -> None:
        self._package = package
        self._wanted = keep, name, fonts
        self._rasters: Rasters | None = None
        self._images: dict[tuple[bytes, str], tuple[Part, Part]] = {}
        self._shown = 0

    def stored(self, drawing: Drawing, ground: str = "") -> Picture:
        """The drawing as images of the package, the PNG on this ground (`#RRGGBB`); those of equal drawings are one."""
        from briefing.writers.rasters import Rasters  # noqa: PLC0415 - a paper without pictures loads none
        from briefing.writers.vector import svg  # noqa: PLC0415

        self._rasters = self._rasters or Rasters(*self._wanted)
        key = vector, _ = svg(drawing), ground
        if key not in self._images:
            made = (("svg", vector), ("png", self._rasters.png(vector, ground)))
            shown, plain = self._package.add_picture(*made)
            self._images[key] = shown, plain
        return Picture(*self._images[key], round(drawing.width * _EMU), round(drawing.height * _EMU))

    def close(self) -> None:
        """Keep what a next paper may show again."""
        if self._rasters is not None:
            self._rasters.close()

    def inline(self, picture: Picture, alt: str, relations: Relations) -> str:
        """The picture in a line of text, in the part with these relations; without `alt` it is decoration."""
        self._shown += 1
        name = f'id="{self._shown}" name="Picture {self._shown}"'
        extent = f'cx="{picture.width}" cy="{picture.height}"'
        description = (
            f'<wp:docPr {name} descr="{escape(alt)}"/>' if alt else f"<wp:docPr {name}>{_DECORATIVE}</wp:docPr>"
        )
        return (
            f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>{description}'
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic><a:graphicData uri="{_GRAPHIC}"><pic:pic><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relations.image(picture.raster)}"><a:extLst>'
            f'<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip xmlns:asvg="{_SVG}" '
            f'r:embed="{relations.image(picture.vector)}"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch>'
            f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing>"
        )
