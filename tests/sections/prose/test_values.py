"""Whatever a value looks like, it arrives in the text as it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.document.build import plain
from briefing.document.nodes import Block, Heading, Node, NoteRef, Paragraph, Table, Text
from briefing.document.walk import text_of, walk
from briefing.problems import Location
from briefing.sections.prose import Wording, markdown
from briefing.sections.prose.slots import RESERVED, Markdown

PIECES = (
    *(
        "<para>",
        "</b>",
        "&amp;",
        "&",
        "]]>",
        "<!--",
        "{{ x }}",
        "{% if %}",
        "{# c #}",
        "{#id}",
        "{.small}",
        "[@x]",
        "[@a/1; @b/2]",
    ),
    *(
        "|",
        "*",
        "**",
        "_",
        "`",
        "```",
        "\\",
        "\\\n",
        "#",
        "# ",
        "-",
        "- ",
        "1. ",
        ">",
        "> ",
        ":::",
        ": ",
        "::: note",
        "Table: ",
    ),
    *(
        "---",
        "[a](b)",
        "![a](b)",
        "https://example.org",
        "[^1]",
        "~",
        "\t",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\u2028",
        "\\newpage",
    ),
    *(
        "Россия",
        "Ελλάδα",
        "조선",
        "中国",
        "שלום",
        "مرحبا",
        "हिन्दी",
        "e\u0301",
        "\u202f",
        "\u200b",
        "\ue000",
        "🚢",
        "'",
        '"',
        "”",
    ),
)
STARTS = (
    "\n",
    "\n\n",
    "a",
    "{.small}\n",
    "Table: x\n",
    "| a | b |\n|--|--|\n",
    "::: note T\n",
    ":::\n",
    "Term\n: m\n",
    "\ufdd0",
)
NASTY = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=6).map("".join)
# What is no character in Unicode (U+FDD0 to U+FDEF) is a problem, tested below.
VALUES = NASTY.filter(lambda text: not any("\ufdd0" <= c <= "\ufdd3" for c in text)).filter(
    lambda text: plain(text).strip()
)

TEMPLATE = """{% macro bold(words) %}**{{ words }}**{% endmacro %}
# Heading {{ x }}

Paragraph {{ x }} and **{{ x }}** and *{{ x }}*.

{{ x }}

- {{ x }}
- item {{ x }}
  1. {{ x }}

> {{ x }}

| Head | {{ x }} |
|------|---------|
| {{ x }} | cell {{ x }} |

::: note {{ x }}
{{ x }}
:::

{{ x }}
: {{ x }}

[words {{ x }}](#here) and {{ "a" ~ x ~ "b" }} and {{ bold(x) }} and {{ [x, x]|join("; ") }}
"""


@pytest.fixture(scope="module")
def wording(tmp_path_factory: pytest.TempPathFactory) -> Wording:
    folder = tmp_path_factory.mktemp("templates")
    (folder / "all.md.j2").write_text(TEMPLATE, "utf-8")
    return Wording(folder)


def cite(claims: tuple[str, ...], _location: object) -> NoteRef:
    return NoteRef(note=" ".join(claims))


def shape(blocks: tuple[Block, ...]) -> list[str]:
    """The kinds of all nodes; texts that a value may lengthen count as one."""
    return [type(node).__name__ for block in blocks for node in walk(block)]


def rendered(wording: Wording, value: str) -> tuple[Block, ...]:
    blocks, problems = wording.render("all", {"x": value}, cite=cite)
    assert problems == []
    return blocks


def expected(wording: Wording, value: str) -> list[str]:
    """The texts of the template with a plain word in it, and the value in place of the word."""
    return [text.replace("WORD", plain(value)) for text in texts(rendered(wording, "WORD"))]


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [node.text for block in blocks for node in walk(block) if isinstance(node, Text)]


@settings(max_examples=150, deadline=None)
@given(VALUES)
@example("<para> & ]]> {{ x }} {% if %} | * _ ` \\ [@x] # - 1.")
@example("# \ta\n- b")
@example(" 1. leading blank and trailing blank ")
def test_a_value_arrives_as_written_and_changes_nothing_around_it(wording: Wording, value: str) -> None:
    blocks = rendered(wording, value)
    assert texts(blocks) == expected(wording, value)
    assert shape(blocks) == shape(rendered(wording, "WORD"))


@given(st.text())
@example("\ufdd00\ufdd1")
@example("\ufdd20.1\ufdd3")
@settings(max_examples=150, deadline=None)
def test_any_text_arrives_or_is_a_located_problem(wording: Wording, value: str) -> None:
    blocks, problems = wording.render("all", {"x": value}, cite=cite)
    if problems:
        assert {problem.code for problem in problems} == {"template-value"}
        assert all(problem.location.line for problem in problems)
        assert any("\ufdd0" <= c <= "\ufdd3" for c in value)
    else:
        assert plain(value) in text_of(blocks)


def test_line_ends_and_tabs_become_one_space_and_other_white_space_stays(wording: Wording) -> None:
    blocks = rendered(wording, "a  b \n c\td\u00a0e")
    paragraph = next(block for block in blocks if isinstance(block, Paragraph))
    assert text_of(paragraph).startswith("Paragraph a  b c d\u00a0e and ")


def test_empty_words_make_no_paragraph(wording: Wording) -> None:
    blocks, problems = wording.render("all", {"x": ""}, cite=cite)
    assert problems == []
    assert isinstance(blocks[0], Heading)
    assert text_of(blocks[1]) == "Paragraph  and  and ."
    assert not any(isinstance(block, Paragraph) and not text_of(block).strip() for block in blocks)


@pytest.mark.parametrize("pick", [lambda t: t.head[0].cells[1], lambda t: t.body[0].cells[0]])
def test_a_pipe_in_a_value_does_not_part_a_cell(wording: Wording, pick: Callable[[Table], Node]) -> None:
    grid = next(block for block in rendered(wording, "a | b") if isinstance(block, Table))
    assert text_of(pick(grid)) == "a | b"


@given(st.lists(st.sampled_from((*PIECES, *STARTS)), max_size=14).map("".join))
@settings(max_examples=200, deadline=None)
@example(": a\n: b")
@example("Term\n: [@x]\n*\n")
def test_any_markdown_of_a_curator_is_blocks_or_located_problems(text: str) -> None:
    place = Location("a.yaml", 3, 5)
    blocks, problems = markdown(Markdown(text=text, location=place), cite=cite)
    assert {problem.location for problem in problems} <= {place}
    assert not RESERVED.search(text_of(blocks))
    assert not any("\n" in words for words in texts(blocks))
