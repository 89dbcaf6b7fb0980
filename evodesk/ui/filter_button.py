"""A small button with a menu of choices; while something is chosen it says what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QMenu

from evodesk.ui.label import tip
from evodesk.ui.style import paint_box, paint_focus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPaintEvent

    from evodesk.ui.appearance import Appearance

_HEIGHT, _PAD, _GAP, _CHEVRON = 28, 8, 3, 14


class StayingMenu(QMenu):
    """Stays open while check marks are set: one rarely wants only one of them."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._did_check():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or not self._did_check():
            super().keyPressEvent(event)

    def _did_check(self) -> bool:
        action = self.activeAction()
        if action is None or not action.isCheckable():
            return False
        action.trigger()
        return True


class FilterButton(QAbstractButton):
    """Several values may be chosen, or with `is_single` one; none means all."""

    changed = Signal()
    """By the person's act."""
    asked = Signal()
    """The last entry, of `end_with`: a value is wanted that is not offered."""

    def __init__(
        self, appearance: Appearance, key: str, name: str, *, is_single: bool = False
    ) -> None:
        """`key`: what tests know it by; `name`: what people read."""
        super().__init__()
        self._appearance, self._name, self._is_single = appearance, name, is_single
        self._summary = ""
        self._is_short = False
        self._menu = QMenu(self) if is_single else StayingMenu(self)
        self.setObjectName(f"filter.{key}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._all = self._menu.addAction("")
        self._all.setCheckable(True)
        self._ask: QAction | None = None
        self._options: dict[QAction, object] = {}
        """Each with its value. Qt would keep an enum of words as a plain text."""
        self._menu.triggered.connect(self._picked)
        self.clicked.connect(self._open)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._tell()

    @property
    def values(self) -> tuple[object, ...]:
        """What is chosen, in the menu's order."""
        return tuple(value for option, value in self._options.items() if option.isChecked())

    def offer(self, everything: str, options: Iterable[tuple[object, str]]) -> None:
        """`everything`: the words for no choice. Of what was chosen stays what is offered
        again."""
        chosen = self.values
        for option in self._options:
            self._menu.removeAction(option)
        self._all.setText(everything)
        self._options = {}
        for value, words in options:
            option = self._menu.addAction(words.replace("&", "&&"))
            option.setCheckable(True)
            option.setChecked(value in chosen)
            self._options[option] = value
        if self._ask:
            self._menu.addAction(self._ask)  # moves it to the end
        self._tell()

    def end_with(self, words: str) -> None:
        """A last entry that chooses nothing by itself: `asked` is emitted."""
        self._ask = self._menu.addAction(words)

    def choose(self, values: Collection[object]) -> None:
        for option, value in self._options.items():
            option.setChecked(value in values)
        self._tell()

    def set_summary(self, words: str) -> None:
        """How several chosen values are told together; with one, its own words are."""
        self._summary = words
        self._tell()

    def set_short(self, short: bool) -> None:
        """Where room is scarce, what is chosen stands without the name of the filter."""
        self._is_short = short
        self._tell()

    @property
    def _tail(self) -> int:
        """The chevron and the gap before it; where room is scarce there is none."""
        return 0 if self._is_short else _GAP + _CHEVRON

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        height = max(_HEIGHT, self.fontMetrics().height() + 10)
        return QSize(2 * _PAD + width + self._tail, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * _PAD + self._tail + 24, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, active = self._appearance, bool(self.values)
        ground = "selected" if active else "hover" if self.underMouse() else "surface"
        painter = paint_box(self, look, ground, "controlOn" if active else "borderStrong", 6)
        role = "accentText" if active else "textMuted"
        if not self._is_short:
            arrow = look.pixmap("chevron-down", _CHEVRON, role, self.devicePixelRatioF())
            left = self.width() - _PAD - _CHEVRON + 2
            painter.drawPixmap(left, (self.height() - _CHEVRON) // 2, arrow)
        painter.setPen(look.color(role))
        room = self.rect().adjusted(_PAD, 0, -_PAD - self._tail + 2, 0)
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _picked(self, action: QAction) -> None:
        if action is self._ask:
            self.asked.emit()
            return
        if action is self._all:
            self.choose(())
        elif self._is_single:
            self.choose((self._options[action],))
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        chosen = [option for option in self._options if option.isChecked()]
        self._all.setChecked(not chosen)
        words, value = self._name, ""
        if chosen:
            value = chosen[0].text().replace("&&", "&") if len(chosen) == 1 else self._summary
            words = f"{self._name}: {value or len(chosen)}"
        # A number alone would not say of what.
        self.setText(value if value and self._is_short else words)
        self.setToolTip(tip(words))
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def _restyle(self) -> None:
        self.setFont(self._appearance.font("small"))
        self.updateGeometry()
        self.update()
