"""Pages: their size and margins, what stands on each of them, and the flow from one to the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from briefing.document.nodes import Properties
from briefing.settings import Style
from briefing.writers.pdf.canvas import FOOTER, HEADER, Artifact, Canvas, Glyphs
from briefing.writers.pdf.flow import Break, Flowable, Waiting, fill
from briefing.writers.pdf.lines import Piece, natural_width
from briefing.writers.pdf.text import Typesetter
from briefing.writers.style import MILLIMETRE, PAGE_SIZES, TLP_BACKGROUND, TLP_COLOURS, TextStyle

_EDGE = 11 * MILLIMETRE  # from the edge of the page to the base line of header and footer
_BOX = 5.0  # padding of the marking's black box, left and right


class Furniture:
    """Header and footer: title, draft word, handling and marking above; publisher, page and marking below."""

    def __init__(self, properties: Properties, style: Style, styles: dict[str, TextStyle], setter: Typesetter) -> None:
        labels = properties.labels
        self._left, self._right = style.margins.left * MILLIMETRE, style.margins.right * MILLIMETRE
        self._header = setter.words(properties.header or properties.title, styles["header"])
        self._footer = setter.words(properties.footer, styles["footer"])
        self._handling = setter.words(properties.handling, styles["header"])
        self._draft = setter.words(labels.draft, styles["draft"]) if properties.draft else []
        self._marking = setter.words(properties.marking, _on_black(styles["marking"], properties.marking))
        self._page = labels.page
        self._setter, self._style = setter, styles["footer"]
        self._count = self._set(0, 0)

    def draw(self, canvas: Canvas, size: tuple[float, float]) -> None:
        """Paints both on the current page."""
        width, height = size
        x, end = self._left, width - self._right
        y = height - _EDGE - 4
        right = self._mark(canvas, HEADER, end, y)
        if self._handling:
            right -= natural_width(self._handling)
            _show(canvas, HEADER, self._handling, right, y)
            right -= 10
        if self._draft:
            right -= natural_width(self._draft) + 10
            _show(canvas, HEADER, self._draft, right, y)
        _show(canvas, HEADER, _cut(self._header, right - x - 10), x, y)
        right = self._mark(canvas, FOOTER, end, _EDGE)
        _show(canvas, FOOTER, _cut(self._footer, right - x - 100), x, _EDGE)
        here = canvas.page_number
        canvas.last(FOOTER, right, _EDGE, lambda: self._counted(here, len(canvas.pages)))

    def _counted(self, page: int, pages: int) -> list[Glyphs]:
        """The page's number and how many there are, which are known when all pages are."""
        if len(self._count) > 1:  # letters and figures have faces of their own
            return self._set(page, pages)
        return [replace(look, text=self._page.format(page=page, pages=pages)) for look in self._count]

    def _set(self, page: int, pages: int) -> list[Glyphs]:
        words = self._setter.words(self._page.format(page=page, pages=pages), self._style)
        return [piece.glyphs for piece in words]

    def _mark(self, canvas: Canvas, kind: Artifact, end: float, y: float) -> float:
        """The marking in its box at the right; gives the place where what stands left of it ends."""
        if not self._marking:
            return end
        width = natural_width(self._marking) + 2 * _BOX
        canvas.fill((end - width, y - 4.5, width, 17), TLP_BACKGROUND, kind)
        _show(canvas, kind, self._marking, end - width + _BOX, y)
        return end - width - 10


def _on_black(style: TextStyle, marking: str) -> TextStyle:
    return replace(style, colour=TLP_COLOURS.get(marking, "#FFFFFF"))


def _show(canvas: Canvas, kind: Artifact, pieces: Sequence[Piece], x: float, y: float) -> None:
    for piece in pieces:
        canvas.text(kind, x, y, piece.glyphs, piece.glyphs.text, piece.width)
        x += piece.width


def _cut(pieces: list[Piece], width: float) -> list[Piece]:
    """The pieces that fit into the width; what follows is left out, as the title stands in full elsewhere."""
    if natural_width(pieces) <= width:
        return pieces
    found: list[Piece] = []
    for piece in pieces:
        look, text = piece.glyphs, piece.glyphs.text
        spare = width - natural_width(found) - look.face.width("…", look.size)
        while text and look.face.width(text, look.size) > spare:
            text = text[:-1]
        if text != look.text:
            return [*found, Piece(replace(look, text=text.rstrip() + "…"))]
        found.append(piece)
    return found


class Pager:
    """Sets a document's flowables on pages."""

    def __init__(self, canvas: Canvas, style: Style, furniture: Furniture) -> None:
        self._canvas = canvas
        self._furniture = furniture
        self._size = PAGE_SIZES[style.page]
        self._margins = style.margins
        self._landscape = False

    @property
    def measures(self) -> tuple[float, float]:
        """The width of the text on upright and on landscape pages."""
        across = (self._margins.left + self._margins.right) * MILLIMETRE
        return self._size[0] - across, self._size[1] - across

    def run(self, flowables: Iterable[Flowable]) -> None:
        """Makes all pages; at least one."""
        waiting = Waiting(flowables)
        while waiting or not self._canvas.pages:
            while waiting and isinstance(end := waiting.first, Break):
                waiting.take()
                self._landscape = self._landscape if end.landscape is None else end.landscape
            if waiting or not self._canvas.pages:  # a break at the end makes no empty page
                self._fill(waiting)

    def _page(self) -> tuple[float, float]:
        width, height = self._size
        return (height, width) if self._landscape else (width, height)

    def _fill(self, waiting: Waiting) -> None:
        size = self._page()
        width = self.measures[1 if self._landscape else 0]
        height = size[1] - (self._margins.top + self._margins.bottom) * MILLIMETRE
        self._canvas.new_page(size)
        self._furniture.draw(self._canvas, size)
        left, top = self._margins.left * MILLIMETRE, size[1] - self._margins.top * MILLIMETRE
        for offset, flowable in fill(waiting, width, height, force=True):
            flowable.draw(self._canvas, left, top - offset, width)
