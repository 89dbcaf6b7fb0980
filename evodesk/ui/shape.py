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


def shape_of(width: int) -> Shape:
    """`width` in logical pixels of the whole window."""
    return Shape(
        inspector_opens=width >= INSPECTOR_OPENS_FROM,
        inspector_replaces=width < INSPECTOR_BESIDE_FROM,
        narrow=width < WIDE_FROM,
    )
