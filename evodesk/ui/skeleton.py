"""The main window before anything stands in it: its panes and bars in their places, and grey where
the words will be. Painted while the rest of the program is still being imported.

Nothing here names PySide6's `Qt`: its hundred enums take 20 ms to make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPixmap

from evodesk.ui.shape import (
    BAR,
    CHIPS,
    DAY_BAR,
    HEADER,
    INSPECTOR_WIDTHS,
    LIST_WIDTHS,
    STATUS_BAR,
    shape_of,
)
from evodesk.ui.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QSize

    from evodesk.ui.window_layout import WindowLayout

_ROW, _MESSAGE = 64, 56


def paint_skeleton(
    painter: QPainter, size: QSize, layout: WindowLayout | None, *, dark: bool
) -> None:
    """`layout`: as the person left the panes; None: as they usually are."""
    colors = tokens()["color"]["dark" if dark else "light"]
    window, surface, sunken, border = (
        _ink(colors[role]) for role in ("window", "surface", "sunken", "border")
    )
    width, height = size.width(), size.height()
    painter.drawPixmap(QRect(0, 0, width, height), window)
    painter.drawPixmap(QRect(0, HEADER - 1, width, 1), border)
    for pane, lines in _panes(size, layout):
        painter.drawPixmap(pane, surface)
        painter.drawPixmap(QRect(pane.right() + 1, pane.top(), 1, pane.height()), border)
        for y in lines:
            painter.drawPixmap(QRect(pane.left(), pane.top() + y - 1, pane.width(), 1), border)
        painter.drawPixmap(QRect(pane.left() + 12, pane.top() + 18, 88, 12), sunken)
    painter.drawPixmap(QRect(0, height - STATUS_BAR, width, 1), border)
    for word in _words(size, layout):
        painter.drawPixmap(word, sunken)


def _ink(color: str) -> QPixmap:
    """One pixel, to be drawn as large as a box: filling with a colour would ask for `Qt`."""
    pixel = QPixmap(1, 1)
    pixel.fill(QColor(color))
    return pixel


def _panes(size: QSize, layout: WindowLayout | None) -> Iterator[tuple[QRect, tuple[int, ...]]]:
    """Each pane, and at which heights lines run through it."""
    shape = shape_of(size.width())
    wanted = layout.inspector_open if layout else None
    beside = shape.inspector_opens if wanted is None else wanted
    instances = layout.list_width if layout else LIST_WIDTHS[1]
    if shape.narrow:
        instances = LIST_WIDTHS[0]
    inspector = layout.inspector_width if layout else INSPECTOR_WIDTHS[1]
    right = size.width()
    height = size.height() - HEADER - STATUS_BAR
    if beside and not shape.inspector_replaces:
        right -= inspector
        yield QRect(right, HEADER, inspector, height), (BAR,)
        right -= 1
    yield QRect(instances + 1, HEADER, right - instances - 1, height), (BAR, BAR + DAY_BAR)
    yield QRect(0, HEADER, instances, height), (BAR, BAR + CHIPS)


def _words(size: QSize, layout: WindowLayout | None) -> Iterator[QRect]:
    yield QRect(24, 20, 160, 12)
    *_, (feed, _), (instances, _) = _panes(size, layout)
    bottom = size.height() - STATUS_BAR
    for y in range(HEADER + BAR + CHIPS, bottom - _ROW, _ROW):
        yield QRect(instances.left() + 39, y + 14, 120, 10)
        yield QRect(instances.left() + 39, y + 38, 72, 10)
    for y in range(HEADER + BAR + DAY_BAR, bottom - _MESSAGE, _MESSAGE):
        yield QRect(feed.left() + 80, y + 12, 140, 10)
        yield QRect(feed.left() + 80, y + 32, 260, 10)
