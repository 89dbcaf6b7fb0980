"""What the main window's width means for its panes (design: main window anatomy). Pure."""

from __future__ import annotations

from dataclasses import dataclass

INSPECTOR_OPENS_FROM = 1120
INSPECTOR_BESIDE_FROM = 1064
WIDE_FROM = 960


@dataclass(frozen=True, slots=True)
class Shape:
    inspector_opens: bool
    """The inspector is open unless the person closed it."""
    inspector_replaces: bool
    """There is room for the feed or the inspector, not for both."""
    narrow: bool
    """Short labels, no address, compact rows unless the person chose a density."""


def shape_of(width: int, text_scale: float = 1.0) -> Shape:
    """`width` in logical pixels of the whole window; larger text makes it a narrower one."""
    room = width / text_scale
    return Shape(
        inspector_opens=room >= INSPECTOR_OPENS_FROM,
        inspector_replaces=room < INSPECTOR_BESIDE_FROM,
        narrow=room < WIDE_FROM,
    )
