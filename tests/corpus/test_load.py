"""A folder of files becomes a corpus; what is broken is told once, and what is whole is still checked."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.corpus.checks import check
from briefing.corpus.load import load
from briefing.problems import Problem, show
from briefing.yamlfile.nodes import pinpoint

ROOT = Path(__file__).parent.parent.parent
CARD = """\
source:
  id: {id}
  short: Post
  title: Shells go south
  published: 2024-10-23
  type: news
  reliability: C
  reliability_reason: A newspaper with an editor.
  descriptor: A report.
claims:
"""
CLAIM = """\
  - id: {id}
    at: 2
    kind: event
    wording: reported
    credibility: 3
    text: A ship left.
"""


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / "c" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def found(folder: Path) -> list[Problem]:
    corpus, problems = load(folder / "c", "c")
    return pinpoint([*problems, *(check(corpus) if corpus else ())], folder)


def test_only_the_settings_are_needed(tmp_path: Path) -> None:
    write(tmp_path, {"corpus.yaml": "title: Small\n"})
    corpus, problems = load(tmp_path / "c", "c")
    assert problems == []
    assert corpus is not None
    assert (corpus.settings.title, corpus.settings.likelihood_scale) == ("Small", "icd203")
    assert check(corpus) == []


def test_sources_stand_by_id_and_lists_as_written(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "corpus.yaml": "title: Small\n",
            "sources/b.yaml": CARD.format(id="b") + CLAIM.format(id="b/2") + CLAIM.format(id="b/1"),
            "sources/a-2.yaml": CARD.format(id="a-2") + CLAIM.format(id="a-2/1"),
            "sources/a.yaml": CARD.format(id="a"),
            "sources/notes.txt": "not a source",
            "events.yaml": "events: [{id: z, name: Z}, {id: a, name: A}]\n",
        },
    )
    corpus, problems = load(tmp_path / "c", "c")
    assert corpus is not None
    assert [show(p) for p in problems] == []
    assert list(corpus.sources) == ["a", "a-2", "b"]
    assert list(corpus.claims) == ["a-2/1", "b/2", "b/1"]
    assert list(corpus.events) == ["z", "a"]
    assert list(corpus.hashes) == ["corpus.yaml", "events.yaml", "sources/a-2.yaml", "sources/a.yaml", "sources/b.yaml"]
    assert corpus.hashes["corpus.yaml"] == hashlib.sha256(b"title: Small\n").hexdigest()
    assert str(corpus.claims["b/1"].location) == "c/sources/b.yaml:17:5"


def test_one_file_broken_in_many_places(tmp_path: Path) -> None:
    """Faults of reading and faults of meaning come together, and none draws others after it."""
    claims = [
        CLAIM.format(id="a/1").replace("credibility: 3", "credibility: 9"),
        CLAIM.format(id="a/2").replace("at: 2", "at: 0"),
        CLAIM.format(id="a/3").replace("kind: event", "kind: assistance\n    provider: [x]\n    recipient: east"),
        CLAIM.format(id="a/4").replace("kind: event", "kind: denial\n    dennies: [a/1]"),
        CLAIM.format(id="a/5").replace("kind: event", "kind: event\n    date: 2025"),
    ]
    write(
        tmp_path,
        {
            "corpus.yaml": "title: Small\n",
            "actors.yaml": "actors: [{id: east, name: East, type: state}]\n",
            "sources/a.yaml": CARD.format(id="a") + "".join(claims),
        },
    )
    assert sorted((p.location.line, p.code) for p in found(tmp_path)) == [
        (15, "value-vocabulary"),
        (18, "claim-paragraph"),
        (23, "claim-flow"),
        (26, "value-type"),
        (34, "key-unknown"),
        (41, "claim-date-after-source"),
    ]


def test_an_unread_source_leaves_no_dangling_references(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "corpus.yaml": "title: Small\n",
            "sources/a.yaml": "source: [\n",
            "actors.yaml": "actors: [{id: x, name: X, type: state, profile: {description: 'y [@a/1]'}}]\n",
            "glossary.yaml": "glossary: [{term: x, kind: unit, definition: y, claims: [a/1]}]\n",
        },
    )
    assert [p.code for p in found(tmp_path)] == ["yaml-syntax"]


def test_a_file_in_place_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path, {"corpus.yaml": "title: Small\n", "sources": "x"})
    assert [show(p) for p in found(tmp_path)] == ["c/sources: error: this is not a folder [corpus-folder]"]
    _, problems = load(tmp_path / "c" / "corpus.yaml", "corpus.yaml")
    assert [show(p) for p in problems] == ["corpus.yaml: error: this is not a folder [corpus-folder]"]


BASE = {
    path.relative_to(ROOT / "tests/errors/base/corpus").as_posix(): path.read_text("utf-8")
    for path in sorted((ROOT / "tests/errors/base/corpus").rglob("*.yaml"))
}
SPLICES = [
    "",
    "\n",
    ": ",
    "- ",
    "'",
    '"',
    "[",
    "{",
    "}",
    "a: ",
    "*x",
    "&x ",
    "|",
    "~",
    "\t",
    "[@",
    "9",
    "\u2028",
    "#",
    '"\\a" ',
]


def test_a_source_that_cannot_be_read_is_told_of_once(tmp_path: Path) -> None:
    name = "sources/post-2024.yaml"
    write(tmp_path, {**BASE, name: f"~{BASE[name]}"})
    assert [(p.code, p.location.line) for p in found(tmp_path)] == [("key-unknown", 1)]


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(BASE)), st.data())
def test_no_damage_is_too_odd(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """Whatever is cut out of a file or put in, every problem has a line that the file has."""
    text = BASE[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 40, len(text))))
    broken = text[:start] + data.draw(st.sampled_from(SPLICES)) + text[end:]
    write(tmp_path, {**BASE, name: broken})
    for problem in found(tmp_path):
        file = problem.location.file.removeprefix("c/")
        assert 1 <= problem.location.line <= (broken if file == name else BASE[file]).count("\n") + 1
        assert problem.location.column >= 1
        assert all(line.isprintable() for line in show(problem).split("\n"))  # the base has no other spaces


@pytest.mark.parametrize("folder", [ROOT / "seeds"])
def test_the_seeds_are_sound(folder: Path) -> None:
    corpus, problems = load(folder, "seeds")
    assert corpus is not None
    assert [show(p) for p in [*problems, *check(corpus)]] == []
    assert len(corpus.claims) > 200
