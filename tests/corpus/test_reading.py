"""A corpus read with what was kept is the corpus read without, and so are its problems."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from test_errors import CASES, CATALOGUE, stage

from briefing.corpus import checks, files, load, reading
from briefing.corpus.records import Claim, Corpus
from briefing.keeping import Keep
from briefing.problems import Problem

SEEDS = Path(__file__).parent.parent.parent / "seeds"


def anew() -> tuple[Corpus | None, list[Problem]]:
    return reading.read(Path("corpus"), "corpus")


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_found_beside_a_sound_past(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(CATALOGUE / "base", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    keep = Keep(tmp_path / "kept")
    assert reading.read(Path("corpus"), "corpus", keep)[1] == []
    stage(case, tmp_path)
    for _ in range(2):  # what was found is not forgotten by the next reading
        assert reading.read(Path("corpus"), "corpus", keep) == anew()


def test_the_sample_comes_back_equal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = counted(files, "parse", monkeypatch)
    first = reading.read(SEEDS, "seeds", Keep(tmp_path))
    number = len(parsed)
    assert number == len(list(SEEDS.glob("*.yaml"))) + len(list((SEEDS / "sources").glob("*.yaml")))
    assert reading.read(SEEDS, "seeds", Keep(tmp_path)) == first == reading.read(SEEDS, "seeds")
    assert len(parsed) == 2 * number, "a file that was kept was parsed again, or one that was not kept was not"


def counted(module: object, name: str, monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """The calls of a function from now on."""
    calls: list[tuple[object, ...]] = []
    function: Callable[..., object] = getattr(module, name)

    def count(*arguments: object) -> object:
        calls.append(arguments)
        return function(*arguments)

    monkeypatch.setattr(module, name, count)
    return calls


def test_a_change_costs_a_file_and_its_claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    keep, folder = Keep(tmp_path / "kept"), tmp_path / "seeds"
    assert reading.read(folder, "seeds", keep)[1] == []
    parsed, checked = counted(files, "parse", monkeypatch), counted(reading, "check", monkeypatch)
    file = min((folder / "sources").glob("*.yaml"))
    file.write_text(file.read_text("utf-8") + "# a remark\n", "utf-8")
    corpus, problems = reading.read(folder, "seeds", keep)
    assert problems == []
    assert corpus is not None
    assert [arguments[1] for arguments in parsed] == [f"seeds/sources/{file.name}"]
    ((part,),) = checked
    assert isinstance(part, Corpus)
    assert list(part.claims) == [c.id for c in corpus.claims.values() if c.source == file.stem]
    reading.read(folder, "seeds", keep)
    assert len(checked) == 1


SMALL = """source: {{id: {id}, short: S, title: T, published: 2024-10-23, type: news, reliability: C,
  reliability_reason: R., descriptor: D.}}
claims:
"""
CLAIM = "  - {{id: {id}, at: 1, kind: event, wording: reported, credibility: 3, text: A ship left.{more}}}\n"


def test_an_id_that_goes_is_missed_in_files_that_stay(tmp_path: Path) -> None:
    folder, keep = tmp_path / "c", Keep(tmp_path / "kept")
    (folder / "sources").mkdir(parents=True)
    (folder / "corpus.yaml").write_text("title: Small\n")
    two = SMALL.format(id="b") + CLAIM.format(id="b/1", more="") + CLAIM.format(id="b/2", more="")
    (folder / "sources/a.yaml").write_text(
        SMALL.format(id="a") + CLAIM.format(id="a/1", more=", same_as: [{claim: b/1, reason: R.}]")
    )
    (folder / "sources/b.yaml").write_text(two)
    assert reading.read(folder, "c", keep)[1] == []
    (folder / "sources/b.yaml").write_text(two.replace("id: b/1", "id: b/3"))
    assert [p.code for p in reading.read(folder, "c", keep)[1]] == ["claim-dangling-claim"]
    (folder / "sources/b.yaml").write_text(two)
    assert reading.read(folder, "c", keep)[1] == []
    (folder / "sources/b.yaml").unlink()
    assert [p.code for p in reading.read(folder, "c", keep)[1]] == ["claim-dangling-claim"]


def test_checks_look_at_few_claims_and_find_all() -> None:
    corpus, _ = load.load(SEEDS, "seeds")
    assert corpus is not None
    some = reading._Some(corpus.claims, [])
    assert list(some.values()) == []
    first: Claim = next(iter(corpus.claims.values()))
    assert some[first.id] is first
    assert first.id in some
    assert checks.check(corpus) == []
