"""Templates: what they can say, whose file counts, and how each mistake is told."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefing.corpus.dates import PartialDate
from briefing.corpus.records import Confidence, Judgment, Likelihood
from briefing.document.build import mark, noteref, p, row, span, table
from briefing.document.dump import dump_blocks
from briefing.document.nodes import Heading, NoteRef
from briefing.problems import Location, Problem, show
from briefing.sections.prose import Wording, default_templates


def cite(claims: tuple[str, ...], location: Location | None) -> NoteRef | list[Problem]:
    unknown = [claim for claim in claims if claim.startswith("no")]
    place = location or Location()
    faults = [Problem(code="citation-unknown", message=f"no claim {claim}", location=place) for claim in unknown]
    return faults or NoteRef(note=" ".join(claims))


def judgment(text: str) -> Judgment:
    return Judgment(
        id="troops",
        made=PartialDate.unknown(),
        text=text,
        likelihood=Likelihood(scale="icd203", term="likely"),
        confidence=Confidence(level="low", reason="x"),
        claims=("a/1", "b/2"),
        alternative="y",
        location=Location("judgments.yaml", 12, 5),
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    return tmp_path / "templates"


def run(folder: Path, template: str, values: Mapping[str, object] | None = None) -> str:
    """What a template makes, as a dump, and its problems as shown."""
    (folder / "try.md.j2").write_text(template, "utf-8")
    blocks, problems = Wording(folder).render("try", values or {}, cite=cite)
    return dump_blocks(blocks) + "".join(show(problem) + "\n" for problem in problems)


# -- what templates can say ------------------------------------------------------------------------------------


def test_values_may_be_inlines_and_runs_of_them(folder: Path) -> None:
    name = span("ru", "Россия")
    values = {
        "name": name,
        "names": ["A", name, "B"],
        "mark": mark("up"),
        "notes": (noteref("a"), noteref("b")),
        "nothing": (),
    }
    text = "**{{ name }}**, {{ names|listing }}; {{ mark }} up{{ notes }}{{ nothing }}, {{ 'a' ~ name ~ '*' }}."
    wanted = "p **{:ru Россия}**, A, {:ru Россия} and B; {mark up} up[^a][^b], a{:ru Россия}\\*.\n"
    assert run(folder, text, values) == wanted


def test_values_may_be_blocks_where_they_stand_alone(folder: Path) -> None:
    grid = table("t", "l", body=[row("x")])
    text = "{{ grid }}\n\n- {{ two }}\n\n| a | b |\n|---|---|\n| c | {{ two }} |\n\n{.small}\n{{ one }}\n"
    assert run(folder, text, {"grid": grid, "two": (p("1"), p("2")), "one": p("so")}) == (
        "table {#t} [l1]\n  body\n    td: x\nbullets\n  - 1\n    p 2\n"
        "table {#try-table} [l3 l3]\n  head\n    th: a\n    th: b\n  body\n    th: c\n    td: 1\n      p 2\n"
        "p.small so\n"
    )


def test_blocks_inside_a_line_are_a_problem(folder: Path) -> None:
    assert run(folder, "x\n\nSee {{ two }}", {"two": (p("1"), p("2"))}) == (
        "p x\np See \n".replace(" \n", "\n")
        + "templates/try.md.j2:3:1: error: a list, a table or several paragraphs cannot stand inside a line"
        " [template-markdown]\n"
    )


def test_a_curators_markdown(folder: Path) -> None:
    j = judgment("It is *likely* [@a/1].")
    assert run(folder, "**{{ j.text|md(j, 'text') }}**{{ cite(j.claims) }}", {"j": j}) == (
        "p **It is *likely*[^a/1].**[^a/1 b/2]\n"
    )
    blocks, _ = Wording(folder).render("try", {"j": j}, cite=cite)
    assert "judgment:troops judgments.yaml:12:5" not in dump_blocks(blocks, origins=True), (
        "the paragraph is the template's"
    )


def test_faults_in_a_curators_markdown_are_told_in_its_own_file(folder: Path) -> None:
    (folder / "try.md.j2").write_text("x\n\n{{ j.text|md(j, 'text') }}", "utf-8")
    _, problems = Wording(folder).render("try", {"j": judgment("A <b> claim [@no/1; @no/2].")}, cite=cite)
    assert [(q.code, q.message, q.location, q.field) for q in problems] == [
        ("record-markdown", "HTML cannot be set: <b>", Location("judgments.yaml", 12, 5), ("text",)),
        ("citation-unknown", "no claim no/1", Location("judgments.yaml", 12, 5), ("text",)),
        ("citation-unknown", "no claim no/2", Location("judgments.yaml", 12, 5), ("text",)),
    ]


def test_citations_of_a_template_are_told_with_their_line(folder: Path) -> None:
    text = "One\n{% for x in [1, 2] %}\ntwo {{ x }}\n{% endfor %}\nthree [@no/3]\nfour {{ cite('no/4') }}"
    assert run(folder, text).splitlines()[1:] == [
        "templates/try.md.j2:5:1: error: no claim no/3 [citation-unknown]",
        "templates/try.md.j2:6:1: error: no claim no/4 [citation-unknown]",
    ]


def test_loops_macros_calls_and_set_blocks_keep_their_markdown(folder: Path) -> None:
    text = """
{% macro item(words) %}
- **{{ words }}**{% if caller is defined %}: {{ caller() }}{% endif %}

{% endmacro %}
{% set said %}*said* {{ x }}{% endset %}
{% for x in xs %}
{{ item(x) }}
{%- if loop.last %}{% call item(loop.length) %}{{ said }}{% endcall %}{% endif %}
{% endfor %}
"""
    assert run(folder, text, {"xs": ["*a*", "b"], "x": "X*"}) == (
        "bullets\n  - **\\*a\\***\n  - **b**\n  - **2**: *said* X\\*\n"
    )


def test_comments_are_left_out_and_ids_are_none(folder: Path) -> None:
    assert run(folder, "# A {#a}\n{# a comment #}\nb {# another #}c\n") == "h1 {#a} A\np b c\n"


def test_filters(folder: Path) -> None:
    values = {"n": 12000, "xs": ["b", "a"], "s": "said so.", "t": (span("ko", "조선"), " x")}
    text = (
        "{{ n|number }} {{ xs|plural('claim') }} {{ 1|plural('is', 'are') }} {{ s|cap }} {{ s|unstopped|cap|uncap }} "
        "{{ 'done'|sentence }} {{ s|sentence }} {{ t|sentence }} {{ xs|sort|join('; ') }} {{ xs|listing('or') }} "
        "{{ 'up'|mark }} {{ 'x'|lang('ko') }} {{ 'x'|ref('y') }} {{ 'x'|link('https://x.org') }} {{ 'x'|strong }}"
    )
    assert run(folder, text, values) == (
        "p 12,000 claims is Said so. said so Done. Said so. {:ko 조선} x. a; b b or a "
        "{mark up} {:ko x} {@y x} [x](https://x.org) **x**\n"
    )


def test_a_key_of_a_value_comes_before_a_method(folder: Path) -> None:
    assert run(folder, "{{ x.items }} {{ x.values }}", {"x": {"items": "a", "values": "b"}}) == "p a b\n"


# -- files -----------------------------------------------------------------------------------------------------


def test_a_users_file_takes_the_place_of_the_default(folder: Path, tmp_path: Path) -> None:
    user = tmp_path / "own"
    user.mkdir()
    (folder / "a.md.j2").write_text("ours {% include 'b.md.j2' %}", "utf-8")
    (folder / "b.md.j2").write_text("ours", "utf-8")
    (user / "b.md.j2").write_bytes("\ufefftheirs\r\nagain\r\n".encode())
    wording = Wording(folder, user)
    assert wording.names() == ["a", "b"]
    blocks, problems = wording.render("a", {}, cite=cite)
    assert (dump_blocks(blocks), problems) == ("p ours theirs again\n", [])


def test_the_default_templates_are_sound() -> None:
    wording = Wording(default_templates())
    assert "summary" in wording.names()
    assert wording.check() == []


def test_a_file_that_is_no_text_is_told_with_its_line(folder: Path) -> None:
    (folder / "a.md.j2").write_bytes(b"one\ntwo \xff\n")
    (folder / "b.md.j2").write_text("one\n\ufdd0", "utf-8")
    (folder / "c.md.j2").write_text("x\n{% include 'a.md.j2' %}", "utf-8")
    wording = Wording(folder)
    assert [show(problem).partition("\n")[0] for problem in wording.check()] == [
        "templates/a.md.j2:2:5: error: byte 0xFF is not UTF-8 [template-encoding]",
        "templates/b.md.j2:2:1: error: U+FDD0 (no character) cannot stand in a file [file-characters]",
    ]
    _, problems = wording.render("c", {}, cite=cite)
    assert [show(problem).partition("\n")[0] for problem in problems] == [
        "templates/a.md.j2:2:5: error: byte 0xFF is not UTF-8 [template-encoding]"
    ]


def test_a_templates_name_may_hold_blanks_but_leads_nowhere_else(folder: Path) -> None:
    (folder / "my note.md.j2").write_text("# Mine\n\n{% include '../out.md.j2' %}\n")
    (folder.parent / "out.md.j2").write_text("outside\n")
    (folder / os.fsdecode(b"caf\xe9.md.j2")).write_text("x\n")
    wording = Wording(folder)
    assert wording.names() == ["my note"]
    _, (problem,) = wording.render("my note", {}, cite=cite)
    assert (problem.code, problem.location) == ("template-missing", Location("templates/my note.md.j2", 3, 13))
    (folder / "my note.md.j2").write_text("# Mine\n")
    (heading,), _ = Wording(folder).render("my note", {}, cite=cite)
    assert isinstance(heading, Heading)
    assert heading.id == "my-note-mine"


def test_odd_characters_in_a_template_are_told_as_in_records(folder: Path) -> None:
    (folder / "a.md.j2").write_text("tab\there\r\nbell\a and \u202eback\u202c\n", "utf-8", newline="")
    assert [show(problem).partition("\n")[0] for problem in Wording(folder).check()] == [
        "templates/a.md.j2:2:5: error: U+0007 (control character) cannot stand in a file [file-characters]",
        "templates/a.md.j2:2:16: error: U+202C (change of direction) cannot stand in a file [file-characters]",
        "templates/a.md.j2:2:11: error: U+202E (change of direction) cannot stand in a file [file-characters]",
    ]


def test_a_file_whose_name_misses_that_of_a_template_is_told(folder: Path) -> None:
    own = folder / "own"
    own.mkdir()
    wrong = ("sumary.md.j2", "Glossary.md.j2", "sources.md", "word.yaml", "profiles.md.j2", "corection.md")
    right = (
        "timeline.md.j2",
        "timelines.md.j2",
        "letter.md.j2",
        "annex.md.j2",
        "summary-annex.md.j2",
        "README.md",
        "my notes.md.j2",
    )
    for name in (*wrong, *right):
        (own / name).write_text("x\n{% include 'timelines.md.j2' %}\n" if name == "timeline.md.j2" else "x\n")
    found = Wording(default_templates(), own).unused(["letter.md.j2", "annex", "summary"])
    assert [show(problem) for problem in found] == [
        f"templates/own/{name}:1:1: warning: the file {name} is used by no section [template-unused]\n"
        f'  hint: did you mean "{meant}"?'
        for name, meant in (
            ("Glossary.md.j2", "glossary.md.j2"),
            ("corection.md", "correction.md"),
            ("profiles.md.j2", "actor-profiles.md.j2"),
            ("sources.md", "sources.md.j2"),
            ("sumary.md.j2", "summary.md.j2"),
            ("word.yaml", "words.yaml"),
        )
    ]
    assert Wording(default_templates()).unused([]) == []


# -- mistakes --------------------------------------------------------------------------------------------------

FAULTS = [
    (
        "{{ nam }} and\n{{ nams }}",
        [
            "2:4: error: there is no value 'nam' [template-undefined]",
            '  hint: did you mean "name"?',
            "3:4: error: there is no value 'nams' [template-undefined]",
            '  hint: did you mean "name"?',
        ],
    ),
    (
        "{{ j.txt }}",
        ["2:6: error: a judgment has no 'txt' [template-undefined]", '  hint: did you mean "text"?'],
    ),
    ("{{ d.ke }}", ["2:6: error: this value has no 'ke' [template-undefined]", '  hint: did you mean "key"?']),
    ("{% if x %}", ["2:1: error: unexpected end of template"]),
    ("{# no end", ["2:1: error: missing end of comment tag [template-syntax]"]),
    ("{% raw %} no end", ["2:1: error: missing end of raw directive [template-syntax]"]),
    (
        "{{ name|capp }} {{ name|foo }}",
        [
            "2:9: error: there is no filter 'capp' [template-syntax]",
            '  hint: did you mean "cap"?',
            "2:25: error: there is no filter 'foo' [template-syntax]",
        ],
    ),
    (
        "{{ name.__class__ }}",
        ["2:9: error: access to attribute '__class__' of 'str' object is unsafe [template-sandbox]"],
    ),
    ("{{ name.format() }}", ["2:9: error: access to attribute 'format' of 'str' object is unsafe [template-sandbox]"]),
    ("{{ 'x' * 99999999999 }}", ["2:1: error: the operator * is not for this [template-sandbox]"]),
    ("{{ 9 ** 9 ** 9 }}", ["2:1: error: the operator ** is not for this [template-sandbox]"]),
    (
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        ["2:1: error: the template takes more than 200,000 steps [template-runaway]"],
    ),
    (
        "{% set n = namespace(s=name) %}{% for a in range(99) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
        ["2:1: error: the template makes more than 2,000,000 characters [template-runaway]"],
    ),
    (
        "{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}",
        ["2:1: error: a template or macro calls itself [template-runaway]"],
    ),
    ("{% include 'try.md.j2' %}", ["2:1: error: a template or macro calls itself [template-runaway]"]),
    (
        "{% include 'other.md.j2' %}",
        ["2:13: error: there is no other.md.j2 in templates [template-missing]", "  hint: there are: try"],
    ),
    ("{% include '../try.md.j2' %}", ["2:13: error: there is no ../try.md.j2 in templates [template-missing]"]),
    ("{{ cite([1]) }}", ["2:1: error: cite takes the ids of claims [template-fault]"]),
    ("{{ [1]|dictsort }}", ["2:1: error: 'list' object has no attribute 'items' [template-fault]"]),
    ("{{ 1 / 0 }}", ["2:1: error: division by zero [template-fault]"]),
    ("{{ 1 + 'a' }}", ["2:1: error: unsupported operand type(s) for +: 'int' and 'str' [template-fault]"]),
    ("{% for a in 3 %}{% endfor %}", ["2:1: error: 'int' object is not iterable [template-fault]"]),
    ("{{ 'upp'|mark }}", ["2:5: error: there is no mark 'upp'; there are confirmed"]),
    (
        "{{ j }}",
        [
            "2:1: error: a value of type Judgment is no words to insert [template-value]",
            "  hint: insert one of its fields",
        ],
    ),
    ("{{ none }}", ["2:1: error: None is no words to insert [template-value]"]),
    ("a\nb {{ true }}", ["3:1: error: True is no words to insert [template-value]"]),
    ("{% filter upper %}x{% endfilter %}", ["2:1: error: this filter takes a text, not Markdown [template-fault]"]),
    (
        "{% set b %}{{ name }}{% endset %}{{ b[0] }}",
        ["2:1: error: a piece of an inserted value cannot stand alone [template-markdown]"],
    ),
    ("a<br>", ["2:1: error: HTML cannot be set: <br> [template-markdown]"]),
    (
        "{% macro m() %}\n\n`x`\n{% endmacro %}\n{{ m() }}",
        ["4:1: error: code cannot be set: x [template-markdown]"],
    ),
]


@pytest.mark.parametrize(("template", "wanted"), FAULTS, ids=[template[:30] for template, _ in FAULTS])
def test_a_mistake_is_told_with_file_and_line(folder: Path, template: str, wanted: list[str]) -> None:
    values = {"name": "Name", "j": judgment("x"), "d": {"key": "value"}}
    said = run(folder, f"First line\n{template}\n", values).replace("templates/try.md.j2:", "").splitlines()
    told = [line for line in said if ": error: " in line or line.startswith("  hint")]
    if not any(line.startswith("  hint") for line in wanted):
        told = [line for line in told if not line.startswith("  hint")]
    assert [line[: len(begin)] for line, begin in zip(told, wanted, strict=True)] == wanted


def test_a_template_that_is_not_there(folder: Path) -> None:
    (folder / "summary.md.j2").write_text("x", "utf-8")
    _, problems = Wording(folder).render("sumary", {}, cite=cite)
    assert "".join(show(problem) for problem in problems) == (
        "templates/sumary.md.j2: error: there is no sumary.md.j2 in templates [template-missing]\n"
        '  hint: did you mean "summary"?'
    )


def test_a_fault_of_our_own_is_an_exception(folder: Path) -> None:
    def broken(_claims: tuple[str, ...], _location: Location | None) -> NoteRef:
        message = "ours"
        raise ValueError(message)

    (folder / "a.md.j2").write_text("[@a]", "utf-8")
    with pytest.raises(ValueError, match="ours"):
        Wording(folder).render("a", {}, cite=broken)
