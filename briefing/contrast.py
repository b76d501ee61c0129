"""Whether text in the colours of a style can be read: the contrast that WCAG 2 asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.problems import Problem
from briefing.settings import Style

CONTRAST = 4.5  # between text and what is behind it, by WCAG 2
TEXT_ON_TINT = ("ink", "accent", "alert")  # in boxes and table heads, too
TEXT_ON_PAPER = ("muted",)


def contrast_faults(style: Style, name: str) -> Iterator[Problem]:
    """A colour of text that is too pale to read on the paper or in a box (WCAG 2, 1.4.3)."""
    ground = style.colours.tint if name in TEXT_ON_TINT else "#FFFFFF"
    if name not in (*TEXT_ON_TINT, *TEXT_ON_PAPER) or not re.fullmatch("#[0-9A-Fa-f]{6}", ground):
        return
    found = contrast(getattr(style.colours, name), ground)
    if found < CONTRAST:
        where = "a box" if name in TEXT_ON_TINT else "paper"
        yield Problem(
            code="style-contrast",
            message=f"text in this colour has a contrast of {found:.1f} to 1 on {where}, less than {CONTRAST:g} to 1",
            location=style.location,
            field=("colours", name),
            hint="choose a darker colour, or a lighter tint",
            severity="warning",
        )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (`#RRGGBB`) from 1 to 21, as WCAG 2 measures it."""

    def luminance(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
