"""Pictures drawn by code: something like a QR code, and photos as small as thumbnails."""

from __future__ import annotations

import hashlib
import math
import random
import struct
import zlib

MODULES = 29
SCALE = 6
QUIET = 4
BLACK, WHITE = b"\x00\x00\x00", b"\xff\xff\xff"


def png(width: int, rows: list[bytes]) -> bytes:
    """A PNG file out of rows of three bytes a pixel."""
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0)
    lines = b"".join(b"\0" + row for row in rows)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def qr_like(text: str) -> bytes:
    """Looks like a QR code and leads nowhere: nobody can log in by scanning a simulation."""
    chosen = random.Random(text)
    width = (MODULES + 2 * QUIET) * SCALE
    margin = WHITE * QUIET * SCALE
    rows = [WHITE * width] * QUIET * SCALE
    for y in range(MODULES):
        dark = [_dark(x, y, chosen.random() < 0.5) for x in range(MODULES)]
        line = b"".join((BLACK if module else WHITE) * SCALE for module in dark)
        rows += [margin + line + margin] * SCALE
    return png(width, rows + [WHITE * width] * QUIET * SCALE)


def _dark(x: int, y: int, chance: bool) -> bool:
    """Finder patterns in three corners with a light line around, chance elsewhere."""
    low, high = 8, MODULES - 8
    if not ((x < low or x >= high) and (y < low or y >= high)) or (x >= high and y >= high):
        return chance
    dx = abs((x if x < low else x - high - 1) - 3)
    dy = abs((y if y < low else y - high - 1) - 3)
    return max(dx, dy) in (0, 1, 3)


def photo(text: str, width: int = 48, height: int = 36) -> bytes:
    """A sky, a floor and a round thing, in colours that follow from the text."""
    seed = hashlib.sha256(text.encode()).digest()
    radius = height // 4
    rows = []
    for y in range(height):
        ground = seed[0:3] if y < height * 2 // 3 else seed[3:6]
        shaded = bytes(value * (2 * height - y) // (2 * height) for value in ground)
        half = math.isqrt(max(0, radius**2 - (y - height // 2) ** 2))
        side = shaded * (width // 2 - half)
        rows.append(side + seed[6:9] * (width - 2 * (width // 2 - half)) + side)
    return png(width, rows)
