"""The Jinja2 environment of the wording: sandboxed, strict, bounded, and with values kept out of the text.

Whatever an expression gives is put into a slot (see `slots.py`). Only what is made of the template's own text,
the result of a macro, a `call` or a `set` block, is Markdown and stays in the text. Every line carries its place.
A template that runs on is stopped after `MOST_STEPS` loop rounds and calls or `MOST_TEXT` characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from jinja2 import (
    BaseLoader,
    StrictUndefined,
    TemplateRuntimeError,
    UndefinedError,
    nodes,
    pass_context,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from briefing.sections.prose.filters import FILTERS
from briefing.sections.prose.slots import Citation, lined, slot

MOST_STEPS = 200_000
MOST_TEXT = 2_000_000
_TEXT_METHODS = frozenset(
    {"startswith", "endswith", "lower", "upper", "strip", "split", "removeprefix", "removesuffix"}
)


class RunawayError(TemplateRuntimeError):
    """A template takes too many steps, or makes too much text."""


class MissingError(UndefinedError):
    """A name that does not exist: `name`, looked for in `owner`, or among the template's values."""

    def __init__(self, owner: object, name: object, message: str) -> None:
        super().__init__(message)
        self.owner = owner
        self.name = str(name)
        self.in_values = owner is missing

    @classmethod
    def value(cls, name: str) -> MissingError:
        """That there is no value of this name."""
        return cls(missing, name, f"{name!r} is undefined")


class _Missing(StrictUndefined):
    """Says what is missing where."""

    def __init__(
        self, hint: str | None = None, obj: object = missing, name: str | None = None, exc: object = UndefinedError
    ) -> None:
        super().__init__(hint, obj, name, partial(MissingError, obj, name) if exc is UndefinedError else exc)  # type: ignore[arg-type]


class _Generator(CodeGenerator):
    """Joins by `~` through the environment, so that values stay values."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - the parent's name
        self.write("environment.tilde((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class Sandbox(ImmutableSandboxedEnvironment):
    """`values` holds what was inserted, by slot; `files` the template files by number."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, loader: BaseLoader) -> None:
        self.values: list[object] = []
        self.files: list[str] = []
        self.steps_left = MOST_STEPS
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=_Missing,
            finalize=pass_context(lambda _context, value: self.insert(value)),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            comment_start_string="{# ",  # `{#id}` is an id
            optimized=False,  # templates have next to nothing to fold: looking for it is a tenth of the compiling
            auto_reload=False,
            cache_size=-1,
        )
        self.filters = dict(FILTERS)
        self.globals = {"range": self.globals["range"], "namespace": self.globals["namespace"], "cite": cite}

    def insert(self, value: object) -> Markup:
        """What stands for a value in the text; Markdown of the template's own stands for itself."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, Undefined):
            str(value)  # raises
        self.values.append(value)
        return Markup(slot(len(self.values) - 1))  # noqa: S704 - holds a number only

    def tilde(self, parts: Iterable[object]) -> object:
        """What `~` makes: a text, or Markdown if one part is."""
        found = list(parts)
        if any(isinstance(part, Markup) for part in found):
            return _bounded(Markup("").join(self.insert(part) for part in found))
        if all(isinstance(part, (str, int, float)) and not isinstance(part, bool) for part in found):
            return _bounded("".join(str(part) for part in found))
        for part in found:
            if isinstance(part, Undefined):
                str(part)  # raises
        return tuple(found)

    def step(self) -> None:
        """Counts a loop round or a call."""
        self.steps_left -= 1
        if self.steps_left < 0:
            message = f"the template takes more than {MOST_STEPS:,} steps"
            raise RunawayError(message)

    def rounds(self, values: Iterable[object]) -> Iterator[object]:
        """The values of a loop, counted."""
        for value in values:
            self.step()
            yield value

    def call(__self, __context: Context, __obj: object, *args: object, **kwargs: object) -> object:  # noqa: N805, PYI063 - as its parent
        """Calls a function or macro, counted."""
        __self.step()
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """`+` on words, and `*` on numbers only; the others could make text from values, or numbers without end."""
        if isinstance(left, Undefined) or isinstance(right, Undefined):
            return super().call_binop(context, operator, left, right)
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self.tilde((left, right))
        numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
        if operator == "**" or (not numbers and operator != "+"):
            message = f"the operator {operator} is not for this"
            raise SecurityError(message)
        return _bounded(super().call_binop(context, operator, left, right))

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """No methods that make text of any length, and none on Markdown."""
        if isinstance(obj, str):
            return attr in _TEXT_METHODS and not isinstance(obj, Markup)
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: object) -> None:  # noqa: ARG002 - the parent's signature
        """No `format` either."""
        return

    def getattr(self, obj: object, attribute: str) -> object:
        """A mapping's own key comes before its methods."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The template's tree, with lines marked and loops counted."""
        tree = super()._parse(source, name, filename)
        self.files.append(filename or "")
        for node in tree.find_all((nodes.TemplateData, nodes.For)):
            if isinstance(node, nodes.TemplateData):
                node.data = lined(node.data, len(self.files) - 1, node.lineno)
            elif isinstance(node, nodes.For):
                counted = nodes.EnvironmentAttribute("rounds", lineno=node.lineno)
                node.iter = nodes.Call(counted, [node.iter], [], None, None, lineno=node.lineno)
        return tree


def cite(*claims: str | Iterable[str]) -> Citation:
    """A note on these claims: ids, or lists of ids."""
    ids = [one for part in claims for one in ([part] if isinstance(part, str) else part)]
    if not all(isinstance(one, str) for one in ids):
        message = "cite takes the ids of claims"
        raise TemplateRuntimeError(message)
    return Citation(tuple(ids))


def _bounded(made: object) -> object:
    """The value, unless it grows without end."""
    if isinstance(made, (str, list, tuple)) and len(made) > MOST_TEXT:
        message = f"the template makes more than {MOST_TEXT:,} characters"
        raise RunawayError(message)
    return made
