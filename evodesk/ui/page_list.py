"""The list of pages at the left of the settings window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from evodesk.ui.style import paint_focus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evodesk.ui.appearance import Appearance

_HEIGHT, _ICON, _RADIUS = 34, 16, 6
_ICON_X, _TEXT_X, _RIGHT = 10, 36, 8
_ICON_ROLE = Qt.ItemDataRole.UserRole + 1


class PageList(QListWidget):
    page_chosen = Signal(int)

    def __init__(self, appearance: Appearance, pages: Iterable[tuple[str, str]]) -> None:
        """`pages`: Lucide icon and title of each."""
        super().__init__()
        self._appearance = appearance
        self.setObjectName("settings.pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setItemDelegate(_PageDelegate(appearance, self))
        for icon, title in pages:
            item = QListWidgetItem(title, self)
            item.setData(_ICON_ROLE, icon)
        self.currentRowChanged.connect(self.page_chosen)

    @property
    def width_wanted(self) -> int:
        """For the longest title, chosen."""
        strong = QFontMetrics(self._appearance.font("bodyStrong"))
        titles = (self.item(row).text() for row in range(self.count()))
        return _TEXT_X + max(map(strong.horizontalAdvance, titles)) + 2 + _RIGHT


class _PageDelegate(QStyledItemDelegate):
    def __init__(self, appearance: Appearance, parent: PageList) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._list = parent

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, max(_HEIGHT, option.fontMetrics.height() + 14))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hot = bool(option.state & QStyle.StateFlag.State_MouseOver)
        look, box = self._appearance, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or hot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("selected" if chosen else "hover"))
            painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        ratio = self._list.devicePixelRatioF()
        role = "text" if chosen else "textMuted"
        icon = look.pixmap(index.data(_ICON_ROLE), _ICON, role, ratio)
        top = option.rect.center().y() - _ICON // 2 + 1
        painter.drawPixmap(option.rect.left() + _ICON_X, top, icon)
        painter.setFont(look.font("bodyStrong" if chosen else "body"))
        painter.setPen(look.color("text"))
        room = option.rect.adjusted(_TEXT_X, 0, -_RIGHT, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, index.data())
        if chosen and self._list.hasFocus():
            paint_focus(painter, box, look)
        painter.restore()
