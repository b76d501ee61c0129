"""Quantities as sources give them: exact, about, a range, at least, at most.

"About" is taken as plus or minus ten per cent where two quantities are compared: closer statements do not
contradict each other.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

TOLERANCE = Decimal("0.1")
_FORMS = ("value", "about", "low", "high", "at_least", "at_most")
_NO_BREAK = "\u00a0"


class Quantity(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A number with its unit; exactly one of `value`, `about`, `low` with `high`, `at_least`, `at_most` is set."""

    unit: str
    value: Decimal | None = None
    about: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    of: str = ""


def fault(quantity: Quantity) -> tuple[str, str] | None:
    """What is wrong with a quantity, and the remedy; None if it is sound."""
    given = [name for name in _FORMS if getattr(quantity, name) is not None]
    if not given:
        return "the quantity has no number", "give one of value, about, low with high, at_least, at_most"
    if given in (["low"], ["high"]):
        other = {"low": "at_least", "high": "at_most"}[given[0]]
        return f"a range needs both ends, and only `{given[0]}` is given", f"use {other} if only one end is known"
    if len(given) > 1 and given != ["low", "high"]:
        return f"a quantity has one form, and {', '.join(given)} are given", "keep what the source says"
    for name in given:
        if (number := getattr(quantity, name)) < 0:
            return f"`{name}` is negative: {number}", ""
    if quantity.low is not None and quantity.high is not None and quantity.low > quantity.high:
        message = f"range is upside down: low {quantity.low} is above high {quantity.high}"
        return message, "swap the two, or use at_least if only a floor is known"
    return None


def bounds(quantity: Quantity) -> tuple[Decimal | None, Decimal | None, bool]:
    """Low end, high end (None is open), and whether they are approximate."""
    exact = quantity.value if quantity.value is not None else quantity.about
    if exact is not None:
        return exact, exact, quantity.about is not None
    if quantity.low is not None:
        return quantity.low, quantity.high, False
    return quantity.at_least, quantity.at_most, False


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether the two count the same: one unit, and no different `of`; shares must name the same whole."""
    if a.unit.casefold() != b.unit.casefold():
        return False
    if a.unit == "percent" or (a.of and b.of):
        return a.of.casefold() == b.of.casefold()
    return True


def band(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """The lowest and highest number that fits, with the tolerance of "about"; open ends are 0 and infinity."""
    low, high, approximate = bounds(quantity)
    slack = TOLERANCE if approximate else Decimal(0)
    return (
        low * (1 - slack) if low is not None else Decimal(0),
        high * (1 + slack) if high is not None else Decimal("Infinity"),
    )


def disjoint(a: Quantity, b: Quantity) -> bool:
    """Whether no number fits both; False where they do not count the same."""
    (a_low, a_high), (b_low, b_high) = band(a), band(b)
    return comparable(a, b) and (a_high < b_low or b_high < a_low)


def overlap(a: Quantity, b: Quantity) -> bool:
    """Whether some number fits both; False where they do not count the same."""
    return comparable(a, b) and not disjoint(a, b)


class NumberWords(msgspec.Struct, frozen=True, kw_only=True):
    """How quantities are written in a language; `plural` is the ending that units lose with a one."""

    about: str = "about {number}"
    at_least: str = "at least {number}"
    at_most: str = "up to {number}"
    plural: str = "s"
    thousands: str = ","
    decimal: str = "."


ENGLISH = NumberWords()


def figure(number: Decimal | float, words: NumberWords = ENGLISH) -> str:
    """A number with signs between thousands and before decimals: `12,000`, `0.5`."""
    shown = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,.10g}"
    return shown if words == ENGLISH else shown.translate({ord(","): words.thousands, ord("."): words.decimal})


def display(quantity: Quantity, words: NumberWords = ENGLISH) -> str:
    """The quantity in words: `about 1,500 troops`, `3,000\u201312,000 troops`, `60 %`."""
    return f"{_number(quantity, words)}{_unit(quantity, words)}"


def _number(quantity: Quantity, words: NumberWords) -> str:
    if quantity.value is not None:
        return figure(quantity.value, words)
    if quantity.about is not None:
        return words.about.format(number=figure(quantity.about, words))
    if quantity.at_least is not None:
        return words.at_least.format(number=figure(quantity.at_least, words))
    if quantity.at_most is not None:
        return words.at_most.format(number=figure(quantity.at_most, words))
    low, high = (Decimal(0) if end is None else end for end in (quantity.low, quantity.high))
    return f"{figure(low, words)}\u2013{figure(high, words)}"


def _unit(quantity: Quantity, words: NumberWords) -> str:
    if quantity.unit == "percent":
        return f"{_NO_BREAK}%"
    unit = quantity.unit
    if bounds(quantity)[1] == 1:
        unit = unit.removesuffix(words.plural)
    return f" {unit}" if unit else ""
