"""`briefing impact`, as a user runs it on the sample."""

import json
import shutil
from pathlib import Path

import pytest

from briefing import cli

BRIEF = str(Path(__file__).parents[2] / "config" / "weekly.yaml")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.main(["impact", *arguments, "--brief", BRIEF, "--as-of", "2025-03-02"])
    out, err = capsys.readouterr()
    return status, out, err


def test_an_origin_takes_levels_and_support_along(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "us-government")
    assert status == 0
    assert "~ flow dprk > russia, troops, delivered: confirmed -> corroborated" in out
    assert "- claim axis-2025/8: " in out
    assert "~ judgment dprk-troops: loses " in out
    assert "# Correction: " in out


def test_the_notice_alone_has_every_slot_filled(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "goover-2025/12", "--notice")
    assert out.startswith("# Correction: ")
    assert "$" not in out
    assert "(goover-2025/12)" in out


def test_a_notice_of_the_users_own_that_is_no_text_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(Path(BRIEF).parent, tmp_path / "config")
    shutil.copytree(Path(BRIEF).parents[1] / "seeds", tmp_path / "seeds")
    (tmp_path / "words").mkdir()
    (tmp_path / "words/correction.md").write_bytes(b"# Berichtigung\n\nF\xfcr $title\n")
    brief = tmp_path / "config/weekly.yaml"
    brief.write_text(f"templates: ../words\n{brief.read_text()}")
    assert cli.main(["impact", "goover-2025", "--brief", str(brief)]) == 1
    assert "words/correction.md:3:2: error: byte 0xFC is not UTF-8" in capsys.readouterr().err


def test_json_names_kind_claims_and_levels(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "graceffo-2023", "--json")
    found = json.loads(out)
    assert (found["kind"], found["sources"]) == ("source", ["graceffo-2023"])
    assert all(c.startswith("graceffo-2023/") for c in found["claims"])
    assert {"key", "stage", "before", "after"} == set(found["levels"][0])


def test_an_unknown_id_is_wrong_usage_with_the_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "us-goverment")
    assert status == 2
    assert "us-government" in err


def test_issues_that_went_out_with_the_record_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("seeds", "config"):
        shutil.copytree(Path(__file__).parents[2] / name, tmp_path / name)
    brief = tmp_path / "config" / "weekly.yaml"
    brief.write_text(brief.read_text("utf-8").replace("formats: [docx, pdf]", "formats: [txt]"), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["publish", "config/weekly.yaml", "--as-of", "2023-10-01", "--quiet"]) == 0
    for key, named in (("graceffo-2023", True), ("goover-2025", False)):
        assert cli.main(["impact", key, "--as-of", "2025-03-02"]) == 0
        assert ("~ issue 1 of 2023-10-01" in capsys.readouterr().out) is named
