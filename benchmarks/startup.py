"""How long until `briefing` answers: `python benchmarks/startup.py [rounds]`."""

import sys

from processes import BARE, measure

PYTHON = sys.executable

measure(
    {
        BARE: [PYTHON, "-c", "pass"],
        "python -c 'import click'": [PYTHON, "-c", "import click"],
        "briefing --help": [PYTHON, "-m", "briefing", "--help"],
        "briefing --version": [PYTHON, "-m", "briefing", "--version"],
        "briefing build --help": [PYTHON, "-m", "briefing", "build", "--help"],
    },
    rounds=int(sys.argv[1]) if len(sys.argv) > 1 else 15,
)
