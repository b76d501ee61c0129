"""What the peers are given, as a corpus and a brief of ours: `python benchmarks/peer_corpus.py CONTENT.json DIR`.

The peers of `peers.py` get ready content: judgments, actors with their facts, a matrix, a timeline, uncertainties,
disputed figures, recommendations and sources, each with a token (`KJ-0001`) of its own. Here every citation of one of
those becomes a claim of the source that is cited, in the same words and with the token, so that `briefing build` does
the whole of its work on it: it reads, checks and analyses before it writes.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

AS_OF = "2027-02-01"
PUBLISHED = "2026-12-31"  # all of it was known a week before, so that the previous issue is analysed, too
CATEGORIES = ("military", "technology", "economic", "political")
STAGES = ("delivered", "in-transit", "agreed", "pledged", "in-use")
AMOUNT = re.compile(r"\d[\d,]*(\.\d+)?")
PLAIN = re.compile(r"[A-Za-zÀ-ỹА-я0-9][^:#\n]*[^\s:#]")  # what YAML reads as it stands
ESTIMATES = {"likely": "usual", "unlikely": "unusual", "probably": "broadly", "reportedly": "openly"}
ESTIMATE = re.compile(
    rf"\b({'|'.join(ESTIMATES)})\b", re.IGNORECASE
)  # a judgment has one estimate, its own, and reports nothing
TERMS = {"high": "very likely", "moderate": "likely", "low": "unlikely"}
Item = Mapping[str, Any]

BRIEF = """title: "{title}"
series: {subtitle}
publisher: {author}
language: en-GB
corpus: corpus
style: style.yaml
tradecraft: tradecraft.yaml
cadence: weekly
first_issue: 2026-01-05
marking: TLP:CLEAR
sections:
  - summary
  - actor-profiles: {{actors: [{actors}]}}
  - assistance-matrix
  - timeline
  - uncertainties
  - recommendations
  - register: {{figures: false}}
  - sources
formats: [docx, pdf]
filename: brief
"""
# Rules that invented words break, for they are no English and name persons at random. All others are applied.
STYLE = "margins: {left: 20, right: 20, top: 20, bottom: 20}\nbody_leading: 13\nsmall_leading: 11\n"  # as the peers
TRADECRAFT = """rules:
  actor-unknown: off
"""


def read(path: Path) -> dict[str, Any]:
    """The content of a file; what was drawn by lot is never certain, or the check of tradecraft would ask why."""
    content: dict[str, Any] = json.loads(path.read_text("utf-8").replace(" certainly ", " openly "))
    return content


def write(content: Mapping[str, Any], folder: Path) -> None:
    """The corpus in `folder`/corpus and the brief `folder`/brief.yaml."""
    corpus = folder / "corpus"
    (corpus / "sources").mkdir(parents=True)
    made = Claims()
    lists = {
        "actors": [*_actors(content, made), {"id": "parties", "name": "The parties", "type": "state"}],
        "categories": _categories(content, made),
        "events": [*_timeline(content, made), *_figures(content, made)],
        "judgments": list(_judgments(content, made)),
        "questions": list(_questions(content, made)),
        "recommendations": list(_recommendations(content, made)),
        "bottom_lines": [_bottom_line(content, made)],
    }
    (corpus / "corpus.yaml").write_text("title: The content of the peers\n", "utf-8")
    for name, records in lists.items():
        _file(corpus / f"{name.replace('_', '-')}.yaml", {name: records})
    for source in content["sources"]:
        card = {"source": _source(source), "claims": made.of.get(source["n"], [])}
        _file(corpus / "sources" / f"s{source['n']}.yaml", card)
    actors = ", ".join(f"a{actor['id']}" for actor in content["actors"])
    fields = {name: content[name] for name in ("title", "subtitle", "author")}
    (folder / "brief.yaml").write_text(BRIEF.format(actors=actors, **fields), "utf-8")
    (folder / "style.yaml").write_text(STYLE, "utf-8")
    (folder / "tradecraft.yaml").write_text(TRADECRAFT, "utf-8")


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


def _actors(content: Item, claims: Claims) -> Iterator[dict[str, Any]]:
    for actor in content["actors"]:
        own = f"a{actor['id']}"
        said = []
        for part in actor["paras"]:
            ids = claims.add(part["cites"], _words(part), "context", actors=[own])
            said.append(_cited(_words(part), ids))
        ids = claims.add(actor["paras"][0]["cites"][:1], _facts(actor), "context", actors=[own])
        points = "\n".join(f"- {point}. [@{ids[0]}]" for point in actor["bullets"])
        alias = {"text": f"{actor['native']} {actor['id']}", "lang": _language(actor["native"])}
        yield {
            "id": own,
            "name": actor["name"],
            "aliases": [alias],
            "type": "organisation",
            "role": "; ".join(f"{name}: {value}" for name, value in actor["facts"]),
            "profile": {"description": "\n\n".join([*said, points])},
        }


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


def _categories(content: Item, claims: Claims) -> list[dict[str, Any]]:
    """The columns of the matrix; each of its cells is a claim on what an actor gives."""
    names = content["matrix"]["columns"]
    for actor, row in enumerate(content["matrix"]["rows"], 1):
        for number, cell in enumerate(row["cells"]):
            flow = {"provider": f"a{actor}", "recipient": "parties", "category": f"c{number}"}
            claims.add(cell["cites"], _words(cell), "assistance", **flow, stage=STAGES[(actor + number) % len(STAGES)])
    return [{"id": f"c{n}", "name": name, "group": CATEGORIES[n % 4]} for n, name in enumerate(names)]


def _timeline(content: Item, claims: Claims) -> Iterator[dict[str, Any]]:
    ids = {actor["name"]: f"a{actor['id']}" for actor in content["actors"]}
    for item in content["timeline"]:
        event = item["id"].lower()
        actors = [ids[item["actor"]]]
        text = f"{item['actor']}: {_words(item)}"
        claims.add(item["cites"], text, "event", date=item["date"], event=event, actors=actors)
        yield {"id": event, "name": " ".join(item["text"].split()[:6]).rstrip(".,;"), "actors": actors}


def _figures(content: Item, claims: Claims) -> Iterator[dict[str, Any]]:
    """Disputed figures: one source has the low one, another the high one. A third that is cited is left out."""
    for item in content["figures"]:
        event = item["id"].lower()
        low, high = (_number(item[end]) for end in ("low", "high"))
        fields: dict[str, Any] = {"event": event, "quantity": {"value": low, "unit": "units"}}
        text = f"{item['topic']}: {low} units, from {item['low']}. {item['note'].rstrip('.')} ({item['id']})."
        claims.add(item["cites"][:1], text, "event", **fields)
        fields["quantity"] = {"value": high if high != low else f"{high}0", "unit": "units"}
        text = f"{item['topic']}: {fields['quantity']['value']} units, from {item['high']} ({item['id']})."
        claims.add(item["cites"][1:2], text, "event", **fields)
        yield {"id": event, "name": item["topic"]}


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
        answer = "A count by a body of its own."
        text = {"text": f"{item['title']}.", "matters": _words(item), "answered_by": answer, "claims": ids}
        yield {"id": item["id"].lower(), "opened": "2027-01-04", **text}


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


# -- YAML as a curator writes it: blocks, and quotes where they are needed ------------------------------------------


def _file(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text("".join(_mapping(content, "")), "utf-8")


def _mapping(content: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in content.items():
        if isinstance(value, dict) and key in ("source", "profile"):
            yield f"{indent}{key}:\n"
            yield from _mapping(value, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict) and key != "aliases":
            yield f"{indent}{key}:\n"
            for item in value:
                lines = "".join(_mapping(item, indent + "    "))
                yield f"{indent}  - {lines[len(indent) + 4 :]}"
        elif isinstance(value, str) and "\n" in value:
            lines = value.replace("\n", f"\n{indent}  ").replace(f"\n{indent}  \n", "\n\n")
            yield f"{indent}{key}: |\n{indent}  {lines}\n"
        else:
            yield f"{indent}{key}: {_flow(value)}\n"


def _flow(value: object, inside: str = "") -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_flow(v, ',[]{}')}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(v, ",[]{}") for v in value) + "]"
    words = str(value)
    safe = PLAIN.fullmatch(words) or re.fullmatch(r"[\w./-]+|https?://\S+", words)
    return words if safe and not set(inside) & set(words) else json.dumps(words, ensure_ascii=False)


if __name__ == "__main__":
    write(read(Path(sys.argv[1])), Path(sys.argv[2]))
