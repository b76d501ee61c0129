"""JSON Schemas (draft 7, which editors know best) of every corpus and config file, for completing and checking.

They follow from the record types, by the same rules by which `yamlfile.records` reads YAML: a date is a text of a
certain form, a lone number stands for a list of one, a lone text for an alias. What an editor takes for a number
(`2024`) may be a text or a date here. A schema knows one file, `briefing check` all of them. A key without a value,
which the loader takes as left out, is marked.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from briefing.corpus.dates import PartialDate
from briefing.corpus.load import FILES, SETTINGS, Publication
from briefing.corpus.quantities import Quantity
from briefing.corpus.records import CorpusSettings
from briefing.delivery.distribution import Distribution
from briefing.sections import SECTIONS
from briefing.settings import Brief, SectionSettings, Style, Tradecraft

Schema = dict[str, Any]

# The file that a schema is for -> the type of what stands in it.
ROOTS: Mapping[str, type[msgspec.Struct]] = types.MappingProxyType(
    {
        "corpus": CorpusSettings,
        "source": Publication,
        **{name.removesuffix(".yaml"): kind for name, kind in FILES.items()},
        "brief": Brief,
        "style": Style,
        "tradecraft": Tradecraft,
        "distribution": Distribution,
    }
)
assert SETTINGS == "corpus.yaml"  # noqa: S101 - its schema is named after it

_DIALECT = "http://json-schema.org/draft-07/schema#"
_PART = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?~?"
_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
_CLAIM_ID = "^[a-z0-9]+(-[a-z0-9]+)*/[1-9][0-9]*$"
_AMOUNTS = (("value",), ("about",), ("low", "high"), ("at_least",), ("at_most",))
_OPTIONS: Mapping[str, Schema] = types.MappingProxyType(
    {
        "count": {"type": "integer", "minimum": 1},
        "actors": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
        "dyads": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
        "date": {"type": ["string", "integer"]},
        "text": {"type": ["string", "number", "boolean"]},
        "flag": {"type": "boolean"},
    }
)
_COMMON: Mapping[str, Schema] = types.MappingProxyType(
    {
        "text": {"type": ["string", "number", "boolean"], "minLength": 1},
        "date": {
            "description": "2024, 2024-10, 2024-10-23, each with ~ if approximate, or 2024-10/2024-12 (EDTF)",
            "anyOf": [
                {"type": "string", "pattern": f"^{_PART}(/{_PART})?$"},
                {"type": "integer", "minimum": 1000, "maximum": 9999},
            ],
        },
        "boolean": {"enum": [True, False, "yes", "no"]},
        "paragraphs": {
            "description": "a paragraph of the text, or several: lines that are not blank, counted from 1",
            "anyOf": [
                {"type": "integer", "minimum": 1},
                {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 1, "uniqueItems": True},
            ],
        },
    }
)


def schemas() -> dict[str, Schema]:
    """Each schema by the name of its file, `actors.json`."""
    return {f"{name}.json": _root(name, kind) for name, kind in ROOTS.items()}


def written(schema: Schema) -> bytes:
    """A schema as the bytes of its file."""
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"


def _root(name: str, kind: type[msgspec.Struct]) -> Schema:
    definitions: dict[str, Schema] = {}
    whole = _record(kind, definitions)
    title = {
        "brief": "a brief",
        "style": "a style",
        "tradecraft": "severities of the rules of tradecraft",
        "distribution": "a distribution",
        "source": "sources/<id>.yaml",
    }.get(name, f"{name}.yaml")
    return {
        "$schema": _DIALECT,
        "title": f"Briefing: {title}",
        **whole,
        "definitions": dict(sorted(definitions.items())),
    }


def _record(kind: Any, definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401 - any Struct type
    """The schema of a mapping whose keys are a record's fields."""
    fields = [field for field in msgspec.structs.fields(kind) if field.name != "location"]
    properties = {field.name: _field(kind, field, definitions) for field in fields}
    required = [field.name for field in fields if field.required]
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if kind.__doc__:
        found["description"] = kind.__doc__.split("\n\n", maxsplit=1)[0]
    if required:
        found["required"] = required
    if kind is Quantity:
        found["oneOf"] = [{"required": list(names)} for names in _AMOUNTS]
    return found


def _field(kind: Any, field: msgspec.structs.FieldInfo, definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401
    """The schema of one key; what its record takes without it is the default."""
    if field.name == "id":
        return {"type": "string", "pattern": _CLAIM_ID if kind.__name__ == "Claim" else _ID}
    found = _value(field.type, definitions)
    if not isinstance(field.default, str | int | float | bool) or field.default == "" or "$ref" in found:
        return found  # beside a reference nothing counts
    return {**found, "default": field.default}


def _value(kind: Any, definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401 - an annotation
    """The schema of a value, by its annotation."""
    origin, arguments = get_origin(kind), get_args(kind)
    if hasattr(kind, "parse") and kind is not PartialDate:
        kind = str  # a text of a form that its own type knows
    if kind in (int, float, Decimal):
        return {"type": "integer" if kind is int else "number"}
    if kind is Any:
        return {}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return _value(next(a for a in arguments if a is not types.NoneType), definitions)
    if origin is tuple and arguments[0] is not int:
        return {"type": "array", "items": _value(arguments[0], definitions)}
    if origin is dict:
        names = {"propertyNames": _value(arguments[0], definitions)} if get_origin(arguments[0]) is Literal else {}
        return {"type": "object", **names, "additionalProperties": _value(arguments[1], definitions)}
    named = {str: "text", bool: "boolean", PartialDate: "date", SectionSettings: "section"}
    name = "paragraphs" if origin is tuple else named.get(kind) or kind.__name__
    if name not in definitions:
        definitions[name] = {}  # stands for itself while it is made
        definitions[name] = _definition(name, kind, definitions)
    return {"$ref": f"#/definitions/{name}"}


def _definition(name: str, kind: Any, definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401
    if name in _COMMON:
        return _COMMON[name]
    if kind is SectionSettings:
        return _section()
    record = _record(kind, definitions)
    if kind is Quantity:
        for names in _AMOUNTS:
            for part in names:
                record["properties"][part] = {"type": "number", "minimum": 0}
    if getattr(kind, "shorthand", ()):
        return {"anyOf": [_value(str, definitions), record]}
    return record


def _section() -> Schema:
    """A section of a brief: its name, or its name with its options."""
    with_options = {
        name: {
            "type": "object",
            "properties": {option: _OPTIONS[kind] for option, kind in section.options.items()},
            "additionalProperties": False,
        }
        for name, section in SECTIONS.items()
    }
    one = {"type": "object", "properties": with_options, "additionalProperties": False}
    return {"anyOf": [{"enum": list(SECTIONS)}, {**one, "minProperties": 1, "maxProperties": 1}]}
