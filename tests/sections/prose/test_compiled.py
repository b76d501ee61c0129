"""Templates kept compiled: the same blocks, the same places of problems, and nothing taken from a damaged file."""

from pathlib import Path

import pytest
from jinja2.environment import Environment

from briefing.document.build import noteref
from briefing.keeping import NOTHING, Keep
from briefing.sections.prose import Rendered, Wording

TEMPLATES = {
    "one": "# One {#one}\n\n{% for x in xs %}\n- {{ x }}\n{% endfor %}\n",
    "two": '# Two {#two}\n\n{% include "part.md.j2" %}\n',
    "part": "{{ words }}\n\n<b>no</b>\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEMPLATES.items():
        (tmp_path / f"{name}.md.j2").write_text(text)
    return tmp_path


def rendered(folder: Path, keep: Keep) -> list[Rendered]:
    wording = Wording(folder, None, keep)
    values = {"xs": ["a", "b"], "words": "*as they are*"}
    return [wording.render(name, values, cite=lambda _ids, _place: noteref("n")) for name in ("one", "two")]


def test_kept_code_says_the_same_and_is_not_compiled_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = Keep(folder / "kept")
    without = rendered(folder, NOTHING)
    assert rendered(folder, keep) == without
    assert without[1][1][0].location.file.endswith("part.md.j2")

    def compiled_again(*_: object, **__: object) -> None:
        pytest.fail("a template was compiled again")

    monkeypatch.setattr(Environment, "compile", compiled_again)
    assert rendered(folder, keep) == without


def test_a_changed_template_is_compiled_anew(folder: Path) -> None:
    keep = Keep(folder / "kept")
    rendered(folder, keep)
    (folder / "one.md.j2").write_text("Changed.\n")
    assert rendered(folder, keep) == rendered(folder, NOTHING)


def test_damaged_code_is_not_run(folder: Path) -> None:
    keep = Keep(folder / "kept")
    without = rendered(folder, keep)
    for path in (folder / "kept").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-7] + b"damaged")
    assert rendered(folder, keep) == without
