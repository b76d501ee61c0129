"""What may be written in a template or by a curator, and what it becomes."""

from __future__ import annotations

import pytest

from briefing.document.dump import dump_blocks
from briefing.document.nodes import NoteRef
from briefing.problems import Location, show
from briefing.sections.prose import markdown
from briefing.sections.prose.slots import Markdown

PLACE = Location("judgments.yaml", 7, 3)


def cite(claims: tuple[str, ...], _location: Location | None) -> NoteRef:
    return NoteRef(note=" ".join(claims))


def read(text: str) -> str:
    """The blocks as a dump, then the problems as shown."""
    blocks, problems = markdown(Markdown(text=text, record="judgment:a", location=PLACE), cite=cite, prefix="s")
    return dump_blocks(blocks) + "".join(show(problem) + "\n" for problem in problems)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# Title *it* {#here}", "h1 {#here} Title *it*\n"),
        ("## Two words & more!", "h2 {#s-two-words-more} Two words & more!\n"),
        ("# Россия\n# Россия", "h1 {#s-россия} Россия\nh1 {#s-россия-2} Россия\n"),
        ("One\nline  \nthen another", "p One line{br}then another\n"),
        ("{.small}\nSmall **print**.", "p.small Small **print**.\n"),
        ("> Said\n>\n> by others", "p.quote Said\np.quote by others\n"),
        (
            "[a](https://x.org/?a=1&b=2 't') [b](mailto:x@y.org) [c](#d)",
            'p [a](https://x.org/?a=1&b=2 "t") [b](mailto:x@y.org) {@d c}\n',
        ),
        ("<https://x.org/>", "p [https://x.org/](https://x.org/)\n"),
        ("[조선]{lang=ko} said", "p {:ko 조선} said\n"),
        ("So.[@a/1; @b/2] And  [@c]\n[@d]", "p So.[^a/1 b/2] And[^c][^d]\n"),
        ("A &amp; B \\* \\[@x\\] 2 < 3 \\<b>", "p A & B \\* \\[@x\\] 2 < 3 <b>\n"),
        ("a\n\n\\newpage\n\nb", "p a\npage break\np b\n"),
        (": no term\n: meaning", "p : no term : meaning\n"),
        ("    indented", "p indented\n"),
        ("Title\n===", "p Title ===\n"),
        ("[a]: https://x.org", "p \\[a\\]: https://x.org\n"),
    ],
)
def test_lines(text: str, wanted: str) -> None:
    assert read(text) == wanted


def test_lists() -> None:
    text = "- a\n- b\n\n  more\n  - c\n    - d\n\n3. e\n4. f"
    assert read(text) == (
        "bullets\n  - a\n  - b\n    p more\n    bullets\n      - c\n        bullets\n          - d\n"
        "numbers\n  3. e\n  4. f\n"
    )


def test_definition_lists() -> None:
    text = "Term *one*\n: meaning [@a]\ngoes on\nTwo\n: first\n: second\n\nThree\n: third"
    assert read(text) == (
        "definitions\n  term Term *one*\n    p meaning[^a] goes on\n  term Two\n    p first\n    p second\n"
        "  term Three\n    p third\n"
    )


def test_boxes_hold_blocks_and_boxes() -> None:
    note = "::: note The *title*\nText\n\n- item\n\n::: warning Inner\nMind\n:::\n\nAfter\n:::"
    text = f"{note}\n\n:::: wide\n## On landscape {{#l}}\n::::"
    assert read(text) == (
        "callout.note The *title*\n  p Text\n  bullets\n    - item\n  callout.warning Inner\n    p Mind\n  p After\n"
        "wide\n  h2 {#l} On landscape\n"
    )


def test_tables() -> None:
    text = "Table: Who *gives* {#who}\n\n| Who | Number | M |\n|:----|-------:|:-:|\n| **A** | 3 | x \\| y |\n| B | | |"
    assert read(text) == (
        "table {#who} [l5 r8 c3]\n  caption Who *gives*\n"
        "  head\n    th: Who\n    th: Number\n    th: M\n"
        "  body\n    th: **A**\n    td: 3\n    td: x | y\n"
        "  body\n    th: B\n    td:\n    td:\n"
    )


def test_a_table_with_an_empty_head_has_none() -> None:
    assert read("| | |\n|--|--|\n| a | b |") == "table {#s-table} [l2 l2]\n  body\n    th: a\n    td: b\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a <b>c</b>", "HTML cannot be set: <b>"),
        ("<div>\nx\n</div>", "HTML cannot be set: <div>"),
        ("`x = 1`", "code cannot be set: x = 1"),
        ("```\nx = 1\n```", "code cannot be set: x = 1"),
        ("![alt](pic.png)", "a picture cannot be set: alt"),
        ("as shown[^1]", "a footnote cannot be set: [^1]"),
        ("a\n\n---\n\nb", "a rule cannot be set"),
        ("[x](javascript:alert)", "'javascript:alert' is not an address that a paper can link to"),
        ("[x](../file)", "'../file' is not an address that a paper can link to"),
        ("[@ ; @b]", "a citation names no claim"),
        ("{.huge}\nText", "a paragraph has no role 'huge'"),
        ("::: nota Title\nx\n:::", "there is no box 'nota'"),
        ("::: note\nx", "the box 'note' is not closed"),
        ("::: wide Title\nx\n:::", "wide pages have no title"),
        ("Table: Title\n\nNo table", "a table's title stands before no table"),
        ("Table: Title", "a table's title stands before no table"),
        ("# A {#x}\n# B {#x}", "the id 'x' is given twice"),
        ("# A {#-x}", "'-x' is no id"),
        ("Text {#x}", "{# stands where no id can be"),
        ("- " * 30 + "x", "what is nested so deep cannot be set"),
        (">" * 50 + "x", "what is nested so deep cannot be set"),
    ],
)
def test_what_has_no_place_in_a_paper_is_told_where_it_stands(text: str, message: str) -> None:
    _, problems = markdown(Markdown(text=text, location=PLACE, field=("text",)), cite=cite)
    assert problems[0].message == message
    assert {problem.location for problem in problems} == {PLACE}
    assert {problem.field for problem in problems} == {("text",)}
    assert problems[0].code in {"record-markdown", "template-id"}


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert read("`a` and <b>\n\n::: nte\nx\n:::") == (
        "p  and \np x\n".replace(" \n", "\n") + "judgments.yaml:7:3: error: code cannot be set: a [record-markdown]\n"
        "  hint: write \\` for a plain backtick\n"
        "judgments.yaml:7:3: error: HTML cannot be set: <b> [record-markdown]\n"
        "  hint: write \\< for a plain less-than sign\n"
        "judgments.yaml:7:3: error: there is no box 'nte' [record-markdown]\n"
        '  hint: did you mean "note"?\n'
    )


def test_origins_name_the_record_and_its_place() -> None:
    blocks, _ = markdown(Markdown(text="Text", record="judgment:a", location=PLACE), cite=cite)
    assert dump_blocks(blocks, origins=True) == "p Text  <judgment:a judgments.yaml:7:3>\n"
