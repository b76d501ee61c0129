"""What a paper says of flows: stages in words that fit what is sent, and how many lines in how many texts."""

import pytest
from sections.papers import findings, paper

from briefing.analysis.findings import Line
from briefing.document.walk import text_of
from briefing.sections.paper import Paper


def sample(**words: dict[str, str]) -> Paper:
    found = findings()
    stage = {"delivered": "delivered", "pledged": "pledged"}
    return Paper(
        brief=found.configuration.brief, issue=found.issue, analysis=found.analysis, words={"stage": stage, **words}
    )


@pytest.mark.parametrize(
    ("categories", "said"),
    [
        (("troops",), "arrived"),
        (("troops", "recruits"), "arrived"),
        (("artillery",), "delivered"),
        (("troops", "artillery"), "delivered"),
        ((), "delivered"),
        (("nothing-of-the-corpus",), "delivered"),
    ],
)
def test_people_alone_arrive(categories: tuple[str, ...], said: str) -> None:
    assert sample(stage_of_people={"delivered": "arrived"}).stage("delivered", *categories) == said


def test_a_stage_without_a_word_of_its_own_is_that_of_things() -> None:
    assert sample(stage_of_people={"delivered": "arrived"}).stage("pledged", "troops") == "pledged"
    assert sample().stage("delivered", "troops") == "delivered"


def test_lines_are_told_with_their_texts_where_these_are_not_as_many() -> None:
    count = {"line": "{number} line", "lines": "{number} lines", "text": "{number} text", "texts": "{number} texts"}
    told = sample(count=count, phrase={"lines_in": "{lines} in {texts}"}).lines
    government, analyst = Line("origin:us-government", ("axis-2025/8",)), Line("origin:mcbeth", ("sherrod-2024/2",))
    essay, repeated = (
        Line("source:sherrod-2024", ("sherrod-2024/3",)),
        Line("origin:kim", ("sherrod-2024/3", "axis-2025/8")),
    )
    assert told([government, analyst]) == "2 lines"
    assert told([analyst, essay]) == "2 lines in 1 text"
    assert told([repeated]) == "1 line in 2 texts"
    assert told([government, government]) == "1 line"
    assert told([]) == "0 lines"


def test_the_sample_brief_never_has_troops_in_use() -> None:
    said = text_of(paper().blocks)
    assert "Confirmed, arrived" in said
    assert "troops, in use" not in said
    assert "troops, delivered" not in said
