"""A brief in German, with words and templates of its own: no format says an English word."""

import datetime
import email
import email.policy
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import page as validation
import pypdfium2
import pytest
import readings
from lxml import html
from tagged_pdf import open_pdf
from tagged_pdf import read as read_tags
from word_file import WordFile

from briefing import issue
from briefing.corpus import dates, quantities
from briefing.delivery.message import draft
from briefing.document.labels import Labels
from briefing.document.walk import text_of
from briefing.edition import Edition
from briefing.issue import Built
from briefing.problems import show
from briefing.sections.notices import notices
from briefing.sections.prose import Wording
from briefing.sections.vocabulary import Vocabulary, calendar, labels, numerals, spoken, vocabulary
from briefing.settings import Colours
from briefing.yamlfile import read

HERE = Path(__file__).parent
GERMAN = HERE / "german"
OURS = HERE.parents[1] / "templates" / "words.yaml"
FORMATS = ("docx", "pdf", "html", "txt")


@cache
def built() -> Built:
    made, problems = issue.build(
        GERMAN / "config" / "brief.yaml",
        as_of=datetime.date(2025, 3, 2),
        created="2025-03-02T00:00:00Z",
        formats=FORMATS,
        as_draft=True,
    )
    assert made is not None, "\n".join(map(show, problems))
    return made


def file(ending: str) -> bytes:
    return next(data for name, data in built().files.items() if name.endswith(ending))


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{3,}", text.lower()))


def groups(path: Path) -> dict[str, dict[str, str]]:
    found, problems = read(path, str(path), Vocabulary)
    assert problems == []
    return {name: getattr(found, name) for name in Vocabulary.__struct_fields__ if name != "location"}


def test_the_german_words_are_all_words() -> None:
    # Scales of other briefs, rules and standards are not in this one.
    others = {"rule", "standard", "standard_without_check", "record", "outcome", "lane", "likelihood", "scale", "field"}
    ours, german = groups(OURS), groups(GERMAN / "words" / "words.yaml")
    for group in ours.keys() - others - {"source_type", "source_types"}:
        assert german[group].keys() == ours[group].keys(), group


def test_the_defaults_in_code_are_ours() -> None:
    ours = groups(OURS)
    assert labels(ours) == Labels()
    assert set(ours["label"]) == set(Labels.__struct_fields__)
    assert spoken(ours) == {"calendar": dates.ENGLISH, "numerals": quantities.ENGLISH}
    assert {"months", *ours["date"]} == set(dates.DateWords.__struct_fields__)
    assert set(ours["number"]) == set(quantities.NumberWords.__struct_fields__)


# -- what each format says, also to those who do not see it ------------------------------------------------------


def of_pdf() -> Iterator[str]:
    """Words, header and footer of each page; alternative texts, summaries, what links say, bookmarks, metadata."""
    pdf = open_pdf(file("pdf"))
    for element in read_tags(pdf).walk():
        yield str(element.node.get("/Alt", ""))
        yield from re.findall(r"/Summary\W*(.*)", repr(element.node.get("/A", "")))
    for page in pdf.pages:
        yield from (str(link.Contents) for link in page.get("/Annots", []))
    with pdf.open_outline() as outline:
        yield from (entry.title for entry in outline.root)
    yield str(pdf.docinfo.get("/Title", ""))
    yield seen()


def seen() -> str:
    """All that a reader sees on the pages, drawings too."""
    document = pypdfium2.PdfDocument(file("pdf"))
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def of_docx() -> Iterator[str]:
    """The text of every part, descriptions of pictures and tables, and the core properties."""
    package = WordFile(file("docx"))
    names = [name for name in package.members if re.search(r"(document|notes|header\d*|footer\d*|core)\.xml$", name)]
    for name in names:
        for node in package.part(name).iter():
            if not str(node.tag).endswith("instrText"):
                yield node.text or ""
            yield node.get("descr") or ""
            if str(node.tag).endswith(("tblCaption", "tblDescription")):
                yield str(next(iter(node.attrib.values())))


def of_html() -> Iterator[str]:
    """The text and the attributes that are read out; what print adds to each page."""
    data = file("html").decode()
    page: Any = html.document_fromstring(data)
    yield from re.findall(r'content:("[^}]*?);', data.replace("counter(page", ""))
    for style in page.xpath("//style"):
        style.drop_tree()
    yield page.text_content()
    yield from page.xpath(
        "//@aria-label | //@title | //@alt | //meta[not(@name='generator' or @name='viewport')]/@content"
    )


def of_mail() -> Iterator[str]:
    message = email.message_from_bytes(
        draft(built().document, {"b.pdf": b"%PDF"}, Colours()), policy=email.policy.default
    )
    yield str(message["subject"])
    for part in message.walk():
        if part.get_content_maintype() == "text":
            content = part.get_content()
            page: Any = html.document_fromstring(content) if part.get_content_subtype() == "html" else None
            yield content if page is None else page.find("body").text_content()
            yield from re.findall(r'aria-label="([^"]*)"', content)


SAID = {"pdf": of_pdf, "docx": of_docx, "html": of_html, "txt": lambda: [file("txt").decode()], "mail": of_mail}


def english() -> set[str]:
    """The words of our vocabulary that the German brief, its templates and its corpus do not use."""
    ours = {word for terms in groups(OURS).values() for text in terms.values() for word in words_of(spelt(text))}
    own = [path.read_text("utf-8") for path in GERMAN.rglob("*") if path.is_file()]
    lines = [spelt(line) for text in own for line in text.splitlines()]
    return ours - {word for line in lines for word in words_of(line.partition(": ")[2] or line)}


def spelt(pattern: str) -> str:
    """The words of a pattern, or of a line of a template."""
    return re.sub(r"\{[^}]*\}|::: \w+", " ", pattern)


def test_the_words_to_look_for_are_english() -> None:
    assert {"table", "figure", "page", "draft", "back", "reference", "contents", "march", "about"} <= english()


@pytest.mark.parametrize("name", SAID)
def test_no_word_is_english(name: str) -> None:
    said = " ".join(SAID[name]())
    assert words_of(said) & english() == set()


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("pdf", ["Tabelle 1.", "Abbildung 3.", "Seite 1 von", "ENTWURF", "Fußnote 1", "Gehe zu Quellen", "Stelle b"]),
        ("docx", ["Tabelle", "Abbildung", "Seite", "von", "ENTWURF", "Entwurf"]),
        ("html", ["Tabelle 1.", "Zum Text", "Inhalt", "Zurück zu Stelle 1 der Fußnote 1", "Fußnote 1", "ENTWURF"]),
        ("txt", ["Tabelle 1.", "Abbildung 3.", "ENTWURF", "2.–5. März 2024", "etwa 20.000 Granaten", "Ausgabe 61"]),
        ("mail", ["Anlagen:", "Ausgabe 61"]),
    ],
)
def test_the_labels_are_german(name: str, there: list[str]) -> None:
    said = " ".join(" ".join(SAID[name]()).replace("\u00a0", " ").split())
    assert [label for label in there if label not in said] == []


def test_every_format_says_the_same() -> None:
    expected = readings.expected(built().document).words
    assert readings.of_pdf(file("pdf")).words == expected
    assert readings.of_html(file("html")).words == expected
    # The contents of the Word file have page numbers.
    assert re.sub(r"\d", "", readings.of_docx(file("docx")).words) == re.sub(r"\d", "", expected)


def test_the_pdf_is_accessible() -> None:
    for profile in (validation.ValidationProfile.PDF_UA_1, validation.ValidationProfile.PDF_A_2A):
        found = validation.validate_pdf_bytes(file("pdf"), profile=profile).failures
        assert [f"{fault.rule_id}: {fault.message}" for fault in found] == []


# -- dates and numbers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2024", "2024"),
        ("2024-10", "Oktober 2024"),
        ("2024-10-23~", "etwa 23. Oktober 2024"),
        ("2024-10-03/2024-10-23", "3.–23. Oktober 2024"),
        ("2024-10/2024-12", "Oktober–Dezember 2024"),
        ("2023-10/2024-12", "Oktober 2023 bis Dezember 2024"),
        ("2024-03-02/2024-05-04", "2. März bis 4. Mai 2024"),
        ("2024-03~/2024-05~", "etwa März bis etwa Mai 2024"),
        ("2023/2024", "2023–2024"),
    ],
)
def test_dates_in_german(written: str, said: str) -> None:
    date = dates.PartialDate.parse(written)
    assert isinstance(date, dates.PartialDate)
    assert dates.display(date, calendar(groups(GERMAN / "words" / "words.yaml"))).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("signs", "said"),
    [
        ({"thousands": ".", "decimal": ",", "plural": "none"}, "1.234,5 tons"),
        ({"thousands": "space", "decimal": ",", "plural": "s"}, "1\u00a0234,5 tons"),
        ({"thousands": "none"}, "1234.5 tons"),
    ],
)
def test_numbers_have_the_signs_of_the_language(signs: dict[str, str], said: str) -> None:
    found = numerals({"number": signs})
    assert quantities.display(quantities.Quantity(unit="tons", value=Decimal("1234.5")), found) == said
    one = quantities.display(quantities.Quantity(unit="tons", value=Decimal(1)), found)
    assert one == ("1 tons" if signs.get("plural") == "none" else "1 ton")


def test_a_correction_names_its_day_in_german() -> None:
    edition = Edition(correction="Ein Wort", revision=2, replaces=datetime.date(2025, 3, 2))
    wording = Wording(OURS.parent, GERMAN / "words")
    blocks, problems = notices(edition, wording, left_out=False)
    assert problems == []
    assert "2.\u00a0März 2025" in text_of(blocks)


def test_words_that_are_not_there_are_ours(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text("phrase:\n  none_found: nichts\n", "utf-8")
    found, problems = vocabulary([tmp_path, OURS.parent])
    assert problems == []
    assert found["phrase"]["none_found"] == "nichts"
    assert found["phrase"]["not_found"] == "Looked for, not found"
    assert found["month"]["5"] == "May"
