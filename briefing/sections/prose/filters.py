"""What a template can do to a value before it is inserted; each filter takes and gives words, nodes or lists.

names|listing           a, b and c; `names|listing("or")` with another word
names|join("; ")        with the separator between; `join` and `listing` also take nodes
count|number            12,000
count|plural("claim")   the word alone: claim or claims; plural("is", "are") for another form
words|cap               first letter upper
words|sentence          first letter upper, a full stop at the end if there is none
words|unstopped         without a full stop at the end
text|md(record)         a curator's own Markdown, with its citations, as bottom lines and profiles are; the record, or
its location, tells where problems in it belong: `bottom_line|md(location, "text")`
text|lang("ko")         words in another language
words|ref("id")         a cross reference; `words|link("https://...")` a link
"disputed"|mark         a status mark
words|strong, words|em  bold and italic words
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, get_args

import msgspec
from jinja2 import TemplateRuntimeError
from jinja2.filters import FILTERS as STANDARD
from markupsafe import Markup

from briefing.document.build import em, inlines, link, ref, span, strong
from briefing.document.nodes import Inline, LineBreak, Mark, MarkKind, NoteRef, Text
from briefing.document.walk import text_of
from briefing.problems import NOWHERE, Location
from briefing.sections.prose.slots import Markdown, trimmed

KEPT = (
    "abs",
    "batch",
    "count",
    "d",
    "default",
    "dictsort",
    "first",
    "groupby",
    "int",
    "items",
    "last",
    "length",
    "list",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "reverse",
    "round",
    "select",
    "selectattr",
    "slice",
    "sort",
    "sum",
    "unique",
)
"""Filters of Jinja that neither make markup nor depend on chance or place."""


def _words(value: object) -> tuple[Inline, ...]:
    """The value as inlines."""
    match value:
        case Markup():
            message = "filters work on values, not on the Markdown of a macro or a block"
            raise TemplateRuntimeError(message)
        case str():
            return inlines(value)
        case bool() | None:
            pass
        case int() | float():
            return inlines(str(value))
        case list() | tuple():
            return tuple(node for part in value for node in _words(part))
        case _ if isinstance(value, Inline):
            return (value,)
        case _:
            pass
    message = f"a value of type {type(value).__name__} is no words"
    raise TemplateRuntimeError(message)


def _lightest(words: tuple[Inline, ...]) -> str | tuple[Inline, ...]:
    """A plain text where there is nothing but text, so that it can be compared and joined."""
    return "".join(n.text for n in words if isinstance(n, Text)) if all(isinstance(n, Text) for n in words) else words


def join(values: Iterable[object], separator: object = "") -> str | tuple[Inline, ...]:
    """The values with the separator between them."""
    found: list[Inline] = []
    for place, value in enumerate(values):
        found += _words(separator) if place else ()
        found += _words(value)
    return _lightest(tuple(found))


def listing(values: Iterable[object], word: str = "and") -> str | tuple[Inline, ...]:
    """`a`, `a and b`, `a, b and c`."""
    found = list(values)
    if len(found) < 2:
        return join(found)
    return join([join(found[:-1], ", "), f" {word} ", found[-1]])


def number(value: float) -> str:
    """A number with commas between thousands."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        message = f"{type(value).__name__} is no number"
        raise TemplateRuntimeError(message)
    return f"{value:,}"


def plural(count: object, one: str, many: str | None = None) -> str:
    """The word that goes with a number, or with the length of a list."""
    size = count if isinstance(count, (int, float)) else len(count) if isinstance(count, (list, tuple, dict)) else None
    if size is None:
        message = f"{type(count).__name__} is no number"
        raise TemplateRuntimeError(message)
    return one if size == 1 else many or f"{one}s"


def _first_text(node: Inline, change: Callable[[str], str]) -> Inline:
    """The inline with its first text changed."""
    match node:
        case Text():
            return msgspec.structs.replace(node, text=change(node.text))
        case LineBreak() | Mark() | NoteRef():
            return node
        case _:
            first, *rest = node.children
            return msgspec.structs.replace(node, children=(_first_text(first, change), *rest))


def cap(words: object) -> str | tuple[Inline, ...]:
    """The words with a capital first letter."""
    found = _words(words)
    first = tuple(_first_text(node, lambda text: text[:1].upper() + text[1:]) for node in found[:1])
    return _lightest((*first, *found[1:]))


def uncap(words: object) -> str | tuple[Inline, ...]:
    """The words with a small first letter."""
    found = _words(words)
    first = tuple(_first_text(node, lambda text: text[:1].lower() + text[1:]) for node in found[:1])
    return _lightest((*first, *found[1:]))


def sentence(words: object) -> str | tuple[Inline, ...]:
    """The words with a capital first letter and a stop at the end; note references stay behind the stop."""
    found = _words(cap(words))
    end = len(found)
    while end and isinstance(found[end - 1], NoteRef):
        end -= 1
    stopped = text_of(found[:end]).rstrip("”\u2019\"')").endswith((".", "!", "?", "…"))
    return _lightest(found if stopped or not end else (*found[:end], Text(text="."), *found[end:]))


def _text(words: object) -> str:
    """A plain text, for filters that change its letters."""
    if isinstance(words, str) and not isinstance(words, Markup):
        return words
    message = f"this filter takes a text, not {'Markdown' if isinstance(words, Markup) else type(words).__name__}"
    raise TemplateRuntimeError(message)


def unstopped(words: object) -> str:
    """The text without a full stop at its end."""
    return _text(words).rstrip().removesuffix(".")


def trim(words: object) -> str:
    """A text, or a piece of the template, without white space around it."""
    return Markup(trimmed(words)) if isinstance(words, Markup) else _text(words).strip()  # noqa: S704 - it was Markdown


def md(text: str, where: object = None, *field: str | int) -> Markdown:
    """A curator's Markdown. `where` is its record or location, `field` leads from the record to it."""
    if not isinstance(text, str) or isinstance(text, Markup):
        message = f"md takes a text, not {type(text).__name__}"
        raise TemplateRuntimeError(message)
    location = where if isinstance(where, Location) else getattr(where, "location", None)
    name = getattr(where, "id", "")
    record = f"{type(where).__name__.lower()}:{name}" if name else ""
    return Markdown(text=text, record=record, location=location or NOWHERE, field=field)


def mark(kind: str) -> Mark:
    """A status mark."""
    if kind not in get_args(MarkKind):
        message = f"there is no mark {kind!r}; there are {', '.join(get_args(MarkKind))}"
        raise TemplateRuntimeError(message)
    return msgspec.convert({"type": "Mark", "kind": kind}, Mark)


FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {name: STANDARD[name] for name in KEPT}
    | {
        "cap": cap,
        "em": lambda words: em(*_words(words)),
        "join": join,
        "lang": lambda words, tag: span(tag, *_words(words)),
        "link": lambda words, url: link(url, *_words(words)),
        "listing": listing,
        "lower": lambda text: _text(text).lower(),
        "mark": mark,
        "md": md,
        "number": number,
        "plural": plural,
        "ref": lambda words, target: ref(target, *_words(words)),
        "replace": lambda text, old, new: _text(text).replace(_text(old), _text(new)),
        "sentence": sentence,
        "strong": lambda words: strong(*_words(words)),
        "trim": trim,
        "uncap": uncap,
        "unstopped": unstopped,
        "upper": lambda text: _text(text).upper(),
    }
)
