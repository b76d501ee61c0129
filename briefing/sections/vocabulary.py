"""The words for the corpus's terms: `words.yaml` in the templates folders, a brief's own before ours."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from briefing.keeping import NOTHING, Keep
from briefing.problems import Problem
from briefing.sections.paper import Words
from briefing.yamlfile import Shelf, read

FILE = "words.yaml"


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """The groups of words, each term by its key."""

    stage: dict[str, str] = {}
    verification: dict[str, str] = {}
    verification_meaning: dict[str, str] = {}
    wording: dict[str, str] = {}
    group: dict[str, str] = {}
    priority: dict[str, str] = {}
    change: dict[str, str] = {}
    trend: dict[str, str] = {}
    glossary: dict[str, str] = {}
    source_type: dict[str, str] = {}
    actor_type: dict[str, str] = {}
    reliability: dict[str, str] = {}
    credibility: dict[str, str] = {}
    scale: dict[str, str] = {}
    fact: dict[str, str] = {}
    head: dict[str, str] = {}
    flow: dict[str, str] = {}
    lane: dict[str, str] = {}
    outcome: dict[str, str] = {}
    standard: dict[str, str] = {}
    standard_without_check: dict[str, str] = {}
    rule: dict[str, str] = {}
    record: dict[str, str] = {}


def vocabulary(folders: Sequence[Path], keep: Keep = NOTHING) -> tuple[Words, list[Problem]]:
    """The words by group and key; the first folder that has one gives it. `keep` is where what was read is kept."""
    shelf = Shelf(keep, ("sections/vocabulary",))
    words: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for folder in folders:
        path = folder / FILE
        if not path.is_file():
            continue
        found, faults = read(path, str(path), Vocabulary, shelf)
        problems += faults
        for group in Vocabulary.__struct_fields__:
            given: dict[str, str] = getattr(found, group, {})
            for key, word in given.items():
                words.setdefault(group, {}).setdefault(key, word)
    return words, problems
