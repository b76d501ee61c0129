"""`briefing review-notes`: what an editor wrote into a Word file, and which records of the corpus that touches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from briefing.commands import PROBLEMS, Outcome, at_hand, options
from briefing.commands.report import told
from briefing.problems import Location, Problem

if TYPE_CHECKING:
    from briefing.writers.docx.edits import Edit

EPILOG = """\b
Examples:
  briefing review-notes out/2025-W09/brief.review.docx
  briefing review-notes edited.docx config/weekly.yaml --json

A correction belongs into the corpus, so that next week's paper has it too: each note names the records behind its
paragraph with file and line.
"""


@click.command(epilog=EPILOG, short_help="List an editor's comments and changes with the records they touch.")
@click.argument("file", metavar="FILE.docx", type=options.File())
@click.argument("brief", required=False, type=options.BRIEF)
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@options.quiet
def command(file: Path, brief: Path | None, as_json: bool) -> Outcome:
    """List comments and tracked changes in a Word file of ours. BRIEF names the corpus; default: that in config/."""
    from briefing.sections.reviewing import places  # noqa: PLC0415 - not loaded for --help
    from briefing.writers.docx.edits import read  # noqa: PLC0415 - as above

    edits = read(file.read_bytes())
    if edits is None:
        hint = "save it in Word as .docx"
        problem = Problem(code="word-file", message="this is no Word file", location=Location(str(file)), hint=hint)
        return Outcome(PROBLEMS, messages=told([problem]))
    found, _ = at_hand.find(None, brief)
    known = places(found.corpus) if found else {}
    if as_json:
        listed = [_listed(edit, known) for edit in edits]
        return Outcome(results=msgspec.json.format(msgspec.json.encode(listed), indent=2).decode())
    lines = [line for number, edit in enumerate(edits, 1) for line in _lines(number, edit, known)]
    return Outcome(results="\n".join(lines) or f"no comments and no tracked changes in {file}")


def _listed(edit: Edit, known: Mapping[str, Location]) -> dict[str, object]:
    """An edit for a machine; a record without a place in the corpus has no file."""
    records = []
    for name in edit.records:
        where = known.get(name)
        place = {"file": where.file, "line": where.line, "column": where.column} if where else {}
        records.append({"record": name, **place})
    return {**msgspec.to_builtins(edit), "records": records}


def _lines(number: int, edit: Edit, known: Mapping[str, Location]) -> Iterator[str]:
    """`1. comment by J. Doe on 2025-03-03: ...`, what it stands on, then a line for each record."""
    by = f" by {edit.author}" if edit.author else ""
    on = f" on {edit.date[:10]}" if edit.date else ""
    yield f"{number}. {edit.kind}{by}{on}: {edit.text}"
    if edit.on:
        yield f"   in: {edit.on}"
    for name in edit.records:
        where = known.get(name)
        yield f"   {where}: {name}" if where else f"   {name}"
    if not edit.records:
        yield "   no record stands behind this paragraph"
