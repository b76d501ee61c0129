"""Issue numbers, days, folders and file names."""

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.corpus.dates import PartialDate
from briefing.problems import Location, Problem
from briefing.schedule import Issue, file_stem, folder, issue_of, slug
from briefing.settings import Brief, Cadence


def brief(
    first: date | None = date(2023, 10, 1),
    cadence: Cadence = "weekly",
    title: str = "Aid to Russia",
    filename: str = "{slug}-{week}",
) -> Brief:
    start = PartialDate(first.isoformat(), first, first) if first else None
    where = Location("config/weekly.yaml", 1, 1)
    return Brief(
        title=title,
        corpus="../seeds",
        sections=(),
        cadence=cadence,
        first_issue=start,
        filename=filename,
        location=where,
    )


def issue(made: Brief, as_of: date) -> Issue:
    found = issue_of(made, as_of)
    assert isinstance(found, Issue)
    return found


def test_the_first_issue_is_number_one_and_has_none_before_it() -> None:
    found = issue(brief(), date(2023, 10, 1))
    assert (found.number, found.previous, found.next) == (1, None, date(2023, 10, 8))


def test_a_day_between_two_issue_days_belongs_to_the_one_before() -> None:
    on_the_day, later = issue(brief(), date(2025, 3, 2)), issue(brief(), date(2025, 3, 5))
    assert on_the_day.number == later.number == 75
    assert on_the_day.week == later.week == "2025-W09"
    assert later.date == date(2025, 3, 2)
    assert later.as_of == date(2025, 3, 5)
    assert later.previous == date(2025, 2, 23)


@pytest.mark.parametrize(
    ("as_of", "number", "day"),
    [
        (date(2024, 2, 28), 1, date(2024, 1, 31)),
        (date(2024, 2, 29), 2, date(2024, 2, 29)),
        (date(2024, 3, 30), 2, date(2024, 2, 29)),
        (date(2024, 3, 31), 3, date(2024, 3, 31)),
        (date(2025, 1, 30), 12, date(2024, 12, 31)),
    ],
)
def test_a_monthly_brief_keeps_its_day_where_the_month_has_it(as_of: date, number: int, day: date) -> None:
    found = issue(brief(date(2024, 1, 31), "monthly"), as_of)
    assert (found.number, found.date) == (number, day)


def test_a_brief_without_a_first_issue_has_no_number_but_a_week_to_compare_with() -> None:
    found = issue(brief(None), date(2025, 3, 5))
    assert (found.number, found.date, found.previous) == (None, date(2025, 3, 5), date(2025, 2, 26))


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.integers(0, 9000),
    st.sampled_from(["daily", "weekly", "fortnightly", "monthly"]),
)
def test_every_day_belongs_to_one_issue(first: date, days: int, cadence: Cadence) -> None:
    made = brief(first, cadence)
    found = issue(made, first + datetime.timedelta(days))
    assert found.date <= found.as_of < found.next
    assert found.number is not None
    assert found.number >= 1
    assert issue(made, found.next).number == found.number + 1
    assert (found.previous is None) == (found.number == 1)
    if found.previous is not None:
        assert issue(made, found.previous).number == found.number - 1


def test_a_day_before_the_first_issue_is_a_problem_of_the_brief() -> None:
    found = issue_of(brief(), date(2023, 9, 30))
    assert isinstance(found, Problem)
    assert found.message == "there is no issue as of 2023-09-30: the first one is of 2023-10-01"
    assert found.field == ("first_issue",)


def test_a_first_issue_that_is_a_month_is_a_problem() -> None:
    month = PartialDate("2023-10", date(2023, 10, 1), date(2023, 10, 31))
    found = issue_of(Brief(title="T", corpus="c", sections=(), first_issue=month), date(2025, 3, 2))
    assert isinstance(found, Problem)
    assert found.message == "the first issue is 2023-10, which is not one day"


@pytest.mark.parametrize(
    ("cadence", "name"),
    [("daily", "2024-12-30"), ("weekly", "2025-W01"), ("fortnightly", "2025-W01"), ("monthly", "2024-12")],
)
def test_the_folder_is_named_after_the_day_the_iso_week_or_the_month(cadence: Cadence, name: str) -> None:
    made = brief(None, cadence)
    assert folder(made, issue(made, date(2024, 12, 30))) == name


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Outside assistance to Russia's war in Ukraine", "outside-assistance-to-russias-war-in-ukraine"),
        ("Aide à l’Ukraine: où en est-on ?", "aide-a-lukraine-ou-en-est-on"),
        ("Помощь Украине", "помощь-украине"),
        ("북한의 파병", "북한의-파병"),
        ("रूस को सहायता", "रूस-को-सहायता"),
        ("../../etc/passwd", "etc-passwd"),
        ("!?", "brief"),
        ("word " * 40, "-".join(["word"] * 16)),
    ],
)
def test_a_slug_has_letters_and_digits_only(title: str, expected: str) -> None:
    assert slug(title) == expected


@given(st.text())
def test_a_slug_is_a_safe_short_file_name(title: str) -> None:
    made = slug(title)
    assert made
    assert len(made.encode()) <= 80
    assert not set(made) & set("/\\. \0'")


def stem(filename: str, first: date | None = date(2023, 10, 1)) -> str | Problem:
    made = brief(first, filename=filename)
    return file_stem(made, issue(made, date(2025, 3, 5)))


def test_placeholders_are_filled() -> None:
    assert stem("{slug}_{week}_{date}_{issue}_no-{number}") == "aid-to-russia_2025-W09_2025-03-02_2025-W09_no-75"
    assert stem("plain {{x}}") == "plain {x}"


@pytest.mark.parametrize(
    ("filename", "message"),
    [
        ("{slog}-{week}", "unknown placeholder {slog}"),
        ("{slug!r}", "unknown placeholder {slug!r}"),
        ("{slug:>9}", "unknown placeholder {slug:>9}"),
        ("{}", "unknown placeholder {}"),
        ("{slug", "'{slug' has a brace without its pair"),
        ("../{slug}", "'../aid-to-russia' cannot be a file's name"),
        (".{slug}", "'.aid-to-russia' cannot be a file's name"),
        ("", "'' cannot be a file's name"),
        ("é" * 101, "a file's name of 202 bytes is longer than 200"),
    ],
)
def test_a_wrong_pattern_is_a_problem_of_the_brief(filename: str, message: str) -> None:
    found = stem(filename)
    assert isinstance(found, Problem)
    assert found.message == message
    assert found.field == ("filename",)


def test_a_number_without_a_first_issue_is_a_problem() -> None:
    found = stem("{number}", None)
    assert isinstance(found, Problem)
    assert "no first_issue" in found.message
