"""Wording: a template and values go in, blocks and problems come out.

A template is `<name>.md.j2`: Jinja2 over Markdown (`markdown.py` lists what may be written, `filters.py` the
filters). A file of that name in the user's folder takes the place of the default one. What is inserted with
`{{ ... }}` arrives as words, exactly as they are, whatever they look like; only line ends and tabs become spaces.
A value may also be an inline (a name in its language, a mark, a note reference), or a run of them; where it
stands alone in a paragraph, an item or a table cell it may be blocks. None and yes-or-no values are no words.

    # Summary

    {% for j in judgments %}
    {.judgment}
    {{ j.text }}{{ cite(j.claims) }}

    {% else %}
    No judgment stands on this day.
    {% endfor %}

Citations are written `[@claim-id]`, or made with `cite(...)`. A mistake is a problem with the template's file and
line; one in a curator's Markdown has the record's place.

This package alone imports jinja2 and markdown-it. Inside: `files` finds templates, `sandbox` runs them with `filters`,
`slots` carries values past the Markdown, `syntax` and `markdown` read it with `inlines`, `faults` explains, `compiled`
and `known` spare what was done before, `unused` finds files whose names are wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import FunctionLoader, Template, TemplateError, TemplateNotFound, TemplateSyntaxError

from briefing.document.nodes import Block
from briefing.keeping import NOTHING, Keep
from briefing.problems import NOWHERE, Location, Problem
from briefing.sections.prose.compiled import Compiled
from briefing.sections.prose.faults import Faults
from briefing.sections.prose.files import SUFFIX, TemplateFiles, default_templates, is_ours, read_text
from briefing.sections.prose.inlines import Cite
from briefing.sections.prose.known import Known
from briefing.sections.prose.markdown import read
from briefing.sections.prose.sandbox import MOST_STEPS, MOST_TEXT, RunawayError, Sandbox
from briefing.sections.prose.slots import Markdown, Passage, located, renumbered, slot
from briefing.sections.prose.unused import unused

__all__ = ["Cite", "Rendered", "Wording", "default_templates", "is_ours", "read_text"]

FAULTS = (TemplateError, TypeError, ValueError, AttributeError, ArithmeticError, LookupError, RecursionError)
"""What an expression of a template can raise; where no template was on the way, it is raised again."""

_NO_ID = re.compile(r"[^\w.-]+")

Rendered = tuple[tuple[Block, ...], list[Problem]]


class Wording:
    """The templates of a brief, compiled when first used. One object serves all renders of a build.

    `keep` is where compiled templates and what was read are kept for the next build of the brief in the file `brief`.
    """

    def __init__(self, default: Path, user: Path | None = None, keep: Keep = NOTHING, brief: str = "") -> None:
        self._files = TemplateFiles([folder for folder in (user, default) if folder is not None])
        self._sandbox = Sandbox(FunctionLoader(self._files.load))
        if keep.folder is not None:
            self._sandbox.bytecode_cache = Compiled(keep, self._sandbox.files)
        self._known = Known(keep, str(Path(brief).absolute()))
        self._faults = Faults(self._files, self._sandbox)
        self.keep = keep

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders of templates, the brief's own first."""
        return self._files.folders

    def names(self) -> list[str]:
        """The names of all templates, sorted."""
        return self._files.names()

    def check(self) -> list[Problem]:
        """What is wrong with the syntax of any template."""
        return [problem for name in self.names() for problem in self._open(name)[1]]

    def source(self, place: Location) -> str:
        """The template that a place is in; empty where there is none."""
        return self._files.source(place) if place.file else ""

    def remember(self) -> None:
        """Keep what was read for the next build."""
        self._known.remember()

    def unused(self, known: Iterable[str]) -> list[Problem]:
        """Warnings of files in the user's folder whose names miss those of our templates; `known` are good names."""
        return list(unused(self._files, known))

    def render(  # noqa: PLR0913 - what a template is filled with
        self,
        name: str,
        values: Mapping[str, object],
        *,
        cite: Cite,
        origin: str = "",
        prefix: str | None = None,
        asked: Location = NOWHERE,
    ) -> Rendered:
        """The blocks of a template, with problems where some are missing.

        `cite` makes note references for claims, or tells what is wrong with them. `origin` is the record that the
        nodes name (default `template:<name>`). `prefix` begins generated ids of headings and tables (default: the
        name). `asked` is the place that names the template, where a template that is missing is reported.
        """
        name = name.removesuffix(SUFFIX)
        template, problems = self._open(name, asked)
        if template is None:
            return (), problems
        self._sandbox.steps_left = MOST_STEPS
        try:
            text = _text(template, values)
        except FAULTS as fault:
            return (), self._faults.running(fault, template, values)
        text, places = located(text, self._sandbox.files)
        text, inserted = renumbered(text, self._sandbox.values)
        passage = Passage(
            text=text,
            places=places,
            values=inserted,
            record=origin or f"template:{name}",
            prefix=_NO_ID.sub("-", name) if prefix is None else prefix,
        )
        return read(passage, cite, self._known)

    def _open(self, name: str, asked: Location = NOWHERE) -> tuple[Template | None, list[Problem]]:
        """A compiled template, or what is wrong with its file."""
        try:
            return self._sandbox.get_template(name + SUFFIX), []
        except TemplateNotFound as fault:
            return None, self._files.missing(str(fault.name), asked)
        except TemplateSyntaxError as fault:
            return None, self._faults.syntax(fault)


def markdown(text: Markdown, *, cite: Cite, prefix: str = "") -> Rendered:
    """The blocks of a curator's Markdown, outside any template."""
    passage = Passage(text=slot(0), values=[text], places=(text.location,), record=text.record, prefix=prefix)
    return read(passage, cite, Known())


def _text(template: Template, values: Mapping[str, object]) -> str:
    """The text that a template makes; more than `MOST_TEXT` characters are refused."""
    parts: list[str] = []
    size = 0
    for part in template.generate(dict(values)):
        parts.append(part)
        size += len(part)
        if size > MOST_TEXT:
            message = f"the template makes more than {MOST_TEXT:,} characters"
            raise RunawayError(message)
    return "".join(parts)
