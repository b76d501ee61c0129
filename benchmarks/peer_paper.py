"""What the peers are given, as a document of our nodes, written at once: `python benchmarks/peer_paper.py CONTENT OUT`.

The paper has the same words, tables and pages as that of the peers; the sources are its notes. There is no corpus to
read, nothing is analysed: this measures the writers alone, as the peers are measured.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from briefing.document.build import Words, blocks, columns, em, h, inlines, noteref, ol, p, row, strong, table, ul  # noqa: E402
from briefing.document.nodes import (  # noqa: E402
    Block,
    Contents,
    Document,
    Inline,
    Masthead,
    Note,
    Notes,
    PageBreak,
    Properties,
    Table,
)
from briefing.settings import Margins, Style  # noqa: E402

STYLE = Style(margins=Margins(left=20, right=20, top=20, bottom=20), body_leading=13, small_leading=11)
Item = Mapping[str, Any]


def document(content: Item) -> Document:
    """The paper."""
    title, author = content["title"], content["author"]
    properties = Properties(
        title=title, language="en-GB", created="2026-11-21T00:00:00Z", author=author, header=content["header"]
    )
    parts = (_front, _profiles, _tables, _back)
    body = blocks(chain.from_iterable(part(content) for part in parts))
    notes = tuple(Note(key=f"s{source['n']}", children=inlines(_source(source))) for source in content["sources"])
    head = Masthead(series=content["subtitle"], issue=content["date"], title=title)
    return Document(
        properties=properties, masthead=head, blocks=(*body, h(1, "notes", "Sources"), Notes()), notes=notes
    )


def _cited(item: Item) -> tuple[Inline, ...]:
    """References to the sources, then the token."""
    marks: list[Inline] = []
    for number in item["cites"]:
        marks += [*(inlines(", ") if marks else ()), noteref(f"s{number}")]
    return (*marks, *inlines(f" ({item['id']})"))


def _said(item: Item) -> Words:
    return (item["text"], _cited(item))


def _front(content: Item) -> Iterator[Block]:
    yield from (Contents(depth=2), PageBreak(), h(1, "summary", "Summary"))
    yield from (p(words) for words in content["summary"])
    yield h(1, "judgments", "Key judgments")
    for number, item in enumerate(content["judgments"], 1):
        yield p(strong(f"{number}. {item['title']} ({item['confidence']}). "), _said(item))


def _profiles(content: Item) -> Iterator[Block]:
    yield h(1, "actors", "Actor profiles")
    for actor in content["actors"]:
        anchor = f"actor-{actor['id']}"
        yield from (h(2, anchor, actor["name"]), p(em(actor["native"])))
        rows = [row(*(p(words, role="small") for words in fact)) for fact in actor["facts"]]
        yield table(f"facts-{anchor}", columns("ll", 1, 3), body=rows)
        yield from (p(_said(item)) for item in actor["paras"])
        yield ul(*actor["bullets"])


def _tables(content: Item) -> Iterator[Block]:
    matrix = content["matrix"]
    yield h(1, "matrix-heading", "Assistance matrix")
    cells = [[r["actor"], *(_said(item) for item in r["cells"])] for r in matrix["rows"]]
    yield _table("matrix", ["Actor", *matrix["columns"]], cells, 0.9, 1, 1, 1, 1, 1)
    yield h(1, "timeline-heading", "Timeline")
    cells = [[item["date"], item["actor"], item["text"], _cited(item)] for item in content["timeline"]]
    yield _table("timeline", ["Date", "Actor", "Event", "Sources"], cells, 0.8, 1.2, 3, 1.1)
    yield h(1, "uncertainties", "Uncertainties")
    yield from (p(strong(f"{item['title']}. "), _said(item)) for item in content["uncertainties"])
    cells = [[*(item[k] for k in ("topic", "low", "high", "note")), _cited(item)] for item in content["figures"]]
    yield _table("figures", ["Topic", "Low", "High", "Note", "Sources"], cells, 1.2, 1, 1, 2.5, 1.1)


def _table(anchor: str, heads: list[str], rows: list[list[Words]], *shares: float) -> Table:
    made = [row(*(p(words, role="small") for words in cells)) for cells in rows]
    head = row(*(p(words, role="small") for words in heads), header=True)
    return table(anchor, columns("l" * len(heads), *shares), head=[head], body=made)


def _back(content: Item) -> Iterator[Block]:
    yield h(1, "recommendations", "Recommendations")
    yield ol(*(p(_said(item)) for item in content["recommendations"]))
    cited = _all_cited(content)
    yield from (p(_source(source)) for source in content["sources"] if source["n"] not in cited)


def _all_cited(content: object) -> set[int]:
    """The numbers of the sources that are cited anywhere."""
    if isinstance(content, dict):
        own = set(content.get("cites", ()))
        return own.union(*map(_all_cited, content.values()))
    return set().union(*map(_all_cited, content)) if isinstance(content, list) else set()


def _source(item: Item) -> str:
    where = f"{item['publisher']}, {item['date']}. {item['url']} (accessed {item['accessed']}) ({item['id']})"
    return f"{item['author']}. {item['title']}. {where}"


def main() -> None:
    """Reads the content, writes OUT.docx and OUT.pdf."""
    import json  # noqa: PLC0415 - in the measured process only

    from briefing.writers.together import write_all  # noqa: PLC0415

    source, out = map(Path, sys.argv[1:3])
    content = json.loads(source.read_text("utf-8"))
    for name, written in write_all(document(content), STYLE, {"docx", "pdf"}, ()).items():
        if written.problems:
            sys.exit(str(written.problems[0]))
        Path(f"{out}.{name}").write_bytes(written.data)


if __name__ == "__main__":
    main()
