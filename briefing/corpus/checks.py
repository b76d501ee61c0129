"""The checks over a whole corpus, as a literal table; each yields the problems it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefing.corpus import (
    check_citations,
    check_claims,
    check_conflicts,
    check_days,
    check_judgments,
    check_names,
    check_references,
)
from briefing.corpus.records import Corpus
from briefing.problems import Problem

Check = Callable[[Corpus], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    check_references.dangling_ids,
    check_citations.dangling_citations,
    check_citations.in_plain_text,
    check_names.loops,
    check_names.ids,
    check_names.aliases,
    check_names.addresses,
    check_claims.claim_ids,
    check_claims.source_files,
    check_claims.paragraphs,
    check_claims.amounts,
    check_claims.flows,
    check_claims.denials,
    check_claims.dates,
    check_claims.retractions,
    check_claims.markings,
    check_conflicts.sides,
    check_judgments.bases,
    check_judgments.likelihoods,
    check_days.early,
    check_days.bottom_lines,
    check_judgments.revisions,
    check_days.days,
)


def check(corpus: Corpus) -> list[Problem]:
    """All that is wrong in a corpus, by record; `yamlfile.pinpoint` turns records and fields into exact places.

    Nothing is said of a field that could not be read: that problem is reported already.
    """
    found = (problem for run in CHECKS for problem in run(corpus))
    return sorted((p for p in found if not _damaged(corpus, p)), key=lambda p: (p.location, p.code, repr(p.field)))


def _damaged(corpus: Corpus, problem: Problem) -> bool:
    """Whether a problem speaks of a field that could not be read, or of a record that stands in for one."""
    if not problem.location.file:
        return True
    fields = corpus.damaged.get(problem.location, frozenset())
    return bool(fields) and (not problem.field or problem.field[0] in fields)
