"""What an index tells is what the files say; an index that no longer speaks of them is not used."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefing.corpus import index, reading, search
from briefing.keeping import Keep

ROOT = Path(__file__).parent.parent.parent
SEEDS = ROOT / "seeds"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample, its brief, and an index of it."""
    folder = tmp_path_factory.mktemp("indexed")
    for name in ("seeds", "config", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    said = run(folder, "index")
    assert said.returncode == 0, said.stderr
    assert Path(said.stdout.strip()).is_file()
    return folder


def run(folder: Path, *arguments: str, cache: str = "kept", before: str = "") -> subprocess.CompletedProcess[str]:
    kept = cache if cache == "off" else str(folder / cache)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "BRIEFING_CACHE": kept}
    code = f"import sys\n{before}\nfrom briefing.cli import main\nsys.exit(main())"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_index_holds_every_record(made: Path) -> None:
    corpus, _ = reading.read(SEEDS, "seeds")
    assert corpus is not None
    with index.opened(made / "seeds", "seeds", Keep(made / "kept")) as found:
        assert found is not None
        assert found.sources() == dict(corpus.sources)
        assert list(found.sources()) == list(corpus.sources)
        claims = found.claims(found.numbers(corpus.claims))
        assert [c.id for c in claims] == list(corpus.claims)
        assert {c.id: c for c in claims} == dict(corpus.claims)
        assert dict(found.hashes) == dict(corpus.hashes)
        dprk = {c.id for c in found.claims(found.claims_of(["dprk"]))}
    named = {c.id for c in corpus.claims.values() if "dprk" in {c.provider, c.recipient, c.speaker, *c.actors}}
    assert dprk == named != set()


def test_other_tools_read_the_tables(made: Path) -> None:
    (path,) = (made / "kept/index").iterdir()
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        (count,) = database.execute("SELECT count(*) FROM claims JOIN sources ON sources.id = claims.source").fetchone()
        assert count == database.execute("SELECT count(*) FROM claims").fetchone()[0] > 0
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        manual = (ROOT / "docs/index.md").read_text("utf-8")
        for (table,) in database.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'words_%'"
        ):
            assert f"`{table}`" in manual
            for column in database.execute(f"PRAGMA table_info({table})"):
                assert f"`{column[1]}`" in manual, (table, column)
    database.close()


WHOLE = "from briefing.corpus import load\ndef none(*_): raise AssertionError('all was read')\nload.load = none\n"
WHOLE += "from briefing.corpus import reading\nreading.load = none\n"


@pytest.mark.parametrize("words", [["shells"], ["Moscow", "drone"], ["3,000"], ["U.S."], ["wagner", "shel"], ["zzz"]])
def test_a_search_finds_the_same_with_and_without(made: Path, words: Sequence[str]) -> None:
    told = run(made, "search", *words, before=WHOLE)
    assert (told.returncode, told.stdout, told.stderr) == (
        (plain := run(made, "search", *words, cache="off")).returncode,
        plain.stdout,
        plain.stderr,
    )


def test_a_search_in_a_script_without_blanks_looks_at_all(made: Path) -> None:
    assert not search.begins_words("조선")
    assert run(made, "search", "조선").stdout == run(made, "search", "조선", cache="off").stdout != ""


NARROW = """title: Narrow
cadence: weekly
first_issue: 2023-10-01
corpus: ../seeds
marking: TLP:GREEN
scope: {{actors: [{actors}]}}
sections: [timeline, responses, {sections}sources]
formats: [txt, docx]
filename: narrow
"""


@pytest.mark.parametrize(
    ("actors", "sections"), [("china", "changes, uncertainties, "), ("cuba", "method, glossary, ")]
)
def test_a_narrow_brief_is_the_same_with_and_without(made: Path, actors: str, sections: str) -> None:
    (made / "config/narrow.yaml").write_text(NARROW.format(actors=actors, sections=sections))
    options = ["build", "config/narrow.yaml", "--as-of", "2025-03-02", "--fresh"]
    for out, cache in (("with", "kept"), ("without", "off")):
        said = run(made, *options, "--out", out, cache=cache)
        assert said.returncode == 0, said.stderr
    texts = [{path.name: path.read_bytes() for path in (made / out).rglob("narrow.*")} for out in ("with", "without")]
    assert texts[0] == texts[1]
    assert len(texts[0]) == 2


def test_a_narrow_brief_reads_its_claims_only(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/errors/base/corpus", tmp_path / "seeds")
    (tmp_path / "config").mkdir()
    actor = "north"
    (tmp_path / "config/narrow.yaml").write_text(NARROW.format(actors=actor, sections=""))
    assert run(tmp_path, "index").returncode == 0
    said = run(tmp_path, "build", "config/narrow.yaml", "--as-of", "2025-03-05", before=WHOLE)
    assert (said.returncode, said.stderr) == (0, "")
    source = next((tmp_path / "seeds/sources").iterdir())
    source.write_text(source.read_text() + "# a remark\n")
    assert (
        "AssertionError: all was read"
        in run(tmp_path, "build", "config/narrow.yaml", "--as-of", "2025-03-05", before=WHOLE).stderr
    )
    assert "up to date" not in run(tmp_path, "index").stderr
    assert "up to date" in run(tmp_path, "index").stderr
    (next((tmp_path / "kept/index").iterdir())).write_bytes(b"SQLite format 3\0 spoilt")
    assert run(tmp_path, "build", "config/narrow.yaml", "--as-of", "2025-03-05", "--fresh").returncode == 0


LARGE = "from briefing.corpus import entries\nentries._LARGE = 1\n"


@pytest.mark.parametrize("change", ["seeds/sources/*.yaml", "seeds/judgments.yaml", "seeds/glossary.yaml"])
def test_a_narrow_brief_over_a_large_corpus_needs_no_index(change: str, tmp_path: Path) -> None:
    for name in ("seeds", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "config").mkdir()
    (tmp_path / "config/narrow.yaml").write_text(NARROW.format(actors="cuba", sections="changes, method, "))
    options = ["build", "config/narrow.yaml", "--as-of", "2025-03-02", "--fresh"]
    said = run(tmp_path, *options, "--out", "first", before=LARGE + WHOLE)
    assert said.returncode == 0, said.stderr
    file = min(tmp_path.glob(change))
    file.write_text(file.read_text("utf-8") + "# a remark\n", "utf-8")
    for out, cache, before in (("with", "kept", LARGE + WHOLE), ("without", "off", "")):
        said = run(tmp_path, *options, "--out", out, cache=cache, before=before)
        assert said.returncode == 0, said.stderr
    names = ("first", "with", "without")
    texts = [{path.name: path.read_bytes() for path in (tmp_path / out).rglob("narrow.*")} for out in names]
    assert texts[0] == texts[1] == texts[2]
    assert len(texts[0]) == 2


def test_a_warning_that_holds_anyway_does_not_ask_the_whole_corpus(made: Path) -> None:
    brief = NARROW.format(actors="china", sections="")
    (made / "config/narrow.yaml").write_text(f"{brief}style: pale.yaml\n")
    (made / "config/pale.yaml").write_text('colours: {muted: "#9AA0A8"}\n')
    options = ["build", "config/narrow.yaml", "--as-of", "2025-03-02", "--out", "warned"]
    said = run(made, *options, before=WHOLE)
    assert said.returncode == 0, said.stderr
    assert "[style-contrast]" in said.stderr
    assert run(made, *options, cache="off").stderr == said.stderr
