"""Partial dates: what they can mean, their order and overlap, and how they read."""

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.corpus.dates import PartialDate, compare, display, known_from, last_day, margins, overlaps


def date(text: str) -> PartialDate:
    found = PartialDate.parse(text)
    assert isinstance(found, PartialDate), found
    return found


@st.composite
def parts(draw: st.DrawFn) -> tuple[str, datetime.date, datetime.date]:
    """A year, month or day as text with its first and last day."""
    day = draw(st.dates(datetime.date(1, 1, 1)))
    last = calendar.monthrange(day.year, day.month)[1]
    return draw(
        st.sampled_from(
            [
                (f"{day.year:04}", day.replace(month=1, day=1), day.replace(month=12, day=31)),
                (f"{day.year:04}-{day.month:02}", day.replace(day=1), day.replace(day=last)),
                (day.isoformat(), day, day),
            ]
        )
    )


@st.composite
def dates(draw: st.DrawFn) -> PartialDate:
    """Any date that can be written."""
    first, second = sorted([draw(parts()), draw(parts())], key=lambda part: part[1])
    text = draw(st.sampled_from(["{0}", "{0}~", "{0}/{1}", "{0}~/{1}", "{0}/{1}~", "{0}~/{1}~"]))
    return date(text.format(first[0], second[0]))


@given(parts(), st.booleans())
def test_a_part_means_its_days(part: tuple[str, datetime.date, datetime.date], approximate: bool) -> None:
    text, first, last = part
    found = date(text + "~" * approximate)
    assert (found.earliest, found.latest, found.approximate) == (first, last, approximate)
    assert known_from(found) == last


@given(st.text(st.sampled_from("0123456789-/~ ."), max_size=24))
def test_any_text_is_a_date_or_says_why_not(text: str) -> None:
    found = PartialDate.parse(text)
    if isinstance(found, str):
        assert found.startswith('"')
    else:
        assert found.text == text
        assert found.earliest <= found.latest
        assert display(found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2024-13", '"2024-13" is not a date: there is no month 13'),
        ("2024-00", '"2024-00" is not a date: there is no month 0'),
        ("2023-02-29", '"2023-02-29" is not a date: February 2023 has 28 days'),
        ("2024-02-30/2024-03", '"2024-02-30" is not a date: February 2024 has 29 days'),
        ("0000", '"0000" is not a date: there is no year 0'),
        ("2024-12/2024-10", '"2024-12/2024-10" is upside down: it ends before it begins'),
        ("2024/10", '"2024/10" is not a date; write 2024, 2024-10, 2024-10-23, 2024-10~ or 2024-10/2024-12'),
        ("03/02/2025", '"03/02/2025" is not a date; write 2024, 2024-10, 2024-10-23, 2024-10~ or 2024-10/2024-12'),
        ("Oct 2024", '"Oct 2024" is not a date; write 2024, 2024-10, 2024-10-23, 2024-10~ or 2024-10/2024-12'),
        ("٢٠٢٤", '"٢٠٢٤" is not a date; write 2024, 2024-10, 2024-10-23, 2024-10~ or 2024-10/2024-12'),
    ],
)
def test_what_is_not_a_date(text: str, message: str) -> None:
    assert PartialDate.parse(text) == message


@given(dates(), dates())
def test_order_is_the_mirror_of_itself_and_agrees_with_overlap(a: PartialDate, b: PartialDate) -> None:
    mirror = {"before": "after", "after": "before", "undecided": "undecided"}
    assert compare(b, a) == mirror[compare(a, b)]
    assert overlaps(a, b) == overlaps(b, a)
    assert (overlaps(a, b) is False) == (compare(a, b) != "undecided")


@given(dates(), dates(), st.data())
def test_order_holds_for_every_day_that_is_meant(a: PartialDate, b: PartialDate, data: st.DataObject) -> None:
    """If `a` is before `b`, any day of `a` is before any day of `b`; margins only take certainty away."""
    day_a = data.draw(st.dates(a.earliest, a.latest))
    day_b = data.draw(st.dates(b.earliest, b.latest))
    if compare(a, b) == "before":
        assert day_a < day_b
    if day_a == day_b:
        assert overlaps(a, b) is True


@given(dates())
def test_margins_enclose(a: PartialDate) -> None:
    first, last = margins(a)
    assert first <= a.earliest <= a.latest <= last
    assert ((first, last) == (a.earliest, a.latest)) or a.approximate


@pytest.mark.parametrize(
    ("a", "b", "order", "overlap"),
    [
        ("2024-10", "2024-11", "before", False),
        ("2024-11-01", "2024-10-31", "after", False),
        ("2024", "2024-10-23", "undecided", True),
        ("2024-10/2024-12", "2024-12-31", "undecided", True),
        ("2024-10~", "2024-11", "undecided", None),
        ("2024-10~", "2024-11-30", "undecided", None),
        ("2024-10~", "2024-12", "before", False),
        ("2024-10~", "2024-08-31", "after", False),
        ("2023~", "2024", "undecided", None),
        ("2023~", "2024-12-31", "undecided", None),
        ("2023~", "2025", "before", False),
        ("2023~", "2021", "after", False),
        ("2024-10-20~", "2024-10-23", "undecided", None),
        ("2024-10-20~", "2024-10-24", "before", False),
        ("2024-10/2024-12~", "2025-01-15", "undecided", None),
        ("2024-10~/2024-12", "2025-01-15", "before", False),
    ],
)
def test_approximation_is_a_margin(a: str, b: str, order: str, overlap: bool | None) -> None:
    assert (compare(date(a), date(b)), overlaps(date(a), date(b))) == (order, overlap)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024", "2024"),
        ("2024-10", "October 2024"),
        ("2024-10-03", "3 October 2024"),
        ("2023-09~", "about September 2023"),
        ("2022~", "about 2022"),
        ("2024-10/2024-12", "October–December 2024"),
        ("2024-10-23/2024-10-25", "23–25 October 2024"),
        ("2024-10-28/2024-11-03", "28 October to 3 November 2024"),
        ("2023/2024", "2023–2024"),
        ("2024-11/2025-01", "November 2024 to January 2025"),
        ("2024-11~/2025-01", "about November 2024 to January 2025"),
        ("2024-11~/2024-12", "about November to December 2024"),
        ("2024-10-23/2024-12", "23 October to December 2024"),
        ("2024/2024-12", "2024 to December 2024"),
        ("2024-10/2024-10", "October 2024"),
        ("0987", "0987"),
    ],
)
def test_dates_in_english(text: str, words: str) -> None:
    assert display(date(text)) == words


def test_the_unknown_date_is_undecided_against_all() -> None:
    assert compare(PartialDate.unknown(), date("2024")) == "undecided"
    assert PartialDate.exactly(datetime.date(2024, 10, 3)) == date("2024-10-03")


def test_months_have_as_many_days_as_the_calendar_says() -> None:
    months = [(year, month) for year in (1, 1900, 2000, 2023, 2024, 2100, 9999) for month in range(1, 13)]
    assert [last_day(*month) for month in months] == [calendar.monthrange(*month)[1] for month in months]
