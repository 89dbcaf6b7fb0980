"""The boxes that the inspector's message page is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from evodesk.ui.label import Label
from evodesk.ui.prose import Prose
from evodesk.ui.row_paint import Brush

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from evodesk.ui.appearance import Appearance
    from evodesk.ui.row_words import RowWords, Who

_BUTTON_GAP = 8


class Part(QWidget):
    """A section of the page: 16 px of room and a line below."""

    def __init__(self, appearance: Appearance, spacing: int = 8) -> None:
        super().__init__()
        self._appearance = appearance
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 14, 16, 15)
        self.column.setSpacing(spacing)

    def paintEvent(self, event: QPaintEvent) -> None:
        line = QRect(0, self.height() - 1, self.width(), 1)
        QPainter(self).fillRect(line, self._appearance.color("border"))


class Avatar(QWidget):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._brush = Brush(appearance)
        self._shown: RowWords | Who | None = None
        self._identity = ""
        appearance.changed.connect(self._restyle)
        self._restyle()

    def show_face(self, face: RowWords | Who, identity: str) -> None:
        self._shown, self._identity = face, identity
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown is None:
            return
        painter, shown = QPainter(self), self._shown
        self._brush.ratio = self.devicePixelRatioF()
        self._brush.face(painter, self.rect(), shown.face, shown.initials, self._identity)

    def _restyle(self) -> None:
        self._brush.renew()
        self.setFixedSize(self._brush.face_side, self._brush.face_side)
        self.update()


class QuoteBox(QWidget):
    """The message that this one answers."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._who = Label(appearance, font="smallStrong")
        self._text = Prose(appearance, "small", "textMuted")
        self._text.setAccessibleName(self.tr("Quoted message"))
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 8, 10, 8)
        column.setSpacing(2)
        column.addWidget(self._who)
        column.addWidget(self._text)

    def show_quote(self, who: str, text: str) -> None:
        self._who.setText(who)
        self._who.setVisible(bool(who))
        self._text.show_text(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._appearance.color("sunken"))
        painter.drawRoundedRect(self.rect(), 4, 4)
        painter.fillRect(0, 0, 3, self.height(), self._appearance.color("borderStrong"))


class FactTable(QWidget):
    """Names on the left, selectable values on the right."""

    def __init__(self, appearance: Appearance, names: tuple[str, ...], *, mono_last: bool) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, 100)
        grid.setColumnStretch(1, 1)
        self._rows: list[tuple[Label, Prose]] = []
        for row, name in enumerate(names):
            is_mono = mono_last and row == len(names) - 1
            value = Prose(appearance, "mono" if is_mono else "small")
            value.setAccessibleName(name)
            label = Label(appearance, name, "small", "textMuted")
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)
            self._rows.append((label, value))

    def show_values(self, *values: str) -> None:
        """In the order of the names; what is empty takes no line."""
        for (name, prose), value in zip(self._rows, values, strict=True):
            prose.show_text(value)
            for part in (name, prose):
                part.setVisible(bool(value))


class ButtonRow(QWidget):
    """Buttons side by side, or one under the other where they are too wide for that."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        self._buttons = buttons
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_BUTTON_GAP)
        for button in buttons:
            self._box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        widest = max(button.sizeHint().width() for button in self._buttons)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = sum(button.sizeHint().width() + _BUTTON_GAP for button in self._buttons)
        fits = wide - _BUTTON_GAP <= self.width()
        way = QBoxLayout.Direction
        self._box.setDirection(way.LeftToRight if fits else way.TopToBottom)
