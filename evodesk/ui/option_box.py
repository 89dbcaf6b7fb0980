"""One mode in the card: radio, badge, button, where it delivers. Box and radio are one target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from evodesk.ui import mode_words, texts
from evodesk.ui.asking_check_box import AskingCheckBox
from evodesk.ui.buttons import Button, IconButton
from evodesk.ui.elided_label import ElidedLabel
from evodesk.ui.instance_words import watching_word
from evodesk.ui.label import IconLabel, Label, tip
from evodesk.ui.mode_radio import ModeRadio
from evodesk.ui.radio_words import switching_word
from evodesk.ui.style import paint_box
from evodesk.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from evodesk.domain.reception import Side
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.mode_words import Option
    from evodesk.ui.spinner import Spinner

_INDENT = 26
_BADGE_RADIUS = 10
_MARGINS = (9, 10, 12, 14)


class Badge(QWidget):
    """A tick and a word in a green pill."""

    def __init__(self, appearance: Appearance, word: str) -> None:
        super().__init__()
        self._appearance = appearance
        line = QHBoxLayout(self)
        line.setContentsMargins(7, 1, 8, 1)
        line.setSpacing(4)
        line.addWidget(IconLabel(appearance, "check", "ok", 13))
        line.addWidget(Label(appearance, word, "smallStrong", "ok"))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_box(self, self._appearance, "okBg", "okBorder", _BADGE_RADIUS)


class OptionBox(QFrame):
    """`asked` carries the Side to turn on."""

    asked = Signal(object)
    turn_off_asked = Signal(object)
    """The Side to turn off, which turns the other on."""
    base64_asked = Signal(bool)
    destination_asked = Signal()
    """Where it delivers is to be changed."""

    def __init__(self, side: Side, appearance: Appearance, spinner: Spinner) -> None:
        super().__init__()
        self._side, self._appearance = side, appearance
        self._option: Option | None = None
        self.radio = ModeRadio(side, appearance, spinner, self, heading=True)
        self.radio.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.radio.asked.connect(self._ask)
        self._badge = Badge(appearance, self.tr("Active"))
        self._busy = Label(appearance, switching_word(), "smallStrong", "info")
        self._button = Button(appearance)
        self._button.clicked.connect(self._press)
        self._head, self._foot = QHBoxLayout(), QHBoxLayout()
        self._lay_out()

    def show_option(self, option: Option) -> None:
        self._option = option
        self.radio.show_state(on=option.on, pending=option.busy, enabled=option.enabled)
        self.radio.setToolTip(option.tip)
        self._badge.setVisible(option.on)
        self._busy.setVisible(option.busy)
        self._show_button(option)
        self._destination.setVisible(bool(option.destination))
        self._lead.setText(option.lead)
        self._host.show_text(option.destination)
        self._move.setEnabled(option.enabled)
        self._external.setVisible(bool(option.external_tip))
        self._external.setToolTip(tip(option.external_tip))
        self._watching.setVisible(bool(option.watching))
        self._asks.setText(option.watching)
        self._note.setVisible(bool(option.note))
        self._note.setText(option.note)
        self._note.set_color(option.note_role)
        self._show_base64(option)
        self._place_head()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside and self.radio.isEnabled():
            self._ask(self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        on = self._option is not None and self._option.on
        ground, edge = ("selected", "controlOn") if on else ("surface", "border")
        paint_box(self, self._appearance, ground, edge)

    def minimumSizeHint(self) -> QSize:
        # Narrower than the head asks for: then its parts go under the lines.
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_head()

    def _lay_out(self) -> None:
        for line in (self._head, self._foot):
            line.setSpacing(6)
        self._head.addWidget(self.radio)
        self._head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addStretch(1)
        self._head.addWidget(self._busy)
        self._head.addWidget(self._button)
        self._foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*_MARGINS)
        column.setSpacing(5)
        column.addLayout(self._head)
        for part in self._lines():
            column.addWidget(part)
        column.addLayout(self._foot)

    def _place_head(self) -> None:
        """Badge and button stand in the head, or under the lines where text is too large."""
        room = self.width() - _MARGINS[0] - _MARGINS[2]
        self._put(self._badge, 1, self._fits(room, self.radio, self._badge))
        fits = self._fits(room, self.radio, self._badge, self._busy, self._button)
        self._put(self._busy, -1, fits)
        self._put(self._button, -1, fits)

    def _fits(self, room: int, *parts: QWidget) -> bool:
        widths = [part.sizeHint().width() for part in parts if not part.isHidden()]
        return sum(widths) + self._head.spacing() * (len(widths) - 1) <= room

    def _put(self, part: QWidget, place: int, in_head: bool) -> None:
        target, other = (self._head, self._foot) if in_head else (self._foot, self._head)
        if other.indexOf(part) >= 0:
            other.removeWidget(part)
            target.insertWidget(place if in_head else min(place, 0), part)

    def _lines(self) -> tuple[QWidget, ...]:
        look = self._appearance
        description = Label(
            look, mode_words.description_of(self._side), "small", "textMuted", wraps=True
        )
        description.setContentsMargins(_INDENT, 0, 0, 0)
        self._lead = Label(look, "", "small", "textMuted")
        self._host = ElidedLabel(look, "", "smallStrong")
        self._external = IconLabel(look, "external-link", "textMuted", 12)
        self._move = IconButton(look, "pencil", self.tr("Change the destination…"), side=24, px=14)
        self._move.setObjectName("btn.destination")
        self._move.clicked.connect(self.destination_asked)
        self._destination = QWidget()
        line = QHBoxLayout(self._destination)
        line.setContentsMargins(_INDENT, 0, 0, 0)
        line.setSpacing(5)
        line.addWidget(self._lead)
        line.addWidget(self._host)
        line.addWidget(self._external)
        line.addStretch(1)
        line.addWidget(self._move)
        self._note = Label(look, "", "small", "textMuted", wraps=True)
        self._note.setContentsMargins(_INDENT, 0, 0, 0)
        return (
            *(description, self._destination, self._watching_line()),
            *(self._note, self._base64_line()),
        )

    def _watching_line(self) -> QWidget:
        look = self._appearance
        self._asks = Label(look, "", "small", "textMuted")
        self._watching = QWidget()
        line = WrappingRow(QMargins(_INDENT, 0, 0, 0), 5)
        line.addWidget(IconLabel(look, "eye", "infoFill", 14))
        line.addWidget(Label(look, watching_word(), "smallStrong", "info"))
        line.addWidget(self._asks)
        self._watching.setLayout(line)
        return self._watching

    def _base64_line(self) -> QWidget:
        self._check = AskingCheckBox(self._appearance, self.tr("Receive media as Base64"))
        self._check.setObjectName("check.base64")
        self._check.clicked.connect(self._ask_base64)
        self._base64_note = Label(self._appearance, "", "small", "textMuted", wraps=True)
        self._base64_note.setContentsMargins(24, 0, 0, 0)
        self._base64 = QWidget()
        column = QVBoxLayout(self._base64)
        column.setContentsMargins(_INDENT, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._check)
        column.addWidget(self._base64_note)
        return self._base64

    def _show_button(self, option: Option) -> None:
        self._button.setVisible(bool(option.button))
        self._button.setText(option.button)
        self._button.setEnabled(option.enabled)
        self._button.setToolTip(option.button_tip if option.enabled else option.tip)
        self._button.setObjectName(f"btn.{'deactivate' if option.on else 'activate'}.{self._side}")
        self._button.setAccessibleName(f"{option.button} {texts.mode_word(self._side)}")
        self._button.set_kind("flat" if option.on else "outline")

    def _show_base64(self, option: Option) -> None:
        self._base64.setVisible(option.base64 is not None)
        self._check.setChecked(bool(option.base64))
        self._check.setEnabled(option.enabled)
        self._check.setToolTip(option.tip)
        self._base64_note.setVisible(bool(option.base64_note))
        self._base64_note.setText(option.base64_note)

    def _ask(self, side: Side) -> None:
        if self._option is not None and not self._option.only:
            self.asked.emit(side)

    def _press(self) -> None:
        if self._option is None or self._option.asks_for is None:
            return
        if self._option.asks_for is self._side:
            self.asked.emit(self._side)
        else:
            self.turn_off_asked.emit(self._side)

    def _ask_base64(self) -> None:
        self.base64_asked.emit(not self._check.isChecked())
