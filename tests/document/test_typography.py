"""Spaces at which no line may end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kitchen_sink import kitchen_sink

from briefing.document.build import cell, h, p, row, strong, table, ul
from briefing.document.nodes import Document, Masthead, Properties
from briefing.document.typography import _HELD, _MAYBE, hold_together
from briefing.document.walk import text_of

NO_BREAK = "\u00a0"


def held(words: str) -> str:
    return text_of(hold_together(paper(p(words))).blocks[0])


def paper(*blocks: object) -> Document:
    return Document(
        properties=Properties(title="T", language="en", created="2025-03-02T00:00:00Z"),
        masthead=Masthead(series="", issue="", title="T"),
        blocks=blocks,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("about 10 km away", "about 10~km away"),
        ("3,000 tonnes of grain", "3,000~tonnes of grain"),
        ("up 60 % since", "up 60~% since"),
        ("60 per cent of it", "60~per cent of it"),
        ("1.5 million shells", "1.5~million shells"),
        ("on 2 March 2025", "on 2~March 2025"),
        ("J. R. Sherrod", "J.~R.~Sherrod"),
        ("p. 4 and ¶ 12", "p.~4 and ¶~12"),
        ("12,000 troops", "12,000 troops"),
        ("in 2024 March ended", "in 2024 March ended"),
        ("class 5 metres", "class 5 metres"),
        ("v1.2 m", "v1.2 m"),
        ("", ""),
    ],
)
def test_what_belongs_together_stays(words: str, expected: str) -> None:
    assert held(words) == expected.replace("~", NO_BREAK)


def test_words_anywhere_are_reached() -> None:
    deep = paper(
        h(1, "a", "To 5 km"),
        ul(p(strong("At 5 km")), ul("In 5 km")),
        table("t", "l", head=[row("By 5 km", header=True)], body=[row(cell(p("Of 5 km")))], caption="On 5 km"),
    )
    words = text_of(hold_together(deep).blocks)
    assert words.count(f"5{NO_BREAK}km") == 6
    assert "5 km" not in words


def test_only_spaces_change() -> None:
    document = kitchen_sink()
    changed = hold_together(document)
    assert text_of(changed).replace(NO_BREAK, " ") == text_of(document).replace(NO_BREAK, " ")
    assert hold_together(changed) == changed


PIECES = [*"aApFgoN.,–-¶~$%1290 \u00a0\n(é", "No.", "pp.", "km", "°C", "per cent", "tonnes", "p.m.", "March", "hours"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_the_quick_look_passes_over_nothing_that_is_held(words: str) -> None:
    assert _MAYBE.search(words) or not _HELD.search(words)
