"""Invented content for a brief of any length: `python benchmarks/content.py FACTOR OUT.json`; 1 makes some 8 pages.

Judgments, actors with facts and paragraphs, a matrix, a timeline, uncertainties, disputed figures, recommendations and
sources, all in invented words of several scripts. Each has a token (`KJ-0001`), by which a reader can prove that it
arrived. The same factor gives the same words; peers of ours read the same form (`peers.py`).
"""

# ruff: noqa: SIM905 - lists of words are easier to read as words
from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

COUNTS = {"judgments": 8, "actors": 4, "timeline": 10, "uncertainties": 4, "figures": 4, "recommendations": 4}
SOURCES = 8
NOUNS = """shipment convoy ministry brigade depot corridor contract budget tender auditor port refinery artillery
fuel generator drone licence tranche loan grant observer agreement checkpoint consignment manifest workshop radar sensor
hospital grain pipeline ferry airfield warehouse broker bank payment inspector satellite estimate baseline interval
reserve partner council envoy treaty clause registry archive statement survey district terminal vessel""".split()
VERBS = """reported confirmed delivered transferred received suspended resumed expanded reduced disputed announced
financed equipped rerouted inspected delayed renewed signed deployed repaired replaced revised attributed funded
purchased manufactured recorded observed""".split()
KINDS = """large small formal covert bilateral regional seasonal persistent partial independent official commercial
military civilian humanitarian financial technical quarterly recent earlier steady declining rising opaque""".split()
PLACES = ("Łódź", "Kyiv (Київ)", "Tbilisi", "São Tomé", "Pyongyang (평양)", "Málaga", "Chișinău", "İzmir", "Göteborg")
NAMES = (
    "Andrássy",
    "Černý",
    "Dąbrowski",
    "Eklöf",
    "Grünwald",
    "Ivanenko",
    "Lefèvre",
    "Nuñez",
    "Özdemir",
    "Şahin",
    "Vũ",
)
NATIVE = ("Министерство снабжения", "국방과학원", "Агенція логістики", "조선상사", "Société générale d’appui")
HOUSES = ("Directorate", "Consortium", "Foundation", "Agency", "Holding", "Council", "Mission", "Bureau", "Fund")
MONTHS = "January February March April June July August September October November December".split()
COLUMNS = ("Military matériel", "Finance", "Humanitarian aid", "Training and advice", "Energy and transport")
FACTS = ("Type", "Seat", "Head", "Founded", "Staff", "Annual budget", "Main channel", "Reliability of reporting")
LEVELS = ("high confidence", "moderate confidence", "low confidence")


def content(factor: float) -> dict[str, Any]:
    """The content of a brief of some 8 pages times `factor`."""
    return _Content(factor).whole()


class _Content:
    """Draws words by lot, always the same ones for a factor."""

    def __init__(self, factor: float) -> None:
        self.chance = random.Random(float(factor))  # noqa: S311 - no secret
        self.count = {name: round(number * factor) for name, number in COUNTS.items()}
        self.sources = round(SOURCES * factor)
        self.paragraphs = 0

    def whole(self) -> dict[str, Any]:
        made: dict[str, Any] = {
            "title": "External assistance to the parties: who sends what, and how sure we are",
            "subtitle": "Consolidated briefing",
            "date": "21 November 2026",
            "author": "Analysis desk",
            "header": "For discussion",
            "summary": [self._sentences(5) for _ in range(2)],
            "actors": [self._actor(number) for number in range(1, self.count["actors"] + 1)],
        }
        names = [actor["name"] for actor in made["actors"]]
        return made | {
            "judgments": [self._judgment(item) for item in self._items("judgments", "KJ", 3)],
            "matrix": self._matrix(names),
            "timeline": self._timeline(names),
            "uncertainties": [item | {"title": self._unknown()} for item in self._items("uncertainties", "UN", 3)],
            "figures": [self._figure(item) for item in self._items("figures", "CF", 1)],
            "recommendations": self._items("recommendations", "RC", 2),
            "sources": [self._source(number) for number in range(1, self.sources + 1)],
        }

    def _thing(self) -> str:
        kind = f"{self.chance.choice(KINDS)} " if self.chance.random() < 0.6 else ""
        return f"{self.chance.choice(('the', 'a', 'its', 'each', 'one'))} {kind}{self.chance.choice(NOUNS)}"

    def _when(self) -> str:
        return f"{self.chance.choice(MONTHS)} {self.chance.randint(2019, 2026)}"

    def _amount(self) -> str:
        number = self.chance.randint(12, 9800)
        return self.chance.choice((f"{number:,} tonnes", f"USD {number / 10:.1f} million", f"{number:,} units"))

    def _sentence(self) -> str:
        a, b, c, d = (self._thing() for _ in range(4))
        verb, place, name = map(self.chance.choice, (VERBS, PLACES, NAMES))
        words = self.chance.choice(
            (
                f"{a} {verb} {self._amount()} of {b} through {place} in {self._when()}",
                f"although {a} {verb} {b}, {c} {self.chance.choice(VERBS)} {d}",
                f"{name} said that {a} {verb} {b} near {place}",
                f"between {self._when()} and {self._when()}, {a} {verb} {self._amount()}, not {self._amount()} of {b}",
                f"{a} {verb} {b}; {c} of {d} {self.chance.choice(VERBS)} “{self._thing()}” & {self._thing()}",
            )
        )
        return f"{words[0].upper()}{words[1:]}."

    def _sentences(self, number: int) -> str:
        return " ".join(self._sentence() for _ in range(number))

    def _cites(self) -> list[int]:
        number = min(self.chance.randint(1, 3), self.sources)
        return sorted(self.chance.sample(range(1, self.sources + 1), number))

    def _items(self, name: str, token: str, sentences: int) -> list[dict[str, Any]]:
        return [self._item(f"{token}-{n:04}", sentences) for n in range(1, self.count[name] + 1)]

    def _item(self, token: str, sentences: int) -> dict[str, Any]:
        return {"id": token, "text": self._sentences(sentences), "cites": self._cites()}

    def _judgment(self, item: dict[str, Any]) -> dict[str, Any]:
        thing = self._thing()
        title = f"{thing[0].upper()}{thing[1:]} in {self.chance.choice(PLACES)}"
        return item | {"title": title, "confidence": self.chance.choice(LEVELS)}

    def _unknown(self) -> str:
        return f"Unknown: {self._thing()}"

    def _actor(self, number: int) -> dict[str, Any]:
        values = (
            *("state body", self.chance.choice(PLACES), self.chance.choice(NAMES), self._when()),
            *(f"{self.chance.randint(20, 9000):,}", self._amount(), self._thing(), "B – mixed"),
        )
        paragraphs = []
        for _ in range(3):
            self.paragraphs += 1
            paragraphs.append(self._item(f"AP-{self.paragraphs:04}", 6))
        return {
            "id": number,
            "name": f"{self.chance.choice(NAMES)} {self.chance.choice(HOUSES)} {number}",
            "native": self.chance.choice(NATIVE),
            "facts": [list(fact) for fact in zip(FACTS, values, strict=True)],
            "paras": paragraphs,
            "bullets": [f"From {self._amount()} to {self._amount()} of {self._thing()}" for _ in range(3)],
        }

    def _matrix(self, names: list[str]) -> dict[str, Any]:
        rows, number = [], 0
        for name in names:
            cells = []
            for _ in COLUMNS:
                number += 1
                text = f"{self._amount()} of {self._thing()}, {self._when()}."
                cells.append({"id": f"AM-{number:04}", "text": text, "cites": self._cites()[:2]})
            rows.append({"actor": name, "cells": cells})
        return {"columns": list(COLUMNS), "rows": rows}

    def _timeline(self, names: list[str]) -> list[dict[str, Any]]:
        items = self._items("timeline", "TL", 1)
        for number, item in enumerate(items):
            year = 2019 + 8 * number // len(items)
            item["date"] = f"{year}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"
            item["actor"] = self.chance.choice(names)
        return sorted(items, key=lambda item: str(item["date"]))

    def _figure(self, item: dict[str, Any]) -> dict[str, Any]:
        thing = self._thing()
        ends = {"topic": f"{thing[0].upper()}{thing[1:]}", "low": self._amount(), "high": self._amount()}
        return {"id": item["id"], "note": item["text"], "cites": (item["cites"] * 2)[:3], **ends}

    def _source(self, number: int) -> dict[str, Any]:
        return {
            "n": number,
            "id": f"SR-{number:04}",
            "author": self.chance.choice(NAMES),
            "title": self._sentence().rstrip("."),
            "publisher": f"{self.chance.choice(PLACES)} {self.chance.choice(HOUSES)}",
            "date": self._when(),
            "url": f"https://example.org/{self.chance.choice(NOUNS)}/{self.chance.randint(10**6, 10**7)}",
            "accessed": "2 November 2026",
        }


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(content(float(sys.argv[1])), ensure_ascii=False), "utf-8")
