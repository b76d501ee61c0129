"""The way in: `python -m briefing`, and the command that installing makes."""

import sys


def main() -> int:
    """Run a command; the exit code comes back. Whoever stops it at once, while it loads, sees no traceback either."""
    try:
        from briefing.cli import main as run  # noqa: PLC0415 - loading takes long enough to be stopped

        return run()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        return 130  # 128 + SIGINT, as shells have it


if __name__ == "__main__":
    sys.exit(main())
