"""What the peers are given, as a corpus and a brief of ours: `python benchmarks/peer_corpus.py JSON DIR [lean]`.

The peers of `peers.py` get ready content: judgments, actors with their facts, a matrix, a timeline, uncertainties,
disputed figures, recommendations and sources, each with a token (`KJ-0001`) of its own. Here every citation of one of
those becomes a claim of the source that is cited, in the same words and with the token, so that `briefing build` does
the whole of its work on it: it reads, checks and analyses before it writes. For a lean
brief (`peer_brief.py`) some of it stands at other places in the corpus, too.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import peer_brief
import plain_yaml

AS_OF = "2027-02-01"
PUBLISHED = "2026-12-31"  # all of it was known a week before, so that the previous issue is analysed, too
CATEGORIES = ("military", "technology", "economic", "political")
STAGES = ("delivered", "in-transit", "agreed", "pledged", "in-use")
AMOUNT = re.compile(r"\d[\d,]*(\.\d+)?")
ESTIMATES = {"likely": "usual", "unlikely": "unusual", "probably": "broadly", "reportedly": "openly"}
ESTIMATE = re.compile(
    rf"\b({'|'.join(ESTIMATES)})\b", re.IGNORECASE
)  # a judgment has one estimate, its own, and reports nothing
TERMS = {"high": "very likely", "moderate": "likely", "low": "unlikely"}
Item = Mapping[str, Any]


def read(path: Path) -> dict[str, Any]:
    """The content of a file; what was drawn by lot is never certain, or the check of tradecraft would ask why."""
    content: dict[str, Any] = json.loads(path.read_text("utf-8").replace(" certainly ", " openly "))
    return content


def write(content: Mapping[str, Any], folder: Path, *, lean: bool = False) -> None:
    """The corpus in `folder`/corpus and the brief `folder`/brief.yaml."""
    corpus = folder / "corpus"
    (corpus / "sources").mkdir(parents=True)
    made = Claims()
    disputed = list(_figures(content, made))
    lists = {
        "actors": [*_actors(content, made, lean=lean), {"id": "parties", "name": "The parties", "type": "state"}],
        "categories": _categories(content),
        "events": [*_timeline(content, made), *(event for event, _ in disputed)],
        "judgments": list(_judgments(content, made)),
        "questions": [*_questions(content, made), *((question for _, question in disputed) if lean else ())],
        "recommendations": list(_recommendations(content, made)),
        "bottom_lines": [_bottom_line(content, made)],
    }
    (corpus / "corpus.yaml").write_text("title: The content of the peers\n", "utf-8")
    for name, records in lists.items():
        plain_yaml.write(corpus / f"{name.replace('_', '-')}.yaml", {name: records})
    for source in content["sources"]:
        card = {"source": _source(source), "claims": made.of.get(source["n"], [])}
        plain_yaml.write(corpus / "sources" / f"s{source['n']}.yaml", card)
    peer_brief.write(content, folder, lean=lean)


class Claims:
    """The claims by the number of their source."""

    def __init__(self) -> None:
        self.of: dict[int, list[dict[str, Any]]] = {}

    def add(self, cites: Sequence[int], text: str, kind: str, **fields: object) -> list[str]:
        """A claim of each source that is cited, all in the same words; their ids."""
        return [self._one(source, text, kind, fields) for source in cites]

    def _one(self, source: int, text: str, kind: str, fields: Mapping[str, object]) -> str:
        claims = self.of.setdefault(source, [])
        number = len(claims) + 1
        head = {"id": f"s{source}/{number}", "at": number, "kind": kind}
        claims.append({**head, **fields, "wording": "asserted", "credibility": 2 + number % 2, "text": text})
        return f"s{source}/{number}"


def _words(item: Item) -> str:
    """An item's text with its token before the full stop."""
    return f"{item['text'].rstrip('.')} ({item['id']})."


def _actors(content: Item, claims: Claims, *, lean: bool) -> Iterator[dict[str, Any]]:
    """The actors; in a lean brief the cells of the matrix stand in words in their profiles."""
    columns = content["matrix"]["columns"]
    for actor, row in zip(content["actors"], content["matrix"]["rows"], strict=True):
        own = f"a{actor['id']}"
        said = []
        for part in actor["paras"]:
            ids = claims.add(part["cites"], _words(part), "context", actors=[own])
            said.append(_cited(_words(part), ids))
        ids = claims.add(actor["paras"][0]["cites"][:1], _facts(actor), "context", actors=[own])
        points = "\n".join(f"- {point}. [@{ids[0]}]" for point in actor["bullets"])
        given = [
            f"{column}: {_cited(_words(cell), _gift(claims, own, number, cell))}"
            for number, (column, cell) in enumerate(zip(columns, row["cells"], strict=True))
        ]
        alias = {"text": f"{actor['native']} {actor['id']}", "lang": _language(actor["native"])}
        yield {
            "id": own,
            "name": actor["name"],
            "aliases": [alias],
            "type": "organisation",
            "role": "; ".join(f"{name}: {value}" for name, value in actor["facts"]),
            "profile": {"description": "\n\n".join([*said, points])} | ({"position": " ".join(given)} if lean else {}),
        }


def _gift(claims: Claims, actor: str, number: int, cell: Item) -> list[str]:
    """A cell of the matrix as claims on what an actor gives in a category."""
    flow = {"provider": actor, "recipient": "parties", "category": f"c{number}"}
    stage = STAGES[(int(actor[1:]) + number) % len(STAGES)]
    return claims.add(cell["cites"], _words(cell), "assistance", **flow, stage=stage)


def _facts(actor: Item) -> str:
    """All of an actor's facts and points as one claim."""
    facts = [f"{name}: {value}" for name, value in actor["facts"]]
    return "; ".join([actor["name"], *facts, *actor["bullets"]]) + "."


def _cited(text: str, ids: Sequence[str]) -> str:
    """The text as one sentence with its citation: every sentence of a profile has one, and the peers cite but once."""
    return f"{re.sub(r'[.](?= )', ';', text)} [{'; '.join('@' + i for i in ids)}]"


def _language(name: str) -> str:
    if re.search("[가-힣]", name):
        return "ko"
    return "uk" if re.search("[\u0400-\u04ff]", name) else "fr"


def _categories(content: Item) -> list[dict[str, Any]]:
    """The columns of the matrix."""
    names = content["matrix"]["columns"]
    return [{"id": f"c{n}", "name": name, "group": CATEGORIES[n % 4]} for n, name in enumerate(names)]


def _timeline(content: Item, claims: Claims) -> Iterator[dict[str, Any]]:
    ids = {actor["name"]: f"a{actor['id']}" for actor in content["actors"]}
    for item in content["timeline"]:
        event = item["id"].lower()
        actors = [ids[item["actor"]]]
        text = f"{item['actor']}: {_words(item)}"
        claims.add(item["cites"], text, "event", date=item["date"], event=event, actors=actors)
        yield {"id": event, "name": " ".join(item["text"].split()[:6]).rstrip(".,;"), "actors": actors}


def _figures(content: Item, claims: Claims) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Disputed figures: one source has the low one, another the high one. A third that is cited is left out.

    Each as an event that the claims are about, and in words, for a brief without tables of contradictions.
    """
    for item in content["figures"]:
        event = item["id"].lower()
        low, high = (_number(item[end]) for end in ("low", "high"))
        fields: dict[str, Any] = {"event": event, "quantity": {"value": low, "unit": "units"}}
        text = f"{item['topic']}: {low} units, from {item['low']}. {item['note'].rstrip('.')} ({item['id']})."
        ids = claims.add(item["cites"][:1], text, "event", **fields)
        said = text
        fields["quantity"] = {"value": high if high != low else f"{high}0", "unit": "units"}
        text = f"{item['topic']}: {fields['quantity']['value']} units, from {item['high']} ({item['id']})."
        ids += claims.add(item["cites"][1:2], text, "event", **fields)
        words = {"text": f"{item['topic']}.", "matters": f"{said} {text}", "claims": ids}
        yield {"id": event, "name": item["topic"]}, _question(event, words)


def _number(words: str) -> str:
    found = AMOUNT.search(words)
    return found.group().replace(",", "") if found else "1"


def _judgments(content: Item, claims: Claims) -> Iterator[dict[str, Any]]:
    for item in content["judgments"]:
        level = item["confidence"].partition(" ")[0] if len(item["cites"]) > 1 else "low"  # as the check demands
        term = TERMS[level]
        words = ESTIMATE.sub(lambda m: ESTIMATES[m.group().lower()], f"{item['title']} is TERM. {_words(item)}")
        ids = claims.add(item["cites"], words.replace("TERM", "so"), "assessment")
        yield {
            "id": item["id"].lower(),
            "made": "2027-01-04",
            "text": words.replace("TERM", term),
            "likelihood": {"scale": "icd203", "term": term},
            "confidence": {"level": level, "reason": "the sources that are cited agree on it"},
            "claims": ids,
            "alternative": "The sources repeat one account among themselves.",
            "matters": "It bears on what the parties do next.",
        }


def _questions(content: Item, claims: Claims) -> Iterator[dict[str, Any]]:
    for item in content["uncertainties"]:
        ids = claims.add(item["cites"], f"{item['title']}. {_words(item)}", "context")
        yield _question(item["id"].lower(), {"text": f"{item['title']}.", "matters": _words(item), "claims": ids})


def _question(key: str, words: Item) -> dict[str, Any]:
    return {"id": key, "opened": "2027-01-04", "answered_by": "A count by a body of its own.", **words}


def _recommendations(content: Item, claims: Claims) -> Iterator[dict[str, Any]]:
    for item in content["recommendations"]:
        ids = claims.add(item["cites"], _words(item), "recommendation")
        yield {
            "id": item["id"].lower(),
            "made": "2027-01-04",
            "text": _words(item),
            "addressee": ["parties"],
            "priority": "high",
            "claims": ids,
            "success": "It was done, and said so.",
        }


def _bottom_line(content: Item, claims: Claims) -> dict[str, Any]:
    ids = claims.add([1], " ".join(content["summary"]), "context")
    text = "\n\n".join(_cited(words, ids) for words in content["summary"])
    judgments = [item["id"].lower() for item in content["judgments"][:1]]
    return {"id": "first", "made": "2027-01-04", "text": text, "judgments": judgments}


def _source(item: Item) -> dict[str, Any]:
    return {
        "id": f"s{item['n']}",
        "short": f"Source {item['n']}",
        "title": f"{item['title']} ({item['id']})",
        "authors": [item["author"]],
        "publisher": f"{item['publisher']}, {item['date']}",
        "published": PUBLISHED,
        "accessed": "2027-01-02",
        "url": item["url"],
        "type": "news",
        "reliability": "ABC"[item["n"] % 3],
        "reliability_reason": "An invented paper.",
        "descriptor": "An invented report.",
    }


if __name__ == "__main__":
    write(read(Path(sys.argv[1])), Path(sys.argv[2]), lean=sys.argv[3:] == ["lean"])
