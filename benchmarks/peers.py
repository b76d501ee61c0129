"""Ours beside other programs on the same content: `python benchmarks/peers.py [--quick] [SIZE ...]`.

Sizes are small, medium, large and xl (some 8, 63, 400 and 2,000 pages of the others). The others lie in a folder named
by BRIEFING_PEERS, else in `../peers`: a module `peers` whose `main()` takes the name of a peer, a file with content and
the stem of its results; an interpreter `v/bin/python` that has what they import; and `content/SIZE.json`. Without that
folder ours is measured alone, on content of the same form. Prints tables in Markdown.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import peer_corpus
from content import content
from contest import Entry, Limits, Outcome, contest
from processes import table
from proof import Proof, prove_apart, tokens

ROOT = Path(__file__).parents[1]
SIZES = {"small": 1, "medium": 8, "large": 50, "xl": 250}  # as many times the content of 8 pages, where ours is alone
LIMITS = {"small": Limits(7), "medium": Limits(5), "large": Limits(3, 180, 40), "xl": Limits(2, 300, 60)}
OURS = {
    "first": "`briefing build`, nothing kept",
    "kept": "`briefing build`, corpus kept",
    "changed": "`briefing build`, one source changed",
    "full-first": "`briefing build`, full paper, nothing kept",
    "full-kept": "`briefing build`, full paper, corpus kept",
    "paper": "our writers alone",
}
SHORT = ("changed", "full-kept")  # not measured at the largest size, where each run takes half a minute
PEERS = {  # what they are, and the largest size that they are asked for
    "pair_typst_par_both": ("python-docx beside typst", "xl"),
    "pair_rlopt_par_both": ("python-docx beside platypus, tuned", "xl"),
    "pair_naive_seq_both": ("python-docx, then platypus", "large"),
    "docxtpl_lo_both": ("docxtpl, then LibreOffice", "medium"),
    "typst_j2_pdf": ("typst, PDF alone", "large"),
    "typst_j2_ua_pdf": ("typst, PDF/UA alone", "xl"),
    "weasy_ua_pdf": ("WeasyPrint, PDF/UA alone", "medium"),
    "pandoc_docx": ("pandoc, DOCX alone", "large"),
    "raw_pdf": ("lines drawn on pages, PDF without tags", "xl"),
}
HEAD = ["program", "s", "from – to", "of the quickest pair", "processor s", "largest process MB", "all MB", "pages"]
HEAD += ["ms a page", "tags", "links", "DOCX KB", "PDF KB", "tokens"]


def place() -> Path | None:
    """The folder of the peers, if there is one."""
    found = Path(os.environ.get("BRIEFING_PEERS") or ROOT.parent / "peers")
    return found.resolve() if (found / "peers.py").exists() and (found / "v/bin/python").exists() else None


def measure(size: str, limits: Limits) -> dict[str, Outcome]:
    """What all of them take for a size."""
    peers = place()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        source = folder / "content.json"
        if peers:
            shutil.copy(peers / "content" / f"{size}.json", source)
        else:
            source.write_text(json.dumps(content(SIZES[size]), ensure_ascii=False), "utf-8")
        given = peer_corpus.read(source)
        source.write_text(json.dumps(given, ensure_ascii=False), "utf-8")
        entries = _ours(folder, given, size)
        for name, (_, largest) in PEERS.items() if peers else ():
            if list(SIZES).index(size) <= list(SIZES).index(largest):
                entries[name] = _peer(peers, name, folder, tokens(given))
        return contest(entries, limits)


def _ours(folder: Path, given: dict[str, Any], size: str) -> dict[str, Entry]:
    """Our entries: the whole program with nothing kept, the corpus kept, a source changed; the writers alone."""
    wanted = tokens(given)
    made: dict[str, Entry] = {}
    for name, lean in (("", True), ("full-", False)):
        home = folder / f"{name}ours"
        peer_corpus.write(given, home, lean=lean)
        build = [sys.executable, "-m", "briefing", "build", str(home / "brief.yaml"), "--as-of", peer_corpus.AS_OF]
        command = [*build, "--out", str(home / "out"), "--fresh", "--quiet"]
        proof = partial(_proof, home / "out", wanted)
        kept, changed = ({"BRIEFING_CACHE": str(home / cache)} for cache in ("kept", "changed"))
        made[f"{name}first"] = Entry(command, proof, ROOT, {"BRIEFING_CACHE": "off"})
        made[f"{name}kept"] = Entry(command, proof, ROOT, kept, partial(_once, command, kept, home / "kept"))
        made[f"{name}changed"] = Entry(
            command, proof, ROOT, changed, partial(_change, home / "corpus" / "sources" / "s1.yaml")
        )
    stem = folder / "paper"
    paper = [sys.executable, str(ROOT / "benchmarks" / "peer_paper.py"), str(folder / "content.json"), str(stem)]
    made["paper"] = Entry(paper, partial(_files, stem, wanted), ROOT, {"BRIEFING_CACHE": str(folder / "kept")})
    return {name: made[name] for name in OURS if size != "xl" or name not in SHORT}


def _once(command: list[str], environment: dict[str, str], kept: Path) -> None:
    """Builds once before the first run, so that there is something kept."""
    if not kept.exists():
        subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)


def _change(file: Path) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write("# one more remark\n")


def _proof(out: Path, wanted: set[str]) -> Proof:
    folder = next(out.glob("*/brief.pdf")).parent
    return prove_apart(folder / "brief.docx", folder / "brief.pdf", wanted)


def _files(stem: Path, wanted: set[str]) -> Proof:
    return prove_apart(stem.with_name(f"{stem.name}.docx"), stem.with_name(f"{stem.name}.pdf"), wanted)


def _peer(peers: Path, name: str, folder: Path, wanted: set[str]) -> Entry:
    stem = folder / name
    program = "import peers; peers.main()"
    command = [str(peers / "v/bin/python"), "-c", program, name, str(folder / "content.json"), str(stem)]
    return Entry(command, partial(_files, stem, wanted), peers)


def rows(found: dict[str, Outcome]) -> list[list[str]]:
    """The table of a size, ours first."""
    pairs = [found[name].wall for name in PEERS if name.endswith("_both") and name in found and found[name].runs]
    return [_row(name, outcome, min(pairs, default=0.0)) for name, outcome in found.items()]


def _row(name: str, outcome: Outcome, pair: float) -> list[str]:
    title = OURS.get(name) or PEERS[name][0]
    if not outcome.runs:
        return [title, outcome.why, *[""] * (len(HEAD) - 2)]
    walls = sorted(run.wall for run in outcome.runs)
    proof = outcome.proof
    cpu = sorted(run.cpu for run in outcome.runs)[len(walls) // 2]
    both = name in OURS or name.endswith("_both")
    return [
        title,
        f"**{outcome.wall:.2f}**" if name in OURS else f"{outcome.wall:.2f}",
        f"{walls[0]:.2f} – {walls[-1]:.2f} ({len(walls)})",
        f"{outcome.wall / pair:.2f}" if pair and both else "",
        f"{cpu:.2f}",
        f"{max(run.largest for run in outcome.runs):.0f}",
        f"{outcome.together:.0f}",
        f"{proof.pages:,}" if proof.pages else "",
        f"{1000 * outcome.wall / proof.pages:.1f}" if proof.pages else "",
        "" if not proof.pages else "yes" if proof.tagged else "no",
        f"{proof.links:,}" if proof.pages else "",
        f"{proof.docx:,.0f}" if proof.docx else "",
        f"{proof.pdf:,.0f}" if proof.pdf else "",
        "all" if not proof.missing else f"{len(proof.missing)} missing: {proof.missing[0]}",
    ]


def main() -> None:
    """A table for each size."""
    quick = "--quick" in sys.argv
    asked = [size for size in sys.argv[1:] if size in SIZES] or (["small", "medium"] if quick else [*SIZES])
    if place() is None:
        print(
            "The others were not measured: there is no folder BRIEFING_PEERS. benchmarks/peers.py says what is in it.\n"
        )
    for size in asked:
        print(f"### {size.capitalize()}\n")
        table(HEAD, rows(measure(size, Limits(2, 60, 30) if quick else LIMITS[size])))
        print()


if __name__ == "__main__":
    main()
