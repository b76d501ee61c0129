"""A corpus read with what was kept is the corpus read without, and so are its problems."""

import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import invented
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_errors import CASES, CATALOGUE, stage

from briefing.corpus import checks, contents, entries, files, load, reading
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
    whole, problems = anew()
    for _ in range(2):  # what was found is not forgotten by the next reading
        assert reading.read(Path("corpus"), "corpus", keep) == (whole, problems)


@pytest.mark.parametrize("case", CASES)
def test_few_files_read_are_enough_or_all_is_read(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "_LARGE", 1)
    shutil.copytree(CATALOGUE / "base", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    keep = Keep(tmp_path / "kept")
    assert reading.read(Path("corpus"), "corpus", keep)[1] == []
    stage(case, tmp_path)
    whole, problems = anew()
    for _ in range(2):
        found = reading.resume(Path("corpus"), "corpus", keep)
        if problems:
            assert found is None
            assert reading.survey(Path("corpus"), "corpus", keep) is None
            assert reading.survey(Path("corpus"), "corpus", Keep(tmp_path / "other")) is None
        elif found is not None:  # None where an id has gone
            assert whole is not None
            assert (found.sources(), dict(found.hashes)) == (whole.sources, whole.hashes)
            numbers = found.numbers(whole.claims)
            assert [c.id for c in found.claims(numbers)] == list(whole.claims)
            assert {c.id: c for c in found.claims(numbers)} == whole.claims


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


def indexed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Keep, Corpus]:
    """The sample in a folder of its own, as if it were large, read and kept."""
    monkeypatch.setattr(entries, "_LARGE", 1)
    shutil.copytree(SEEDS, tmp_path / "seeds")
    time.sleep(0.02)  # what is touched in the same tick of the clock as it is read counts as unsure
    keep, folder = Keep(tmp_path / "kept"), tmp_path / "seeds"
    corpus, problems = reading.read(folder, "seeds", keep)
    assert (problems, corpus is not None) == ([], True)
    assert corpus is not None
    return folder, keep, corpus


def test_contents_find_the_claims_of_actors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, keep, corpus = indexed(tmp_path, monkeypatch)
    found = reading.resume(folder, "seeds", keep)
    assert found is not None
    assert found.most == len(corpus.claims) // 3
    for actors in ({"dprk"}, {"cuba", "iran"}, {"nobody"}, set(corpus.actors)):
        named = [c.id for c in corpus.claims.values() if actors & {c.provider, c.recipient, c.speaker, *c.actors}]
        assert [c.id for c in found.claims(found.claims_of(actors))] == named
    assert found.numbers(["nobody/1", "nothing", next(iter(corpus.sources)) + "/999999"]) == set()


def test_a_survey_finds_what_reading_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, keep, _ = indexed(tmp_path, monkeypatch)
    kept = entries.stored(folder, "seeds", keep)
    for each in (keep, Keep(tmp_path / "other")):
        found = reading.survey(folder, "seeds", each)
        assert found is not None
        assert found.entries == kept
        assert entries.stored(folder, "seeds", each) == kept
        assert found._claims == {}, "what was checked is held"
    file = min((folder / "sources").glob("*.yaml"))
    file.write_text(file.read_text("utf-8") + "# a remark\n", "utf-8")
    time.sleep(0.02)
    parsed, checked = counted(files, "parse", monkeypatch), counted(reading, "check", monkeypatch)
    assert reading.survey(folder, "seeds", keep) is not None
    assert len(parsed) == len(checked) == 1


@pytest.mark.parametrize("sources", [20, 40])
def test_a_change_and_a_narrow_scope_cost_the_same_in_a_larger_corpus(
    sources: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "_LARGE", 1)
    invented.write(tmp_path, sources, sources * 10)
    folder, keep = tmp_path / "corpus", Keep(tmp_path / "kept")
    time.sleep(0.02)
    assert reading.resume(folder, "corpus", keep) is not None
    file = folder / "sources/s7.yaml"
    file.write_text(file.read_text("utf-8") + "# a remark\n", "utf-8")
    actor = yaml_value(file, "provider")
    naming = [path for path in (folder / "sources").iterdir() if f": {actor}\n" in path.read_text("utf-8")]
    parsed, read = counted(files, "parse", monkeypatch), counted(files, "read_bytes", monkeypatch)
    found = reading.resume(folder, "corpus", keep)
    assert found is not None
    decoded = counted(found.files, "kept", monkeypatch)
    claims = found.claims(found.claims_of({actor}))
    assert {claim.source for claim in claims} == {path.stem for path in naming}
    assert len(parsed) == len(read) == 1
    assert len(decoded) == len(naming) < 4


def yaml_value(file: Path, key: str) -> str:
    """The first value of a key in a file."""
    return next(line.partition(":")[2].strip() for line in file.read_text("utf-8").split("\n") if f" {key}:" in line)


def test_a_survey_that_sees_not_all_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, keep, _ = indexed(tmp_path, monkeypatch)
    shutil.rmtree(folder / "sources")
    (folder / "sources").write_text("not a folder")
    for each in (keep, Keep(tmp_path / "other")):
        assert reading.survey(folder, "seeds", each) is None


def test_claims_are_looked_up_where_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, keep, corpus = indexed(tmp_path, monkeypatch)
    found = reading.resume(folder, "seeds", keep)
    assert found is not None
    claims = contents.Claims(found, {})
    assert list(claims) == []
    for key, claim in corpus.claims.items():
        assert key in claims
        assert claims[key] == claim
        assert f"{key}0000" not in claims
        assert f"{claim.source}/0{key.rpartition('/')[2]}" not in claims
    for key in ("nobody/1", "nothing", "", "/", next(iter(corpus.sources))):
        assert key not in claims
        with pytest.raises(KeyError):
            claims[key]


@pytest.mark.parametrize("name", ["sources", "judgments.yaml", "actors.yaml", "corpus.yaml"])
def test_a_change_to_a_large_corpus_costs_a_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, keep, _ = indexed(tmp_path, monkeypatch)
    file = min((folder / name).glob("*.yaml")) if name == "sources" else folder / name
    file.write_text(file.read_text("utf-8") + "# a remark\n", "utf-8")
    parsed, checked = counted(files, "parse", monkeypatch), counted(reading, "check", monkeypatch)
    whole = counted(reading, "load", monkeypatch)
    assert reading.resume(folder, "seeds", keep) is not None
    assert reading.resume(folder, "seeds", keep) is not None
    assert len(parsed) == len(checked) == 1
    ((part,),) = checked
    assert isinstance(part, Corpus)
    assert {c.source for c in part.claims.values()} == ({file.stem} if name == "sources" else set())
    assert whole == []


@pytest.mark.parametrize("place", ["    at: 4\n", "- {at: 1, "])
def test_a_number_too_large_for_any_machine_is_a_problem(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, keep, _ = indexed(tmp_path, monkeypatch)
    file = next(path for path in (folder / "sources").glob("*.yaml") if place in path.read_text("utf-8"))
    file.write_text(file.read_text("utf-8").replace(place, re.sub("[0-9]", "9" * 30, place), 1), "utf-8")
    for kept in (keep, Keep(tmp_path / "other"), Keep(None)):
        assert reading.resume(folder, "seeds", kept) is None
        _, problems = reading.read(folder, "seeds", kept)
        assert "no text has more than 1,000,000 paragraphs" in problems[0].message


@pytest.mark.parametrize(
    "key", ["goover-2025/one", "goover-2025", "one", '"a b/1 2"', "goover-2025/٣", "goover-2025/1-9"]
)
def test_an_odd_id_is_a_problem(key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, keep, _ = indexed(tmp_path, monkeypatch)
    file = folder / "sources/goover-2025.yaml"
    file.write_text(file.read_text("utf-8").replace("- id: goover-2025/1\n", f"- id: {key}\n", 1), "utf-8")
    for kept in (keep, Keep(tmp_path / "other")):
        assert reading.resume(folder, "seeds", kept) is None
        assert reading.read(folder, "seeds", kept) == reading.read(folder, "seeds")
    assert reading.read(folder, "seeds")[1] != []


def test_what_is_no_longer_there_is_not_taken_for_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, keep, corpus = indexed(tmp_path, monkeypatch)
    found = reading.resume(folder, "seeds", keep)
    assert found is not None
    file = min((folder / "sources").glob("*.yaml"))
    text = file.read_text("utf-8")
    shutil.rmtree(tmp_path / "kept")  # the records are gone, and may be made again
    key = f"{file.stem}/1"
    assert found.claims(found.numbers([key])) == [corpus.claims[key]]
    shutil.rmtree(tmp_path / "kept")
    file.write_text(text + "# a remark\n", "utf-8")
    found = contents.Contents(found.files, found.entries)
    with pytest.raises(contents.MovedError):
        found.numbers([key])


@given(st.lists(st.integers(1, 10**20), max_size=30, unique=True), st.integers(1, 12))
def test_numbers_come_back(numbers: list[int], more: int) -> None:
    written = [str(number) for number in [*numbers, *range(10, 10 + more)]]
    entry = entries.Entry("", (0, 0, 0), entries._ranges(written))
    assert entries.numbers_of(entry) == set(written)
