"""`briefing schema`: JSON Schemas for an editor."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.commands import DONE, UNDELIVERED, Outcome, options
from briefing.commands.report import told
from briefing.delivery.folder import put
from briefing.problems import Problem
from briefing.schema import schemas, written

EPILOG = """\b
Examples:
  briefing schema                  into the folder schema
  briefing schema docs/schema

\b
An editor with yaml-language-server (VS Code, Neovim, Emacs, ...) uses the schema that a file's first line names:
  # yaml-language-server: $schema=../schema/actors.json
"""


@click.command(epilog=EPILOG, short_help="Write JSON Schemas, by which an editor completes and checks.")
@click.argument("folder", metavar="[DIR]", default="schema", type=click.Path(file_okay=False, path_type=Path))
@options.quiet
def command(folder: Path) -> Outcome:
    """Write a JSON Schema for every kind of corpus and config file into DIR: actors.json, source.json, brief.json ...

    Files of these names in DIR are replaced; others stay.
    """
    put_there = put(folder, {name: written(schema) for name, schema in schemas().items()})
    if isinstance(put_there, Problem):
        return Outcome(UNDELIVERED, messages=told([put_there]))
    return Outcome(DONE, "\n".join(map(str, put_there)))
