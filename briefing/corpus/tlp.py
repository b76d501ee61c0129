"""The labels of the Traffic Light Protocol 2.0, from the one that all may read to the one that few may."""

from __future__ import annotations

from typing import Literal, get_args

Tlp = Literal["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
LEVELS: tuple[Tlp, ...] = get_args(Tlp)
