"""Likelihood scales: ICD 203 (both rows of synonyms), the UK PHIA yardstick, IPCC; bands in whole per cent."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SCALES: Mapping[str, Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "icd203": {
            "almost no chance": (1, 5),
            "remote": (1, 5),
            "very unlikely": (5, 20),
            "highly improbable": (5, 20),
            "unlikely": (20, 45),
            "improbable": (20, 45),
            "roughly even chance": (45, 55),
            "roughly even odds": (45, 55),
            "likely": (55, 80),
            "probable": (55, 80),
            "very likely": (80, 95),
            "highly probable": (80, 95),
            "almost certain": (95, 99),
            "almost certainly": (95, 99),
            "nearly certain": (95, 99),
        },
        # gaps between bands are meant; the open ends (above 0, below 50, below 100) are written as their limits
        "phia": {
            "remote chance": (0, 5),
            "highly unlikely": (10, 20),
            "unlikely": (25, 35),
            "realistic possibility": (40, 50),
            "likely": (55, 75),
            "probable": (55, 75),
            "highly likely": (80, 90),
            "almost certain": (95, 100),
        },
        # bands are nested, not side by side
        "ipcc": {
            "virtually certain": (99, 100),
            "extremely likely": (95, 100),
            "very likely": (90, 100),
            "likely": (66, 100),
            "more likely than not": (50, 100),
            "about as likely as not": (33, 66),
            "unlikely": (0, 33),
            "very unlikely": (0, 10),
            "extremely unlikely": (0, 5),
            "exceptionally unlikely": (0, 1),
        },
    }
)

# ICD 203 has two rows of synonyms; a product keeps to one
SECOND_ROW = frozenset(
    {
        "remote",
        "highly improbable",
        "improbable",
        "roughly even odds",
        "probable",
        "highly probable",
        "nearly certain",
    }
)


def band(scale: str, term: str) -> tuple[int, int] | None:
    """The low and high per cent of a term, or None where the scale has no such term."""
    return SCALES[scale].get(term)
