"""What went wrong in a template, as located problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from jinja2 import Template, TemplateNotFound, TemplateSyntaxError, meta, nodes
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from briefing.problems import Location, Problem, ordered
from briefing.sections.prose.files import TemplateFiles, hint
from briefing.sections.prose.sandbox import MissingError, RunawayError, Sandbox


class Faults:
    """Turns exceptions of the templates in `files` into problems."""

    def __init__(self, files: TemplateFiles, sandbox: Sandbox) -> None:
        self._files = files
        self._sandbox = sandbox

    def syntax(self, fault: TemplateSyntaxError) -> list[Problem]:
        """What keeps a template from being compiled: the fault, or all unknown filters and tests."""
        file = fault.filename or fault.name or ""  # Jinja's reader takes one for the other where a comment has no end
        place = Location(file, fault.lineno, 1)
        message = (fault.message or "the template cannot be read").rstrip(".")
        if re.match(r"No (filter|test) named", message):
            return self._unknown(place)
        quoted = next(iter(re.findall(r"'([^']+)'", message)), "")
        message = message[:1].lower() + message[1:]
        return [Problem(code="template-syntax", message=message, location=self._column(place, quoted))]

    def _unknown(self, place: Location) -> list[Problem]:
        """The filters and tests that do not exist, in the order of the file."""
        found = []
        for node in self._sandbox.parse(self._files.source(place)).find_all((nodes.Filter, nodes.Test)):
            kind, known = (
                ("filter", self._sandbox.filters) if isinstance(node, nodes.Filter) else ("test", self._sandbox.tests)
            )
            if isinstance(node, (nodes.Filter, nodes.Test)) and node.name not in known:
                where = self._column(Location(place.file, node.lineno, 1), node.name)
                message, advice = f"there is no {kind} {node.name!r}", hint(node.name, known)
                found.append(Problem(code="template-syntax", message=message, location=where, hint=advice))
        return ordered(found)

    def running(self, fault: Exception, template: Template, values: Mapping[str, object]) -> list[Problem]:
        """A template that failed while it ran; an exception that comes from no template is raised again."""
        place = self._place(fault)
        if place is None and isinstance(fault, RunawayError):
            place = Location(template.filename or "", 1, 1)
        if place is None:
            raise fault
        match fault:
            case TemplateSyntaxError():
                return self.syntax(fault)
            case TemplateNotFound():
                return self._files.missing(str(fault.name), self._column(place, str(fault.name)))
            case MissingError():
                return [self._missing(fault, place, values), *self._also_missing(fault, place, values)]
            case SecurityError():
                code, message, advice = "template-sandbox", str(fault), "templates word values; compute them elsewhere"
            case RunawayError():
                code, message, advice = "template-runaway", str(fault), "look for loops in loops and macros in macros"
            case RecursionError():
                code, message, advice = "template-runaway", "a template or macro calls itself", ""
            case _:
                code, message, advice = "template-fault", str(fault), ""
        quoted = next(iter(re.findall(r"'([^']+)'", message)), "")
        return [Problem(code=code, message=message.rstrip("."), location=self._column(place, quoted), hint=advice)]

    def _missing(self, fault: MissingError, place: Location, values: Mapping[str, object]) -> Problem:
        known = [*values, *self._sandbox.globals] if fault.in_values else _fields(fault.owner)
        message = f"there is no value {fault.name!r}"
        if not fault.in_values:
            message = f"{_kind(fault.owner)} has no {fault.name!r}"
        place = self._column(place, fault.name)
        return Problem(code="template-undefined", message=message, location=place, hint=hint(fault.name, known))

    def _also_missing(self, first: MissingError, place: Location, values: Mapping[str, object]) -> list[Problem]:
        """The other names in the file that no value has, so that all are shown at once."""
        tree = self._sandbox.parse(self._files.source(place))
        absent = meta.find_undeclared_variables(tree) - set(values) - set(self._sandbox.globals) - {first.name}
        asked = {n.node.name for n in tree.find_all((nodes.Test, nodes.Filter)) if isinstance(n.node, nodes.Name)}
        found: dict[str, Problem] = {}
        for node in tree.find_all(nodes.Name):
            if node.name in absent - asked and node.name not in found:
                fault = MissingError.value(node.name)
                found[node.name] = self._missing(fault, Location(place.file, node.lineno, 1), values)
        return list(found.values())

    def _place(self, fault: BaseException) -> Location | None:
        """The innermost line of a template on the way to an exception."""
        place = None
        trace = fault.__traceback__
        while trace is not None:
            file = trace.tb_frame.f_code.co_filename
            if file in self._sandbox.files:
                place = Location(file, trace.tb_lineno, 1)
            trace = trace.tb_next
        return place

    def _column(self, place: Location, words: str) -> Location:
        """The place with the column at which the words stand in its line."""
        word = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", self._files.line(place)) if words else None
        return Location(place.file, place.line, word.start() + 1) if word else place


def _kind(owner: object) -> str:
    """What a thing is called in a message."""
    match owner:
        case Markup():
            return "Markdown of a macro or a block"
        case str():
            return f"the text {owner[:30]!r}"
        case Mapping():
            return "this value"
        case None:
            return "a value that is None"
        case _:
            return f"a {type(owner).__name__.lower()}"


def _fields(owner: object) -> Iterable[str]:
    """What a template may ask of a thing."""
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    return getattr(owner, "__struct_fields__", ())
