"""`briefing changes`, as a user runs it on the sample."""

from pathlib import Path

import pytest

from briefing import cli

BRIEF = str(Path(__file__).parents[2] / "config" / "weekly.yaml")


def test_a_judgment_is_told_whose_confidence_alone_has_moved(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["changes", BRIEF, "--since", "2025-02-02", "--as-of", "2025-03-02"]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("~ judgment ")]
    starts = [line.partition(": ")[2].partition(": ")[0] for line in told]
    assert sorted(starts) == [
        "lowered, was roughly even chance",
        "raised, was roughly even chance",
        "unchanged in likelihood; confidence was low",
        "unchanged in likelihood; confidence was low",
    ]
