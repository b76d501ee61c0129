"""The commands as a user runs them: real processes, right and wrong input."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BRIEFING = [sys.executable, "-m", "briefing"]
BRIEF = """\
title: Aid
corpus: ../corpus
first_issue: 2024-01-07
marking: TLP:GREEN
sections: [summary, changes, timeline, method, sources]
formats: [docx]
filename: "{slug}-{week}"
"""
DAY = ["--as-of", "2025-03-05"]
FILE = "out/2025-W09/aid-2025-W09.docx"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a small corpus and a brief over it."""
    shutil.copytree(ROOT / "tests" / "errors" / "base" / "corpus", tmp_path / "corpus")
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "weekly.yaml").write_text(BRIEF)
    (tmp_path / "config" / "style.yaml").write_text("body_size: 10\n")
    return tmp_path


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "TZ")}
    settings = known | {"PYTHONPATH": str(ROOT)} | environment
    return subprocess.run(
        [*BRIEFING, *arguments],
        cwd=folder,
        env=settings,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def out(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in (folder / "out").rglob("*") if path.is_file())


# -- help and wrong usage --------------------------------------------------------------------------------------


def test_help_teaches(tmp_path: Path) -> None:
    said = run(tmp_path, "--help")
    assert said.returncode == 0
    assert said.stderr == ""
    for word in ("build", "check", "changes", "briefing build config/weekly.yaml --as-of 2024-11-30", "Exit codes"):
        assert word in said.stdout


@pytest.mark.parametrize("command", ["build", "check", "changes"])
def test_every_command_explains_itself_with_examples(tmp_path: Path, command: str) -> None:
    said = run(tmp_path, command, "--help")
    assert said.returncode == 0
    assert f"  briefing {command} " in said.stdout.partition("Examples:")[2]


def test_help_loads_no_more_than_it_shows(tmp_path: Path) -> None:
    code = "import sys; from briefing.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", code]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stderr.split()
    assert "click" in said
    assert {"yaml", "msgspec", "jinja2", "docx", "reportlab", "briefing.issue"} & set(said) == set()
    assert run(tmp_path, "--version").stdout == "briefing 0.1.0\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["biuld"], "there is no command 'biuld'. did you mean \"build\"?"),
        (["build"], "Missing argument 'BRIEF...'"),
        (["build", "config/wekly.yaml"], "File 'config/wekly.yaml' does not exist"),
        (["build", "config"], "'config' is a directory"),
        (["build", "config/weekly.yaml", "--as-of", "2025-02-30"], "'2025-02-30' is no day; write it as 2025-03-02"),
        (["build", "config/weekly.yaml", "--as-of", "0001-01-01"], "is not a day from 1900 to 2199"),
        (["build", "config/weekly.yaml", "--formats", "docx,pfd"], "there is no 'pfd'; did you mean \"pdf\"?"),
        (["build", "config/weekly.yaml", "--formats", ""], "there is no ''; there are docx"),
        (["changes", "config/weekly.yaml"], "Missing option '--since'"),
        (["changes", "config/weekly.yaml", "--since", "2025-03-05", *DAY], "must be before 2025-03-05"),
        (["check", "--corpus", "nowhere"], "'nowhere' does not exist"),
        (["--loud"], "No such option"),
    ],
)
def test_wrong_usage_says_what_is_right(desk: Path, arguments: list[str], message: str) -> None:
    said = run(desk, *arguments)
    assert said.returncode == 2
    assert message in said.stderr
    assert "Traceback" not in said.stderr
    assert said.stdout == ""
    assert out(desk) == []


def test_a_wrong_source_date_epoch_is_wrong_usage(desk: Path) -> None:
    said = run(desk, "check", SOURCE_DATE_EPOCH="yesterday")
    assert said.returncode == 2
    assert "SOURCE_DATE_EPOCH is 'yesterday', which is no number of seconds since 1970" in said.stderr
    said = run(desk, "build", "config/weekly.yaml", SOURCE_DATE_EPOCH="253402300799")
    assert said.returncode == 2
    assert "SOURCE_DATE_EPOCH is 253402300799, which is not from 1900 to 2199" in said.stderr


def test_what_is_kept_is_kept_at_an_absolute_place(desk: Path) -> None:
    environment = {"BRIEFING_CACHE": "", "XDG_CACHE_HOME": "here", "HOME": str(desk / "home")}
    said = run(desk, "build", "config/weekly.yaml", *DAY, **environment)
    assert said.returncode == 0
    assert not (desk / "here").exists()
    assert (desk / "home/.cache/briefing").is_dir()


# -- build -------------------------------------------------------------------------------------------------------


def test_build_says_where_the_files_are_and_what_they_contain(desk: Path) -> None:
    said = run(desk, "build", "config/weekly.yaml", *DAY)
    assert (said.returncode, said.stderr) == (0, "")
    file, contents = said.stdout.splitlines()
    assert file == FILE
    assert contents.startswith("  issue 61 of 2025-03-02: ")
    assert contents.endswith(" 1 judgment, 2 claims, 1 source")
    assert zipfile.ZipFile(desk / FILE).testzip() is None
    assert out(desk) == ["out/.briefing-lock", FILE]


def test_formats_and_outbox_can_be_chosen_and_quiet_is_quiet(desk: Path) -> None:
    options = ["--formats", "pdf,docx", "--out", "elsewhere/deep", "--quiet", *DAY]
    said = run(desk, "build", "config/weekly.yaml", *options)
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")
    assert (desk / "elsewhere/deep/2025-W09/aid-2025-W09.pdf").read_bytes().startswith(b"%PDF")
    assert out(desk) == []


def test_the_weekly_brief_is_the_same_bytes_in_two_processes(tmp_path: Path) -> None:
    brief = str(ROOT / "config" / "weekly.yaml")
    worlds = [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C", "USER": "ann"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C.UTF-8", "USER": "bob"},
    ]
    made = []
    for number, world in enumerate(worlds):
        said = run(tmp_path, "build", brief, "--as-of", "2025-03-02", "--out", str(number), **world)
        assert said.returncode == 0, said.stderr
        made.append({path.name: path.read_bytes() for path in (tmp_path / str(number) / "2025-W09").iterdir()})
    assert sorted(path.rpartition(".")[2] for path in made[0]) == ["docx", "pdf"]
    assert made[0] == made[1]


def test_source_date_epoch_sets_the_day_and_the_instant(desk: Path) -> None:
    said = run(desk, "build", "config/weekly.yaml", SOURCE_DATE_EPOCH="1741176000")  # 2025-03-05 12:00 UTC
    assert said.stdout.startswith(FILE)
    core = zipfile.ZipFile(desk / FILE).read("docProps/core.xml").decode()
    assert "2025-03-05T12:00:00Z" in core


def test_a_corpus_broken_in_five_places_gives_five_located_problems_and_no_file(desk: Path) -> None:
    run(desk, "build", "config/weekly.yaml", *DAY)
    before = (desk / FILE).read_bytes()
    source = desk / "corpus" / "sources" / "post-2024.yaml"
    text = source.read_text()
    for right, wrong in (
        ("published: 2024-10-23", "published: 2024-13-01"),
        ("type: news", "type: newz"),
        ("reliability: C", "reliability: X"),
        ("credibility: 3", "credibility: 9"),
        ("wording: reported", "wordng: reported"),
    ):
        assert right in text
        text = text.replace(right, wrong, 1)
    source.write_text(text)
    said = run(desk, "build", "config/weekly.yaml", *DAY)
    assert said.returncode == 1
    assert said.stdout == ""
    located = [line for line in said.stderr.splitlines() if line.startswith("corpus/sources/post-2024.yaml:")]
    assert len(located) == 5
    assert said.stderr.splitlines()[-1] == "5 errors in 1 file; nothing was written"
    assert (desk / FILE).read_bytes() == before
    assert out(desk) == ["out/.briefing-lock", FILE]


def test_of_two_briefs_the_one_with_an_error_is_not_written(desk: Path) -> None:
    (desk / "config" / "other.yaml").write_text(BRIEF.replace("timeline", "timelime").replace("Aid", "Other"))
    said = run(desk, "build", "config/weekly.yaml", "config/other.yaml", *DAY)
    assert said.returncode == 1
    assert "config/other.yaml:5:30: error: there is no section 'timelime' [section-unknown]" in said.stderr
    assert 'did you mean "timeline"?' in said.stderr
    assert said.stderr.splitlines()[-1] == "1 error in 1 file; 1 of 2 briefs not written"
    assert said.stdout.startswith(FILE)
    assert out(desk) == ["out/.briefing-lock", FILE]


def test_two_briefs_share_a_folder_but_not_a_file(desk: Path) -> None:
    (desk / "config" / "twin.yaml").write_text(BRIEF)
    said = run(desk, "build", "config/weekly.yaml", "config/twin.yaml", *DAY)
    assert said.returncode == 1
    message = f"config/twin.yaml: error: config/twin.yaml and config/weekly.yaml would both write {FILE} [files-clash]"
    assert message in said.stderr
    (desk / "config" / "twin.yaml").write_text(BRIEF.replace("Aid", "Twin"))
    assert run(desk, "build", "config/weekly.yaml", "config/twin.yaml", *DAY).returncode == 0
    assert out(desk) == ["out/.briefing-lock", FILE, FILE.replace("/aid", "/twin")]


def test_an_outbox_that_cannot_be_written_is_exit_code_3(desk: Path) -> None:
    (desk / "file").write_text("mine")
    said = run(desk, "build", "config/weekly.yaml", "--out", "file", *DAY)
    assert said.returncode == 3
    assert "file/2025-W09: error: cannot write the issue: " in said.stderr
    assert "Traceback" not in said.stderr


def test_a_day_before_the_first_issue_is_a_problem_of_the_brief(desk: Path) -> None:
    said = run(desk, "build", "config/weekly.yaml", "--as-of", "2023-12-31")
    assert said.returncode == 1
    assert "config/weekly.yaml:3:14: error: there is no issue as of 2023-12-31" in said.stderr


# -- check and changes ---------------------------------------------------------------------------------------------


def test_check_says_that_all_is_well_and_what_it_checked(desk: Path) -> None:
    said = run(desk, "check", *DAY)
    assert (said.returncode, said.stderr) == (0, "")
    expected = "all is well: no problems in 1 brief, 1 corpus, 1 source, 2 claims, "
    assert said.stdout.startswith(expected), said.stdout
    assert run(desk, "check", "--quiet", *DAY).stdout == ""


def test_check_lists_faults_of_brief_corpus_and_wording_at_once(desk: Path) -> None:
    (desk / "words").mkdir()
    (desk / "words" / "timeline.md.j2").write_text("# Timeline\n\n{% if timeline %}\n{{ timeline }}\n")
    (desk / "config" / "weekly.yaml").write_text(BRIEF + "templates: ../words\nstyle: none.yaml\n")
    corpus = desk / "corpus" / "corpus.yaml"
    corpus.write_text(corpus.read_text() + "titel: twice\n")
    said = run(desk, "check", *DAY)
    assert said.returncode == 1
    places = [line.partition(" error")[0] for line in said.stdout.splitlines() if " error: " in line]
    lines = corpus.read_text().count("\n")
    assert places == ["config/weekly.yaml:9:8:", f"corpus/corpus.yaml:{lines}:1:", "words/timeline.md.j2:4:1:"]
    assert said.stdout.splitlines()[-1].startswith("3 errors in 3 files; looked at 1 brief, 1 corpus")


def test_check_looks_at_the_readers_too(desk: Path) -> None:
    readers = desk / "config" / "distribution.yaml"
    readers.write_text("sender: desk@example.org\nserver: {host: mail.example.org, tls: none}\nlists: []\n")
    said = run(desk, "check", *DAY)
    places = ["config/distribution.yaml:2:39", "config/distribution.yaml:3:8"]
    assert said.returncode == 1
    found = [line.partition(": error")[0] for line in said.stdout.splitlines() if ": error: " in line]
    assert found == places
    readers.rename(desk / "config" / "readers.yaml")
    assert run(desk, "check", "config/weekly.yaml", *DAY).returncode == 0
    (desk / "config" / "weekly.yaml").write_text(f"{BRIEF}distribution: readers.yaml\n")
    assert "config/readers.yaml:2:39: error: " in run(desk, "check", "config/weekly.yaml", *DAY).stdout
    (desk / "config" / "readers.yaml").unlink()
    said = run(desk, "check", "config/weekly.yaml", *DAY)
    assert "config/readers.yaml: error: there is no such file" in said.stdout


def test_check_for_a_machine(desk: Path) -> None:
    (desk / "config" / "weekly.yaml").write_text(BRIEF.replace("timeline", "timelime"))
    said = run(desk, "check", "--json")
    assert said.returncode == 1
    assert said.stderr == ""
    found = json.loads(said.stdout)
    assert (found["errors"], found["warnings"], found["checked"]["claim"]) == (1, 0, 2)
    assert found["problems"][0] == {
        "severity": "error",
        "code": "section-unknown",
        "message": "there is no section 'timelime'",
        "file": "config/weekly.yaml",
        "line": 5,
        "column": 30,
        "other": None,
        "hint": 'did you mean "timeline"?',
    }
    assert run(desk, "check", "--format", "json").stdout == said.stdout


def test_check_of_a_corpus_alone_and_of_nothing(desk: Path) -> None:
    assert run(desk, "check", "--corpus", "corpus").stdout.startswith("all is well: no problems in 1 corpus, ")
    shutil.rmtree(desk / "config")
    said = run(desk, "check")
    assert said.returncode == 2
    assert "there is no brief in config/; name one, or a corpus with --corpus" in said.stderr


def test_changes_between_two_days(desk: Path) -> None:
    said = run(desk, "changes", "config/weekly.yaml", "--since", "2024-05-01", *DAY)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.splitlines()[0].startswith("+ source post-2024: ")
    assert "\n+ claim post-2024/1: " in said.stdout
    nothing = run(desk, "changes", "config/weekly.yaml", "--since", "2025-03-04", *DAY)
    assert nothing.stdout == "nothing changed from 2025-03-04 to 2025-03-05\n"
    found = json.loads(run(desk, "changes", "config/weekly.yaml", "--since", "2024-05-01", "--json", *DAY).stdout)
    assert (found["since"], found["as_of"], found["new_claims"][0]) == ("2024-05-01", "2025-03-05", "post-2024/1")


def test_a_name_that_is_no_text_is_wrong_usage(desk: Path) -> None:
    name = os.fsdecode(b"config/caf\xe9.yaml")
    (desk / "config" / "weekly.yaml").rename(desk / name)
    for command in (["build", name], ["publish", name], ["check", name], ["search", "a", "--corpus", name]):
        said = run(desk, *command)
        assert (said.returncode, said.stdout) == (2, "")
        assert "config/caf\\xe9.yaml holds bytes that are no text" in said.stderr


@pytest.mark.parametrize("folder", ["corpus", "corpus/sources", "words"])
def test_a_folder_that_cannot_be_read_is_told(desk: Path, folder: str) -> None:
    (desk / "words").mkdir()
    (desk / "config/weekly.yaml").write_text(f"{BRIEF}templates: ../words\n")
    (desk / folder).chmod(0)
    plain = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    if plain and shutil.which("setpriv") is None:
        pytest.skip("root overrides modes, and there is no setpriv")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "BRIEFING_CACHE": str(desk / "kept")}
    for command in ("build", "check", "publish"):
        line = [*plain, *BRIEFING, command, "config/weekly.yaml", *DAY]
        said = subprocess.run(line, cwd=desk, env=environment, capture_output=True, text=True, check=False)
        assert said.returncode == 1, said.stderr
        assert "cannot be read: permission denied [file-unreadable]" in said.stdout + said.stderr
    line = [*plain, *BRIEFING, "search", "shells"]
    said = subprocess.run(line, cwd=desk, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == {"corpus": 2, "corpus/sources": 1, "words": 0}[folder], said.stderr
    (desk / folder).chmod(0o755)


# -- the world outside ---------------------------------------------------------------------------------------------


def test_ctrl_c_ends_cleanly_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    command = [*BRIEFING, "build", str(ROOT / "config" / "weekly.yaml"), "--as-of", "2025-03-02", "--out", "out"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    time.sleep(0.35)
    process.send_signal(signal.SIGINT)
    said, complained = process.communicate()
    assert (process.returncode, said, complained.strip()) == (130, "", "interrupted")
    assert out(tmp_path) == []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to see the processes")
def test_ctrl_c_struck_twice_ends_all_processes(desk: Path) -> None:
    names = [f"config/brief-{number}.yaml" for number in range(40)]
    for number, name in enumerate(names):
        (desk / name).write_text(BRIEF.replace("title: Aid", f"title: Aid {number}"))
    command = [*BRIEFING, "build", *names, *DAY, "--formats", "pdf", "--jobs", "2"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=desk, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        until = time.monotonic() + 10
        while len(children.read_text().split()) < 2 and time.monotonic() < until:
            time.sleep(0.01)
        workers = children.read_text().split()
        time.sleep(0.2)
        for _ in range(2):
            os.killpg(process.pid, signal.SIGINT)
            time.sleep(0.05)
        try:
            _, complained = process.communicate(timeout=10)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    assert len(workers) == 2
    assert (process.returncode in (130, -signal.SIGINT), complained.strip()) == (True, "interrupted")
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
    assert out(desk) == []


def test_ctrl_c_while_the_program_loads_ends_cleanly(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(9)\n")
    said = run(tmp_path, "check", PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert (said.returncode, said.stdout, said.stderr) == (130, "", "interrupted\n")


def test_a_folder_that_is_no_longer_there_is_told(desk: Path) -> None:
    code = """
import os, sys
from briefing.__main__ import main
os.mkdir("gone")
os.chdir("gone")
os.rmdir("../gone")
sys.exit(main())
"""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    for arguments in (["build", str(desk / "config" / "weekly.yaml"), "--out", str(desk)], ["check"], ["search", "a"]):
        command = [sys.executable, "-c", code, *arguments]
        said = subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, check=False)
        assert (said.returncode, said.stdout) == (2, "")
        assert said.stderr.splitlines()[-1] == (
            "Error: the folder that you are in cannot be used (No such file or directory); change into another"
        )


def test_a_reader_who_has_gone_is_no_fault(desk: Path) -> None:
    command = [*BRIEFING, "build", "config/weekly.yaml", *DAY]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=desk, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        complained = process.stderr.read()
    assert (process.returncode, complained) == (0, "")
    assert (desk / FILE).is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_results_that_cannot_be_printed_are_exit_code_3(desk: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [*BRIEFING, "check", *DAY]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        said = subprocess.run(command, cwd=desk, env=environment, stdout=full, stderr=subprocess.PIPE, check=False)
    assert said.returncode == 3
    assert said.stderr.decode().splitlines()[-1] == "the results could not be written to standard output"


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_fault(desk: Path, closed: str) -> None:
    shell = f'"$0" -m briefing build config/weekly.yaml --as-of 2025-03-05 --formats pdf,docx --fresh {closed}'
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    said = subprocess.run(["/bin/sh", "-c", shell, sys.executable], cwd=desk, env=environment, check=False)
    assert said.returncode == 0
    assert (desk / FILE).is_file()
    wrong = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m briefing nonsense {closed}', sys.executable],
        cwd=desk,
        env=environment,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    assert wrong.returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_help_that_cannot_be_printed_is_exit_code_3(desk: Path) -> None:
    with Path("/dev/full").open("w") as full:
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        command = [*BRIEFING, "--help"]
        said = subprocess.run(command, cwd=desk, env=environment, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (said.returncode, said.stderr) == (3, b"the results could not be written to standard output\n")


def test_what_is_wrong_with_a_default_template_is_not_told_by_where_it_is_installed(desk: Path) -> None:
    brief = (desk / "config" / "weekly.yaml").read_text()
    brief = brief.replace("method,", "{note: {title: Ours}}, method,") + 'contact: "Room 7 of the house"\n'
    (desk / "config" / "weekly.yaml").write_text(brief)
    said = run(desk, "build", "config/weekly.yaml", *DAY)
    assert said.returncode == 1
    assert said.stderr.startswith("default templates/note.md.j2:")
    assert str(ROOT) not in said.stderr


def test_a_fault_of_ours_asks_to_be_reported(desk: Path) -> None:
    code = "import sys, briefing.issue as i; i.read = None; from briefing.cli import main; sys.exit(main(['check']))"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    said = subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 70
    assert "TypeError: 'NoneType' object is not callable" in said.stderr
    assert said.stderr.splitlines()[-1].endswith("Please report it with the lines above.")


def test_a_cache_that_cannot_be_looked_into_is_done_without(desk: Path) -> None:
    plain = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    if plain and shutil.which("setpriv") is None:
        pytest.skip("root overrides modes, and there is no setpriv")
    (desk / "home").mkdir(0o000)
    home = {"HOME": str(desk / "home"), "BRIEFING_CACHE": "", "XDG_CACHE_HOME": "", "PYTHONPATH": str(ROOT)}
    for words in (["build", "config/weekly.yaml", *DAY], ["search", "shells"], ["check", "config/weekly.yaml", *DAY]):
        said = subprocess.run(
            [*plain, *BRIEFING, *words],
            cwd=desk,
            env=os.environ | home,
            capture_output=True,
            text=True,
            check=False,
        )
        assert said.returncode == 0, said.stderr
    (desk / "home").chmod(0o755)
