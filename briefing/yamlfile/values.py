"""Single values of a YAML file: what stands at a node, as the type its field asks for, or a located problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from decimal import Decimal
from typing import Any

from briefing.nearest import did_you_mean, nearest
from briefing.problems import Location, Problem
from briefing.yamlfile.nodes import TAG, MappingNode, Node, ScalarNode, SequenceNode, located
from briefing.yamlfile.text import describe, is_odd

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,29})")  # nobody counts further
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,30})?")
_GROUPED = re.compile(r"-?[0-9]{1,3}([ ,'_\u00a0\u2009\u202f] ?[0-9]{3})+(\.[0-9]+)?")
_YES, _NO = frozenset({"true", "yes"}), frozenset({"false", "no"})
_HIDDEN = re.compile("[\u00a0\u00ad\u2009\u200b-\u200f\u202f\ufeff]")  # look like a blank, or like nothing
_SHOWN = 40  # characters of a faulty value that a message repeats
_LISTED = 12  # names that a hint lists; more are left to the manual


class _Fault:
    """The type of FAULT."""


FAULT: Any = _Fault()  # stands for a value that could not be read; its problem is reported


class Reader:
    """The file that is being read, the problems found so far, and the fields they spoil, by their record's place."""

    __slots__ = ("damaged", "problems", "shown")

    def __init__(self, shown: str, problems: list[Problem]) -> None:
        self.shown, self.problems = shown, problems
        self.damaged: dict[Location, set[str]] = {}

    def fault(self, node: Node, code: str, message: str, hint: str = "", other: Node | None = None) -> Any:  # noqa: ANN401
        """Reports a fault at a node; gives FAULT, so that a converter can return it."""
        here = located(self.shown, node.start_mark)
        there = located(self.shown, other.start_mark) if other is not None else None
        self.problems.append(Problem(code=code, message=message, location=here, other=there, hint=hint))
        return FAULT

    def wrong_type(self, node: Node, wanted: str, hint: str = "") -> Any:  # noqa: ANN401
        """Reports that something else stands where `wanted` is wanted."""
        return self.fault(node, "value-type", f"expected {wanted}, found {what(node)}", hint)

    def filled(self, node: Node) -> bool:
        """Whether a list's item has a value; reports it if not."""
        if isinstance(node, ScalarNode) and not node.value:
            self.fault(node, "value-empty", "the list item has no value")
            return False
        return True

    def unknown_key(self, node: Node, key: str, known: Collection[str]) -> str:
        """Reports a key that the record has no field for; gives the field that was probably meant."""
        at, value = next(pair for pair in node.value if pair[0].value == key)
        hint = did_you_mean(key, known)
        if isinstance(node, MappingNode) and node.flow_style and isinstance(value, ScalarNode) and not value.value:
            hint = "inside braces a comma ends a text: put the text in quotes"
        if not hint and len(known) <= _LISTED:
            hint = f"known keys: {', '.join(known)}"
        self.fault(at, "key-unknown", f"there is no key `{shown(key)}` here", hint)
        return nearest(key, known)

    def pairs(self, node: MappingNode) -> Iterator[tuple[str, Node]]:
        """A mapping's keys and values, each key once; the first of two counts."""
        seen: dict[str, Node] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode) or key.tag != TAG:
                self.fault(key, "key-type", f"a key is a word, not {what(key)}")
            elif key.value in seen:
                self.fault(key, "key-duplicate", f"`{shown(key.value)}` stands here twice", other=seen[key.value])
            else:
                seen[key.value] = key
                yield key.value, value


def what(node: Node) -> str:
    """What stands at a node, for a message."""
    if isinstance(node, SequenceNode):
        return "a list"
    if isinstance(node, MappingNode):
        return "keys with values"
    if node.tag != TAG:
        return f"a value with the tag {node.tag}"
    return f'"{shown(node.value)}"' if node.value.strip() else "nothing"


def shown(words: str) -> str:
    """Words of the user's as a message repeats them: on one line, not too long, and nothing in them invisible."""
    line = " ".join(_HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", words).split())
    return f"{line[:_SHOWN]}..." if len(line) > _SHOWN else line


def text(reader: Reader, node: Node) -> Any:  # noqa: ANN401
    """The words as written; the line end that a block scalar adds is left out."""
    if not isinstance(node, ScalarNode):
        return reader.wrong_type(node, "a text", "put the text in quotes" if isinstance(node, MappingNode) else "")
    if node.tag != TAG:
        return reader.fault(node, "yaml-tag", f"the tag {node.tag} has no meaning here", "write the value alone")
    value: str = node.value
    if not node.style:
        return value
    if node.style in "|>":
        value = value.rstrip("\n")
    elif node.style == '"' and not value.replace("\n", "").isprintable() and (odd := next(filter(is_odd, value), "")):
        return reader.fault(node, "file-characters", f"{describe(odd)} cannot stand in a text")
    return value if value.strip() else reader.fault(node, "value-empty", "the text is blank")


def _scalar(reader: Reader, node: Node, wanted: str) -> Any:  # noqa: ANN401
    return node.value if isinstance(node, ScalarNode) and node.tag == TAG else reader.wrong_type(node, wanted)


def _numeric(reader: Reader, node: Node, pattern: re.Pattern[str], wanted: str, make: Callable[[str], Any]) -> Any:  # noqa: ANN401
    written = _scalar(reader, node, wanted)
    if written is FAULT or pattern.fullmatch(written):
        return written if written is FAULT else make(written)
    hint = ""
    if _GROUPED.fullmatch(written):
        hint = f"write {re.sub('[^0-9.-]', '', written)}"
    elif re.fullmatch("-?0+[0-9]+", written):
        hint = "leave out the leading zeros"
    elif re.search("[0-9]", written) and re.search("[^0-9.-]", written):
        hint = "write it in digits alone, such as 12000"
    return reader.fault(node, "value-number", f"expected {wanted}, found {what(node)}", hint)


def number(reader: Reader, node: Node) -> Any:  # noqa: ANN401
    """A whole number."""
    return _numeric(reader, node, _INTEGER, "a whole number", int)


def decimal(reader: Reader, node: Node) -> Any:  # noqa: ANN401
    """A number with the digits that were written."""
    return _numeric(reader, node, _DECIMAL, "a number", Decimal)


def real(reader: Reader, node: Node) -> Any:  # noqa: ANN401
    """A number as binary floating point."""
    return _numeric(reader, node, _DECIMAL, "a number", float)


def boolean(reader: Reader, node: Node) -> Any:  # noqa: ANN401
    """Yes or no."""
    written = _scalar(reader, node, "yes or no")
    if written is FAULT or written in _YES or written in _NO:
        return written if written is FAULT else written in _YES
    return reader.wrong_type(node, "yes or no")


def literal(allowed: tuple[str | int, ...]) -> Callable[[Reader, Node], Any]:
    """The reader of a vocabulary."""
    values = {str(value): value for value in allowed}
    wanted = f"one of {', '.join(values)}"

    def word(reader: Reader, node: Node) -> Any:  # noqa: ANN401
        written = _scalar(reader, node, wanted)
        if written is FAULT or written in values:
            return written if written is FAULT else values[written]
        hint = did_you_mean(written, values)
        return reader.fault(node, "value-vocabulary", f"expected {wanted}, found {what(node)}", hint)

    return word


def plain(reader: Reader, node: Node) -> Any:  # noqa: ANN401
    """Any value, for options whose types are checked by who asked for them.

    Unquoted, `true`, `false` and numbers are such (as in JSON); everything else is text. An empty value is None.
    """
    if isinstance(node, MappingNode):
        return {key: plain(reader, value) for key, value in reader.pairs(node)}
    if isinstance(node, SequenceNode):
        return [plain(reader, item) for item in node.value]
    if not isinstance(node, ScalarNode) or node.style or node.tag != TAG:  # plain: "" from libyaml, None from PyYAML
        return text(reader, node) if node.value else ""
    written: str = node.value
    if written in {"true", "false"}:
        return written == "true"
    if _INTEGER.fullmatch(written):
        return int(written)
    return float(written) if _DECIMAL.fullmatch(written) else written or None
