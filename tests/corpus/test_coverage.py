"""Coverage counts what is cited, skipped and open."""

from __future__ import annotations

from pathlib import Path

from corpus import invented

from briefing.corpus.coverage import measure
from briefing.corpus.load import load
from briefing.corpus.texts import NOT_AT_HAND, Texts, divide


def test_paragraphs_and_claims_are_counted(tmp_path: Path) -> None:
    invented.write(tmp_path)
    invented.plant(tmp_path / "corpus/sources/lake-2024.yaml", "    - {at: 2, reason: byline}\n", "")
    corpus, _ = load(tmp_path / "corpus", "corpus")
    assert corpus
    coverage = measure(corpus, Texts(paragraphs={"lake-2024": divide(invented.TEXT)}))
    (lake,) = coverage.sources
    assert (lake.claims, lake.paragraphs, lake.cited, lake.skipped, lake.open) == (3, 6, (3, 4, 5), (1, 6), (2,))
    assert coverage.kinds == {"assistance": 2, "context": 1}
    assert coverage.categories == {"boats": 2}
    assert coverage.origins == {}


def test_without_the_text_it_is_not_known_what_is_open(tmp_path: Path) -> None:
    invented.write(tmp_path)
    corpus, _ = load(tmp_path / "corpus", "corpus")
    assert corpus
    (lake,) = measure(corpus, Texts(unchecked={"lake-2024": NOT_AT_HAND})).sources
    assert (lake.paragraphs, lake.open) == (None, ())
