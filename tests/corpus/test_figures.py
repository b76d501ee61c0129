"""Figures are found in prose however they are written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.corpus.figures import find, in_words, stated


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,000 shells", "3000"),
        ("estimates from 3, 000 to 12, 000", "12000"),
        ("estimates from 3, 000 to 12, 000", "3000"),
        ("12 000 men", "12000"),
        ("12\u00a0000 men", "12000"),
        ("12\u202f000 men", "12000"),
        ("1,234,567 of them", "1234567"),
        ("about 1.2 million", "1200000"),
        ("$5bn in aid", "5000000000"),
        ("15k rounds", "15000"),
        ("a rise of 60%", "60"),
        ("a rise of 7.5 per cent", "7.5"),
        ("a 6-day trip", "6"),
        ("the 70th anniversary", "70"),
        ("after 1991.", "1991"),
        ("the war (1950-53)", "1953"),
        ("the war (1950\u20131953)", "1950"),
        ("the 1950s", "1950"),
        ("twelve thousand soldiers", "12000"),
        ("Twelve-thousand soldiers", "12000"),
        ("two hundred and fifty thousand", "250000"),
        ("a hundred boats", "100"),
        ("one million three hundred thousand", "1300000"),
        ("seventy-five years", "75"),
        ("for 75 years", "75"),
        ("the twelfth ship", "12"),
        ("possibly half of them", "50"),
        ("a quarter of its budget", "25"),
        ("two dozen", "12"),
        ("exports doubled", "2"),
        ("both ports", "2"),
    ],
)
def test_a_figure_is_found(text: str, value: str) -> None:
    assert Decimal(value) in find(text).values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,000 men", "1200"),
        ("12,000 men", "13000"),
        ("a G3 drone", "3"),
        ("the year 2023, 400 men", "23400"),
        ("nine times out of ten", "19"),
        ("one or two", "12"),
        ("someone often weighs it", "10"),
    ],
)
def test_no_figure_is_made_up(text: str, value: str) -> None:
    assert Decimal(value) not in find(text).values


@pytest.mark.parametrize(
    ("text", "floor"),
    [("millions of shells", 10**6), ("tens of thousands", 10**4), ("Hundreds came", 100), ("dozens", 12)],
)
def test_a_magnitude_is_found(text: str, floor: int) -> None:
    assert find(text).floors == {Decimal(floor)}
    assert find(text).reaches(Decimal(floor))


def test_a_figure_of_the_size_bears_a_magnitude_out() -> None:
    assert find("some 4.5 million shells").reaches(Decimal(10**6))
    assert not find("some 4,500 shells").reaches(Decimal(10**6))


def test_what_a_claim_states() -> None:
    figures = stated("One of two boats carried 1,500 men, twelve guns and thousands of shells, the G3 and G-3 aside.")
    assert [(figure.words, int(figure.value), figure.floor) for figure in figures] == [
        ("1,500", 1500, False),
        ("twelve", 12, False),
        ("thousands", 1000, True),
    ]


def test_names_with_numbers_are_no_figures() -> None:
    assert find("a G-3, a T72B and COVID-19").names == {"g3", "t72b", "covid19"}


UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()  # noqa: SIM905
UNITS += ["sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelt(number: int) -> str:
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    for name, size in (("million", 10**6), ("thousand", 1000), ("hundred", 100)):
        if number >= size:
            rest = f" {'and ' if number % size < 100 else ''}{spelt(number % size)}" if number % size else ""
            return f"{spelt(number // size)} {name}{rest}"
    raise AssertionError(number)


@example(1_000_001)
@example(203_203_203)
@given(st.integers(0, 999_999_999))
def test_numbers_in_words_are_read(number: int) -> None:
    assert [figure.value for figure in in_words(f"some {spelt(number)} men")] == [number]


@pytest.mark.parametrize(
    ("low", "high"),
    [(10**6, 2 * 10**6), (1000, 2000), (200, 300), (100, 150), (1200, 1500), (3000, 4 * 10**6), (2 * 10**6, 2_500_000)],
)
def test_two_numbers_in_words_are_not_one(low: int, high: int) -> None:
    assert [figure.value for figure in in_words(f"between {spelt(low)} and {spelt(high)} men")] == [low, high]


@given(st.integers(0, 10**12), st.sampled_from([",", ", ", " ", "\u00a0", "\u2009", "\u202f", "'", ""]))
def test_numbers_in_digits_are_read(number: int, separator: str) -> None:
    assert Decimal(number) in find(f"with {number:,} men".replace(",", separator)).values


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    find(text)
    stated(text)


def test_a_letter_whose_small_form_is_two_moves_nothing() -> None:
    text = "İzmir and İstanbul sent 685.5 Million tonnes, twelve thousand shells and thousands of drones."
    found = {figure.words: figure.value for figure in stated(text)}
    assert found == {"685.5 Million": 685_500_000, "twelve thousand": 12_000, "thousands": 1_000}
    assert all(text[f.start :].startswith(f.words) for f in stated(text))
