"""Fonts cut out of the extra `cjk`: what they hold, and that the cache cannot harm."""

from pathlib import Path

import pytest

from briefing.keeping import NOTHING
from briefing.writers import cjk
from briefing.writers.pdf.fontfile import font_file
from briefing.writers.pdf.typeface import Codes, Typeface

WORDS = "조선 中国 Latin"
pytestmark = pytest.mark.skipif(cjk._folder() is None, reason="pip install 'briefing[cjk]' for these fonts")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cjk, "CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.mark.parametrize("bold", [False, True])
def test_the_first_font_of_a_language_has_its_characters(bold: bool) -> None:
    korean = Typeface(font_file(next(cjk.cjk_files(WORDS, bold=bold, language="ko")), NOTHING), "F1", Codes())
    chinese = Typeface(font_file(next(cjk.cjk_files(WORDS, bold=bold, language="zh-CN")), NOTHING), "F2", Codes())
    assert all(korean.has(c) for c in "조선中")
    assert all(chinese.has(c) for c in "中国")
    assert not chinese.has("조")


def test_weights_differ() -> None:
    regular, bold = (next(cjk.cjk_files(WORDS, bold=weight)).read_bytes() for weight in (False, True))
    assert regular != bold


def test_latin_needs_no_such_font() -> None:
    assert list(cjk.cjk_files("Only Latin, Русский and Ελληνικά", bold=False)) == []


def test_a_file_is_made_once_and_a_damaged_one_again(cache: Path) -> None:
    path = next(cjk.cjk_files(WORDS, bold=False))
    data = path.read_bytes()
    assert [p.name for p in cache.iterdir()] == [path.name]
    path.write_bytes(data[:-40] + b"x" * 40)
    assert next(cjk.cjk_files(WORDS, bold=False)).read_bytes() == data


def test_without_a_cache_the_font_still_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setattr(cjk, "CACHE", str(tmp_path / "file" / "cache"))
    path = next(cjk.cjk_files(WORDS, bold=False))
    assert Typeface(font_file(path, NOTHING), "F1", Codes()).has("中")
    path.unlink()
