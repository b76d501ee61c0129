"""YAML files as nodes with positions, and the way back from a record to its place in the file.

This module alone imports yaml. Scalars are never resolved: `no`, `12:30` and `1.10` stay the text that stands
there, and a field's type decides what it means (`records`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from briefing.garbage import without_gc
from briefing.problems import Location, Problem
from briefing.yamlfile.files import read_bytes
from briefing.yamlfile.text import decode, leftovers, odd_characters, plain_words, without_odd

__all__ = ["MappingNode", "Node", "ScalarNode", "SequenceNode", "compose", "pinpoint"]

DEEPEST = 60  # levels; our formats need six
EXPANDED = 100_000  # nodes that aliases may add to those written
TAG = "text"  # the tag of every node that has none of its own
_ANCHOR = re.compile(r"(?<![^\s\[{,])&[^\s&]")


class _TooDeepError(Exception):
    """Nesting below DEEPEST, met while composing."""


class _Unresolved:
    """What makes a PyYAML loader leave scalars alone, and count how deep it is."""

    depth = 0

    def resolve(self, _kind: object, _value: object, _implicit: object) -> str:
        """One tag for all: nothing is guessed from how a scalar looks."""
        return TAG

    def descend_resolver(self, parent: Node | None, _index: object) -> None:
        """Called by the composer before each node."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise _TooDeepError(parent)

    def ascend_resolver(self) -> None:
        """Called by the composer after each node."""
        self.depth -= 1


class PureLoader(_Unresolved, yaml.BaseLoader):
    """The composer in Python, for an installation of PyYAML without libyaml."""


Loader: Any = PureLoader
if yaml.__with_libyaml__:
    from yaml.cyaml import CBaseLoader

    class FastLoader(_Unresolved, CBaseLoader):
        """libyaml's composer, some ten times faster."""

    Loader = FastLoader


def located(shown: str, mark: Any) -> Location:  # noqa: ANN401 - libyaml's and PyYAML's marks share no type
    """The place of a mark, counted from 1."""
    return Location(shown, mark.line + 1, mark.column + 1)


def compose(data: bytes, shown: str) -> tuple[Node | None, list[Problem]]:
    """The one document in a file as nodes, and what is wrong with the file; no node where it cannot be read."""
    text, problems = decode(data, shown)
    if text is None:
        return None, problems
    if left := leftovers(text, shown):
        return None, [left]
    odd = odd_characters(text, shown)
    root, faults = _composed(without_odd(text) if odd else text, shown)
    if odd and any(p.code == "yaml-tab" for p in odd):
        faults = [p for p in faults if p.code != "yaml-syntax"]  # the tab is named already
    return root, [*problems, *odd, *faults]


def _composed(text: str, shown: str) -> tuple[Node | None, list[Problem]]:
    loader = Loader(text)
    try:
        root: Node | None = loader.get_single_node()
    except _TooDeepError as fault:
        message = f"nesting is deeper than {DEEPEST} levels"
        return None, [Problem(code="yaml-depth", message=message, location=located(shown, fault.args[0].start_mark))]
    except yaml.MarkedYAMLError as fault:
        return None, [_syntax(fault, text, shown)]
    except yaml.YAMLError as fault:
        message = f"the file is not YAML: {' '.join(str(fault).split())}"
        return None, [Problem(code="yaml-syntax", message=message, location=Location(shown, 1, 1))]
    finally:
        loader.dispose()
    if root is None:
        return None, [Problem(code="file-empty", message="the file is empty", location=Location(shown, 1, 1))]
    problem = _explosion(root, shown) if "&" in text and _ANCHOR.search(text) else None
    return (None, [problem]) if problem else (root, [])


def _syntax(fault: yaml.MarkedYAMLError, text: str, shown: str) -> Problem:
    """The parser's complaint in plain words; the place where the construct began stands as the other place."""
    code, message, hint = plain_words(fault.problem or "", fault.context or "")
    mark, began = fault.problem_mark or fault.context_mark, fault.context_mark
    last = text.count("\n") + 1
    here = located(shown, mark) if mark else Location(shown, 1, 1)
    if here.line > last:  # a file without a last line end: the parser stops on the line after it
        here = Location(shown, last, len(text) - text.rfind("\n"))
    other = located(shown, began) if began and located(shown, began) != here else None
    if "not closed" in message and other is not None:
        here, other = other, None  # where it was opened tells more than where the parser gave up
    return Problem(code=code, message=message, location=here, other=other, hint=hint)


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below, keys before their values."""
    if isinstance(node, MappingNode):
        for pair in node.value:
            yield from pair
    elif isinstance(node, SequenceNode):
        yield from node.value


class _Extent(msgspec.Struct):
    """A node's size with its aliases written out, and how deep it goes; `done` once all below is counted."""

    nodes: int = 1
    depth: int = 1
    done: bool = False


def _explosion(root: Node, shown: str) -> Problem | None:
    """The first node whose aliases lead back to itself, or make too much or too deep a tree when written out."""
    extents: dict[int, _Extent] = {}

    def measure(node: Node) -> str:
        mine = extents[id(node)] = _Extent()
        for child in children(node):
            known = extents.get(id(child))
            if known is None:
                if message := measure(child):
                    return message
                known = extents[id(child)]
            if not known.done:
                faulty.append(child)
                return "an alias leads back to what it stands in"
            mine.nodes += known.nodes
            mine.depth = max(mine.depth, known.depth + 1)
        mine.done = True
        if mine.nodes <= EXPANDED + len(extents) and mine.depth <= DEEPEST:
            return ""
        faulty.append(node)
        return "aliases make the text too large: written out it has too many values, or nests too deeply"

    faulty: list[Node] = []
    message = measure(root)
    if not message:
        return None
    return Problem(code="yaml-anchors", message=message, location=located(shown, faulty[0].start_mark))


# -- from a record back to its place ----------------------------------------------------------------------------


def pinpoint(problems: Iterable[Problem], base: Path = Path()) -> list[Problem]:
    """The problems with `field` resolved to the value's own line and column, in the order given.

    A field's keys and indexes lead from the node at `location`; a number below a text is an offset in its
    characters. Where the way ends early (a missing key), the last place reached stands. `base` is the folder
    that shown paths start from.
    """
    found: dict[str, _Places | None] = {}
    result = []
    for problem in problems:
        file = problem.location.file
        if not problem.field or not file:
            result.append(problem)
            continue
        if file not in found:
            found[file] = _places(base / file, file)
        places = found[file]
        where = places.find(problem.location, problem.field) if places else problem.location
        result.append(msgspec.structs.replace(problem, location=where, field=()))
    return result


def _places(path: Path, shown: str) -> _Places | None:
    data = read_bytes(path, shown)
    if isinstance(data, Problem):
        return None
    with without_gc():
        root, _ = compose(data, shown)
    text, _ = decode(data, shown)
    return _Places(root, text, shown) if root is not None and text is not None else None


class _Places:
    """A composed file in which records are found again by where they begin."""

    def __init__(self, root: Node, text: str, shown: str) -> None:
        self.text, self.shown = text, shown
        self.nodes: dict[Location, Node] = {}
        waiting = [root]
        while waiting:
            node = waiting.pop()
            # a block mapping and its first key begin at one place: the mapping comes first and stays
            if self.nodes.setdefault(located(shown, node.start_mark), node) is node:
                waiting.extend(reversed(list(children(node))))
            elif isinstance(node, ScalarNode):
                continue
            else:
                waiting.extend(reversed(list(children(node))))

    def find(self, start: Location, field: Sequence[str | int]) -> Location:
        """Where the way from the record at `start` ends."""
        node = self.nodes.get(start)
        for step in field if node is not None else ():
            if isinstance(node, ScalarNode) and isinstance(step, int):
                return self._inside(node, step)
            below = _step(node, step)
            if below is None:
                break
            node = below
        return located(self.shown, node.start_mark) if node is not None else start

    def _inside(self, node: ScalarNode, offset: int) -> Location:
        """Where the word at an offset of a text stands in the file, which may fold or indent the text's lines."""
        word = re.match(r"\S*", node.value[offset:])
        assert word is not None  # noqa: S101 - the pattern matches nothing, too
        begin, end = node.start_mark.index, node.end_mark.index
        place = begin - 1
        for _ in range(node.value.count(word[0], 0, offset) + 1 if word[0] else 0):
            place = self.text.find(word[0], place + 1, end)
        if place < begin:
            return located(self.shown, node.start_mark)
        line_start = self.text.rfind("\n", 0, place) + 1
        return Location(self.shown, self.text.count("\n", 0, place) + 1, place - line_start + 1)


def _step(node: Node | None, step: str | int) -> Node | None:
    """The node one key or index below, or None."""
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        below: Node = node.value[step]
        return below
    return None
