"""YAML as a curator writes it: blocks, and quotes only where they are needed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PLAIN = re.compile(r"[A-Za-zÀ-ỹА-я0-9][^:#\n]*[^\s:#]")  # what YAML reads as it stands


def write(path: Path, content: Mapping[str, Any]) -> None:
    """Records into a file."""
    path.write_text("".join(_mapping(content, "")), "utf-8")


def _mapping(content: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in content.items():
        if isinstance(value, dict) and key in ("source", "profile"):
            yield f"{indent}{key}:\n"
            yield from _mapping(value, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict) and key != "aliases":
            yield f"{indent}{key}:\n"
            for item in value:
                lines = "".join(_mapping(item, indent + "    "))
                yield f"{indent}  - {lines[len(indent) + 4 :]}"
        elif isinstance(value, str) and "\n" in value:
            lines = value.replace("\n", f"\n{indent}  ").replace(f"\n{indent}  \n", "\n\n")
            yield f"{indent}{key}: |\n{indent}  {lines}\n"
        else:
            yield f"{indent}{key}: {_flow(value)}\n"


def _flow(value: object, inside: str = "") -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_flow(v, ',[]{}')}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(v, ",[]{}") for v in value) + "]"
    words = str(value)
    safe = PLAIN.fullmatch(words) or re.fullmatch(r"[\w./-]+|https?://\S+", words)
    return words if safe and not set(inside) & set(words) else json.dumps(words, ensure_ascii=False)
