"""The JSON Schemas fit the files and the loader, and the files name theirs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from briefing.schema import schemas, written
from briefing.yamlfile.nodes import compose
from briefing.yamlfile.values import Reader, plain

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "schema"
FILES = sorted([*(ROOT / "seeds").rglob("*.yaml"), *(ROOT / "config").glob("*.yaml")])
NAMED = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
SCHEMAS = schemas()


def as_editor(text: str) -> Any:
    """The values of a YAML text as an editor takes them (YAML 1.2): numbers, booleans, texts, nothing."""
    node, problems = compose(text.encode(), "file")
    assert node is not None, problems
    reader = Reader("file", [])
    value = plain(reader, node)
    assert reader.problems == []
    return value


def faults(name: str, text: str) -> list[str]:
    found = jsonschema.Draft7Validator(SCHEMAS[name]).iter_errors(as_editor(text))
    return [f"{error.json_path}: {error.message}" for error in found]


def test_the_schemas_are_sound_and_up_to_date() -> None:
    for schema in SCHEMAS.values():
        jsonschema.Draft7Validator.check_schema(schema)
    there = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    made = {name: written(schema) for name, schema in SCHEMAS.items()}
    assert there == made, "run `briefing schema docs/schema`"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_names_its_schema_and_fits_it(path: Path) -> None:
    text = path.read_text("utf-8")
    named = NAMED.match(text)
    assert named, "the first line names no schema"
    schema = (path.parent / named[1]).resolve()
    assert schema.parent == FOLDER.resolve()
    assert faults(schema.name, text) == []


SOURCE = """
source:
  id: post-2024
  short: Post 2024
  title: 1984
  published: 2024
  type: news
  reliability: C
  reliability_reason: A newspaper with an editor.
  descriptor: A report.
claims:
  - {id: post-2024/1, at: 2, kind: event, wording: asserted, credibility: 3, text: Rain fell., CLAIM}
"""


@pytest.mark.parametrize(
    "claim",
    [
        "date: 2024-10-23~",
        "date: 2024-10/2024-12~",
        "date: 1999",
        "quantity: {about: 12.5, unit: shells}",
        "quantity: {low: 1, high: 2, unit: shells, of: all}",
        "place: 12",
        "actors: [a, b]",
    ],
)
def test_what_the_loader_reads_fits(claim: str) -> None:
    assert faults("source.json", SOURCE.replace("CLAIM", claim)) == []


@pytest.mark.parametrize(
    ("claim", "where"),
    [
        ("date: October 2024", "$.claims[0].date"),
        ("date: 2024-13", "$.claims[0].date"),
        ("date: ~", "$.claims[0].date"),
        ("quantity: {about: 1, value: 1, unit: shells}", "$.claims[0].quantity"),
        ("quantity: {low: 1, unit: shells}", "$.claims[0].quantity"),
        ("quantity: {unit: shells}", "$.claims[0].quantity"),
        ("quantity: {value: -1, unit: shells}", "$.claims[0].quantity.value"),
        ("topic: costs", "$.claims[0].topic"),
        ("provder: north", "$.claims[0]"),
        ("actors: north", "$.claims[0].actors"),
    ],
)
def test_what_the_loader_refuses_does_not_fit(claim: str, where: str) -> None:
    found = faults("source.json", SOURCE.replace("CLAIM", claim))
    assert [fault.partition(":")[0] for fault in found] == [where]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("source.json", SOURCE.replace(", CLAIM", "").replace("at: 2", "at: 0")),
        ("source.json", SOURCE.replace(", CLAIM", "").replace("at: 2", "at: [2, 2]")),
        ("source.json", SOURCE.replace(", CLAIM", "").replace("post-2024/1", "post-2024/one")),
        ("source.json", SOURCE.replace(", CLAIM", "").replace("  short: Post 2024\n", "")),
        ("actors.json", "actors: [{id: a, name: A, type: state, aliases: [{lang: ru}]}]"),
        ("events.json", "events: [{id: A b, name: A}]"),
        ("brief.json", "{title: T, corpus: c, sections: [sumary]}"),
        ("brief.json", "{title: T, corpus: c, sections: [{summary: {judgements: 6}}]}"),
        ("brief.json", "{title: T, corpus: c, sections: [{summary: {judgments: 6}, changes: {}}]}"),
        ("brief.json", "{title: T, corpus: c, sections: [], formats: [doc]}"),
    ],
)
def test_faults_are_seen(name: str, text: str) -> None:
    assert len(faults(name, text)) == 1


def test_short_forms_fit() -> None:
    actors = "actors: [{id: a, name: A, type: state, aliases: [B, {text: Б, lang: ru}]}]"
    assert faults("actors.json", actors) == []
    assert faults("events.json", "events: [{id: a, name: A, lasting: yes}, {id: b, name: B, lasting: true}]") == []
    assert faults("brief.json", "{title: T, corpus: c, sections: [changes, {summary: {judgments: 6}}]}") == []


def test_the_bytes_are_json() -> None:
    assert msgspec.json.decode(written(SCHEMAS["style.json"])) == SCHEMAS["style.json"]
