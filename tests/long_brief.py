"""A synthetic brief of any length, the same every time: prose, lists, tables, figures and notes as in a real one."""

from briefing.document.build import cell, em, h, mark, noteref, p, ref, row, strong, table, text, ul
from briefing.document.nodes import (
    Block,
    Contents,
    Document,
    Fact,
    Figure,
    Inline,
    LikelihoodBar,
    Manifest,
    Masthead,
    Note,
    Notes,
    Origin,
    Properties,
)

_TEXT = (
    "convoy depot shipment port report brigade factory training sanction licence invoice warehouse artillery sensor "
    "pledged delivered reportedly confirmed near Vladivostok Łódź Київ Αθήνα before 2024 about 3,000 of 12,000 tonnes "
    "although officials deny agree suspend inspect quietly over the winter and in the second quarter"
)
_WORDS = _TEXT.split()
_CHAPTERS_TO_100_PAGES = 30.5


def long_brief(pages: int) -> Document:
    """A brief of about so many A4 pages."""
    chapters = max(1, round(pages * _CHAPTERS_TO_100_PAGES / 100))
    blocks: list[Block] = [Contents(depth=1)]
    for number in range(chapters):
        blocks += _chapter(number)
    notes = tuple(_note(number) for number in range(chapters * 12))
    return Document(
        properties=Properties(
            title="Long brief",
            language="en-GB",
            created="2025-03-02T00:00:00Z",
            author="Desk",
            marking="TLP:GREEN",
            header="Long brief",
            footer="Desk · Issue 1",
        ),
        masthead=Masthead(
            series="Weekly brief",
            issue="Issue 1",
            title="Long brief",
            facts=(Fact(label="Date", children=_said(3, 4)),),
        ),
        blocks=(*blocks, h(1, "notes", "Notes"), Notes()),
        notes=notes,
        manifest=Manifest(
            brief="Long brief",
            as_of="2025-03-02",
            product="Briefing test",
            corpus="0" * 16,
            records={f"claim:source-{number // 40}/{number}": f"{number:016x}" for number in range(len(notes))},
        ),
    )


def _said(seed: int, count: int) -> tuple[Inline, ...]:
    """So many words, told apart by their seed."""
    words = (_WORDS[(seed * 7 + place * (3 + seed % 5)) % len(_WORDS)] for place in range(count))
    return (text(f"{seed}: " + " ".join(words) + "."),)


def _note(number: int) -> Note:
    claim = f"source-{number // 40}/{number}"
    return Note(key=f"n{number}", children=_said(number, 14), claims=(claim,), origin=Origin(record=f"claim:{claim}"))


def _chapter(number: int) -> list[Block]:
    first = number * 12
    blocks: list[Block] = [
        h(1, f"c{number}", f"Chapter {number + 1}"),
        p(strong(f"Judgment {number}. "), *_said(number, 16), noteref(f"n{first}"), role="judgment"),
        Figure(id=f"bar{number}", picture=LikelihoodBar(low=55, high=80), alt="From 55 to 80 per cent."),
    ]
    for part in range(1, 8):
        seed = first + part
        blocks.append(
            p(*_said(seed, 70), noteref(f"n{seed}"), " ", em(*_said(seed + 1, 12)), " ", *_said(seed + 2, 30))
        )
    blocks.append(h(2, f"c{number}-t", "Reported"))
    body = [
        row(cell(p(strong(f"Row {line}")), header=True), cell(p(mark("confirmed"), " ", *_said(first + line, 9))),
            cell(p(*_said(line, 16), noteref(f"n{first + 8 + line % 4}"))), str(line * 1000))
        for line in range(12)
    ]  # fmt: skip
    head = [row("What", "Status", "Said", "Number", header=True)]
    blocks.append(table(f"t{number}", "lllr", head=head, body=body, caption=f"Records of chapter {number + 1}"))
    blocks.append(ul(*(p(*_said(first + item, 22)) for item in range(6))))
    blocks.append(p("Compare ", ref(f"c{number // 2}", "an earlier chapter"), "."))
    return blocks
