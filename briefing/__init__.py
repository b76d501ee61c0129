"""Briefing: from a curated corpus of sourced claims to a paper that readers can trust."""

__version__ = "0.1.0"
