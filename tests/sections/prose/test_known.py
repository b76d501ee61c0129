"""Markdown read before: the same blocks, read again only where a text is new, and nothing taken from a damaged file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.document.build import noteref
from briefing.keeping import NOTHING, Keep
from briefing.sections.prose import Rendered, Wording, syntax
from briefing.sections.prose.known import Branches
from briefing.sections.prose.slots import Markdown

TEMPLATE = """# {{ title }} {#id}

{% for x in xs %}
- {{ x }} *of* [them](https://example.org "T")
{% endfor %}

3. three

::: note {{ title }} is **bold**
{.lead}
A [조선]{lang=ko}.\\
End[@a/1].
:::

Table: A {#table}

| Head | Number |
|:-----|-------:|
| row | {{ title }} |

Term
: {{ title }}

{{ markdown }}

![no](picture.png)
"""
VALUES = {"title": "Words", "xs": ["a", "b"], "markdown": Markdown(text="*A curator’s* words [@b/2].\n\n- one")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.md.j2").write_text(TEMPLATE)
    return tmp_path


def rendered(folder: Path, keep: Keep, **more: object) -> list[Rendered]:
    wording = Wording(folder, None, keep, "brief.yaml")
    made = [wording.render("one", VALUES | more, cite=lambda _ids, _place: noteref("n")) for _ in range(2)]
    wording.remember()
    return made


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are read."""
    texts: list[str] = []

    def noted(read: Callable[[str], Branches]) -> Callable[[str], Branches]:
        return lambda text: texts.append(text) or read(text)  # type: ignore[func-returns-value]

    monkeypatch.setattr(syntax, "parse", noted(syntax.parse))
    monkeypatch.setattr(syntax, "parse_line", noted(syntax.parse_line))
    return texts


def test_a_text_is_read_once(folder: Path, read: list[str]) -> None:
    keep = Keep(folder / "kept")
    without = rendered(folder, NOTHING)
    assert without[0] == without[1]
    assert [problem.message for problem in without[0][1]] == ["a picture cannot be set: no"]
    read.clear()
    assert rendered(folder, keep) == without
    assert len(read) == len(set(read)) == 4  # the template, the title of its box, that of its table, the curator's text
    read.clear()
    assert rendered(folder, keep) == without
    assert read == []


def test_other_values_are_no_other_text_and_more_rounds_are(folder: Path, read: list[str]) -> None:
    keep = Keep(folder / "kept")
    rendered(folder, keep)
    read.clear()
    assert rendered(folder, keep, title="Others") == rendered(folder, NOTHING, title="Others")
    read.clear()
    rendered(folder, keep, title="Others")
    assert read == []
    assert rendered(folder, keep, xs=["a", "b", "c"]) == rendered(folder, NOTHING, xs=["a", "b", "c"])
    assert read


def test_nothing_is_taken_from_a_damaged_file(folder: Path, read: list[str]) -> None:
    keep = Keep(folder / "kept")
    without = rendered(folder, keep)
    for path in (folder / "kept").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-7] + b"damaged")
    read.clear()
    assert rendered(folder, keep) == without
    assert read
