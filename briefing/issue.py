"""The pipeline: from a brief's file to the bytes of an issue. Reads files, writes none.

read -> find (select as of a day, analyse with the previous issue) -> draft (sections) -> write

Each stage gives its result, or None, and the problems that it found; a stage begins where none before is an error.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec

from briefing import configuration, placing, schedule, sections
from briefing.analysis import analyse, conflicts
from briefing.analysis.findings import Analysis
from briefing.configuration import Configuration
from briefing.corpus import reading
from briefing.corpus.markings import above, highest, of_claim
from briefing.corpus.records import Corpus
from briefing.corpus.tlp import Tlp
from briefing.document.nodes import Comment, Document, Heading
from briefing.document.typography import hold_together
from briefing.document.walk import walk
from briefing.edition import PLAIN, Edition
from briefing.keeping import NOTHING, Keep
from briefing.problems import Problem, errors, ordered
from briefing.progress import Progress, silent
from briefing.schedule import Issue
from briefing.sections.notices import notices
from briefing.sections.prose import Wording, default_templates
from briefing.selection import Selection, select
from briefing.settings import Brief, Colours
from briefing.writers.aside import prepare
from briefing.writers.together import REVIEW, write_all
from briefing.yamlfile import pinpoint

MESSAGE = "eml"  # a format made of others: `delivery.message` puts it together
ATTACHED = ("pdf", "docx")  # what it takes along

Problems = list[Problem]
Corpora = Callable[[Configuration], tuple[Corpus | None, Problems]]  # where the corpus of a brief comes from


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """A brief's settings and its corpus; in part, and good for counting only, where its files have errors."""

    configuration: Configuration
    corpus: Corpus


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What is known for one issue of a brief, before a word is written; `stem` begins the names of its files.

    `left_out` says whether the edition's limit left anything out that was known.
    """

    configuration: Configuration
    issue: Issue
    stem: str
    analysis: Analysis
    edition: Edition = PLAIN
    left_out: bool = False


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What an issue contains; `pages` is 0 where no format has pages of its own."""

    sections: int
    judgments: int
    claims: int
    sources: int
    pages: int


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """An issue's files by name, and the folder of the outbox `out` that they belong into.

    `stem` begins the files' names; `document` is what they say; `attachments` are the files that a message takes
    along, by name, if one was asked for.
    """

    files: Mapping[str, bytes]
    out: str
    folder: str
    issue: Issue
    counts: Counts
    stem: str
    document: Document
    colours: Colours
    attachments: Mapping[str, bytes] = {}


def build(  # noqa: PLR0913 - one argument an option
    path: Path,
    *,
    as_of: datetime.date,
    created: str,
    formats: Sequence[str] = (),
    edition: Edition = PLAIN,
    as_draft: bool = False,
    review: bool = False,
    corpora: Corpora | None = None,
    keep: Keep = NOTHING,
) -> tuple[Built | None, Problems]:
    """The issue of a brief as of a day, or None where there are errors among the problems.

    `created` is the instant that the files carry (ISO 8601, UTC); without `formats` the brief's own are built. A draft
    is built with what its tradecraft leaves open, and says so. With `review` a Word file with comments is made beside.
    """
    loaded, problems = read(path, corpora, keep)
    if loaded is None or errors(problems):
        return None, problems
    prepare(loaded.configuration.style)
    findings, more = find(loaded, as_of=as_of, edition=edition)
    problems += more
    if findings is None:
        return None, problems
    with ExitStack() as running:
        document, more, still_open = _drafted(findings, created, keep, running, as_draft=as_draft)
        problems += more
        early = still_open() if review or errors(problems) else None
        problems += early or []
        if errors(problems):
            return None, problems
        comments: tuple[Comment, ...] = ()
        if review:
            from briefing.sections import reviewing  # noqa: PLC0415 - most papers go to no reviewer

            comments = reviewing.comments(findings.analysis, problems)
        built, more = write(findings, document, formats, comments, keep)
        problems += still_open() if early is None else []
    return (None if errors(problems) else built), problems + more


def read(path: Path, corpora: Corpora | None = None, keep: Keep = NOTHING) -> tuple[Loaded | None, Problems]:
    """A brief and its corpus, with all that is wrong in either; None where they could not be read at all."""
    found, problems = configuration.load(path, sections.SECTIONS, keep)
    if found is None:
        return None, problems
    corpus, faults = corpora(found) if corpora else read_corpus(found.corpus)
    problems += faults
    if corpus is None:
        return None, problems
    problems += configuration.scope_faults(found.brief, corpus)
    return Loaded(configuration=found, corpus=corpus), problems


def read_corpus(folder: Path, keep: Keep = NOTHING, progress: Progress = silent) -> tuple[Corpus | None, Problems]:
    """A corpus with all that is wrong in its files, each fault at its place."""
    return reading.read(folder, configuration.shown_path(folder), keep, progress)


def find(
    loaded: Loaded, *, as_of: datetime.date, since: datetime.date | None = None, edition: Edition = PLAIN
) -> tuple[Findings | None, Problems]:
    """What a corpus says as of a day, and what changed since `since` or else the previous issue."""
    brief, corpus = loaded.configuration.brief, loaded.corpus
    issue = schedule.issue_of(brief, as_of)
    if isinstance(issue, Problem):
        return None, pinpoint([issue])
    issue = msgspec.structs.replace(issue, revision=edition.revision)
    stem = schedule.file_stem(brief, issue)
    if isinstance(stem, Problem):
        return None, pinpoint([stem])
    limited = _within(corpus, edition.limit) if edition.limit else corpus
    then = since or issue.previous
    earlier = _limited(edition) if edition.recorded else select(limited, brief.scope, then) if then else None
    analysis = analyse(select(limited, brief.scope, as_of), analyse(earlier) if earlier else None)
    left_out = limited is not corpus and select(corpus, brief.scope, as_of).known != analysis.selection.known
    found = Findings(
        configuration=loaded.configuration,
        issue=issue,
        stem=stem,
        analysis=analysis,
        edition=edition,
        left_out=left_out,
    )
    return found, pinpoint(conflicts.idle(analysis.selection, analysis.conflicts))


def _limited(edition: Edition) -> Selection | None:
    """What the last issue rested on, as far as the readers of this edition may know it."""
    before = edition.before
    if before is None or edition.limit is None:
        return before
    return select(_within(before.corpus, edition.limit), before.scope, before.as_of)


def _within(corpus: Corpus, limit: Tlp) -> Corpus:
    from briefing.withholding import without_above  # noqa: PLC0415 - most editions have no limit

    return without_above(corpus, limit)


def draft(
    findings: Findings, *, created: str, as_draft: bool = False, keep: Keep = NOTHING
) -> tuple[Document | None, Problems]:
    """The findings in words, with the highest marking of brief and material."""
    with ExitStack() as running:
        document, problems, still_open = _drafted(findings, created, keep, running, as_draft=as_draft)
        problems += still_open()
    return (None if errors(problems) else document), problems


def _drafted(
    findings: Findings, created: str, keep: Keep, running: ExitStack, *, as_draft: bool
) -> tuple[Document, Problems, sections.Open]:
    """As `draft`; what tells what tradecraft leaves open may still be at work, until `running` is closed."""
    settings = findings.configuration
    wording = Wording(default_templates(), settings.templates, keep, settings.brief.location.file)
    document, problems, still_open = sections.compose(
        settings.brief,
        findings.issue,
        findings.analysis,
        wording,
        created,
        settings.tradecraft,
        running,
        as_draft=as_draft,
    )
    first, more = notices(findings.edition, wording, left_out=findings.left_out)
    wording.remember()
    marking = marking_of(findings, document)
    properties = msgspec.structs.replace(document.properties, marking=marking)
    document = msgspec.structs.replace(document, properties=properties, blocks=(*first, *document.blocks))
    problems += more
    if above(marking, settings.brief.marking):
        problems.append(_raised(settings.brief, marking))
    return hold_together(document), pinpoint(problems), lambda: pinpoint(still_open())


def marking_of(findings: Findings, document: Document) -> Tlp:
    """The highest marking of the brief, the sources and claims in its scope, and the claims that its notes name.

    The brief's own marking counts no higher than the edition's limit: what is above that was left out.
    """
    selection, limit = findings.analysis.selection, findings.edition.limit
    own = findings.configuration.brief.marking
    noted = {claim for note in document.notes for claim in note.claims}
    corpus = selection.corpus
    claims = [corpus.claims[c] for c in (*selection.claims, *sorted(noted)) if c in corpus.claims]
    material = [s.marking for s in selection.sources.values()] + [of_claim(corpus, c) for c in claims]
    return highest([limit if limit and above(own, limit) else own, *material])


def _raised(brief: Brief, marking: Tlp) -> Problem:
    message = f"the brief is {brief.marking} and holds material that is {marking}; the paper is marked {marking}"
    hint = f"set marking: {marking}, or leave the material out with --marking {brief.marking}"
    fault = Problem(code="marking-raised", message=message, location=brief.location, field=("marking",), hint=hint)
    return msgspec.structs.replace(fault, severity="warning")


def write(
    findings: Findings,
    document: Document,
    formats: Sequence[str],
    comments: tuple[Comment, ...] = (),
    keep: Keep = NOTHING,
) -> tuple[Built | None, Problems]:
    """The document in each format, in the order asked for; the PDF is written first, for it knows the pages.

    With comments a Word file that shows them, for reviewers, is added to those.
    """
    brief, issue = findings.configuration.brief, findings.issue
    asked = tuple(dict.fromkeys(formats or brief.formats))
    attached = ATTACHED if MESSAGE in asked else ()
    style = findings.configuration.style
    written = write_all(document, style, {*asked, *attached} - {MESSAGE}, comments, keep)
    found = (placing.placed(problem, brief) for result in written.values() for problem in result.problems)
    problems = ordered(pinpoint(found))
    if errors(problems):
        return None, problems
    built = Built(
        files={f"{findings.stem}.{name}": written[name].data for name in (*asked, REVIEW) if name in written},
        out=brief.out,
        folder=schedule.folder(brief, issue),
        issue=issue,
        counts=_counts(document, findings.analysis, max(result.pages for result in written.values())),
        stem=findings.stem,
        document=document,
        colours=findings.configuration.style.colours,
        attachments={f"{findings.stem}.{name}": written[name].data for name in attached},
    )
    return built, problems


def _counts(document: Document, analysis: Analysis, pages: int) -> Counts:
    """What an issue contains, counted."""
    return Counts(
        sections=sum(isinstance(node, Heading) and node.level == 1 for node in walk(document)),
        judgments=sum(not judgment.retired for judgment in analysis.selection.judgments.values()),
        claims=len(analysis.selection.claims),
        sources=len(analysis.selection.sources),
        pages=pages,
    )
