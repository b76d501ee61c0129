"""A document as a tagged PDF: set its text, lay it out once, write the file.

The file is PDF/UA-1 and PDF/A-2a. Its bytes depend on the document, the style and the font files alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefing.document.manifest import encoded
from briefing.document.nodes import Document, Properties
from briefing.document.notes import Numbering
from briefing.document.notes import number as number_all
from briefing.garbage import without_gc
from briefing.keeping import NOTHING, Keep
from briefing.problems import Problem, errors, ordered
from briefing.settings import Style
from briefing.writers import Written
from briefing.writers.pdf.blocks import Builder
from briefing.writers.pdf.canvas import Canvas
from briefing.writers.pdf.file import Heard, PdfFile, literal, number
from briefing.writers.pdf.fontbook import FontBook
from briefing.writers.pdf.icc import srgb
from briefing.writers.pdf.masthead import LOGO
from briefing.writers.pdf.metadata import information, packet
from briefing.writers.pdf.outline import outline
from briefing.writers.pdf.pages import Furniture, Pager
from briefing.writers.pdf.verify import verify
from briefing.writers.style import MILLIMETRE

if TYPE_CHECKING:  # few papers have a logo
    from briefing.writers.pdf.images import Image


class Hearers(NamedTuple):
    """Who hears of a paper before it is a file: of the page of each heading, and of streams as the file has them."""

    placed: Callable[[Mapping[str, int]], None]
    packed: Heard


NOBODY = Hearers(lambda _pages: None, lambda _number, _stream: None)


def write(document: Document, style: Style, anchors: Mapping[str, int], keep: Keep = NOTHING) -> Written:
    """The PDF, how many pages it has and the page of each heading; or the problems that stand in its way.

    `anchors` is not needed: the pages are known here. What other papers need again is kept in `keep`; the bytes are
    the same without.
    """
    del anchors
    return verified(unread(document, style, keep), document)


def verified(made: Written, document: Document) -> Written:
    """A PDF of the document, read back; a fault in it is raised."""
    if made.data:
        with without_gc():
            verify(made.data, document, number_all(document))
    return made


def unread(document: Document, style: Style, keep: Keep, hearers: Hearers = NOBODY) -> Written:
    """As `write`, before the file is read back: that is for the caller to do."""
    with without_gc():
        return _made(document, style, number_all(document), keep, hearers)


def _made(document: Document, style: Style, numbering: Numbering, keep: Keep, hearers: Hearers) -> Written:
    book = FontBook(style, lambda: msgspec.json.encode(document).decode(), keep)
    file = PdfFile(hearers.packed)
    canvas = Canvas(file)
    if None in (book.face("serif"), book.face("sans")):
        return Written(data=b"", problems=tuple(ordered(book.problems)))
    builder = Builder(document, numbering, style, book, canvas.structure.root)
    pager = Pager(canvas, style, Furniture(document.properties, style, builder.styles, builder.setter))
    image = _logo(file, style, book)
    builder.logo = image.aspect if image else 0
    pager.run(builder.document(*pager.measures))
    canvas.finish()
    problems = tuple(ordered(book.problems))
    if errors(problems):
        return Written(data=b"", problems=problems)
    pages = {entry.place: canvas.places[entry.place][0] + 1 for entry in builder.outline}
    hearers.placed(pages)
    rests = [page.write(file) for page in canvas.pages]  # now, for they have characters that the fonts must have
    data = _written(file, canvas, rests, book, document, builder, image)
    return Written(data=data, pages=len(canvas.pages), anchors=pages, problems=problems)


def _logo(file: PdfFile, style: Style, book: FontBook) -> Image | None:
    """The logo of the style as an object; None, and a problem among the book's, if it cannot be read."""
    if style.logo is None:
        return None
    from briefing.writers.pdf.images import UnreadablePictureError, embed  # noqa: PLC0415 - few papers have one

    try:
        return embed(file, Path(style.logo.file), style.logo.height * MILLIMETRE)
    except UnreadablePictureError as fault:
        message = f"the logo cannot be read: {fault}"
        place = style.location
        book.problems.append(Problem(code="logo-unreadable", message=message, location=place, field=("logo", "file")))
        return None


def _written(  # noqa: PLR0913, PLR0917 - what a file is made of
    file: PdfFile,
    canvas: Canvas,
    rests: list[int],
    book: FontBook,
    document: Document,
    builder: Builder,
    image: Image | None,
) -> bytes:
    fonts = " ".join(f"/{name} {font} 0 R" for name, font in book.embed(file).items())
    images = f"/XObject<</{LOGO} {image.number} 0 R>>" if image else ""
    resources = file.add(f"<</Font<<{fonts}>>{images}>>")
    tree = file.reserve()
    pages = [page.number for page in canvas.pages]
    for page, rest in zip(canvas.pages, rests, strict=True):
        notes = "/Annots[" + " ".join(f"{note} 0 R" for note in page.annotations) + "]" if page.annotations else ""
        box = " ".join(number(edge) for edge in page.size)
        file.set(
            page.number,
            f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {box}]/Resources {resources} 0 R"
            f"/Contents[{page.content} 0 R {rest} 0 R]/StructParents {page.key}/Tabs/S{notes}>>",
        )
    file.set(tree, f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{page} 0 R' for page in pages)}]>>")
    structure = canvas.write()
    bookmarks = outline(file, builder.outline, canvas.places, pages)
    manifest = encoded(document, builder.numbering)
    shown = _profile(file, document.properties, manifest)
    own = "/UserProperties true" if canvas.structure.traced else ""
    if bookmarks:
        shown += f"/Outlines {bookmarks} 0 R/PageMode/UseOutlines"
    root = file.add(
        f"<</Type/Catalog/Pages {tree} 0 R/StructTreeRoot {structure} 0 R/MarkInfo<</Marked true{own}>>{shown}>>"
    )
    return file.write(root, file.add(information(document.properties)))


def _profile(file: PdfFile, properties: Properties, manifest: str) -> str:
    """What the catalogue says of the whole: its language, its colours, its metadata."""
    profile = file.stream("/N 3", srgb())
    metadata = file.stream("/Type/Metadata/Subtype/XML", packet(properties, manifest), compress=False)
    name = literal("sRGB IEC61966-2.1")
    intent = (
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier {name}/Info {name}"
        f"/DestOutputProfile {profile} 0 R>>"
    )
    return (
        f"/Lang {literal(properties.language)}/ViewerPreferences<</DisplayDocTitle true>>"
        f"/Metadata {metadata} 0 R/OutputIntents[{intent}]"
    )
