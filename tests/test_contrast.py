"""Contrast as WCAG 2 measures it, and the colours of the default style."""

import pytest

from briefing.contrast import CONTRAST, contrast, contrast_faults
from briefing.settings import Colours, Style


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#777777", "#FFFFFF", 4.48),
        ("#767676", "#FFFFFF", 4.54),
        ("#FF0000", "#FF0000", 1.0),
    ],
)
def test_known_contrasts(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("name", Colours.__struct_fields__)
def test_the_default_style_can_be_read(name: str) -> None:
    assert list(contrast_faults(Style(), name)) == []


def test_a_pale_colour_is_a_warning_on_paper_and_in_boxes() -> None:
    style = Style(colours=Colours(muted="#9AA0A8", accent="#6F7680", tint="#DDDDDD", rule="#EEEEEE"))
    found = {name: list(contrast_faults(style, name)) for name in Colours.__struct_fields__}
    assert {name for name, faults in found.items() if faults} == {"muted", "accent"}
    assert all(fault.severity == "warning" for faults in found.values() for fault in faults)
    assert contrast(style.colours.accent, "#FFFFFF") > CONTRAST, "on paper it would do"
