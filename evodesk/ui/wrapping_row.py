"""A row of widgets that goes on in the next line where the first is full."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem


class WrappingRow(QLayout):
    """From the left; each part as wide as it asks for, or as the row where that is less."""

    def __init__(self, margins: QMargins, spacing: int, *, last_apart: bool = False) -> None:
        """`last_apart`: the last part stands at the right edge."""
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._last_apart = last_apart
        self.setContentsMargins(margins)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self._places(QRect(0, 0, width, 0))
        bottom = max((place.bottom() + 1 for place in places), default=0)
        return bottom + self.contentsMargins().bottom()

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return self._with_margins(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        least = [item.minimumSize() for item in self._shown]
        return self._with_margins(
            max((size.width() for size in least), default=0),
            max((size.height() for size in least), default=0),
        )

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in zip(self._shown, self._places(rect), strict=True):
            item.setGeometry(place)

    @property
    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _with_margins(self, width: int, height: int) -> QSize:
        return QSize(width, height).grownBy(self.contentsMargins())

    def _places(self, rect: QRect) -> list[QRect]:
        inside = rect.marginsRemoved(self.contentsMargins())
        top, places = inside.top(), list[QRect]()
        for line in self._lines(inside.width()):
            height = max(size.height() for size in line)
            left = inside.left()
            for size in line:
                at = QPoint(left, top + (height - size.height()) // 2)
                places.append(QRect(at, size))
                left += size.width() + self.spacing()
            top += height + self.spacing()
        if places and self._last_apart:
            places[-1].moveRight(inside.right())
        return places

    def _lines(self, width: int) -> list[list[QSize]]:
        lines, used = list[list[QSize]](), 0
        for item in self._shown:
            size = item.sizeHint().boundedTo(QSize(width, item.sizeHint().height()))
            used += self.spacing() + size.width()
            if lines and used <= width:
                lines[-1].append(size)
            else:
                lines.append([size])
                used = size.width()
        return lines
