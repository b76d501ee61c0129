"""A guard of growth that counts steps, not seconds: twice the content takes twice the work, in every module.

Lines of the program that are run are counted by module, for half, one and two times a content. What is linear takes
twice as many more from one to two as from half to one; what is quadratic, four times.
"""

import datetime
import sys
from collections import Counter
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Self

import content
import peer_corpus

from briefing import issue
from briefing.writers import writer

OURS = str(Path(issue.__file__).parent)
FEW = 1_500  # lines that may grow as they like
MOST = 3.2  # so far from two that chance in the content does not matter
STEPS = (0.5, 1, 2)


class Lines:
    """Counts the lines that are run, by the code that they are in."""

    def __init__(self) -> None:
        self.found: Counter[CodeType] = Counter()

    def __enter__(self) -> Self:
        self.before = sys.gettrace()
        sys.settrace(self._enter)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self.before)

    def _enter(self, frame: FrameType, _event: str, _argument: object) -> Any:
        if not frame.f_code.co_filename.startswith(OURS):
            return None
        code, found = frame.f_code, self.found

        def line(_frame: FrameType, _event: str, _argument: object) -> Any:
            found[code] += 1
            return line

        return line

    def by_function(self) -> Counter[str]:
        """How many lines of each function were run."""
        total: Counter[str] = Counter()
        for code, number in self.found.items():
            total[f"{Path(code.co_filename).relative_to(OURS)}: {code.co_qualname}"] += number
        return total


def lines(folder: Path, factor: float) -> Counter[str]:
    """The lines run to build a brief of so many times the content, in turn in all formats."""
    peer_corpus.write(content.content(factor), folder)
    with Lines() as counted:
        loaded, problems = issue.read(folder / "brief.yaml")
        assert loaded
        found, more = issue.find(loaded, as_of=datetime.date.fromisoformat(peer_corpus.AS_OF))
        assert found
        document, last = issue.draft(found, created="2027-02-01T00:00:00Z")
        assert document
        assert not [*problems, *more, *last]
        for name in ("pdf", "docx", "html", "txt"):
            writer(name)(document, loaded.configuration.style, {})
    return counted.by_function()


def test_twice_the_content_takes_twice_the_work(tmp_path: Path) -> None:
    for factor in STEPS:
        (tmp_path / str(factor)).mkdir()
    first, second, third = (lines(tmp_path / str(factor), factor) for factor in STEPS)
    grown = {
        name: (third[name] - second[name]) / max(second[name] - first[name], FEW)
        for name in third
        if third[name] - second[name] > FEW
    }
    assert grown
    assert {name: round(ratio, 1) for name, ratio in grown.items() if ratio > MOST} == {}
