"""Dates are found in prose in the usual forms, and held against the day of publication."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.corpus.dates import PartialDate
from briefing.corpus.dating import Ground, agrees
from briefing.corpus.text_dates import find


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("On Oct. 23, 2024, it said", (2024, 10, 23)),
        ("on 23 October 2024", (2024, 10, 23)),
        ("the 23rd of October, 2024", (2024, 10, 23)),
        ("on Sept. 13, at the start", (0, 9, 13)),
        ("by December 1st, it is", (0, 12, 1)),
        ("in July to", (0, 7, 0)),
        ("since March of 2023", (2023, 3, 0)),
        ("In May the", (0, 5, 0)),
        ("on 12-15 September", (0, 9, 12)),
        ("on 12 and 15 September", (0, 9, 15)),
        ("Sept. 12\u201315, 2023", (2023, 9, 15)),
        ("in June 2023.", (2023, 6, 0)),
        ("dated 2024-10-23", (2024, 10, 23)),
        ("dated 10/11/2024", (2024, 11, 10)),
        ("dated 10/11/2024", (2024, 10, 11)),
        ("the last quarter of 2024", (2024, 12, 0)),
        ("in summer 2023", (2023, 7, 0)),
        ("in late 2023", (2023, 11, 0)),
        ("in mid-2023", (2023, 6, 0)),
        ("after 2014, when", (2014, 0, 0)),
        ("in the 1950s", (1950, 0, 0)),
        ("(1950-53)", (1953, 0, 0)),
        ("October 2024", (2024, 10, 0)),
    ],
)
def test_a_date_is_found(text: str, date: tuple[int, int, int]) -> None:
    assert date in [(m.year, m.month, m.day) for m in find(text)]


@pytest.mark.parametrize(
    "text",
    ["It may rain.", "May it rain", "They march on.", "March on", "2,024 men", "Augustus", "200 miles", "No. 2024x"],
)
def test_no_date_is_made_up(text: str) -> None:
    assert find(text) == []


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    for mention in find(text):
        assert 0 <= mention.start < mention.end <= len(text)


def date(text: str) -> PartialDate:
    parsed = PartialDate.parse(text)
    assert isinstance(parsed, PartialDate)
    return parsed


def missing(text: str, claimed: str, published: str = "2024-11") -> str:
    return Ground(tuple(find(text)), date(published)).missing(date(claimed))


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("on Oct. 23, 2024", "2024-10-23"),
        ("on Oct. 23, 2024", "2024-10"),
        ("on Oct. 23, 2024", "2024"),
        ("on Oct. 23", "2024-10-23"),  # the last 23 October before the article
        ("in December", "2023-12"),  # the last December before the article
        ("by December 1st", "2024-12-01~"),
        ("in 2023, and again in June", "2023-06"),
        ("last year", "2023~"),
        ("recently", "2024-09~"),
        ("since March of 2023", "2023-03/2024-11"),
        ("in the last quarter of 2023", "2023-10/2023-12"),
        ("from 2012 to 2015", "2012/2015"),
    ],
)
def test_a_date_is_borne_out(text: str, claimed: str) -> None:
    assert missing(text, claimed) == ""


@pytest.mark.parametrize(
    ("text", "claimed", "part"),
    [
        ("on Oct. 23, 2024", "2024-10-24", "24 October 2024"),
        ("on Oct. 23, 2024", "2023-10-23", "the year 2023"),
        ("on Oct. 23, 2024", "2024-09", "September 2024"),
        ("on Oct. 23", "2023-10-23", "the year 2023"),
        ("recently", "2024-09", "September 2024"),
        ("recently", "2024-03~", "March 2024"),
        ("last year", "2023", "the year 2023"),
        ("last year", "2021~", "the year 2021"),
        ("since March of 2023", "2023-03/2024-08", "August 2024"),
        ("since March of 2023", "2022-03/2024-11", "the year 2022"),
    ],
)
def test_a_date_is_not_borne_out(text: str, claimed: str, part: str) -> None:
    assert missing(text, claimed) == part


def test_a_date_in_the_words_may_be_the_claims_own() -> None:
    for words in ("On 13 September 2023 ...", "In September 2023 ...", "On 13 September ...", "In 2023 ..."):
        assert all(agrees(m, date("2023-09-13")) for m in find(words))
    for words in ("On 14 September 2023 ...", "In October ...", "In 2022 ..."):
        assert not any(agrees(m, date("2023-09-13")) for m in find(words))


@given(st.from_regex(r"(on|in|by) [0-9]{0,2} ?(May|Sept\\.|October|Feb) ?[0-9]{0,2},? ?[0-9]{0,4}", fullmatch=True))
def test_any_date_can_be_held_against_a_text(text: str) -> None:
    ground = Ground((), date("2024-11"))
    for mention in find(text):
        assert not ground.bears_out(mention, ()), text
        agrees(mention, date("2024-02-29"))


def test_an_event_may_be_dated_elsewhere() -> None:
    (mention,) = find("the visit of July 2023")
    ground = Ground((), date("2023-09"))
    assert not ground.bears_out(mention, ())
    assert ground.bears_out(mention, [(datetime.date(2023, 7, 27), datetime.date(2023, 7, 27))])
    assert not ground.bears_out(mention, [(datetime.date(2023, 8, 1), datetime.date(2023, 8, 1))])


PIECES = ["Oct. ", "October ", "May ", "in ", "Mayor ", "23rd ", "of ", "2 to 4 ", "2024", "1950-53", "2024-10-23"]
PIECES += ["3/12/", "early ", "first quarter of ", "spring-", "19", "12", "s ", *",. \nx/-\u2013"]


@given(st.lists(st.sampled_from(PIECES)).map("".join), st.integers(0, 3), st.integers(0, 3))
def test_what_stands_around_a_text_changes_no_date(text: str, before: int, behind: int) -> None:
    words = "and then no word of it stood anywhere near "
    mentions = [(m.written, m.month, m.day, m.start, m.end) for m in find(text)]
    start = len(words) * before
    shifted = [(w, month, day, begin + start, end + start) for w, month, day, begin, end in mentions]
    around = find(f"{words * before}{text}{' and' * (behind > 0)}{words * behind}")
    assert [(m.written, m.month, m.day, m.start, m.end) for m in around] == shifted
