"""The dossier of an id knows every collection, and all that points to a record."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest

from briefing.analysis import analyse
from briefing.analysis.dossier import NAMES, Entry, dossier
from briefing.analysis.findings import Analysis
from briefing.corpus.check_citations import CITING
from briefing.corpus.check_references import REFERENCES
from briefing.corpus.load import load
from briefing.corpus.records import Corpus
from briefing.selection import select
from briefing.settings import Scope

BASE = Path(__file__).parent.parent / "errors" / "base" / "corpus"


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    corpus, problems = load(BASE, "corpus")
    assert corpus, problems
    return analyse(select(corpus, Scope(), datetime.date(2025, 1, 1)))


def one(analysis: Analysis, key: str) -> Entry:
    (entry,) = dossier(analysis, key)
    return entry


def mentions(analysis: Analysis, key: str) -> set[tuple[str, str, str]]:
    return {(mention.kind, mention.id, mention.field) for mention in one(analysis, key).mentions}


def test_every_collection_has_a_name() -> None:
    fields = msgspec.structs.fields(Corpus)
    collections = {f.name for f in fields if getattr(f.type, "__origin__", None) is Mapping} - {"hashes", "damaged"}
    collections |= {name for name, *_ in REFERENCES} | {name for name, _ in CITING}
    assert set(NAMES) == collections


def test_every_record_has_a_dossier(analysis: Analysis) -> None:
    corpus = analysis.selection.corpus
    for collection in NAMES:
        for key, record in getattr(corpus, collection).items():
            found = [entry for entry in dossier(analysis, key) if entry.location == record.location]
            assert len(found) == 1, (collection, key)
            msgspec.json.encode(found)


def test_a_claim_knows_what_names_and_cites_it(analysis: Analysis) -> None:
    found = mentions(analysis, "post-2024/1")
    assert {
        ("claim", "post-2024/2", "denies"),
        ("judgment", "trade", "claims"),
        ("actor", "north", "profile.description"),
        ("bottom line", "november", "text"),
        ("question", "payment", "claims"),
        ("glossary entry", "shell", "claims"),
    } <= found


def test_other_records_know_who_names_them(analysis: Analysis) -> None:
    assert ("origin", "agency", "relays") in mentions(analysis, "south-ministry")
    assert ("claim", "post-2024/1", "event") in mentions(analysis, "shipment")
    assert ("claim", "post-2024/2", "id") in mentions(analysis, "post-2024")
    assert ("recommendation", "watch", "judgments") in mentions(analysis, "trade")
    assert ("actor", "north-army", "part_of") in mentions(analysis, "north")


def test_a_dispute_is_shown_from_either_side_and_from_what_rests_on_it(analysis: Analysis) -> None:
    for key in ("post-2024/1", "post-2024/2", "trade", "shipment", "post-2024"):
        disputes = one(analysis, key).disputes
        assert [set(d.claims) for d in disputes] == [{"post-2024/1", "post-2024/2"}], key
    assert one(analysis, "post-2024/1").line == "origin:south-ministry"


def test_nothing_has_an_unknown_id(analysis: Analysis) -> None:
    assert dossier(analysis, "nobody") == ()
