"""reportlab's shapes, loaded without the page layout that they drag in.

`reportlab.graphics.shapes` takes one class from `reportlab.platypus`, and that package loads all that it has: 40 ms in
every process. So the package is stood in for while the shapes load, by its one module that has the class.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

PACKAGE = "reportlab.platypus"


def _load() -> None:
    """Load the shapes, unless they, or all of platypus, are there already."""
    if PACKAGE in sys.modules:
        return
    stand_in = ModuleType(PACKAGE)
    stand_in.__path__ = [str(Path(str(import_module("reportlab").__file__)).parent / "platypus")]
    sys.modules[PACKAGE] = stand_in
    try:
        stand_in.__dict__["Flowable"] = import_module(f"{PACKAGE}.flowables").Flowable
        import_module("reportlab.graphics.shapes")
    finally:
        del sys.modules[PACKAGE]


_load()

from reportlab.graphics.shapes import ArcPath, Circle, Drawing, Group, Line, Polygon, Rect, Shape, String  # noqa: E402
from reportlab.graphics.shapes import Path as Curve  # noqa: E402

__all__ = ["ArcPath", "Circle", "Curve", "Drawing", "Group", "Line", "Polygon", "Rect", "Shape", "String"]
