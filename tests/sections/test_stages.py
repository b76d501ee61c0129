"""How far a flow has come, in words that fit what is sent: things are delivered, people arrive."""

import pytest
from sections.papers import findings, paper

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


def test_the_sample_brief_never_has_troops_in_use() -> None:
    said = text_of(paper().blocks)
    assert "Confirmed, arrived" in said
    assert "troops, in use" not in said
    assert "troops, delivered" not in said
