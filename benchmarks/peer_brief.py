"""The briefs over the peers' content: a full one, and a lean one whose paper says about what the peers' say.

The lean one has templates of its own. Of all that is found they print what the peers print, too: no drawings, no ranges
of likelihood, no tables of flows and contradictions, no register, no grades and descriptors of sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

BRIEF = """title: "{title}"
series: {subtitle}
publisher: {author}
language: en-GB
corpus: corpus
style: style.yaml
tradecraft: tradecraft.yaml
{templates}cadence: weekly
first_issue: 2026-01-05
marking: TLP:CLEAR
sections:
  - summary
  - actor-profiles: {{actors: [{actors}]}}
{matrix}  - timeline
  - uncertainties
  - recommendations
{register}  - sources
formats: [docx, pdf]
filename: brief
"""
FULL = {"templates": "", "matrix": "  - assistance-matrix\n", "register": "  - register: {figures: false}\n"}
LEAN = {"templates": "templates: templates\n", "matrix": "", "register": ""}
TEMPLATES = {
    "summary": """# Summary {#summary}

{{ bottom_line|md(location) }}

## Key judgments {#key-judgments}

{% for j in judgments %}
{{ j.number }}. {{ j.text }} ({{ j.level }} confidence){{ j.notes }}

{% endfor %}
""",
    "actor-profiles": """# Actor profiles {#actor-profiles}

{% for a in actors %}
## {{ a.name }} {#{{ a.id }}}

{.small}
{{ a.role|cap }}. Also: {{ a.names }}.

{{ a.description|md(a.location) }}

{{ a.position|md(a.location) }}

{% endfor %}
""",
    "timeline": "# Timeline {#timeline-section}\n\n{{ timeline }}\n",
    "uncertainties": """# Uncertainties {#uncertainties}

{% for q in questions %}
**{{ q.text }}** {{ q.matters }}{{ q.notes }}

{% endfor %}
""",
    "sources": """# Sources {#sources}

{% for s in sources %}
## {{ s.short }} {#{{ s.id }}}

{.small}
{{ s.reference }}

{% endfor %}
""",
}
# Rules that invented words break, for they are no English and name persons at random. All others are applied.
STYLE = "margins: {left: 20, right: 20, top: 20, bottom: 20}\nbody_leading: 13\nsmall_leading: 11\n"  # as the peers
TRADECRAFT = """rules:
  actor-unknown: off
"""


def write(content: Mapping[str, Any], folder: Path, *, lean: bool) -> None:
    """`folder`/brief.yaml with its style, rules and, if lean, templates."""
    fields = {name: content[name] for name in ("title", "subtitle", "author")} | (LEAN if lean else FULL)
    actors = ", ".join(f"a{actor['id']}" for actor in content["actors"])
    (folder / "brief.yaml").write_text(BRIEF.format(actors=actors, **fields), "utf-8")
    (folder / "style.yaml").write_text(STYLE, "utf-8")
    (folder / "tradecraft.yaml").write_text(TRADECRAFT, "utf-8")
    (folder / "templates").mkdir(exist_ok=True)
    for name, text in TEMPLATES.items() if lean else ():
        (folder / "templates" / f"{name}.md.j2").write_text(text, "utf-8")
