"""What is kept comes back whole or not at all, whatever happens to its file."""

import os
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing import keeping
from briefing.keeping import NOTHING, Keep, key_of, makers, name_of

NAME, KEY = name_of("a", "b"), key_of(b"what it is made from")


def test_what_is_put_is_got(tmp_path: Path) -> None:
    keep = Keep(tmp_path)
    assert keep.get(NAME, KEY) is None
    keep.put(NAME, KEY, b"records")
    assert keep.get(NAME, KEY) == b"records"
    assert keep.get(NAME, key_of(b"something else")) is None
    keep.put(NAME, KEY, b"")
    assert keep.get(NAME, KEY) == b""


def test_parts_do_not_run_into_each_other() -> None:
    assert key_of(b"ab", b"c") != key_of(b"a", b"bc")
    assert name_of("ab", "c") != name_of("a", "bc")
    assert makers("corpus") != makers("corpus", "yamlfile")


def test_code_that_changes_is_other_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_PACKAGE", tmp_path)
    (tmp_path / "part").mkdir()
    module = tmp_path / "part" / "module.py"
    seen = set()
    for change in (
        lambda: module.write_text("one = 1\n"),
        lambda: module.write_text("one = 2\n"),
        lambda: os.utime(module, ns=(1, 1)),
        lambda: module.rename(module.with_name("other.py")),
        lambda: module.write_text("one = 2\n"),
    ):
        change()
        keeping.installed.cache_clear()
        seen.add(keeping.installed())
    keeping.installed.cache_clear()
    assert len(seen) == 5


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(data=st.data())
def test_damage_is_never_taken_for_truth(data: st.DataObject, tmp_path: Path) -> None:
    keep = Keep(tmp_path)
    keep.put(NAME, KEY, b"records of a file")
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    whole = file.read_bytes()
    spot = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        file.write_bytes(whole[:spot])
    else:
        other = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[spot]))
        file.write_bytes(whole[:spot] + bytes([other]) + whole[spot + 1 :])
    assert keep.get(NAME, KEY) is None


def _put_often(folder: Path, text: bytes) -> None:
    for _ in range(200):
        Keep(folder).put(NAME, KEY, text)


def test_two_processes_leave_one_whole_file(tmp_path: Path) -> None:
    texts = (b"a" * 50_000, b"b" * 70_000)
    spawn = get_context("spawn")
    writers = [spawn.Process(target=_put_often, args=(tmp_path, text)) for text in texts]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert Keep(tmp_path).get(NAME, KEY) in {None, *texts}
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert Keep(tmp_path).get(NAME, KEY) in texts
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where a folder should be")
    for keep in (NOTHING, Keep(tmp_path / "file")):
        keep.put(NAME, KEY, b"records")
        assert keep.get(NAME, KEY) is None
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]
