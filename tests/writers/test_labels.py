"""The words that writers add are the document's own, in any script and order."""

import re

import msgspec
import page as validation
import pypdfium2
import pytest
import readings
from kitchen_sink import kitchen_sink
from word_file import WordFile
from writers.test_pdf_conformance import with_latin

from briefing.document.labels import Labels, pieces, placeholders
from briefing.document.nodes import Document
from briefing.document.notes import number
from briefing.document.words import words
from briefing.settings import Style
from briefing.writers import docx, html, pdf, text

CHINESE = Labels(
    table="表{number}：",
    figure="图{number}：",
    page="第{page}页，共{pages}页",
    draft="草稿",
    note="注{number}",
    go_to="转到{place}",
    back="返回{reference}",
    back_to_note="返回注{number}的第{reference}处",
    contents="目录",
    skip="跳到正文",
    likelihood="可能性",
    drawing="图",
    a_table="表",
    a_figure="图",
)
TURNED = Labels(
    table="{number}. táblázat.", figure="{number}. ábra:", page="{pages}/{page}. oldal", back="{reference} <"
)


def labelled(labels: Labels) -> Document:
    document = with_latin(kitchen_sink())
    return msgspec.structs.replace(
        document, properties=msgspec.structs.replace(document.properties, labels=labels, draft=True)
    )


@pytest.mark.parametrize("labels", [CHINESE, TURNED], ids=["chinese", "turned"])
def test_captions_begin_with_them(labels: Labels) -> None:
    document = labelled(labels)
    first = labels.table.format(number=1)
    assert any(line.startswith(f"{first} ") for line in words(document, number(document)))
    meant = readings.expected(document).words
    assert readings.of_html(html.write(document, Style(), {}).data).words == meant
    assert first in text.write(document, Style(), {}).data.decode()
    paragraphs = WordFile(docx.write(document, Style(), {}).data).lines()
    assert any(line.startswith(f"{first} ") for line in paragraphs)


@pytest.mark.parametrize("labels", [CHINESE, TURNED], ids=["chinese", "turned"])
def test_a_pdf_with_them_conforms_and_is_read_back(labels: Labels) -> None:
    made = pdf.write(labelled(labels), Style(), {})
    assert [problem.message for problem in made.problems] == []
    for profile in (validation.ValidationProfile.PDF_UA_1, validation.ValidationProfile.PDF_A_2A):
        assert validation.validate_pdf_bytes(made.data, profile=profile).failures == []
    pages = pypdfium2.PdfDocument(made.data)
    assert labels.page.format(page=1, pages=len(pages)) in pages[0].get_textpage().get_text_bounded()


def test_word_counts_tables_in_any_language() -> None:
    file = WordFile(docx.write(labelled(TURNED), Style(), {}).data)
    codes: list[str] = [
        "".join(map(str, node.itertext()))
        for story in file.stories()
        for node in story.iter()
        if "instrText" in str(node.tag)
    ]
    assert [code for code in codes if "SEQ Table" in code]
    footers = [story for story in file.stories() if str(story.tag).endswith("ftr")]
    found = re.sub(r"\s+", "", "".join(map(str, footers[0].itertext())))
    assert found.index("NUMPAGES") < found.index("/") < found.index("PAGE", found.index("/"))


def test_patterns_are_parted_at_their_braces() -> None:
    assert pieces("Page {page} of {pages}") == (("Page ", "page"), (" of ", "pages"))
    assert pieces("{pages}: all") == (("", "pages"), (": all", ""))
    assert placeholders("{b} and {a}") == ["a", "b"]
    assert placeholders("none") == []
    for wrong in ("{", "}", "{}", "{0}", "{a.b}", "{a[0]}", "{a!r}", "{a:>9}", "{a {b}}"):
        assert placeholders(wrong) is None, wrong
