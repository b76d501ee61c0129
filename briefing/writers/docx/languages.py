"""Languages of runs: which of Word's three settings a language belongs to, and its tag with a region."""

from __future__ import annotations

from collections.abc import Mapping

# Word checks spelling by language and region; a bare language gets its most common one.
_REGIONS: Mapping[str, str] = {
    "ar": "ar-SA",
    "de": "de-DE",
    "el": "el-GR",
    "en": "en-GB",
    "es": "es-ES",
    "fa": "fa-IR",
    "fr": "fr-FR",
    "he": "he-IL",
    "ja": "ja-JP",
    "ko": "ko-KR",
    "ru": "ru-RU",
    "uk": "uk-UA",
    "vi": "vi-VN",
    "zh": "zh-CN",
    "zh-Hans": "zh-CN",
    "zh-Hant": "zh-TW",
}
_EAST_ASIAN = ("ja", "ko", "zh")
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "yi", "ps", "ckb")


def script(tag: str) -> str:
    """The attribute of a lang element that this language belongs to: `val`, `eastAsia` or `bidi`."""
    primary = tag.partition("-")[0].lower()
    if primary in _EAST_ASIAN:
        return "eastAsia"
    return "bidi" if primary in _RIGHT_TO_LEFT else "val"


def regional(tag: str) -> str:
    """The tag as Word knows it."""
    return _REGIONS.get(tag, tag)
