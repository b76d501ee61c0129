"""Where a line may end inside a word, that is, other than at a space.

After a dash, at a hyphen between letters, after a slash in an address, between Han characters and at the spaces that
few texts have; never at a no-break space (`document/typography.py` puts them).
"""

from __future__ import annotations

import re

SPACES = " \u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u3000"  # what does not count at the end of a line
_HAN = "\u2e80-\u2fdf\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CLOSING = "、。，．：；！？」』）】〉》ー々〕｝"  # noqa: RUF001 - these signs may not begin a line
_BREAK = re.compile(
    rf"[{SPACES}]+"
    r"|(?<=[^\W\d][^\W\d])-(?=[^\W\d]{2})"
    r"|—(?=\w)|(?<=\w)–(?=[^\W\d])"
    r"|(?<=[\w:/])[/?&=](?=\w{3})"
    rf"|[{_HAN}](?![{_CLOSING}])|(?<=\S)(?=[{_HAN}])(?<![（「『【〈《〔])"  # noqa: RUF001
)


def parts(word: str) -> tuple[str, ...]:
    """The parts of a word after each of which, but the last, a line may end; the word itself if it has no such place.

    Spaces stand at the end of parts; the last part is empty where a line may end after the word.
    """
    found: list[str] = []
    start = 0
    for match in _BREAK.finditer(word):
        if match.end() > start:
            found.append(word[start : match.end()])
            start = match.end()
    found.append(word[start:])
    return tuple(found)
