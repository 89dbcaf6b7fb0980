"""Where the window stood and how wide its panes were, remembered per arrangement of screens. Pure.

What was remembered is never trusted: bytes that cannot be read count as nothing remembered.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

_KEPT_ARRANGEMENTS = 8


@dataclass(frozen=True, slots=True)
class WindowLayout:
    geometry: str
    """Qt's own saved geometry, base64."""
    list_width: int
    """Logical pixels."""
    inspector_width: int
    inspector_open: bool | None
    """None: the window's width decides."""


def recall(kept: bytes, screens: str) -> WindowLayout | None:
    """The layout for this arrangement of screens, or None."""
    entry = _read(kept).get(screens)
    return _layout(entry) if isinstance(entry, dict) else None


def remember(kept: bytes, screens: str, layout: WindowLayout) -> bytes:
    """`kept` with the layout of this arrangement replaced; the oldest arrangements fall out."""
    arrangements = _read(kept)
    arrangements.pop(screens, None)
    arrangements[screens] = asdict(layout)
    newest = list(arrangements.items())[-_KEPT_ARRANGEMENTS:]
    return json.dumps(dict(newest)).encode()


def _read(kept: bytes) -> dict[str, object]:
    try:
        found = json.loads(kept)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _layout(entry: dict[str, object]) -> WindowLayout | None:
    geometry, is_open = entry.get("geometry"), entry.get("inspector_open")
    widths = entry.get("list_width"), entry.get("inspector_width")
    match (geometry, *widths, is_open):
        case (str(text), int(first), int(last), bool() | None as opened):
            return WindowLayout(text, first, last, opened)
    return None
