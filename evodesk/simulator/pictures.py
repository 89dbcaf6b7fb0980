"""Pictures drawn by code: something like a QR code, and photos as small as thumbnails."""

from __future__ import annotations

import hashlib
import random
import struct
import zlib

Pixel = tuple[int, int, int]

MODULES = 29
SCALE = 6
QUIET = 4


def png(rows: list[list[Pixel]]) -> bytes:
    """A PNG file, 8 bits a channel, no alpha."""
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 2, 0, 0, 0)
    lines = b"".join(b"\0" + bytes(value for pixel in row for value in pixel) for row in rows)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def qr_like(text: str) -> bytes:
    """Looks like a QR code and leads nowhere: nobody can log in by scanning a simulation."""
    chosen = random.Random(text)
    dark = {
        (x, y)
        for x in range(MODULES)
        for y in range(MODULES)
        if (_finder(x, y) if _in_corner(x, y) else chosen.random() < 0.5)
    }
    side = range((MODULES + 2 * QUIET) * SCALE)
    return png(
        [
            [(0, 0, 0) if (x // SCALE - QUIET, y // SCALE - QUIET) in dark else (255, 255, 255)
             for x in side]
            for y in side
        ]
    )  # fmt: skip


def _in_corner(x: int, y: int) -> bool:
    return (x < 8 or x >= MODULES - 8) and (y < 8 or y >= MODULES - 8) and not (x > 8 and y > 8)


def _finder(x: int, y: int) -> bool:
    dx, dy = abs((x if x < 8 else x - MODULES + 7) - 3), abs((y if y < 8 else y - MODULES + 7) - 3)
    return max(dx, dy) in (0, 1, 3)


def photo(text: str, width: int = 48, height: int = 36) -> bytes:
    """A sky, a floor and a round thing, in colours that follow from the text."""
    seed = hashlib.sha256(text.encode()).digest()
    sky, floor, thing = (tuple(seed[start : start + 3]) for start in (0, 3, 6))
    radius = height // 4

    def pixel(x: int, y: int) -> Pixel:
        if (x - width // 2) ** 2 + (y - height // 2) ** 2 < radius**2:
            return thing[0], thing[1], thing[2]
        red, green, blue = sky if y < height * 2 // 3 else floor
        shade = 255 - 2 * y
        return red * shade // 255, green * shade // 255, blue * shade // 255

    return png([[pixel(x, y) for x in range(width)] for y in range(height)])
