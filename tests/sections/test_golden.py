"""What each section of the sample brief says, as golden files of the neutral document."""

import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from sections.papers import findings, paper

from briefing.document.dump import dump
from briefing.document.nodes import Block, Document, Heading, Wide


def sections(document: Document) -> dict[str, list[Block]]:
    """The blocks of each section by the anchor of its heading."""
    found: dict[str, list[Block]] = {}
    for block in document.blocks:
        first = block.blocks[0] if isinstance(block, Wide) else block
        if isinstance(first, Heading) and first.level == 1:
            found[first.id] = []
        found[list(found)[-1]].append(block)
    return found


NAMES = list(sections(paper()))


@pytest.mark.parametrize("name", NAMES)
def test_section(name: str, file_regression: FileRegressionFixture) -> None:
    blocks = sections(paper())[name]
    notes = paper().notes if name == "notes" else ()
    part = Document(properties=paper().properties, masthead=paper().masthead, blocks=tuple(blocks), notes=notes)
    file_regression.check(dump(part), basename=name, extension=".txt")


def test_every_section_that_the_brief_asks_for_says_something() -> None:
    assert len(NAMES) == len(findings().configuration.brief.sections) + 1  # and the notes


@pytest.mark.parametrize("as_of", ["2023-10-01", "2024-12-01", "2025-02-02"])
def test_earlier_issues_stand_and_differ(as_of: str) -> None:
    assert paper(as_of).blocks != paper().blocks
    assert "summary" in sections(paper(as_of))


def test_the_first_issue_says_that_it_is_the_first(file_regression: FileRegressionFixture) -> None:
    first = paper("2023-10-01")
    part = Document(properties=first.properties, masthead=first.masthead, blocks=tuple(sections(first)["changes"]))
    file_regression.check(dump(part), basename="changes-of-the-first-issue", extension=".txt")
