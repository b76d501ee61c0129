# ruff: noqa: INP001, T201 -- a script of its own
"""Whether PDF files keep to PDF/UA-1 and PDF/A-2a: `python .ci/conforms.py FILE...`; exit code 1 if one does not."""

import sys
from pathlib import Path

import page

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


def broken(path: Path) -> list[str]:
    """A line for each rule that a file breaks."""
    reports = [(profile, page.validate_pdf_bytes(path.read_bytes(), profile=profile)) for profile in PROFILES]
    return [f"{path.name}: {profile}: {failure}" for profile, report in reports for failure in report.failures]


if __name__ == "__main__":
    files = [Path(name) for name in sys.argv[1:]]
    lines = [line for path in files for line in broken(path)]
    print(*lines, f"{len(files)} files, {len(lines)} rules broken", sep="\n")
    sys.exit(bool(lines) or not files)
