"""How commands list problems."""

from briefing.commands.report import told
from briefing.problems import Location, Problem


def test_problems_are_told_by_file_and_line_and_once_whatever_found_them_first() -> None:
    def fault(file: str, line: int) -> Problem:
        return Problem(code="x", message="bad", location=Location(file, line, 1))

    found = [fault("b.yaml", 9), fault("b.yaml", 10), fault("a.yaml", 30), fault("b.yaml", 9), fault("b.yaml", 2)]
    assert told(found, "; nothing was written").splitlines() == [
        "a.yaml:30:1: error: bad [x]",
        "b.yaml:2:1: error: bad [x]",
        "b.yaml:9:1: error: bad [x]",
        "b.yaml:10:1: error: bad [x]",
        "4 errors in 2 files; nothing was written",
    ]
