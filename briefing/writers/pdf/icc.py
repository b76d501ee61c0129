"""The colour profile of the output intent: sRGB (IEC 61966-2-1) as a matrix profile of ICC version 2.

Made here from the numbers of the standard, so that its bytes are the same everywhere and at any time.
"""

from __future__ import annotations

from struct import pack

_POINTS = 512
# Media white (D50), and the sRGB primaries adapted to D50 (Bradford).
_COLOURS = {
    b"wtpt": (0.9642, 1.0, 0.8249),
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}


def srgb() -> bytes:
    """The profile's bytes."""
    name = b"sRGB IEC61966-2.1"
    curve = b"curv\0\0\0\0" + pack(
        f">I{_POINTS}H", _POINTS, *(_linear(step / (_POINTS - 1)) for step in range(_POINTS))
    )
    described = b"desc\0\0\0\0" + pack(">I", len(name) + 1) + name + b"\0" + bytes(12 + 67)
    parts = {b"desc": described, b"cprt": b"text\0\0\0\0No copyright\0", b"rTRC": curve}
    parts |= {tag: b"XYZ \0\0\0\0" + b"".join(map(_fixed, xyz)) for tag, xyz in _COLOURS.items()}
    table, data = b"", b""
    start = 128 + 4 + 12 * (len(parts) + 2)
    for tag, part in parts.items():
        entry = pack(">II", start + len(data), len(part))
        # One curve serves the three channels.
        table += b"".join(channel + entry for channel in ((tag,) if tag != b"rTRC" else (b"rTRC", b"gTRC", b"bTRC")))
        data += part + bytes(-len(part) % 4)
    size = start + len(data)
    return _header(size) + pack(">I", len(parts) + 2) + table + data


def _header(size: int) -> bytes:
    """The 128 bytes before the tag table: version 2.1, a display profile, made on 1 January 2024."""
    moment = pack(">6H", 2024, 1, 1, 0, 0, 0)
    white = b"".join(map(_fixed, _COLOURS[b"wtpt"]))
    head = pack(">I4sI", size, bytes(4), 0x02100000) + b"mntrRGB XYZ " + moment + b"acsp"
    return head + bytes(28) + white + bytes(48)


def _linear(value: float) -> int:
    light = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return round(light * 65535)


def _fixed(value: float) -> bytes:
    return pack(">i", round(value * 65536))
