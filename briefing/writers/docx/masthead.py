"""The head of the first page: series left and issue right, the title, and one line of facts."""

from __future__ import annotations

from briefing.document.nodes import Masthead
from briefing.writers.docx.inlines import Face, Inlines
from briefing.writers.docx.markup import TAB, Look, paragraph, run

_APART = "\u2003"


def masthead(head: Masthead, inlines: Inlines) -> list[str]:
    """The paragraphs of the masthead."""
    styles = inlines.styles
    label = f'<w:rStyle w:val="{styles["Fact Label"]}"/>'
    issue = TAB + run(head.issue, f'<w:rStyle w:val="{styles["Issue"]}"/>') if head.issue else ""
    facts = [run(f"{fact.label} ", label) + inlines.render(fact.children, Face()) for fact in head.facts]
    lines = [
        (styles["Subtitle"], run(head.series) + issue if head.series or head.issue else ""),
        (styles["Title"], run(head.title)),
        (styles["Facts"], run(_APART).join(facts)),
    ]
    return [paragraph(Look(style=style), runs) for style, runs in lines if runs]
