"""Figures in English prose: digits however grouped, number words, fractions, ordinals, magnitudes such as "millions".

Reading is generous where a text is searched and exact where a claim is checked: `3, 000` counts as 3000 and as 3 in a
text, and as what its writer can only have meant in a claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import takewhile

import msgspec

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "twentieth": 20,
    "thirtieth": 30,
    "fiftieth": 50,
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
# What is counted without a number, by what it is counted in.
_MAGNITUDES = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1000,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
}
_PARTS = {"half": "50", "halves": "50", "quarter": "25", "fifth": "20", "tenth": "10"}  # in per cent
_COUNTS = {"dozen": 12, "score": 20, "couple": 2, "pair": 2, "both": 2, "twice": 2, "double": 2, "doubled": 2}
_TIMES = {"doubling": 2, "twofold": 2, "triple": 3, "tripled": 3, "threefold": 3, "trebled": 3, "fourfold": 4}

_GROUP = "[,'\u2019\u00a0\u2009\u202f]"
_UNGROUPED = str.maketrans("", "", _GROUP.strip("[]"))
# Patterns are texts that `re` compiles when they are first used: most briefs need few of them.
_DIGITS = rf"(?a)(?<![\w.])(?P<number>\d{{1,3}}(?:{_GROUP}\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<tail>[A-Za-z]*)"
_LOOSE = r"(?a)(?<![\d.,])\d{1,3}(?:[, ] ?\d{3})+(?![\d])"  # 3, 000 and 3 000
_YEARS = r"(?a)(?<!\d)(1[5-9]|20)(\d\d)\s?[-/\u2013]\s?(\d\d)(?!\d)"  # 1950-53
_NAMED = r"(?a)(?<![\w-])(?!(?i:mid|pre|post|early|late)-)(?:[A-Z][A-Za-z]*[-\u2011]?|[a-z]+)\d+[A-Za-z]*"
_A_DIGIT = re.compile(r"[0-9]")  # most texts have none, and this is soon known
_A_NAME = re.compile("[0-9](?<=[A-Za-z\u2011-].)")  # as in `G3`
_WORD = re.compile(r"[a-z]+")
_MAGNITUDE = rf"\b(?P<first>{'|'.join(_MAGNITUDES)})\b(?:\s+of\s+(?P<second>thousands|millions|billions|trillions)\b)?"
_AFTER = re.compile(r"[\s\u00a0-]*([A-Za-z]+)")


class Figure(msgspec.Struct, frozen=True):
    """A figure and the words it stands in; `floor` if it is what a magnitude counts in."""

    value: Decimal
    words: str
    start: int
    floor: bool = False


@cache
def _numerals() -> dict[str, int]:
    """Number words below a hundred."""
    words = {word: number for number, word in enumerate(_UNITS)}
    return words | {word: 20 + 10 * place for place, word in enumerate(_TENS)}


@cache
def _first_words() -> frozenset[str]:
    """The words one of which every number in words begins with."""
    return frozenset({*_numerals(), *_SCALES, *_ORDINALS})


def in_digits(text: str) -> Iterator[Figure]:
    """The figures written in digits, with the scale word that follows; not those in names such as `G3`."""
    for match in re.finditer(_DIGITS, text) if _A_DIGIT.search(text) else ():
        value = Decimal(match["number"].translate(_UNGROUPED))
        tail = match["tail"].lower()
        after = _AFTER.match(text, match.end())
        scale = _SHORT.get(tail) or (_SCALES.get(after[1].lower()) if after and not tail else None)
        words = text[match.start() : after.end() if after and scale and not tail else match.end()]
        yield Figure(value * (scale or 1), words, match.start())


def in_words(text: str) -> Iterator[Figure]:
    """The figures written as words: `twelve thousand`, `seventy-five`, `a hundred and fifty`, `twentieth`."""
    lowered = _lowered(text)
    if _first_words().isdisjoint(_WORD.findall(lowered)):
        return
    words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(lowered)]
    numerals, index = _numerals(), 0
    while index < len(words):
        if words[index][0] not in numerals and words[index][0] not in _SCALES:
            index += 1
            continue
        begin, total, current = index, 0, 0
        while index < len(words) and _goes_on(text, words, begin, index):
            word = words[index][0]
            if word in numerals:
                current += numerals[word]
            elif word == "hundred":
                current = (current or 1) * 100
            elif word in _SCALES:
                total, current = total + (current or 1) * _SCALES[word], 0
            index += 1
        if index == begin:
            index += 1
            continue
        start, end = words[begin][1], words[index - 1][2]
        yield Figure(Decimal(total + current), text[start:end], start)
    for word, start, _ in words:
        if word in _ORDINALS:
            yield Figure(Decimal(_ORDINALS[word]), word, start)


def _lowered(text: str) -> str:
    """A text in lower case, with every letter at its place: of all letters, the small form of İ alone is two."""
    return text.replace("İ", "I").lower()


def _goes_on(text: str, words: list[tuple[str, int, int]], begin: int, index: int) -> bool:
    """Whether the word at `index` belongs to the number that began at `begin`."""
    word, start, _ = words[index]
    numerals = _numerals()
    if index == begin:
        before = text[max(0, start - 2) : start].rstrip(" -")
        return word in numerals or (word in _SCALES and not before.endswith(tuple("0123456789")))
    before_word, _, before_end = words[index - 1]
    if text[before_end:start].strip(" -\u00a0"):
        return False
    following = words[index + 1][0] if index + 1 < len(words) else ""
    if word == "and":
        return before_word in _SCALES and following in numerals and _adds(words, begin, index)
    if word in numerals:
        tens = before_word in _TENS and numerals[word] < 10
        return tens or before_word in _SCALES or before_word == "and"
    return word in _SCALES and before_word != "and"


def _adds(words: list[tuple[str, int, int]], begin: int, index: int) -> bool:
    """Whether the `and` at `index` adds a lower scale, as in `a million and one`, and joins no second number.

    A hundred may be of thousands to come (`two hundred and three thousand`), if none came before.
    """
    known = {*_numerals(), *_SCALES}
    coming = [word for word, *_ in takewhile(lambda w: w[0] in known, words[index + 1 :])]
    ahead = [_SCALES[word] for word in coming if word in _SCALES]
    if words[index - 1][0] == "hundred" and ahead[:1] == [_SCALES["hundred"]]:
        return False
    behind = [_SCALES[word] for word, *_ in words[begin:index] if word in _SCALES and word != "hundred"]
    return not behind or max(ahead, default=0) < behind[-1]


def magnitudes(text: str) -> Iterator[Figure]:
    """Words that count without a number, `thousands` or `tens of millions`, with what they count in."""
    lowered = _lowered(text)
    for match in re.finditer(_MAGNITUDE, lowered) if any(word in lowered for word in _MAGNITUDES) else ():
        value = _MAGNITUDES[match["first"]] * _MAGNITUDES.get(match["second"], 1)
        yield Figure(Decimal(value), match.group(), match.start(), floor=True)


def named(text: str) -> Iterator[tuple[str, int]]:
    """Names with a number in them, without their hyphen and in lower case: `g3`, `covid19`."""
    for match in re.finditer(_NAMED, text) if _A_NAME.search(text) else ():
        yield re.sub("[^a-z0-9]", "", match.group().lower()), match.start()


def stated(text: str) -> list[Figure]:
    """The figures that a claim's words state: those in digits, magnitudes, and numbers in words from four on.

    A smaller number in words may be counted from what a text names, and `one` is often no number at all.
    """
    for match in re.finditer(_NAMED, text) if _A_NAME.search(text) else ():
        text = text[: match.start()] + " " * len(match.group()) + text[match.end() :]
    words = [f for f in in_words(text) if f.value > 3 or " " in f.words or "-" in f.words]
    return sorted([*in_digits(text), *words, *magnitudes(text)], key=lambda f: f.start)


class Figures(msgspec.Struct, frozen=True):
    """What can be read as a figure in a text; `floors` are what its magnitudes count in."""

    values: frozenset[Decimal]
    floors: frozenset[Decimal]
    names: frozenset[str]

    def reaches(self, floor: Decimal) -> bool:
        """Whether the text gives this magnitude, or a figure of its size."""
        return floor in self.floors or any(floor <= value < floor * 1000 for value in self.values)


def find(text: str) -> Figures:
    """All that can be read as a figure in a text."""
    values = {figure.value for figure in (*in_digits(text), *in_words(text))}
    if _A_DIGIT.search(text):
        values |= {Decimal(re.sub("[^0-9]", "", match.group())) for match in re.finditer(_LOOSE, text)}
        for century, first, last in re.findall(_YEARS, text):
            values |= {Decimal(century + first), Decimal(century + last)}
    words = set(_WORD.findall(text.lower()))
    values |= {Decimal(_PARTS[word]) for word in words & _PARTS.keys()}
    values |= {Decimal(number) for known in (_COUNTS, _TIMES) for word, number in known.items() if word in words}
    floors = frozenset(figure.value for figure in magnitudes(text))
    return Figures(frozenset(values), floors, frozenset(name for name, _ in named(text)))


def follows(text: str, before: Sequence[str], word: str) -> bool:
    """Whether a word, as a whole, comes after one of `before` with at most two words between."""
    return re.search(rf"\b(?:{'|'.join(before)})\s(?:[\w-]+\s){{0,2}}{re.escape(word)}\b", text) is not None
