"""The web page before axe-core in a real browser: no violation of its rules, in light and in dark."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from kitchen_sink import kitchen_sink
from sections.papers import paper

from briefing.document.nodes import Document
from briefing.settings import Style
from briefing.writers.html import write

ROOT = Path(__file__).parents[2]
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(os.environ.get("AXE_CORE", ROOT / "node_modules" / "axe-core" / "axe.min.js"))

RUN = """axe.run({resultTypes: ["violations"]}).then(found => {
  const said = document.createElement("pre");
  said.id = "axe";
  said.textContent = JSON.stringify(found.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 120))]));
  document.body.replaceChildren(said);
})"""


@pytest.mark.skipif(BROWSER is None, reason="no chromium is installed")
@pytest.mark.skipif(not AXE.is_file(), reason="no axe-core in node_modules or AXE_CORE")
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("make", [kitchen_sink, paper])
def test_axe_finds_no_violation(tmp_path: Path, make: Callable[[], Document], dark: bool) -> None:
    page = write(make(), Style(), {}).data.decode()
    script = AXE.read_text("utf-8").replace("</script", "<\\/script")
    path = tmp_path / "page.html"
    path.write_text(page.replace("</body>", f"<script>{script}</script><script>{RUN}</script></body>"), "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom"]
    options += [f"--user-data-dir={tmp_path}/profile", *(["--blink-settings=preferredColorScheme=0"] if dark else [])]
    done = subprocess.run(
        [str(BROWSER), *options, path.as_uri()], capture_output=True, text=True, check=True, timeout=60
    )
    found = re.search(r'<pre id="axe">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr[-2000:]
    assert json.loads(html.unescape(found[1])) == []
