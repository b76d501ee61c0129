"""Quantities: one form each, their bounds, when they contradict each other, and how they read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.corpus.quantities import Quantity, bounds, comparable, disjoint, display, fault, overlap

NUMBERS = st.decimals(0, 10**9, places=2, allow_nan=False)


def troops(unit: str = "troops", of: str = "", **form: str | int) -> Quantity:
    return Quantity(unit=unit, of=of, **{name: Decimal(number) for name, number in form.items()})


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    form = draw(st.sampled_from(["value", "about", "range", "at_least", "at_most"]))
    if form == "range":
        low, high = sorted([draw(NUMBERS), draw(NUMBERS)])
        return Quantity(unit="shells", low=low, high=high)
    return Quantity(unit="shells", **{form: draw(NUMBERS)})  # type: ignore[arg-type] # the form's name is drawn


@given(quantities(), quantities())
def test_two_quantities_agree_or_contradict(a: Quantity, b: Quantity) -> None:
    assert fault(a) is None
    assert disjoint(a, b) == disjoint(b, a)
    assert overlap(a, b) != disjoint(a, b)
    assert overlap(a, a)


@given(quantities(), quantities(), NUMBERS)
def test_a_number_that_fits_both_rules_out_a_contradiction(a: Quantity, b: Quantity, number: Decimal) -> None:
    def fits(quantity: Quantity) -> bool:
        low, high, _ = bounds(quantity)
        return (low is None or low <= number) and (high is None or number <= high)

    if fits(a) and fits(b):
        assert overlap(a, b)


@pytest.mark.parametrize(
    ("a", "b", "contradict"),
    [
        (troops(value=12000), troops(value=10000), True),
        (troops(about=12000), troops(value=13000), False),
        (troops(about=12000), troops(about=10000), False),
        (troops(about=12000), troops(value=10000), True),
        (troops(low=3000, high=12000), troops(about=1500), True),
        (troops(low=3000, high=12000), troops(value=12000), False),
        (troops(at_least=10000), troops(at_most=9000), True),
        (troops(at_least=10000), troops(value=10**9), False),
        (troops(at_most=10000), troops(value=0), False),
        (troops(value=1), troops(value=2, unit="shells"), False),
        (troops(value=1, of="officers"), troops(value=2, of="guards"), False),
        (troops(value=1, of="officers"), troops(value=2), True),
        (troops(value=60, unit="percent", of="shells"), troops(value=50, unit="percent"), False),
        (troops(value=60, unit="percent", of="Shells"), troops(value=50, unit="percent", of="shells"), True),
    ],
)
def test_when_numbers_contradict(a: Quantity, b: Quantity, contradict: bool) -> None:
    assert disjoint(a, b) is contradict
    assert overlap(a, b) is (comparable(a, b) and not contradict)


@pytest.mark.parametrize(
    ("quantity", "message"),
    [
        (troops(), "the quantity has no number"),
        (troops(value=1, at_most=2), "a quantity has one form, and value, at_most are given"),
        (troops(low=1, high=2, about=1), "a quantity has one form, and about, low, high are given"),
        (troops(low=1), "a range needs both ends, and only `low` is given"),
        (troops(high=1), "a range needs both ends, and only `high` is given"),
        (troops(at_least=-1), "`at_least` is negative: -1"),
        (troops(low=12000, high=3000), "range is upside down: low 12000 is above high 3000"),
    ],
)
def test_what_is_wrong_with_a_quantity(quantity: Quantity, message: str) -> None:
    found = fault(quantity)
    assert found is not None
    assert found[0] == message


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (troops(value=12000), "12,000 troops"),
        (troops(about=1500), "about 1,500 troops"),
        (troops(low=3000, high=12000), "3,000–12,000 troops"),
        (troops(at_least=1000000, unit="shells"), "at least 1,000,000 shells"),
        (troops(at_most=12000), "up to 12,000 troops"),
        (troops(value=60, unit="percent"), "60\u00a0%"),
        (troops(value="1.10", unit="tonnes"), "1.10 tonnes"),
        (troops(value=1, unit="years"), "1 year"),
        (troops(value=0), "0 troops"),
        (troops(about=1, unit="years"), "about 1 year"),
        (troops(low=1, high=2, unit="years"), "1–2 years"),
    ],
)
def test_quantities_in_words(quantity: Quantity, words: str) -> None:
    assert display(quantity) == words
