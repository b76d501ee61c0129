# ruff: noqa: INP001 -- a script of its own
"""Draws the pictures in this folder from the sample brief: `python docs/pictures.py`, with the tools for tests."""

import datetime
from pathlib import Path

import pypdfium2

from briefing import issue

HERE = Path(__file__).parent
DAY = datetime.date(2025, 3, 2)
SCALE = 1.4  # pixels to the point
PAGES = {"page-1.png": ("Bottom line",), "page-matrix.png": ("Category", "Artillery ammunition")}  # words on each page


def main() -> None:
    """Builds the brief, finds the pages by their words, and keeps them as pictures of few colours."""
    brief = HERE.parent / "config" / "weekly.yaml"
    built, problems = issue.build(brief, as_of=DAY, created=f"{DAY}T00:00:00Z", formats=["pdf"])
    if built is None:
        raise SystemExit("\n".join(problem.message for problem in problems))
    (data,) = built.files.values()
    pdf = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_bounded() for page in pdf]
    for name, words in PAGES.items():
        number = next(n for n, text in enumerate(texts) if all(word in text for word in words))
        picture = pdf[number].render(scale=SCALE).to_pil().convert("RGB").quantize(64)
        picture.save(HERE / name, optimize=True)


main()
