"""Nodes of a YAML file to typed, frozen records; every fault found on the way is a located problem.

A record is a msgspec Struct: keys are its field names, `location` is set to where it begins. Three marks on a
type, all optional, change how its nodes are read:

- `parse(text) -> Self | str` (class method): the type is written as one text; a returned text says what is wrong
  with it. Goes with `unknown() -> Self`, the value that stands in for a faulty one, and `code`, the problem's code.
- `shorthand = ("text",)`: a lone text may stand for the record and fills this field.
- `shorthand = ("name", "options")`: a lone text fills the first; a mapping with one key fills the first with the
  key and the second with the value.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec

from briefing.garbage import without_gc
from briefing.problems import ordered
from briefing.yamlfile.files import Parsed
from briefing.yamlfile.nodes import MappingNode, Node, ScalarNode, SequenceNode, compose, located
from briefing.yamlfile.values import FAULT, Reader, boolean, decimal, literal, number, plain, real, text

T = TypeVar("T")
Convert = Callable[[Reader, Node], Any]


class Field(msgspec.Struct, frozen=True):
    """How one key is read: its converter, and the value that stands in for a missing or faulty one.

    `settled`: without a value it would mean something all the same, so that a key without one is a slip.
    """

    convert: Convert
    neutral: Callable[[], Any]
    required: bool
    settled: bool = False


class Plan(msgspec.Struct, frozen=True):
    """How one type is read: built once."""

    type: Callable[..., Any]
    fields: dict[str, Field]
    required: tuple[str, ...]
    located: bool
    shorthand: tuple[str, ...]


def parse(data: bytes, shown: str, kind: type[T]) -> Parsed[T]:
    """The record in a file's bytes, as far as it can be read."""
    with without_gc():
        root, problems = compose(data, shown)
        reader = Reader(shown, problems)
        value = _record(reader, root, kind) if root is not None else FAULT
    damaged = {place: frozenset(fields) for place, fields in reader.damaged.items()}
    return Parsed(None if value is FAULT else value, ordered(problems), damaged)


# -- plans --------------------------------------------------------------------------------------------------------


@cache
def plan(kind: Any) -> Plan:  # noqa: ANN401 - any Struct type
    """How a Struct type is read."""
    found = msgspec.structs.fields(kind)
    fields = {f.name: _field(f) for f in found if f.name != "location"}
    return Plan(
        kind,
        fields,
        tuple(name for name, field in fields.items() if field.required),
        any(f.name == "location" for f in found),
        getattr(kind, "shorthand", ()),
    )


def _field(info: msgspec.structs.FieldInfo) -> Field:
    if info.default_factory is not msgspec.NODEFAULT:
        return Field(_converter(info.type), info.default_factory, required=False)
    if info.default is not msgspec.NODEFAULT:
        settled = isinstance(info.default, str | int | float) and bool(info.default)
        return Field(_converter(info.type), lambda: info.default, required=False, settled=settled)
    return Field(_converter(info.type), lambda: _neutral(info.type), required=True)


SCALARS: Mapping[Any, Convert] = types.MappingProxyType(
    {str: text, int: number, float: real, bool: boolean, Decimal: decimal, Any: plain}
)


def _converter(kind: Any) -> Convert:  # noqa: ANN401 - an annotation
    """The function that reads one annotation."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in SCALARS:
        return SCALARS[kind]
    if origin is Literal:
        return literal(arguments)
    if origin in (Union, types.UnionType):
        (inner,) = (a for a in arguments if a is not type(None))
        return _converter(inner)
    if origin is tuple:
        return _list(_converter(arguments[0]), one=arguments[0] is int)
    if origin is dict:
        return _mapping(_converter(arguments[1]))
    if hasattr(kind, "parse"):
        return _parsed(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return lambda reader, node: _record(reader, node, kind)
    raise TypeError(kind)


def _neutral(kind: Any) -> Any:  # noqa: ANN401 - an annotation, and a value of it
    """A value that stands in for a faulty one until the problem is shown."""
    origin = get_origin(kind)
    if origin is Literal:
        return get_args(kind)[0]
    if origin in (tuple, dict):
        return origin()
    if hasattr(kind, "unknown"):
        return kind.unknown()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind(**{name: field.neutral() for name, field in plan(kind).fields.items() if field.required})
    return None if origin in (Union, types.UnionType) or kind is Any else kind()


# -- composite values -----------------------------------------------------------------------------------------------


def _parsed(kind: Any) -> Convert:  # noqa: ANN401 - a type with `parse`
    def convert(reader: Reader, node: Node) -> Any:  # noqa: ANN401
        written = text(reader, node)
        if written is FAULT:
            return FAULT
        value = kind.parse(written)
        return reader.fault(node, kind.code, value) if isinstance(value, str) else value

    return convert


def _list(convert: Convert, *, one: bool) -> Convert:
    """A list; if `one`, a lone value counts as a list of one."""

    def items(reader: Reader, node: Node) -> Any:  # noqa: ANN401
        if isinstance(node, ScalarNode) and one:
            values = [convert(reader, node)]
        elif not isinstance(node, SequenceNode):
            return reader.wrong_type(node, "a list", f"write [{node.value}]" if isinstance(node, ScalarNode) else "")
        else:
            values = [convert(reader, item) if reader.filled(item) else FAULT for item in node.value]
        return tuple(value for value in values if value is not FAULT)

    return items


def _mapping(convert: Convert) -> Convert:
    """A mapping with free keys."""

    def pairs(reader: Reader, node: Node) -> Any:  # noqa: ANN401
        if not isinstance(node, MappingNode):
            return reader.wrong_type(node, "keys with values")
        values = {key: convert(reader, value) for key, value in reader.pairs(node)}
        return {key: value for key, value in values.items() if value is not FAULT}

    return pairs


def _record(reader: Reader, node: Node, kind: Any) -> Any:  # noqa: ANN401
    """A Struct from a mapping. Only a node of another kind gives none; all other faults leave a record read in part."""
    how = plan(kind)
    where = located(reader.shown, node.start_mark)
    before = len(reader.problems)
    values: dict[str, Any] = {"location": where} if how.located else {}
    faulty: set[str] = set()
    given: Iterable[tuple[str, Node]]
    if how.shorthand and (isinstance(node, ScalarNode) or (len(how.shorthand) == 2 and isinstance(node, MappingNode))):
        given = _short(reader, node, how)
    elif isinstance(node, MappingNode):
        given = reader.pairs(node)
    else:
        return reader.wrong_type(node, f"keys with values ({', '.join(how.fields)})")
    for key, value in given:
        field = how.fields.get(key)
        if field is None:
            faulty.add(reader.unknown_key(node, key, how.fields))
        elif isinstance(value, ScalarNode) and not value.value:
            if field.required or field.settled:
                hint = "give it one, or delete the key; what begins with # stands in quotes" if field.settled else ""
                reader.fault(value, "value-empty", f"`{key}` has no value", hint)
                faulty.add(key)
        else:
            count = len(reader.problems)
            values[key] = field.convert(reader, value)
            if len(reader.problems) > count:
                faulty.add(key)
    _fill(reader, node, how, values, faulty)
    if len(reader.problems) > before:
        reader.damaged.setdefault(where, set()).update(faulty)
    return how.type(**values)


def _fill(reader: Reader, node: Node, how: Plan, values: dict[str, Any], faulty: set[str]) -> None:
    """Stand-ins for what is faulty or missing; what is missing without need is the type's own default."""
    missing = [key for key in how.required if key not in values and key not in faulty]
    if missing:
        names = ", ".join(f"`{key}`" for key in missing)
        message = f"{names} {'is' if len(missing) == 1 else 'are'} missing"
        reader.fault(node, "key-missing", message)
        faulty.update(missing)
    for key in faulty:
        field = how.fields.get(key)
        if field is not None and values.get(key, FAULT) is FAULT:
            values[key] = field.neutral()


def _short(reader: Reader, node: Node, how: Plan) -> list[tuple[str, Node]]:
    """A record's keys and values from its short form."""
    first, *rest = how.shorthand
    if isinstance(node, ScalarNode):
        return [(first, node)]
    if len(node.value) != 1:
        reader.fault(node, "value-type", f"expected one `{first}` with its {rest[0]}, found {len(node.value)} keys")
        return [(first, node.value[0][0])] if node.value else []
    key, value = node.value[0]
    return [(first, key), (rest[0], value)]
