"""The PDF writer: tagged, archival, laid out in one pass."""

from briefing.writers.pdf.writer import write

__all__ = ["write"]
