"""An invented corpus as files, of any size, and briefs over it: `python benchmarks/invented.py DIR SOURCES CLAIMS`.

A fourth number says how many briefs.

The same arguments give the same bytes. Each brief looks at one actor of a thousand, so that its scope is narrow; every
claim carries a token (`T1234567`) by which a reader can prove that it arrived.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

ACTORS = 1000
CATEGORIES = ("ammunition", "vehicles", "fuel", "training", "finance", "components")
STAGES = ("sought", "pledged", "agreed", "in-transit", "delivered", "in-use")
WORDINGS = ("asserted", "reported", "alleged", "confirmed")
NOUNS = ("convoy", "depot", "tranche", "brigade", "refinery", "corridor", "contract", "vessel", "warehouse", "licence")
VERBS = ("sent", "delivered", "promised", "financed", "shipped", "inspected", "replaced", "transferred", "announced")
PLACES = ("Łódź", "Málaga", "Chișinău", "Gdańsk", "Zürich", "Plzeň", "İzmir", "Göteborg")
BRIEF = """title: Transfers of {name}
series: Watch
publisher: The desk
language: en-GB
corpus: ../corpus
cadence: weekly
first_issue: 2023-10-01
marking: TLP:CLEAR
scope: {{actors: [{actor}]}}
sections:
  - timeline
  - sources
formats: [docx, pdf]
filename: "{actor}-{{week}}"
"""


def write(folder: Path, sources: int, claims: int, briefs: int = 1) -> None:
    """The corpus in `folder`/corpus with `claims` claims, evenly over the sources, and briefs in `folder`/config."""
    corpus = folder / "corpus"
    (corpus / "sources").mkdir(parents=True, exist_ok=True)
    (folder / "config").mkdir(exist_ok=True)
    (corpus / "corpus.yaml").write_text("title: An invented corpus\n", "utf-8")
    actors = "".join(f"  - {{id: a{n}, name: Actor {n}, type: state}}\n" for n in range(ACTORS))
    (corpus / "actors.yaml").write_text(f"actors:\n{actors}", "utf-8")
    groups = "".join(f"  - {{id: {c}, name: {c.title()}, group: military}}\n" for c in CATEGORIES)
    (corpus / "categories.yaml").write_text(f"categories:\n{groups}", "utf-8")
    each, more = divmod(claims, sources)
    for number in range(sources):
        text = "".join(_source(number, each + (number < more)))
        (corpus / "sources" / f"s{number}.yaml").write_text(text, "utf-8")
    for number in range(briefs):
        brief = BRIEF.format(name=f"Actor {number % ACTORS}", actor=f"a{number % ACTORS}")
        (folder / "config" / f"b{number:04}.yaml").write_text(brief, "utf-8")


def _source(number: int, claims: int) -> Iterator[str]:
    """The lines of a publication."""
    chance = random.Random(number)  # noqa: S311 - no secret
    year, month, day = 2023 + number % 2, 1 + number % 12, 1 + number % 28
    yield f"source:\n  id: s{number}\n  short: Source {number}\n  title: On transfers, part {number}\n"
    yield f"  published: {year}-{month:02}-{day:02}\n  type: news\n  reliability: {chance.choice('ABC')}\n"
    yield "  reliability_reason: A newspaper with an editor.\n  descriptor: A report on transfers.\nclaims:\n"
    for index in range(1, claims + 1):
        provider, recipient = chance.sample(range(ACTORS), 2)
        category, verb, noun, place = map(chance.choice, (CATEGORIES, VERBS, NOUNS, PLACES))
        amount = chance.randint(2, 9000)
        yield f"  - id: s{number}/{index}\n    at: {index}\n    kind: assistance\n    provider: a{provider}\n"
        yield f"    recipient: a{recipient}\n    category: {category}\n    stage: {chance.choice(STAGES)}\n"
        yield f"    wording: {chance.choice(WORDINGS)}\n    credibility: {chance.randint(1, 5)}\n"
        yield f"    quantity: {{about: {amount}, unit: tonnes}}\n    date: {year - 1}-{chance.randint(1, 12):02}\n"
        yield f"    place: {place}\n    text: Actor {provider} {verb} about {amount} tonnes to actor {recipient} by a "
        yield f"{noun} near {place} (T{number * 100_000 + index}).\n"


if __name__ == "__main__":
    write(Path(sys.argv[1]), *map(int, sys.argv[2:]))
