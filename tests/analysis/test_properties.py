"""What must hold for every corpus, tried on many small ones."""

from __future__ import annotations

import random
from typing import Any

import msgspec
from analysis.small import corpus, day, denial, flow, selected, source
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis import analyse
from briefing.analysis.changes import compare
from briefing.analysis.figures import _clash, excluding
from briefing.analysis.findings import Analysis
from briefing.analysis.verification import STRENGTH
from briefing.corpus.quantities import Quantity
from briefing.corpus.records import Claim, Corpus, Override

SOURCES = tuple(source(key, reliability=grade, published="2024-01-01") for key, grade in zip("abc", "BDF", strict=True))
DATES = ("2023", "2023-05", "2023-05-02", "2023-06~", "2024-01", "2023-04/2023-06")
TRY = settings(max_examples=60, deadline=None)


@st.composite
def figures(draw: Any) -> Quantity | None:
    form = draw(st.sampled_from(("none", "value", "about", "range", "at_least", "at_most")))
    number = draw(st.integers(1, 30))
    given_: dict[str, Any] = {form: number} if form != "range" else {"low": number, "high": number + 5}
    of = draw(st.sampled_from(("", "men", "guns")))
    return None if form == "none" else msgspec.convert({"unit": "troops", "of": of} | given_, Quantity, strict=False)


@st.composite
def claims(draw: Any) -> list[Claim]:
    made: list[Claim] = []
    for number in range(1, draw(st.integers(1, 9)) + 1):
        key = f"{draw(st.sampled_from('abc'))}/{number}"
        fields: dict[str, Any] = {
            "provider": draw(st.sampled_from(("north", "corps"))),
            "category": draw(st.sampled_from(("troops", "shells"))),
            "wording": draw(st.sampled_from(("confirmed", "asserted", "reported", "alleged", "possible"))),
            "stage": draw(st.sampled_from(("sought", "delivered", "in-use", "refused"))),
            "origin": draw(st.sampled_from(("", "", "ministry"))),
            "event": draw(st.sampled_from(("", "war", "treaty"))),
            "kind": draw(st.sampled_from(("assistance", "event"))),
            "credibility": draw(st.sampled_from((1, 3))),
            "quantity": draw(figures()),
            "date": draw(st.sampled_from((None, *map(day, DATES)))),
            "place": draw(st.sampled_from(("", "Kursk", "Pyongyang"))),
        }
        if made and draw(st.integers(0, 5)) == 0:
            fields["distinct_from"] = (Override(claim=draw(st.sampled_from(made)).id, reason="another"),)
        if made and draw(st.integers(0, 5)) == 0:
            fields["same_as"] = (Override(claim=draw(st.sampled_from(made)).id, reason="the same"),)
        if made and draw(st.integers(0, 4)) == 0:
            named = draw(st.sampled_from(made)).id
            made.append(denial(key, denies=draw(st.sampled_from(((), (named,)))), category=fields["category"]))
        else:
            made.append(flow(key, **fields))
    return made


def of(found: list[Claim]) -> Corpus:
    return corpus(*found, sources=SOURCES)


def levels(analysis: Analysis) -> dict[tuple[object, ...], str]:
    return {(k, f.stage): f.verification for k, c in analysis.cells.items() for f in c.findings}


@TRY
@given(claims(), st.randoms(use_true_random=False))
def test_the_order_of_files_and_claims_changes_nothing(found: list[Claim], chance: random.Random) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    made, other = analyse(selected(of(found))), analyse(selected(of(shuffled)))
    assert (made.cells, made.conflicts, made.series, made.circular) == (
        other.cells,
        other.conflicts,
        other.series,
        other.circular,
    )


@TRY
@given(claims(), st.data())
def test_saying_a_thing_twice_verifies_nothing(found: list[Claim], data: st.DataObject) -> None:
    original = data.draw(st.sampled_from(found))
    again = msgspec.structs.replace(original, id=f"{original.source}/{data.draw(st.sampled_from((0, 99)))}")
    assert levels(analyse(selected(of([*found, again])))) == levels(analyse(selected(of(found))))


@TRY
@given(claims(), st.sampled_from(("north", "corps")), st.sampled_from(("troops", "shells")), st.data())
def test_a_denial_never_raises_a_level(found: list[Claim], provider: str, category: str, data: st.DataObject) -> None:
    named = data.draw(st.sampled_from(((), (found[0].id,))))
    against = denial("c/99", provider=provider, category=category, denies=named)
    before, after = levels(analyse(selected(of(found)))), levels(analyse(selected(of([*found, against]))))
    assert all(STRENGTH.index(after[key]) <= STRENGTH.index(before[key]) for key in before)


@TRY
@given(claims(), st.data())
def test_a_retraction_and_its_reversal_is_nothing(found: list[Claim], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(found) - 1))
    retracted = [
        msgspec.structs.replace(c, retracted=day("2024-06-01")) if i == place else c for i, c in enumerate(found)
    ]
    restored = [msgspec.structs.replace(c, retracted=None) for c in retracted]
    whole = analyse(selected(of(found)))
    back = analyse(selected(of(restored)), analyse(selected(of(found))))
    assert not back.changes.material
    assert (back.conflicts, levels(back)) == (whole.conflicts, levels(whole))
    gone = analyse(selected(of(retracted)), whole).changes
    assert gone.retracted == (found[place].id,)


@TRY
@given(claims(), claims())
def test_changes_mirror_each_other(one: list[Claim], other: list[Claim]) -> None:
    a, b = analyse(selected(of(one))), analyse(selected(of(other)))
    there, back = compare(a, b), compare(b, a)
    assert (there.new_claims, there.lost_claims) == (back.lost_claims, back.new_claims)
    assert (there.new_sources, there.lost_sources) == (back.lost_sources, back.new_sources)
    assert set(there.opened) == set(back.gone)
    assert {(r.id, r.fields) for r in there.revised} == {(r.id, r.fields) for r in back.revised}
    assert [(c.key, c.before, c.after) for c in there.cells] == [(c.key, c.after, c.before) for c in back.cells]
    turned = {"widened": "narrowed", "narrowed": "widened", "moved": "moved"}
    assert [(r.key, r.stage, turned[r.change]) for r in there.ranges] == [
        (r.key, r.stage, r.change) for r in back.ranges
    ]


@TRY
@given(claims())
def test_the_sweep_finds_what_comparing_all_pairs_finds(found: list[Claim]) -> None:
    counted = [
        c for c in found if c.quantity and c.kind != "denial" and c.wording != "possible" and c.stage != "sought"
    ]
    slow = {c.id for c in counted for o in counted if c is not o and _clash(c, o)}
    assert {c.id for c in excluding(counted)} == slow
