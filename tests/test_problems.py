"""How faults are ordered, counted and shown."""

from briefing.problems import Location, Problem, errors, ordered, show, summary

UPSIDE_DOWN = Problem(
    code="claim-quantity",
    message="range is upside down: low 12000 is above high 3000",
    location=Location("seeds/a.yaml", 41, 12),
    other=Location("seeds/a.yaml", 2, 3),
    hint="swap the two",
)
WARNING = Problem(code="x", message="m", location=Location("seeds/a.yaml", 9, 1), severity="warning")


def test_a_problem_as_lines_of_text() -> None:
    assert show(UPSIDE_DOWN) == (
        "seeds/a.yaml:41:12: error: range is upside down: low 12000 is above high 3000 [claim-quantity]\n"
        "  see also: seeds/a.yaml:2:3\n"
        "  hint: swap the two"
    )
    assert show(Problem(code="x", message="m", location=Location("seeds"))) == "seeds: error: m [x]"
    assert show(Problem(code="x", message="m")) == "(no file): error: m [x]"


def test_a_terminal_is_not_steered_by_what_it_shows() -> None:
    hostile = Problem(code="x", message="\x1b[2J 60\u00a0% \u202eabc\nd", location=Location("a\rb"))
    assert show(hostile) == "a\ufffdb: error: \ufffd[2J 60\u00a0% \ufffdabc\ufffdd [x]"


def test_problems_stand_by_line_each_once() -> None:
    assert ordered([UPSIDE_DOWN, WARNING, UPSIDE_DOWN]) == [WARNING, UPSIDE_DOWN]
    assert errors([UPSIDE_DOWN, WARNING]) == [UPSIDE_DOWN]


def test_the_count() -> None:
    other = Problem(code="x", message="m", location=Location("seeds/b.yaml", 1, 1))
    assert summary([UPSIDE_DOWN, WARNING, other]) == "2 errors, 1 warning in 2 files"
    assert summary([UPSIDE_DOWN]) == "1 error in 1 file"
    assert summary([]) == "no problems in 0 files"
