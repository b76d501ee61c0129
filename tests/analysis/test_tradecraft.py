"""The rules of tradecraft, each with what it finds and what it must leave alone."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from analysis.small import corpus, day, denial, flow, judgment, revision, selected, source
from hypothesis import given
from hypothesis import strategies as st

from briefing import issue
from briefing.analysis import analyse
from briefing.analysis.tradecraft import Examination
from briefing.analysis.tradecraft.figures import states
from briefing.analysis.tradecraft.material import Passage, Subject
from briefing.analysis.tradecraft.rules import RULES, examine
from briefing.corpus.quantities import Quantity
from briefing.corpus.records import (
    BottomLine,
    Claim,
    Confidence,
    Corpus,
    Judgment,
    Likelihood,
    Profile,
    Recommendation,
    TradecraftRule,
    Waiver,
)
from briefing.settings import Brief, Period, RuleSeverity, Tradecraft

ROOT = Path(__file__).parents[2]
BRIEF = Brief(title="Small", corpus="corpus", sections=())


def sound(**fields: Any) -> Judgment:
    """A judgment that breaks no rule."""
    given: dict[str, Any] = {
        "text": "North will likely send troops.",
        "alternative": "North sends none at all.",
        "matters": "It prolongs the war.",
        "confidence": Confidence(level="low", reason="one line of reporting only"),
    }
    return msgspec.structs.replace(judgment("trade"), **(given | fields))


def confidence(level: Any, reason: str = "two lines of reporting agree") -> Confidence:
    return Confidence(level=level, reason=reason)


def examined(
    made: Corpus,
    *,
    as_of: str = "2025-01-01",
    window: Period | None = None,
    notes: tuple[Passage, ...] = (),
    **rules: RuleSeverity,
) -> Examination:
    severities: dict[TradecraftRule, RuleSeverity] = {n.replace("_", "-"): s for n, s in rules.items()}  # type: ignore[misc]
    brief = msgspec.structs.replace(BRIEF, window=window)
    return examine(analyse(selected(made, as_of)), brief, Tradecraft(rules=severities), notes)


def messages(found: Examination, rule: TradecraftRule) -> list[str]:
    return [finding.problem.message for finding in found.findings if finding.rule == rule]


def judged(*judgments: Judgment, claims: tuple[Claim, ...] = (flow("a/1"),), **parts: Any) -> Corpus:
    return corpus(*claims, judgments=judgments or (sound(),), **parts)


def lined(text: str, *claims: Claim, **fields: Any) -> Corpus:
    """A corpus with a bottom line."""
    line = BottomLine(id="line", made=day("2024-11-01"), text=text, judgments=("trade",), **fields)
    return msgspec.structs.replace(judged(claims=claims or (flow("a/1"),)), bottom_lines={"line": line})


def test_a_sound_judgment_breaks_no_rule() -> None:
    assert examined(judged()).findings == ()


def test_the_table_names_every_rule_and_the_manual_and_the_words_describe_it() -> None:
    rules = get_args(TradecraftRule)
    assert tuple(RULES) == rules
    manual = (ROOT / "docs" / "tradecraft.md").read_text("utf-8")
    words = (ROOT / "templates" / "words.yaml").read_text("utf-8")
    assert [name for name in rules if f"### `{name}`" not in manual or f"\n  {name}: " not in words] == []
    assert all(rule.find.__doc__ and "Example: " in rule.find.__doc__ for rule in RULES.values())


# -- words of estimative probability ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "scale", "term", "flagged"),
    [
        ("North will likely send more.", "icd203", "likely", []),
        ("North is unlikely to send more.", "icd203", "likely", ["unlikely"]),
        ("North will very likely send more.", "icd203", "likely", ["very likely"]),
        ("North will send more.", "icd203", "likely", [""]),
        ("It is almost certain that North sends more.", "icd203", "almost certainly", []),
        ("North will almost certainly send more.", "icd203", "almost certain", []),
        ("North will probably send more.", "icd203", "probable", []),
        ("North will highly probably send more.", "icd203", "highly probable", []),
        ("There is a roughly even chance that it sends more.", "icd203", "roughly even chance", []),
        ("There is a remote chance that it sends more.", "phia", "remote chance", []),
        ("North will likely send more, and South is unlikely to pay.", "icd203", "likely", ["unlikely"]),
        ("Likely, North sends more from remote harbours.", "icd203", "likely", []),
    ],
)
def test_a_judgment_gives_its_likelihood_and_no_other(text: str, scale: Any, term: str, flagged: list[str]) -> None:
    found = examined(judged(sound(text=text, likelihood=Likelihood(scale=scale, term=term))))
    said = messages(found, "likelihood-text")
    assert len(said) == len(flagged)
    assert all(word in message for word, message in zip(flagged, said, strict=True))


def test_the_row_that_fewer_judgments_use_is_reported() -> None:
    def in_row(key: str, term: str) -> Judgment:
        return msgspec.structs.replace(
            sound(text=f"It is {term}.", likelihood=Likelihood(scale="icd203", term=term)), id=key
        )

    second = [in_row("a", "probable"), in_row("b", "nearly certain")]
    assert messages(examined(judged(*second)), "likelihood-rows") == []
    found = examined(judged(*second, in_row("c", "likely")))
    assert [f.subject.id for f in found.findings if f.rule == "likelihood-rows"] == ["c"]


def test_two_scales_in_one_product() -> None:
    other = sound(text="It is highly likely.", likelihood=Likelihood(scale="phia", term="highly likely"))
    assert messages(examined(judged(other)), "likelihood-scales") == [
        "the likelihood is of the scale phia, and this product's is icd203"
    ]


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"text": "With high confidence, North will likely send more."}, 1),
        ({"text": "North will likely send more. We have high confidence in that."}, 0),
        ({"text": "North will likely send more because its ruler has confidence in himself."}, 1),
        ({"confidence": confidence("low", "it is likely that one text copied the other")}, 1),
        ({"confidence": confidence("low", "one text copied the other")}, 0),
    ],
)
def test_likelihood_and_confidence_keep_apart(fields: dict[str, Any], count: int) -> None:
    assert len(messages(examined(judged(sound(**fields))), "likelihood-with-confidence")) == count


@pytest.mark.parametrize(("reason", "count"), [("weak", 1), ("- -", 1), ("no one saw it", 0)])
def test_a_confidence_has_a_reason(reason: str, count: int) -> None:
    found = examined(judged(sound(confidence=confidence("low", reason))))
    assert len(messages(found, "confidence-reason")) == count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("North may likely send more.", ["may"]),
        ("North will likely send more in May 2025.", []),
        ("North might, and South could, likely send more.", ["might", "could"]),
        ("There is a realistic possibility of more.", []),
        ("Possibly North will likely send more.", ["Possibly"]),
    ],
)
def test_bare_modals(text: str, words: list[str]) -> None:
    said = messages(examined(judged(sound(text=text))), "bare-modal")
    assert said == [f'"{word}" is no estimate' for word in words]


@pytest.mark.parametrize(
    ("text", "claim", "count"),
    [
        ("It undoubtedly helps.", {}, 1),
        ("It undoubtedly helps.", {"wording": "confirmed"}, 0),
        ("It undoubtedly helps.", {"credibility": 1}, 0),
        ("That is not proven.", {}, 0),
        ("Nobody doubts that no text proves it.", {}, 0),
        ("It will almost certainly help.", {}, 0),
        ("It will certainly help.", {}, 1),
    ],
)
def test_certainty_needs_support(text: str, claim: dict[str, Any], count: int) -> None:
    found = examined(judged(sound(matters=text), claims=(flow("a/1", **claim),)))
    assert len(messages(found, "certainty-word")) == count


@pytest.mark.parametrize(
    ("change", "term", "wanted"),
    [
        ("raised", "very likely", []),
        ("raised", "unlikely", ["call it lowered"]),
        ("lowered", "likely", ["call it unchanged or reworded"]),
        ("unchanged", "very likely", ["call it raised"]),
        ("reworded", "likely", []),
        ("retired", "unlikely", []),
    ],
)
def test_revisions_say_which_way_they_move(change: str, term: str, wanted: list[str]) -> None:
    made = judged(sound(revisions=(revision("2024-12-01", change, term),)))
    hints = [f.problem.hint for f in examined(made).findings if f.rule == "change-direction"]
    assert hints == wanted
    assert messages(examined(made, as_of="2024-11-15"), "change-direction") == []


# -- what a judgment rests on ----------------------------------------------------------------------------------------


def test_a_single_line_gives_low_confidence_however_many_relay_it() -> None:
    relayed = (flow("a/1", origin="ministry"), flow("b/1", origin="ministry"))
    moderate = sound(confidence=confidence("moderate"), claims=("a/1", "b/1"))
    assert messages(examined(judged(moderate, claims=relayed)), "single-line") == [
        "the confidence is moderate, and all 2 claims are one line of reporting, the origin ministry"
    ]
    independent = (flow("a/1", origin="ministry"), flow("b/1"))
    assert messages(examined(judged(moderate, claims=independent)), "single-line") == []


@pytest.mark.parametrize(("letters", "count"), [("DF", 1), ("CF", 0), ("EE", 1)])
def test_high_confidence_needs_a_proven_source(letters: str, count: int) -> None:
    sources = tuple(source(key, reliability=letter) for key, letter in zip("ab", letters, strict=True))
    made = judged(
        sound(confidence=confidence("high"), claims=("a/1", "b/1")),
        claims=(flow("a/1"), flow("b/1")),
        sources=sources,
    )
    assert len(messages(examined(made), "weak-sources")) == count


@pytest.mark.parametrize(
    ("other", "contrary", "count"),
    [
        (denial("b/1"), (), 1),
        (denial("b/1"), ("b/1",), 0),
        (denial("b/1", category="shells"), (), 0),
        (denial("b/1", provider="corps"), (), 0),
        (flow("b/1", wording="possible"), (), 1),
        (flow("b/1", wording="possible", stage="sought"), (), 0),
        (flow("b/1", wording="possible", kind="forecast"), (), 0),
        (flow("b/1", wording="possible", date=day("2023-01")), (), 0),
        (flow("b/1", wording="alleged"), (), 0),
    ],
)
def test_what_speaks_against_a_judgment_is_weighed(other: Claim, contrary: tuple[str, ...], count: int) -> None:
    made = judged(sound(contrary=contrary), claims=(flow("a/1", date=day("2024-10")), other))
    assert len(messages(examined(made), "contrary-ignored")) == count


@pytest.mark.parametrize("alternative", ["none", "n/a", "North will likely send troops."])
def test_an_alternative_is_one(alternative: str) -> None:
    assert len(messages(examined(judged(sound(alternative=alternative))), "alternative-missing")) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "Reportedly, North will likely send more."}, ["Reportedly"]),
        ({"text": "North will likely send more and should be watched."}, ["should"]),
        ({"text": "Assuming peace, North will likely send none."}, ["Assuming"]),
        ({"assumptions": ("North will probably keep its word.",)}, ["probable"]),
        ({"assumptions": ("North keeps its word.",)}, []),
    ],
)
def test_information_assumption_judgment_and_advice_keep_apart(fields: dict[str, Any], words: list[str]) -> None:
    said = messages(examined(judged(sound(**fields))), "kinds-mixed")
    assert [message.split('"')[1] for message in said] == words


def test_why_it_matters_is_said() -> None:
    assert len(messages(examined(judged(sound(matters=""))), "relevance-missing")) == 1


def test_advice_on_a_retired_judgment() -> None:
    advice = Recommendation(
        id="watch",
        made=day("2024-11-01"),
        text="Watch the harbours.",
        addressee=("east",),
        priority="high",
        success="Ships are counted.",
        judgments=("trade",),
    )
    made = judged(sound(revisions=(revision("2024-12-01", "retired"),)))
    made = msgspec.structs.replace(made, recommendations={"watch": advice})
    assert messages(examined(made, as_of="2024-11-15"), "recommendation-retired") == []
    assert len(messages(examined(made), "recommendation-retired")) == 1


@pytest.mark.parametrize(("grades", "count"), [((3,) * 5, 1), ((3, 3, 2, 3, 3), 0), ((3,) * 4, 0), ((6,) * 5, 0)])
def test_diagonal_grading(grades: tuple[Any, ...], count: int) -> None:
    claims = tuple(flow(f"a/{n}", credibility=g) for n, g in enumerate(grades, 1))
    assert len(messages(examined(judged(claims=claims)), "diagonal-grading")) == count


def test_a_judgment_on_nothing_newer_than_the_window_is_stale() -> None:
    old = source("a", published="2023-01")
    window = Period.parse("12 months")
    assert isinstance(window, Period)
    made = judged(sources=(old,))
    assert examined(made).off == ("stale-source",)
    assert len(messages(examined(made, window=window), "stale-source")) == 1
    newer = judged(sound(claims=("a/1", "b/1")), claims=(flow("a/1"), flow("b/1")), sources=(old, source("b")))
    assert messages(examined(newer, window=window), "stale-source") == []


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)), st.integers(1, 9999), st.sampled_from("dmwy"))
def test_a_period_leads_back_in_time(today: datetime.date, number: int, unit: str) -> None:
    word = {"d": "day", "w": "week", "m": "month", "y": "year"}[unit]
    one, more = Period.parse(f"{number} {word}"), Period.parse(f"{number} {word}s")
    assert isinstance(one, Period)
    assert isinstance(more, Period)
    assert one.before(today) == more.before(today) < today


@pytest.mark.parametrize("text", ["", "0 days", "24", "months", "-3 days", "1.5 years", "12 Months", "٣ days"])
def test_what_is_no_period(text: str) -> None:
    assert isinstance(Period.parse(text), str)


# -- figures and dates -----------------------------------------------------------------------------------------------

COUNT = flow("a/1", text="Some 12,000 troops arrived on 23 October 2024 at harbour G7.", date=day("2024-10-23"))


@pytest.mark.parametrize(
    ("text", "unborne"),
    [
        ("Some 12,000 arrived [@a/1].", []),
        ("Twelve thousand arrived [@a/1].", []),
        ("Some 12\u202f000 arrived [@a/1].", []),
        ("Thousands arrived [@a/1].", []),
        ("Some 3,000 arrived [@a/1].", ["3,000"]),
        ("Thirteen thousand arrived [@a/1].", ["Thirteen thousand"]),
        ("Millions arrived [@a/1].", ["millions"]),
        ("They arrived in October 2024 [@a/1].", []),
        ("They arrived in 2024 [@a/1].", []),
        ("They arrived on 24 October 2024 [@a/1].", ["24 October 2024"]),
        ("They arrived in 2023 [@a/1].", ["2023"]),
        ("They arrived at G7 [@a/1].", []),
        ("They arrived at G8 [@a/1].", ["G8"]),
        ("A share of 40 % arrived [@a/1].", ["40"]),
        ("It was the fifth such convoy [@a/1].", ["fifth"]),
        ("Some 12,000 arrived. [@a/1] Some 12,000 left.", ["12,000"]),
        ("One text says that both arrived [@a/1].", []),
        ("All five texts say so [@a/1].", ["five"]),
        ("Two further ones arrived in November [@a/1].", []),
    ],
)
def test_figures_and_dates_stand_in_cited_claims(text: str, unborne: list[str]) -> None:
    found = messages(examined(lined(text, COUNT)), "figure-unsupported")
    assert [message.split('"')[1] for message in found] == unborne


def test_a_quantity_a_date_and_a_publication_bear_figures_that_the_words_leave_out() -> None:
    counted = flow("a/1", quantity=Quantity(low=Decimal(3000), high=Decimal(12000), unit="troops"), date=day("2024-06"))
    assert (
        examined(
            lined("From 3,000 to 12,000 went in June 2024, says a text of November 2024 [@a/1].", counted)
        ).findings
        == ()
    )


def test_names_with_figures_state_nothing() -> None:
    named = msgspec.structs.replace(source("a"), short="Essay 2019")
    made = lined("Essay 2019 speaks of troops [@a/1].")
    assert messages(examined(msgspec.structs.replace(made, sources={"a": named})), "figure-unsupported") == []


def test_a_sentence_that_nobody_knew_on_the_day_is_not_checked() -> None:
    later = (flow("a/1"), flow("b/1"))
    sources = (source("a"), source("b", published="2025-06-01"))
    made = corpus(*later, judgments=(sound(),), sources=sources)
    profile = Profile(description="Some 500 went [@b/1].")
    north = msgspec.structs.replace(made.actors["north"], profile=profile)
    made = msgspec.structs.replace(made, actors={**made.actors, "north": north})
    assert messages(examined(made), "figure-unsupported") == []
    assert len(messages(examined(made, as_of="2025-07-01"), "figure-unsupported")) == 1


def sample() -> Corpus:
    read, problems = issue.read_corpus(ROOT / "seeds")
    assert read, problems
    return read


def test_every_claim_of_the_sample_bears_its_own_words() -> None:
    made = sample()
    notes = tuple(
        Passage(subject=Subject("note", c.id), field=(), text=f"{c.text} [@{c.id}]", part="note")
        for c in made.claims.values()
    )
    found = examined(made, as_of="2025-03-02", notes=notes)
    about = [
        f for f in found.findings if f.subject.kind == "note" and f.rule in ("figure-unsupported", "actor-unknown")
    ]
    assert [f.problem.message for f in about] == []


@given(st.integers(4, 10**9))
def test_a_figure_bears_itself_and_no_other(number: int) -> None:
    claim = flow("a/1", text=f"There were {number:,} of them.")
    made = lined(f"There were {number:,} of them [@a/1]. There were {number + 1:,} of them [@a/1].", claim)
    found = examined(made, sentence_uncited="off", actor_unknown="off")
    assert [m.split('"')[1] for m in messages(found, "figure-unsupported")] == [f"{number + 1:,}"]


# -- citations and names ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "uncited"),
    [
        ("North sends troops [@a/1].", 0),
        ("North sends troops. [@a/1]", 0),
        ("North sends troops. [@a/1] [@a/1]", 0),
        ("North sends troops. East pays. [@a/1]", 1),
        ("North, e.g. its corps, sends troops. [@a/1]", 0),
        ("The U.S. troops left. [@a/1]", 0),
        ("“North sends troops.” [@a/1]", 0),
        ("North would send more.", 0),
        ("Does North send more?", 0),
        ("North is unlikely to send more.", 0),
        ("The [texts are weak](#sources).", 0),
        ("North sends troops", 1),
    ],
)
def test_factual_sentences_cite(text: str, uncited: int) -> None:
    assert len(messages(examined(lined(text)), "sentence-uncited")) == uncited


def test_gaps_and_what_to_watch_need_no_citation() -> None:
    made = lined("North sends troops [@a/1].", next=("A ship.",))
    north = msgspec.structs.replace(made.actors["north"], profile=Profile(gaps="Its aims are unknown."))
    made = msgspec.structs.replace(made, actors={**made.actors, "north": north})
    assert examined(made).findings == ()


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("This brief is short.", []),
        ("We read a few texts.", []),
        ("North sends troops.", ["note-uncited"]),
        ("North sends troops. [@a/1]", []),
        ("It began in 2019.", ["figure-unsupported", "note-uncited"]),
        ("Issue 75 says what was known on 1 January 2025; the next comes on 2025-01-08.", []),
        ("Issue 75 says what was known on 1\u00a0January 2025.", []),
        ("The peace of 31 December 2024 held.", ["figure-unsupported", "note-uncited"]),
    ],
)
def test_notes_cite_what_they_say_of_the_world(text: str, rules: list[str]) -> None:
    note = Passage(subject=Subject("note", "note"), field=(), text=text, part="note")
    assert [f.rule for f in examined(judged(), notes=(note,)).findings] == rules


@pytest.mark.parametrize(
    ("text", "there"), [("five texts", False), ("five ships", True), ("in 2019", True), ("so", False)]
)
def test_what_speaks_of_the_world(text: str, there: bool) -> None:
    assert states(text) is there


@pytest.mark.parametrize(
    ("text", "claim", "named"),
    [
        ("North sends troops to East [@a/1].", {}, []),
        ("West pays [@a/1].", {}, ["West"]),
        ("West pays [@a/1].", {"actors": ("west",)}, []),
        ("West pays [@a/1].", {"text": "West pays."}, []),
        ("North sends troops [@a/1].", {"provider": "corps"}, []),
        ("The Corps goes [@a/1].", {}, ["Corps"]),
    ],
)
def test_actors_are_those_of_the_cited_claims(text: str, claim: dict[str, Any], named: list[str]) -> None:
    found = messages(examined(lined(text, flow("a/1", **claim))), "actor-unsupported")
    assert [message.split('"')[1] for message in found] == named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("North will likely send troops to Atlantis.", ["Atlantis"]),
        ("Atlantis will likely get troops.", []),
        ("North’s troops will likely come in May.", []),
        ("North will likely send troops to Easters.", ["Easters"]),
        ("North will likely send troops to Borea’s harbour.", []),
    ],
)
def test_names_are_known_to_the_corpus(text: str, names: list[str]) -> None:
    claims = (flow("a/1", text="Borea has a harbour."),)
    found = messages(examined(judged(sound(text=text), claims=claims)), "actor-unknown")
    assert [message.split('"')[1] for message in found] == names


@given(
    st.lists(
        st.sampled_from(["North sends. ", "[@a/1] ", "U.S. ", "\n\n", "“So!” ", "3.5 ", "why? ", "x"]), max_size=12
    )
)
def test_sentences_cover_a_text_in_order_and_keep_its_words(parts: list[str]) -> None:
    text = "".join(parts)
    found = Passage(subject=Subject("note", "n"), field=(), text=text, part="note").sentences
    words = "".join(sentence.text for sentence in found).split()
    assert words == text.replace("[@a/1]", "").split()
    assert all(text[s.start :].startswith(s.text[: len(s.text) - len(s.text.lstrip("x“NU3w"))]) for s in found)


# -- severities and waivers ------------------------------------------------------------------------------------------


def test_a_brief_sets_how_severe_a_rule_is() -> None:
    made = judged(sound(matters=""))
    assert [f.problem.severity for f in examined(made).findings] == ["warning"]
    assert [f.problem.severity for f in examined(made, relevance_missing="error").findings] == ["error"]
    off = examined(made, relevance_missing="off")
    assert off.findings == ()
    assert off.off == ("relevance-missing", "stale-source")


def test_a_waiver_covers_its_rule_in_its_record_only() -> None:
    waiver = Waiver(rule="relevance-missing", reason="It is plain.")
    one = sound(matters="", waive=(waiver,))
    other = msgspec.structs.replace(sound(matters=""), id="other")
    found = examined(judged(one, other))
    assert [f.subject.id for f in found.findings] == ["other"]
    assert [(w.rule, w.subject.id, w.reason) for w in found.waived] == [("relevance-missing", "trade", "It is plain.")]


def test_a_claim_that_need_not_be_weighed_says_so_itself() -> None:
    waiver = Waiver(rule="contrary-ignored", reason="The denial concerns another matter.")
    made = judged(claims=(flow("a/1"), denial("b/1", waive=(waiver,))))
    found = examined(made)
    assert found.findings == ()
    assert [w.reason for w in found.waived] == ["The denial concerns another matter."]


def test_the_place_of_a_fault_is_in_the_revision_that_brought_it() -> None:
    late = msgspec.structs.replace(revision("2024-12-01", "reworded"), text="North may likely send more.")
    found = examined(judged(sound(revisions=(late,))))
    assert [f.problem.field for f in found.findings] == [("revisions", 0, "text", 6)]


# -- the sample ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("as_of", ["2023-10-01", "2024-12-01", "2025-02-02", "2025-03-02"])
def test_the_sample_is_sound_on_every_day(as_of: str) -> None:
    window = Period.parse("24 months")
    assert isinstance(window, Period)
    found = examined(sample(), as_of=as_of, window=window)
    assert [f.problem.message for f in found.findings] == []


def test_the_order_of_files_changes_nothing() -> None:
    made = sample()
    turned = msgspec.structs.replace(
        made,
        claims={key: made.claims[key] for key in reversed(list(made.claims))},
        sources={key: made.sources[key] for key in reversed(list(made.sources))},
    )
    one, other = (examined(c, as_of="2024-12-01") for c in (made, turned))
    assert one == other
