"""All formats of one document: what one of them has to know from another, and what is written at the same time."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from briefing.beside import pays
from briefing.document.nodes import Comment, Contents, Document
from briefing.keeping import NOTHING, Keep
from briefing.settings import Style
from briefing.writers import Written, aside, writer
from briefing.writers.aside import Pages

REVIEW = "review.docx"  # the Word file with comments for reviewers


def write_all(
    document: Document, style: Style, wanted: set[str], comments: tuple[Comment, ...], keep: Keep = NOTHING
) -> dict[str, Written]:
    """The document in each format by name, and with comments the reviewers' edition under `REVIEW`.

    What other papers need again is kept in `keep`. The PDF knows the pages that the Word file's contents show; both
    are written at once where that pays.
    """
    word = "docx" in wanted or bool(comments)
    if "pdf" not in wanted and not (word and any(isinstance(node, Contents) for node in document.blocks)):
        return _others(document, style, wanted, comments, {}, keep)
    if not aside.waits() and (not (wanted - {"pdf"} or comments) or not pays()):
        pdf = writer("pdf")(document, style, {}, keep)
        return _with(wanted, pdf, _others(document, style, wanted, comments, pdf.anchors, keep))
    pdf_aside = aside.begun(document, style, keep)
    try:
        others = _others(document, style, wanted, comments, Pages(pdf_aside), keep)
        return _with(wanted, pdf_aside.value(), others)
    finally:
        pdf_aside.end()


def _with(wanted: set[str], pdf: Written, others: dict[str, Written]) -> dict[str, Written]:
    return {"pdf": pdf, **others} if "pdf" in wanted else others


def _others(  # noqa: PLR0913, PLR0917 - all that formats ask for
    document: Document,
    style: Style,
    wanted: set[str],
    comments: tuple[Comment, ...],
    pages: Mapping[str, int],
    keep: Keep,
) -> dict[str, Written]:
    """All formats but the PDF, and the reviewers' edition."""
    written = {name: writer(name)(document, style, pages, keep) for name in sorted(wanted - {"pdf"})}
    if comments:
        noted = msgspec.structs.replace(document, comments=comments)
        written[REVIEW] = writer("docx")(noted, style, pages, keep)
    return written
