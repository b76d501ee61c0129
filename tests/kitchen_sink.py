"""One document that holds every node and every trap; each format has to bring it to paper."""

from __future__ import annotations

import datetime

from briefing.document.build import (
    br,
    callout,
    cell,
    columns,
    dl,
    em,
    h,
    link,
    mark,
    noteref,
    ol,
    p,
    ref,
    row,
    span,
    strong,
    table,
    text,
    ul,
    wide,
)
from briefing.document.nodes import (
    Block,
    Contents,
    Document,
    Fact,
    Figure,
    Flow,
    FlowStatus,
    HubAndSpokes,
    IntervalRow,
    Intervals,
    LikelihoodBar,
    MarkKind,
    Masthead,
    Note,
    Notes,
    PageBreak,
    Party,
    Properties,
    Timeline,
    TimelineEntry,
)

MARKUP = (
    """<para>bold</para> &amp; &lt; ]]> {{ x }} {% y %} | * _ ` \\ "double" 'single' “curly” <!-- c --> #{z} $1 %s"""
)
MARKS: tuple[MarkKind, ...] = (
    "confirmed",
    "corroborated",
    "single-source",
    "unverified",
    "disputed",
    "denied",
    "up",
    "down",
    "same",
)


def kitchen_sink() -> Document:
    """Every node type; two tables and four figures with captions; three notes, one of them cited twice."""
    return Document(
        properties=Properties(
            title="Kitchen sink & <more>",
            language="en-GB",
            created="2025-03-02T00:00:00Z",
            author="A. Writer",
            subject="Every node once",
            keywords=("one", "two & three"),
            marking="TLP:GREEN",
            handling="Limited to the addressees",
            header="Kitchen sink & <more>",
            footer="Test press · Issue 7",
            draft=True,
        ),
        masthead=Masthead(
            series="Weekly brief",
            issue="Issue 7 · 2025-W09",
            title="Kitchen sink & <more>",
            facts=(
                Fact(label="Date", children=(text("2 March 2025"),)),
                Fact(label="Contact", children=(link("mailto:desk@example.org", "desk@example.org"),)),
            ),
        ),
        blocks=(
            *_opening(),
            *_lists(),
            *_tables(),
            *_figures(),
            *_wide(),
            h(1, "notes", "Notes"),
            Notes(),
        ),
        notes=(
            Note(key="b", children=(text("Second source, ¶4; "), em("D3"), text(".")), claims=("b/4",)),
            Note(
                key="a",
                children=(text("First source, ¶1, "), link("https://example.org/a?x=1&y=2", "online"), text(".")),
                claims=("a/1", "a/2"),
            ),
            Note(key="c", children=(text(f"Third: {MARKUP}"),), claims=("c/1",)),
            Note(key="unused", children=(text("Nobody refers to this note."),)),
        ),
    )


def _opening() -> tuple[Block, ...]:
    return (
        callout("bottom-line", "Bottom line", p("What a minister can repeat.", noteref("a"))),
        h(1, "contents", "Contents"),
        Contents(depth=2),
        PageBreak(),
        h(1, "inlines", "Inlines & ", em("emphasis")),
        p("A leading paragraph that says what follows.", role="lead"),
        p(
            "Plain, ",
            strong("bold, ", em("both")),
            ", ",
            em("italic"),
            ", a ",
            link("https://example.org/a?x=1&y=2", "link & more", title="A page"),
            ", ",
            ref("t-small", "the small table"),
            ", noted",
            noteref("b"),
            noteref("a"),
            ".",
            br(),
            "A second line.",
        ),
        p(
            "Scripts: ",
            span("ru", "Россия"),
            ", ",
            span("el", "Ελλάδα"),
            ", ",
            span("ko", "조선"),
            ", ",
            span("zh-Hans", "中国"),
            "; naïve façade, Đặng, “quotes” – dashes — and 3\u202f000 °C ½ ≥ 2.",
        ),
        h(2, "markup", "Markup: <b> & {{ x }}"),
        p(MARKUP),
        p("A judgment with its weight.", noteref("c"), role="judgment"),
        p("Small print beside it.", role="small"),
        p("A label", role="label"),
        p("A sentence that someone else wrote.", role="quote"),
        h(3, "marks", "Marks"),
        ul(*((mark(kind), " ", kind) for kind in MARKS)),
    )


def _lists() -> tuple[Block, ...]:
    return (
        h(2, "lists", "Lists"),
        ul(
            "One",
            (p("Two, with a list:"), ul((p("Two a"), ul("Two a i", "Two a ii")), "Two b"), p("Two goes on.")),
            (p("Three"), p("in two paragraphs")),
        ),
        ol("Fourth", (p("Fifth"), ol("one below", ("two below", ol("deepest"))), ul("a bullet")), "Sixth", start=4),
        dl(
            ("Shell", "A round of artillery."),
            ((strong("Line"), " of reporting"), (p("Sources that lead back to one origin."), ul("official", "other"))),
        ),
    )


def _tables() -> tuple[Block, ...]:
    small = table(
        "t-small",
        columns("lrc", 2, 1, 1.5),
        head=[
            row(cell("Category", header=True, rowspan=2), cell("Flows", header=True, colspan=2)),
            row("Number", "Status", header=True),
        ],
        body=[
            row(cell("Shells", header=True), "3,000–12,000", cell(mark("disputed"), " disputed", style="disputed")),
            row(
                cell("Troops", header=True, rowspan=2),
                cell(p("about 12,000", noteref("b")), ul("north", "south")),
                cell(em("sought"), style="tentative"),
            ),
            row(cell("Over two columns: ", MARKUP, colspan=2)),
            row(cell("Fuel", header=True), cell("–", style="empty"), cell(style="empty")),
        ],
        caption=("A small table, cited", noteref("c")),
        summary="Three categories with numbers and status; troops take two rows.",
    )
    long = table(
        "t-long",
        "lll",
        head=[row("Number", "Event", "Place", header=True)],
        body=[row(f"{n}", f"Event {n} of sixty, told in some words.", f"Place {n}") for n in range(1, 61)],
        caption="A table longer than a page",
    )
    bare = table("t-bare", "lr", body=[row(cell("Without head", header=True), "1")])
    return (h(1, "tables", "Tables"), small, p("Between the tables."), long, bare)


def _figures() -> tuple[Block, ...]:
    rows = (
        IntervalRow(label="First source", low=3000, high=12000, value="3,000–12,000"),
        IntervalRow(label="Second source", low=10000, high=None, value="at least 10,000"),
        IntervalRow(label="Third source", low=None, high=15000, value="at most 15,000"),
        IntervalRow(label="Fourth source", low=12000, high=12000, approximate=True, value="about 12,000"),
    )
    return (
        h(1, "figures", "Figures"),
        Figure(id="f-inline", picture=LikelihoodBar(low=80, high=95), alt="Very likely: 80 to 95 per cent."),
        Figure(
            id="f-scale",
            picture=LikelihoodBar(low=20, high=45),
            alt="Unlikely: 20 to 45 per cent.",
            caption=(text("A scale with a caption"),),
        ),
        Figure(
            id="f-intervals",
            picture=Intervals(rows=rows, unit="troops"),
            alt="Four statements of one number; all four can hold 12,000.",
            caption=(text("What the sources say"), noteref("a")),
        ),
        Figure(
            id="f-spokes",
            picture=spokes(),
            alt="East in the middle, around it North, West & South and an island. North gives East shells.",
            caption=(text("Who gives what"),),
        ),
        Figure(
            id="f-timeline",
            picture=timeline(),
            alt="A visit on 13 September 2023, a treaty about 2022, deliveries from 2022 to 2024, a word in 2024.",
            caption=(text("What happened when"),),
        ),
        callout("note", "Note", p("Said beside the text."), ul("and", "listed")),
        callout("warning", "Warning", p("Read with care.")),
        callout("draft", "Draft", p("Not to be sent: ", MARKUP)),
    )


def spokes() -> HubAndSpokes:
    """Four parties around one, flows of every status, one of them past the middle."""
    names = {"east": "East", "north": "North", "west": "West & South", "isle": "An island"}
    flows: tuple[tuple[str, str, int, FlowStatus, str], ...] = (
        ("north", "east", 4, "affirmed", "delivered: shells, troops and 3 more; 4 lines"),
        ("north", "east", 2, "tentative", "sought: missiles; 2 lines"),
        ("east", "north", 1, "disputed", "disputed: know-how; 1 line"),
        ("east", "north", 0, "unverified", "unverified: satellites"),
        ("west", "east", 1, "affirmed", "in use: machine tools <for> shells; 1 line"),
        ("west", "north", 1, "affirmed", "delivered: support; 1 line"),
        ("isle", "east", 1, "tentative", "pledged: a harbour; 1 line"),
    )
    return HubAndSpokes(
        hub="east",
        parties=tuple(Party(id=party, label=name) for party, name in names.items()),
        flows=tuple(Flow(giver=a, receiver=b, lines=n, status=s, label=w) for a, b, n, s, w in flows),
    )


def timeline() -> Timeline:
    """Two lanes; a day, a lasting time, an approximate year, a year."""

    year, visit = datetime.date(2022, 1, 1), datetime.date(2023, 9, 13)
    begin, end = datetime.date(2022, 3, 1), datetime.date(2024, 11, 30)
    new, old = datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)
    return Timeline(
        entries=(
            TimelineEntry(
                label="Treaty", first=year, last=datetime.date(2022, 12, 31), lane="Meetings", approximate=True
            ),
            TimelineEntry(label="Deliveries", first=begin, last=end, lane="Assistance", lasting=True),
            TimelineEntry(label="A visit & a launch", first=visit, last=visit, lane="Meetings"),
            TimelineEntry(label="A word", first=new, last=old, lane="Meetings", value="2024"),
        ),
    )


def _wide() -> tuple[Block, ...]:
    dyads = [f"{a} > {b}" for a, b in (("DPRK", "Russia"), ("China", "Russia"), ("Cuba", "Russia"), ("Iran", "Russia"))]
    broad = table(
        "t-broad",
        "l" * 9,
        head=[
            row(cell("Category", header=True, rowspan=2), *(cell(d, header=True, colspan=2) for d in dyads)),
            row(*("status", "quantity") * 4, header=True),
        ],
        body=[
            row(cell(name, header=True), *(cell(f"{name} {n}") for n in range(1, 9)))
            for name in ("Shells", "Missiles", "Drones", "Troops")
        ],
        summary="Four categories by four dyads.",
    )
    return (wide(h(1, "wide", "On wide pages"), broad, p("A legend under the table.")), p("Upright again."))
