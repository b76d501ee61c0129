"""One order carried out: reads files, writes none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from briefing import issue
from briefing.configuration import Configuration
from briefing.corpus.load import SOURCES
from briefing.corpus.records import Corpus
from briefing.edition import Edition
from briefing.issue import Built
from briefing.issue import Corpora as Source
from briefing.keeping import Keep
from briefing.making.corpora import Corpora
from briefing.making.order import Made, Order
from briefing.problems import Problem, errors
from briefing.sections.prose import default_templates

# Warnings that hold whatever stands in claims that a brief does not need; for others the whole corpus is asked.
ANYWAY = frozenset({"conflict-idle", "marking-raised", "style-contrast", "template-unused", "word-template"})


def make(order: Order, corpora: Corpora) -> Made:
    """The issue's files with what was read for them, or the problems for which there is none."""
    if order.limit is None and not order.as_draft and not order.review and corpora.may_narrow(order.brief):
        made = _made(order, lambda found: (corpora.narrow(order.brief, found), []), corpora.keep)
        if made is not None and all(problem.code in ANYWAY for problem in made.problems):
            return made
    made = _made(order, corpora.whole, corpora.keep)
    assert made is not None  # noqa: S101 - there is always a whole corpus, or a problem
    return made


def _made(order: Order, source: Source, keep: Keep) -> Made | None:
    """As `make`, of the corpus that comes from `source`; None if there is none and nothing says why."""
    read: list[tuple[Configuration, Corpus | None]] = []

    def noted(found: Configuration) -> tuple[Corpus | None, list[Problem]]:
        corpus, problems = source(found)
        read.append((found, corpus))
        return corpus, problems

    built, problems = issue.build(
        order.brief,
        as_of=order.as_of,
        created=order.created,
        formats=order.formats,
        edition=Edition(limit=order.limit),
        as_draft=order.as_draft,
        review=order.review,
        corpora=noted,
        keep=keep,
    )
    if built is None and not problems:
        return None
    if built is None or errors(problems):
        return Made(order=order, problems=tuple(problems))
    built = _with_draft(built)
    ((found, corpus),) = read
    return Made(
        order=order,
        folder=(order.out or Path(built.out)) / built.folder,
        files=dict(built.files),
        line=_contents(built),
        problems=tuple(problems),
        inputs=dict(_inputs(order.brief, found, corpus)),
        folders=tuple(map(str, _folders(found))),
    )


def attempt(order: Order, corpora: Corpora) -> Made:
    """As `make`; a fault of ours is told, too, so that one brief does not stop the others."""
    try:
        return make(order, corpora)
    except Exception:  # noqa: BLE001 - the cause goes to the user with the rest
        import traceback  # noqa: PLC0415 - 10 ms that only a bug needs

        return Made(order=order, fault=traceback.format_exc())


def _with_draft(built: Built) -> Built:
    """The issue with its message, if one was asked for."""
    if not built.attachments:
        return built
    from briefing.delivery.message import with_draft  # noqa: PLC0415 - mail is not loaded for what has none

    return with_draft(built)


def _inputs(brief: Path, found: Configuration, corpus: Corpus | None) -> Iterator[tuple[str, str]]:
    """The files read for an issue, with their SHA-256 if that is known."""
    settings, style = found.brief, found.style
    yield str(brief), ""
    yield from ((str(brief.parent / name), "") for name in (settings.style, settings.tradecraft) if name)
    fonts = (style.fonts.serif, style.fonts.sans, *style.fonts.fallback)
    faces = [
        face for font in fonts if font.lower().endswith(".ttf") for face in sorted(Path(font).parent.glob("*.ttf"))
    ]
    yield from ((str(file), "") for file in (*filter(None, [style.word_template]), *faces))
    for folder in (default_templates(), found.templates):
        yield from ((str(path), "") for path in (sorted(folder.rglob("*")) if folder else ()) if path.is_file())
    yield from ((str(found.corpus / name), digest) for name, digest in (corpus.hashes.items() if corpus else ()))


def _folders(found: Configuration) -> Iterator[Path]:
    """The folders in which any file counts."""
    yield from (found.corpus, found.corpus / SOURCES)
    fonts = (found.style.fonts.serif, found.style.fonts.sans, *found.style.fonts.fallback)
    yield from dict.fromkeys(Path(font).parent for font in fonts if font.lower().endswith(".ttf"))
    for top in filter(None, (default_templates(), found.templates)):
        yield from (Path(place) for place, _, _ in os.walk(top))


def _contents(built: Built) -> str:
    """What an issue contains, in a line."""
    counts, number = built.counts, built.issue.number
    title = f"issue {number} of {built.issue.date}" if number else f"issue of {built.issue.date}"
    numbers = (
        (counts.sections, "section"),
        (counts.judgments, "judgment"),
        (counts.claims, "claim"),
        (counts.sources, "source"),
        *([(counts.pages, "page")] if counts.pages else []),
    )
    return f"{title}: {', '.join(f'{n} {word}' if n == 1 else f'{n} {word}s' for n, word in numbers)}"
