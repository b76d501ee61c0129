"""The weekly cycle on the sample corpus, by the commands that a desk uses."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import msgspec
import pytest

from briefing import cli
from briefing.corpus.load import load
from briefing.corpus.tlp import LEVELS
from briefing.delivery import archive, journal, ledger, outbox, selections
from briefing.delivery.digest import digest
from briefing.document.nodes import Document
from briefing.document.walk import text_of
from briefing.problems import Problem
from briefing.selection import select
from briefing.settings import Scope
from briefing.withholding import mentions, without_above

ROOT = Path(__file__).parent.parent.parent
DAYS = ("2023-10-01", "2024-12-01", "2025-02-02", "2025-03-02")
BRIEF = "config/weekly.yaml"
HOME = Path("archive/weekly")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sample brief and corpus, which is the current one."""
    return furnish(tmp_path, monkeypatch)


def furnish(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the sample brief and corpus in it, now the current one; issues are built as DOCX alone."""
    shutil.copytree(ROOT / "config", folder / "config")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    replace(folder / BRIEF, r"(?m)^formats: .*$", "formats: [docx]")
    distribution = folder / "config/distribution.yaml"
    words = distribution.read_text("utf-8").replace("[pdf, docx]", "[docx]").replace("[pdf]", "[docx]")
    distribution.write_text(words, "utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1740960000")  # 2025-03-03
    return folder


def replace(path: Path, pattern: str, new: str) -> None:
    text = path.read_text("utf-8")
    changed = re.sub(pattern, new, text, count=1)
    assert changed != text
    path.write_text(changed, "utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = cli.main(arguments)
    said = capsys.readouterr()
    return status, said.out, said.err


def publish(capsys: pytest.CaptureFixture[str], day: str, *more: str) -> str:
    status, out, err = run(capsys, "publish", BRIEF, "--as-of", day, *more)
    assert status == 0, err
    return out


def what_changed(folder: str) -> str:
    """What an archived issue says of changes."""
    document = msgspec.json.decode((HOME / folder / "document.json").read_bytes(), type=Document)
    words = " ".join(text_of(digest(document)).split())  # with plain blanks
    return words[words.index("What changed") :]


def test_four_issues_in_turn_and_a_silent_edit(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = [publish(capsys, day) for day in DAYS]
    assert "issue 1 of 2023-10-01" in told[0]
    assert "next issue: 2023-10-08" in told[0]
    assert "issues 2 to 61 did not appear" in told[1]
    assert "late: 1 day after its day" in told[3]
    folders = ["2023-W39", "2024-W48", "2025-W05", "2025-W09"]
    sections = [what_changed(folder) for folder in folders]
    assert len(set(sections)) == 4
    assert "This is the first issue" in sections[0]
    assert "Compared with what was known on 2 February 2025" in sections[3]
    edited = desk / "seeds/sources/graceffo-2023.yaml"
    replace(edited, r"(?m)(^  +credibility: )3$", r"\g<1>4")
    out = publish(capsys, "2025-03-09")
    assert "1 claim revised" in out
    assert "graceffo" in what_changed("2025-W10").lower()
    assert "revised" in what_changed("2025-W10")
    status, out, _ = run(capsys, "verify", BRIEF)
    assert (status, "5 issues as published" in out) == (0, True)
    status, out, _ = run(capsys, "issues", BRIEF)
    assert [line for line in out.splitlines() if line.startswith("issue")] == [
        f"issue {number} of {day}  {week}  TLP:GREEN  published 2025-03-03T00:00:00Z, as of {day}"
        for number, day, week in zip((1, 62, 71, 75, 76), (*DAYS, "2025-03-09"), (*folders, "2025-W10"), strict=True)
    ]


def test_published_once_and_corrected_by_a_numbered_revision(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(capsys, "2025-03-02")
    first = {path: path.read_bytes() for path in HOME.rglob("*") if path.is_file()}
    again = publish(capsys, "2025-03-03")  # the same issue, a day later
    assert "nothing was changed" in again
    assert {path: path.read_bytes() for path in HOME.rglob("*") if path.is_file()} == first
    why = "The grade of one claim was wrong"
    for _ in range(2):  # a revision, too, is published once
        publish(capsys, "2025-03-02", "--correction", why)
    entries, problems = ledger.read(HOME)
    assert problems == []
    assert [(e.issue, e.revision, e.folder) for e in entries] == [(75, 1, "2025-W09"), (75, 2, "2025-W09-r2")]
    document = archive.document_of(HOME, entries[1])
    assert isinstance(document, Document)
    words = text_of(document.blocks[0])
    assert why in words
    assert "revision 2" in words
    assert document.masthead.issue.endswith("Revision 2")
    status, _, err = run(capsys, "publish", BRIEF, "--as-of", "2025-03-09", "--correction", "x")
    assert (status, "correction-nothing" in err) == (1, True)
    for nothing, said in ((" ", "say what was wrong"), ("a\x1b[31m", "U+001B (control character)")):
        status, _, err = run(capsys, "publish", BRIEF, "--as-of", "2025-03-02", "--correction", nothing)
        assert (status, said in err) == (2, True)
    assert desk.is_dir()


def test_an_issue_is_not_made_up_for_after_the_next(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(capsys, "2025-02-16")
    publish(capsys, "2025-03-02")
    before = {path: path.read_bytes() for path in HOME.rglob("*") if path.is_file()}
    status, out, err = run(capsys, "publish", BRIEF, "--as-of", "2025-02-23")
    assert (status, out) == (1, "")
    expected = "issue 74 of 2025-02-23 was not published, and issue 75 of 2025-03-02 was [publish-order]"
    assert err.startswith(f"archive/weekly/ledger.jsonl:2:1: error: {expected}\n  hint: ")
    assert {path: path.read_bytes() for path in HOME.rglob("*") if path.is_file()} == before
    publish(capsys, "2025-02-16", "--correction", "A name was wrong.")  # of what is out, at any time
    publish(capsys, "2025-02-23", "--marking", "TLP:GREEN")  # to other readers
    publish(capsys, "2025-03-09")
    assert desk.is_dir()


class Killed(BaseException):
    """Stands for the end of the process at a step."""


@pytest.mark.parametrize("step", ["deliver", "append", "sync"])
def test_a_run_stopped_anywhere_is_finished_by_the_next(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        if step == "deliver":
            patched.setattr(outbox, "_put", stop)
        elif step == "append":
            patched.setattr(ledger, "append", stop)
        else:
            patched.setattr(Path, "replace", stop)
        with pytest.raises(Killed):
            cli.main(["publish", BRIEF, "--as-of", "2025-03-02"])
    assert ledger.read(HOME) == ([], [])
    publish(capsys, "2025-03-02")
    entries, problems = archive.verify(HOME)
    assert (len(entries), problems) == (1, [])
    assert desk.is_dir()


def kept(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("ledger_is", "day"), [("missing", "2025-03-02"), ("empty", "2025-03-09")])
def test_an_archive_that_lost_its_ledger_is_left_alone(
    desk: Path, capsys: pytest.CaptureFixture[str], ledger_is: str, day: str
) -> None:
    for archived in DAYS[2:]:
        publish(capsys, archived)
    path = HOME / ledger.FILE
    whole = path.read_bytes()
    path.unlink() if ledger_is == "missing" else path.write_bytes(b"")
    before = kept(HOME)
    message = "the ledger has no entry, but issues are archived beside it: 2025-W05, 2025-W09 [ledger-lost]"
    for command in (("publish", BRIEF, "--as-of", day), ("verify", BRIEF)):
        status, out, err = run(capsys, *command)
        assert (status, out) == (1, "")
        assert f"archive/weekly/ledger.jsonl: error: {message}\n  hint: restore the ledger" in err
        assert "publish again" not in err
        assert kept(HOME) == before
    path.write_bytes(whole)
    publish(capsys, day)
    assert run(capsys, "verify", BRIEF)[0] == 0
    assert desk.is_dir()


@pytest.mark.parametrize("sign", ["empty ledger", "journal", "another issue comes", "damaged manifest"])
def test_the_only_issue_is_no_leftover_where_a_sign_says_so(
    desk: Path, capsys: pytest.CaptureFixture[str], sign: str
) -> None:
    publish(capsys, "2025-03-02")
    (HOME / ledger.FILE).unlink()
    if sign == "empty ledger":
        (HOME / ledger.FILE).touch()
    elif sign == "journal":
        (HOME / journal.FILE).touch()
    elif sign == "damaged manifest":
        (HOME / "2025-W09/manifest.json").write_bytes(b"{")
    before = kept(HOME)
    day = "2025-03-09" if sign == "another issue comes" else "2025-03-02"
    status, _, err = run(capsys, "publish", BRIEF, "--as-of", day)
    assert (status, "[ledger-lost]" in err) == (1, True)
    assert kept(HOME) == before
    assert desk.is_dir()


def test_a_ledger_cut_before_what_was_compared_with_it_is_not_gone_on_with(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for day in DAYS[1:]:  # the second is compared with the first, the third with the second
        publish(capsys, day)
    path = HOME / ledger.FILE
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    before = kept(HOME)
    status, _, err = run(capsys, "publish", BRIEF, "--as-of", "2025-03-09")
    assert status == 1
    assert "the ledger lacks the entry that these archived issues were compared with: 2025-W09 [ledger-lost]" in err
    assert kept(HOME) == before
    assert desk.is_dir()


def test_what_a_stopped_run_left_does_not_stop_the_next_issue(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise Killed

    publish(capsys, "2025-02-23")
    with monkeypatch.context() as patched:
        patched.setattr(ledger, "append", stop)
        with pytest.raises(Killed):
            cli.main(["publish", BRIEF, "--as-of", "2025-03-02"])
    told = "issue 75 of 2025-03-02 is archived here, but the ledger has no entry for it [archive-unlisted]"
    status, _, err = run(capsys, "publish", BRIEF, "--as-of", "2025-03-09")
    assert (status, f"archive/weekly/2025-W09: warning: {told}" in err) == (0, True)
    status, _, err = run(capsys, "verify", BRIEF)
    assert (status, f"2025-W09: error: {told}" in err, "publish again" in err) == (1, True, True)
    replace(HOME / "2025-W09/manifest.json", '"revision": 1', '"revision": 2')
    _, _, err = run(capsys, "verify", BRIEF)
    assert "issue 75 of 2025-03-02, revision 2, is archived here" in err
    assert desk.is_dir()


def test_a_slip_of_the_year_is_not_published(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(capsys, "2025-03-02")
    before = kept(HOME)
    status, _, err = run(capsys, "publish", BRIEF, "--as-of", "2026-03-02")
    told = "the issue of 2026-03-01 cannot be published on 2025-03-03: at most the next one, of 2025-03-09, can"
    assert (status, f"archive/weekly: error: {told} [publish-early]" in err) == (1, True)
    assert kept(HOME) == before
    publish(capsys, "2025-03-09")  # before its day
    assert desk.is_dir()


@pytest.mark.parametrize("sign", ["two issues", "mail", "review copy"])
def test_a_ledger_whose_end_was_cut_off_is_not_gone_on_with(
    desk: Path, capsys: pytest.CaptureFixture[str], sign: str
) -> None:
    lost = DAYS[2:] if sign == "two issues" else DAYS[3:]
    for day in DAYS[1:2] + lost:
        publish(capsys, day)
    if sign == "two issues":  # compared with the first alone, as editions of other markings are
        manifest = HOME / "2025-W09/manifest.json"
        first = ledger.read(HOME)[0][0].hash
        replace(manifest, r'"compared_with": "[0-9a-f]+"', f'"compared_with": "{first}"')
        told = "a stopped run leaves only one behind: 2025-W05, 2025-W09 [ledger-lost]"
    else:
        with journal.sending(HOME, "2025-03-03T00:00:00Z") as sent:
            issue = "2025-W09" if sign == "mail" else "2025-W09/review/2025-03-03T00:00:00Z"
            sent.plan(issue, [("ana@example.org", "ana@example.org", "ministries", "<1@example.org>")])
        told = "the journal knows of mail with them: 2025-W09 [ledger-lost]"
    path = HOME / ledger.FILE
    whole = path.read_bytes()
    path.write_bytes(whole.splitlines(keepends=True)[0])
    before = kept(HOME)
    for command in (("publish", BRIEF, "--as-of", DAYS[3]), ("verify", BRIEF)):
        status, _, err = run(capsys, *command)
        assert (status, told in err) == (1, True), err
        assert kept(HOME) == before
    assert desk.is_dir()


def test_a_folder_of_archives_is_told_from_an_archive(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(capsys, DAYS[3])
    assert run(capsys, "issues", str(HOME))[0] == run(capsys, "verify", str(HOME))[0] == 0
    for command in ("issues", "verify"):
        status, _, err = run(capsys, command, "seeds")
        assert (status, "seeds: error: this folder is no archive of a brief [archive-none]" in err) == (1, True)
    for noted in ("", "f", "not a hash"):
        assert run(capsys, "verify", str(HOME), "--last", noted)[0] == 2
    (last,) = ledger.read(HOME)[0]
    assert run(capsys, "verify", str(HOME), "--last", last.hash[:8])[0] == 0
    assert run(capsys, "verify", str(HOME), "--last", "f" * 64)[0] == 1
    status, _, err = run(capsys, "verify", "archive")
    assert (status, err.splitlines()[:2]) == (
        1,
        [
            "archive: error: this folder is no archive of a brief, but holds such [archive-none]",
            "  hint: name archive/weekly",
        ],
    )
    assert desk.is_dir()


def test_any_changed_byte_of_the_ledger_is_named(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for day in DAYS[2:]:
        publish(capsys, day)
    path = HOME / ledger.FILE
    data = path.read_bytes()
    second = data.index(b"\n") + 1
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        _, problems = ledger.read(HOME)
        named = "entry 1 " if place < second else "entry 2 "
        assert any(named in p.message for p in problems), place
    for cut in (data[:second], data[second:], data[:-1], data + data[second:], data[second:] + data[:second]):
        path.write_bytes(cut)
        status, _, _ = run(capsys, "verify", str(HOME))
        assert status == 1
    path.write_bytes(data)
    assert run(capsys, "verify", str(HOME))[0] == 0
    for file in sorted((HOME / "2025-W09").iterdir()):
        whole = file.read_bytes()
        file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        status, _, err = run(capsys, "verify", BRIEF)
        assert (status, str(file.name) in err, "entry 2" in err) == (1, True, True)
        file.write_bytes(whole)
    assert desk.is_dir()


def test_the_archived_selection_is_the_selection(desk: Path) -> None:
    corpus, problems = load(desk / "seeds", "seeds")
    assert corpus is not None, problems
    issue_day = datetime.date(2025, 3, 2)
    selection = select(corpus, Scope(actors=("russia", "dprk")), issue_day)
    kept = selections.records(selection)
    again = selections.restored(msgspec.json.decode(archive._encoded(kept), type=selections.Records))
    assert again.claims.keys() == selection.claims.keys()
    assert again.known == selection.known
    assert list(again.judgments) == list(selection.judgments)
    assert archive._encoded(selections.records(again)) == archive._encoded(kept)


def test_the_marking_follows_the_material(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = desk / "seeds/sources/sherrod-2024.yaml"
    text = source.read_text("utf-8")
    replace(source, r"(?m)^  marking: .*$", "  marking: TLP:AMBER")
    publish(capsys, "2025-03-02")
    publish(capsys, "2025-03-02", "--marking", "TLP:GREEN")
    entries, _ = ledger.read(HOME)
    assert [(e.marking, e.limit) for e in entries] == [("TLP:AMBER", None), ("TLP:GREEN", "TLP:GREEN")]
    document = archive.document_of(HOME, entries[1])
    assert not isinstance(document, Problem)
    assert "Material with a higher marking was left out" in text_of(document)
    assert "Sherrod" not in text_of(document)
    assert "sherrod" not in (HOME / entries[1].folder / "selection.json").read_text("utf-8")
    status, _, err = run(capsys, "send", BRIEF, "--dry-run")
    assert status == 1
    assert "Chen Example <chen@example.net> may receive up to TLP:GREEN, and the issue is TLP:AMBER" in err
    assert "nothing was sent" in err
    assert "config/distribution.yaml:" in err
    assert run(capsys, "send", BRIEF, "--dry-run", "--marking", "TLP:GREEN")[0] == 0
    status, out, _ = run(capsys, "send", BRIEF, "--dry-run", "--skip-uncleared")
    assert (status, "ana@example.org" in out, "chen@" in out, "dana@" in out) == (0, True, False, False)
    source.write_text(text, "utf-8")


@pytest.mark.parametrize("limit", LEVELS)
def test_nothing_above_the_limit_stays(limit: str, desk: Path) -> None:
    corpus, _ = load(desk / "seeds", "seeds")
    assert corpus is not None
    claims = {
        key: msgspec.structs.replace(claim, marking=LEVELS[number % len(LEVELS)])
        for number, (key, claim) in enumerate(corpus.claims.items())
    }
    marked = msgspec.structs.replace(corpus, claims=claims)
    kept = without_above(marked, limit)  # type: ignore[arg-type]
    gone = marked.claims.keys() - kept.claims.keys()
    assert all(LEVELS.index(c.marking or "TLP:CLEAR") <= LEVELS.index(limit) for c in kept.claims.values())
    assert bool(gone) == (limit != "TLP:RED")
    # What is said of all sources would tell of those left out, or be wrong without them.
    assert {bool(line.basis) for line in kept.bottom_lines.values()} == {not gone}
    assert not mentions([tuple(getattr(kept, name).values()) for name in selections.KINDS], gone)
