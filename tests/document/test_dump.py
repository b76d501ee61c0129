"""The readable form of a document, held by a golden file."""

from __future__ import annotations

from kitchen_sink import kitchen_sink
from pytest_regressions.file_regression import FileRegressionFixture

from briefing.document.build import em, link, noteref, p, ref, span, strong
from briefing.document.dump import dump, dump_blocks
from briefing.document.nodes import Origin
from briefing.problems import Location


def test_the_kitchen_sink(file_regression: FileRegressionFixture) -> None:
    file_regression.check(dump(kitchen_sink()), extension=".txt")


def test_signs_in_texts_are_told_from_signs_of_the_form() -> None:
    paragraph = p(strong("a*b"), em("c"), link("https://x.org", "d]"), ref("t", "e}"), span("ru", "Да"), noteref("f"))
    assert dump_blocks([paragraph]) == "p **a\\*b***c*[d\\]](https://x.org){@t e\\}}{:ru Да}[^f]\n"


def test_what_does_not_print_is_shown() -> None:
    assert dump_blocks([p("3\u202f000\u00a0km\u200b\\")]) == "p 3\\u202f000\\xa0km\\u200b\\\\\n"


def test_origins_are_shown_when_asked_for() -> None:
    paragraph = p("Text", origin=Origin(record="claim:a/1", location=Location("a.yaml", 3, 5)))
    assert dump_blocks([paragraph]) == "p Text\n"
    assert dump_blocks([paragraph], origins=True) == "p Text  <claim:a/1 a.yaml:3:5>\n"
