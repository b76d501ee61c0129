"""A brief and its style as read from their files: every path found, every setting sound.

Paths in a brief are relative to the brief's file, paths in a style to the style's.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import get_args

import msgspec

from briefing.contrast import contrast_faults
from briefing.corpus.records import Corpus, TradecraftRule
from briefing.keeping import NOTHING, Keep
from briefing.nearest import did_you_mean
from briefing.problems import Location, Problem
from briefing.settings import Brief, Fonts, Style, Tradecraft
from briefing.yamlfile import Shelf, pinpoint, read, read_bytes, read_in_part

REPEATABLE = ("note",)  # sections that a brief may hold more than once
SIZES = (4.0, 72.0)  # points
MARGINS = (5.0, 80.0)  # millimetres
NARROWEST = 80.0  # millimetres that margins must leave for text
LOGO = (3.0, 40.0)  # millimetres
LETTERS = {"title": 120, "series": 80}  # four lines each
PNG = b"\x89PNG\r\n\x1a\n"  # begins such a file (ISO/IEC 15948)
WIDTHS = {"A4": 210.0, "Letter": 215.9}  # millimetres
_ROOMS = ("settings", "corpus/records", "corpus/dates")  # what the records of these files are made of


class Configuration(msgspec.Struct, frozen=True, kw_only=True):
    """A brief with its style and the folders it names; `templates` is its own wording, which goes before ours."""

    brief: Brief
    style: Style
    corpus: Path
    templates: Path | None
    tradecraft: Tradecraft = Tradecraft()


def brief_in(path: Path, keep: Keep = NOTHING) -> Brief | None:
    """The brief in a file, as far as it can be read."""
    return read_in_part(path, shown_path(path), Brief, Shelf(keep, _ROOMS)).value


def load(path: Path, sections: Collection[str], keep: Keep = NOTHING) -> tuple[Configuration | None, list[Problem]]:
    """The configuration in a brief's file and all that is wrong with it; `sections` are the names that there are.

    With errors among the problems it is good for finding its corpus, and for nothing else; it is None where not even
    that can be done. `keep` is where the records of the files are kept.
    """
    shelf = Shelf(keep, _ROOMS)
    parsed = read_in_part(path, shown_path(path), Brief, shelf)
    brief = parsed.value
    if brief is None:
        return None, parsed.problems
    style, style_problems = _style(path.parent, brief, shelf)
    unread = parsed.damaged.get(brief.location, frozenset())
    faults = [p for p in _faults(path.parent, brief, sections) if p.field[0] not in unread]
    tradecraft, rule_problems = _tradecraft(path.parent, brief, shelf)
    problems = pinpoint([*parsed.problems, *faults, *style_problems, *rule_problems])
    corpus = path.parent / brief.corpus
    if not brief.corpus or not os.path.isdir(corpus) or not _open(corpus):  # noqa: PTH112
        return None, problems
    templates = Path(shown_path(path.parent / brief.templates)) if brief.templates else None
    if templates is not None and not _open(templates):
        templates = None
    found = Configuration(brief=brief, style=style, corpus=corpus, templates=templates, tradecraft=tradecraft)
    return found, problems


def scope_faults(brief: Brief, corpus: Corpus) -> list[Problem]:
    """Actors and categories of a brief's scope that its corpus does not have."""

    def fault(names: Collection[str], side: str, number: int, name: str) -> Problem:
        word = "actor" if side == "actors" else "category"
        return Problem(
            code="scope-unknown",
            message=f"the corpus has no {word} {name!r}",
            location=brief.location,
            field=("scope", side, number),
            hint=did_you_mean(name, names),
        )

    sides = (("actors", brief.scope.actors, corpus.actors), ("categories", brief.scope.categories, corpus.categories))
    return pinpoint(
        fault(known, side, number, name)
        for side, names, known in sides
        for number, name in enumerate(names)
        if name not in known and side not in corpus.incomplete
    )


def is_brief(path: Path) -> bool:
    """Whether a file holds a brief, or might if it could be read: a mapping with `sections`, or broken YAML."""
    from briefing.yamlfile import nodes  # noqa: PLC0415 - the parser is not loaded where all files are known

    data = read_bytes(path, str(path))
    if isinstance(data, Problem):
        return True
    root, _ = nodes.compose(data, str(path))
    found = root.value if isinstance(root, nodes.MappingNode) else []
    return root is None or any(key.value == "sections" for key, _ in found)


def shown_path(path: Path) -> str:
    """A path as a user reads it: `config/../seeds` is `seeds`, unless a link makes these two places."""
    plain = os.path.normpath(path)
    # os.path, here and below: a name that is too long does not exist, where pathlib raises
    through_a_link = os.path.exists(path) and not (os.path.exists(plain) and path.samefile(plain))  # noqa: PTH110
    return str(path) if through_a_link else plain


def _faults(folder: Path, brief: Brief, sections: Collection[str]) -> Iterator[Problem]:
    """What is wrong with a brief beyond the form of its file."""

    def fault(field: str, code: str, message: str, hint: str = "") -> Problem:
        return Problem(code=code, message=message, location=brief.location, field=(field,), hint=hint)

    for field, name in (("corpus", brief.corpus), ("templates", brief.templates)):
        if name and not os.path.isdir(folder / name):  # noqa: PTH112
            message = f"there is no folder {shown_path(folder / name)}"
            yield fault(field, "folder-missing", message, "the path is relative to the brief's file")
        elif name and not _open(folder / name):
            message = f"the folder {shown_path(folder / name)} cannot be read: permission denied"
            yield fault(field, "file-unreadable", message)
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", brief.language):
        hint = "write a language tag such as en-GB"
        yield fault("language", "brief-language", f"{brief.language!r} is no language", hint)
    for field, most in LETTERS.items():
        letters = len(getattr(brief, field))
        if letters > most:
            message = f"a {field} of {letters} letters takes more than four lines of the first page"
            problem = fault(field, "title-long", message, f"write at most {most}, and the rest in a section")
            yield msgspec.structs.replace(problem, severity="warning")
    if not brief.formats:
        yield fault("formats", "brief-formats", "no format is named", "name docx, pdf, html or txt")
    if not brief.sections:
        yield fault("sections", "brief-sections", "no section is named", f"there are {', '.join(sections)}")
    yield from _section_faults(brief, sections)


def _open(folder: Path) -> bool:
    """Whether we may list a folder and read its files."""
    return os.access(folder, os.R_OK | os.X_OK)


def _section_faults(brief: Brief, sections: Collection[str]) -> Iterator[Problem]:
    """Sections that there are not, and sections named twice."""
    first: dict[str, Location] = {}
    for number, section in enumerate(brief.sections):
        place = Problem(code="", message="", location=brief.location, field=("sections", number))
        if section.name not in sections:
            message = f"there is no section {section.name!r}"
            hint = did_you_mean(section.name, sections) or f"there are {', '.join(sections)}"
            yield msgspec.structs.replace(place, code="section-unknown", message=message, hint=hint)
        elif section.name in first and section.name not in REPEATABLE:
            message, other = f"the section {section.name!r} stands here a second time", first[section.name]
            yield msgspec.structs.replace(place, code="section-twice", message=message, other=other)
        first.setdefault(section.name, section.location)


def _style(folder: Path, brief: Brief, shelf: Shelf) -> tuple[Style, list[Problem]]:
    """The brief's style, the default one if it names none; with what is wrong with it."""
    if not brief.style:
        return Style(), []
    path = folder / brief.style
    style, problems = read(path, shown_path(path), Style, shelf)
    if style is None:
        missing = problems[0].code == "file-missing"
        where = msgspec.structs.replace(problems[0], location=brief.location, field=("style",))
        named = msgspec.structs.replace(where, message=f"there is no file {shown_path(path)}")
        return Style(), [named] if missing else problems
    template = shown_path(path.parent / style.word_template) if style.word_template else ""
    logo = style.logo and msgspec.structs.replace(style.logo, file=str(path.parent / style.logo.file))
    fonts = _found_fonts(path.parent, style.fonts)
    style = msgspec.structs.replace(style, fonts=fonts, word_template=template, logo=logo)
    return style, list(_style_faults(style))


def _tradecraft(folder: Path, brief: Brief, shelf: Shelf) -> tuple[Tradecraft, list[Problem]]:
    """The severities of the rules of tradecraft, their own if the brief names no file; with what is wrong there."""
    if not brief.tradecraft:
        return Tradecraft(), []
    path = folder / brief.tradecraft
    parsed = read_in_part(path, shown_path(path), Tradecraft, shelf)
    if parsed.value is None:
        missing = parsed.problems[0].code == "file-missing"
        where = msgspec.structs.replace(parsed.problems[0], location=brief.location, field=("tradecraft",))
        named = msgspec.structs.replace(where, message=f"there is no file {shown_path(path)}")
        return Tradecraft(), [named] if missing else parsed.problems
    rules: tuple[str, ...] = get_args(TradecraftRule)
    unknown = [
        Problem(
            code="tradecraft-rule",
            message=f"there is no rule {name!r}",
            location=parsed.value.location,
            field=("rules", name),
            hint=did_you_mean(name, rules) or f"there are {', '.join(rules)}",
        )
        for name in parsed.value.rules
        if name not in rules
    ]
    return parsed.value, [*parsed.problems, *unknown]


def _found_fonts(folder: Path, fonts: Fonts) -> Fonts:
    """The fonts with the paths of files made whole."""

    def found(name: str) -> str:
        return str(folder / name) if name.lower().endswith(".ttf") else name

    fallback = tuple(map(found, fonts.fallback))
    return msgspec.structs.replace(fonts, serif=found(fonts.serif), sans=found(fonts.sans), fallback=fallback)


def _style_faults(style: Style) -> Iterator[Problem]:
    """Colours that are none, sizes and margins that no page can have, font files that are not there."""

    def fault(code: str, message: str, *field: str | int, hint: str = "") -> Problem:
        return Problem(code=code, message=message, location=style.location, field=field, hint=hint)

    for name, colour in msgspec.structs.asdict(style.colours).items():
        if not re.fullmatch("#[0-9A-Fa-f]{6}", colour):
            yield fault("style-colour", f"{colour!r} is no colour", "colours", name, hint="write it as '#1F3A5F'")
        else:
            yield from contrast_faults(style, name)
    yield from _logo_faults(style)
    for name, width in msgspec.structs.asdict(style.margins).items():
        if not MARGINS[0] <= width <= MARGINS[1]:
            message = f"a margin of {width:g} mm is outside {MARGINS[0]:g} to {MARGINS[1]:g} mm"
            yield fault("style-margin", message, "margins", name)
    left = WIDTHS[style.page] - style.margins.left - style.margins.right
    if left < NARROWEST:
        yield fault("style-margin", f"the margins leave {left:g} mm for text, less than {NARROWEST:g} mm", "margins")
    yield from _size_faults(style, [n.removesuffix("_size") for n in style.__struct_fields__ if n.endswith("_size")])
    if style.word_template and not os.path.isfile(style.word_template):  # noqa: PTH113
        hint = "the path is relative to the style's file"
        yield fault("word-template", f"there is no file {style.word_template}", "word_template", hint=hint)
    for place, name in (("serif", style.fonts.serif), ("sans", style.fonts.sans), *enumerate(style.fonts.fallback)):
        if (name.lower().endswith(".ttf") or isinstance(place, int)) and not os.path.isfile(name):  # noqa: PTH113
            where = ("fonts", place) if isinstance(place, str) else ("fonts", "fallback", place)
            yield fault("style-font", f"there is no file {shown_path(Path(name))}", *where)


def _logo_faults(style: Style) -> Iterator[Problem]:
    """A logo that is no picture we can set, that is not there, or that is too tall."""
    logo = style.logo
    if logo is None:
        return

    def fault(field: str, message: str, hint: str = "") -> Problem:
        where = ("logo", field)
        return Problem(code="style-logo", message=message, location=style.location, field=where, hint=hint)

    if not logo.file.lower().endswith((".png", ".svg")):
        yield fault("file", f"{Path(logo.file).name!r} is no picture that can be set", "it takes a PNG or SVG file")
    elif not os.path.isfile(logo.file):  # noqa: PTH113
        yield fault(
            "file", f"there is no file {shown_path(Path(logo.file))}", "the path is relative to the style's file"
        )
    elif isinstance(data := read_bytes(Path(logo.file), ""), Problem):
        yield fault("file", f"{shown_path(Path(logo.file))}: {data.message}")
    elif logo.file.lower().endswith(".png") and not data.startswith(PNG):
        yield fault("file", f"{shown_path(Path(logo.file))} is no PNG picture, whatever its name says")
    if not LOGO[0] <= logo.height <= LOGO[1]:
        yield fault("height", f"a height of {logo.height:g} mm is outside {LOGO[0]:g} to {LOGO[1]:g} mm")


def _size_faults(style: Style, texts: Sequence[str]) -> Iterator[Problem]:
    """Sizes that cannot be read or do not fit a page, and lines that would overlap or fall apart."""
    for text in texts:
        size, leading = getattr(style, f"{text}_size"), getattr(style, f"{text}_leading")
        if not SIZES[0] <= size <= SIZES[1]:
            message = f"a size of {size:g} points is outside {SIZES[0]:g} to {SIZES[1]:g}"
            yield Problem(code="style-size", message=message, location=style.location, field=(f"{text}_size",))
        elif not size <= leading <= 3 * size:
            message = f"a line height of {leading:g} points does not go with a size of {size:g}"
            hint = f"write {size * 1.4:.3g}, or anything from {size:g} to {3 * size:g}"
            field = (f"{text}_leading",)
            yield Problem(code="style-size", message=message, location=style.location, field=field, hint=hint)
