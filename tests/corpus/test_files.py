"""Files read by many processes give what they give to one."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from briefing import beside
from briefing.corpus import files, load, together
from briefing.corpus.files import File
from briefing.corpus.load import Publication
from briefing.keeping import NOTHING, Keep
from briefing.problems import Location, Problem
from briefing.yamlfile import parse

SEEDS = Path(__file__).parent.parent.parent / "seeds"


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """As if the sample were large and the processors many; what was handed over to other processes."""
    asked: list[Sequence[str]] = []
    each = together.each

    def noted(function: Callable[[str], File], values: Sequence[str]) -> Iterator[File]:
        asked.append(values)
        return each(function, values)

    monkeypatch.setattr(together, "each", noted)
    monkeypatch.setattr(files, "_TRIED", 0)
    monkeypatch.setattr(files, "_WORTH", 0)
    monkeypatch.setattr(beside, "pays", lambda: True)
    return asked


def names() -> list[str]:
    return sorted(f"sources/{path.name}" for path in (SEEDS / "sources").glob("*.yaml"))


@pytest.mark.parametrize("kept", [True, False])
def test_together_is_as_alone(kept: bool, tmp_path: Path, many: list[Sequence[str]]) -> None:
    first = load.load(SEEDS, "seeds", Keep(tmp_path) if kept else NOTHING)
    assert [len(values) for values in many] == [len(names()) - 1]
    if kept:
        assert load.load(SEEDS, "seeds", Keep(tmp_path)) == first
        assert len(many) == 1, "what was kept was parsed again"
    files._WORTH = 2**40
    assert load.load(SEEDS, "seeds") == first
    assert len(many) == 1


def test_faults_come_back_whole(tmp_path: Path, many: list[Sequence[str]]) -> None:
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS, folder)
    spoilt = sorted((folder / "sources").glob("*.yaml"))[1:4]
    spoilt[0].write_text("source: {id: x}\nclaims: nothing\n")
    spoilt[1].write_bytes(b"\xff")
    spoilt[2].write_text(spoilt[2].read_text("utf-8").replace("at: 1", "at: 99999999999999999999999", 1), "utf-8")
    together_read = load.load(folder, "seeds")
    assert len(many) == 1
    files._WORTH = 2**40
    alone = load.load(folder, "seeds")
    assert together_read == alone
    assert {p.location.file for p in alone[1]} == {f"seeds/sources/{path.name}" for path in spoilt[:2]}
    assert len({p for p in alone[1] if p.code == "key-missing"}) == 1


def test_a_process_that_dies_costs_time_and_nothing_else(monkeypatch: pytest.MonkeyPatch, many: object) -> None:
    assert many == []
    here = os.getpid()

    def dying(data: bytes, shown: str, kind: type[Publication]) -> object:
        if os.getpid() != here and shown.endswith(names()[3]):
            os._exit(9)
        return parse(data, shown, kind)

    monkeypatch.setattr(files, "parse", dying)
    read = files.Files(SEEDS, "seeds")
    found = list(read.read_all(names(), Publication))
    assert [name for name, _ in found] == names()
    monkeypatch.setattr(files, "parse", parse)
    assert [file for _, file in found] == [read.read(name, Publication) for name in names()]


def test_what_is_made_of_records_is_made_where_they_are_read(many: list[Sequence[str]]) -> None:
    def counted(publication: Publication) -> int:
        return len(publication.claims)

    read = files.Files(SEEDS, "seeds")
    made = {name: file.value for name, file in read.read_all(names(), Publication, counted)}
    assert made == {name: len(read.read(name, Publication).value.claims) for name in names()}
    assert len(many) == 1


def test_a_file_that_is_none_is_a_problem() -> None:
    found = files.Files(SEEDS, "seeds").read("sources/none.yaml", Publication)
    assert found.value is None
    assert found.problems == [
        Problem(code="file-missing", message="there is no such file", location=Location("seeds/sources/none.yaml"))
    ]
