"""Search: every word must stand in the record, the best come first, no locale has a say."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus import invented
from hypothesis import given
from hypothesis import strategies as st

from briefing.corpus.load import load
from briefing.corpus.records import Corpus
from briefing.corpus.search import folded, search


@pytest.fixture
def lake(tmp_path: Path) -> Corpus:
    invented.write(tmp_path)
    actors = tmp_path / "corpus" / "actors.yaml"
    invented.plant(actors, "aliases: [Sudenese]", "aliases: [Sudenese, Süden, Straße, {text: 수덴, lang: ko}]")
    corpus, problems = load(tmp_path / "corpus", "corpus")
    assert corpus, problems
    return corpus


def ids(corpus: Corpus, *words: str) -> list[str]:
    return [hit.id for hit in search(corpus, words)]


def test_every_word_must_stand_there(lake: Corpus) -> None:
    assert ids(lake, "sailors", "thousands") == ["lake-2024/3"]
    assert ids(lake, "sailors", "tanks") == []
    assert ids(lake, "thousands BY sailors") == ["lake-2024/3"]
    assert ids(lake) == []


def test_an_alias_finds_its_actor_and_then_the_claims_on_it(lake: Corpus) -> None:
    assert ids(lake, "sudenese") == ["suden", "lake-2024/3", "lake-2024/1", "lake-2024/2"]


@pytest.mark.parametrize("word", ["SÜDEN", "su\u0308den", "sUDEN", "STRASSE", "수덴", "수"])
def test_case_accents_and_script_do_not_count(lake: Corpus, word: str) -> None:
    assert ids(lake, word)[0] == "suden"


def test_a_word_is_found_by_its_beginning_and_not_by_its_inside(lake: Corpus) -> None:
    assert "lake-2024/1" in ids(lake, "minist")
    assert ids(lake, "inistry") == []


def test_names_weigh_more_than_texts(lake: Corpus) -> None:
    assert ids(lake, "norland")[:2] == ["norland", "ministry"]
    assert ids(lake, "boats")[0] == "lake-2024"


def test_what_looks_like_a_pattern_is_a_word(lake: Corpus) -> None:
    assert ids(lake, ".*") == []
    assert ids(lake, "(") == []


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
