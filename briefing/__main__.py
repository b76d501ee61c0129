"""The way in: `python -m briefing`, and the command that installing makes."""

import gc
import sys


def main() -> int:
    """Run a command; the exit code comes back. Whoever stops it at once, while it loads, sees no traceback either."""
    try:
        from briefing.cli import main as run  # noqa: PLC0415 - loading takes long enough to be stopped

        status = run()
        gc.freeze()  # what lives goes with the process: a last look for cycles would take 25 ms of a small brief's 450
        return status  # noqa: TRY300 - all of it may be stopped
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        return 130  # 128 + SIGINT, as shells have it


if __name__ == "__main__":
    sys.exit(main())
