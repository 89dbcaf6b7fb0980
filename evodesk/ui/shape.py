"""The main window's anatomy, and what its width means for its panes. Pure."""

from __future__ import annotations

from dataclasses import dataclass

HEADER, STATUS_BAR = 52, 28
"""Heights, in logical pixels like all that follows."""
BAR, CHIPS, DAY_BAR = 48, 40, 26
"""Heights of what stands above the rows of a pane."""
LIST_WIDTHS = (340, 388, 520)
"""Smallest, usual, largest."""
INSPECTOR_WIDTHS = (300, 324, 480)
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
