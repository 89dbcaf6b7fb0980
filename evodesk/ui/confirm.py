"""Questions before something that cannot be taken back lightly. Enter and Esc both cancel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from evodesk.ui.buttons import Button
from evodesk.ui.label import IconLabel, Label
from evodesk.ui.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.ui.appearance import Appearance


@dataclass(frozen=True, slots=True)
class Point:
    """One consequence: Lucide icon, colour role, sentence."""

    icon: str
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    name: str
    """The sheet's object name is `sheet.<name>`."""
    title: str
    text: str
    go: str
    """The word on the button that goes on."""
    is_grave: bool = True
    host: str = ""
    """Shown large in a box of its own, or empty."""
    lead: str = ""
    """Stands before the points."""
    points: tuple[Point, ...] = ()


class Confirm(Sheet):
    """The cancelling button has the focus."""

    confirmed = Signal(object)
    """The subject that was handed in: the person goes on."""

    def __init__(
        self,
        appearance: Appearance,
        question: Question,
        subject: object,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, question.name, parent)
        self._subject = subject
        self.accepted.connect(self._tell)
        icon, role = ("triangle-alert", "warnFill") if question.is_grave else ("info", "infoFill")
        self.add_title(icon, role, question.title)
        self.body.addWidget(Label(appearance, question.text, wraps=True))
        if question.host:
            self.body.addWidget(_HostBox(appearance, question.host))
        if question.lead:
            self.body.addWidget(Label(appearance, question.lead, "bodyStrong", wraps=True))
        for point in question.points:
            self.body.addLayout(self._point(point))
        go = Button(appearance, question.go, "danger" if question.is_grave else "plain")
        cancel = self.add_buttons(go)
        cancel.setDefault(True)
        cancel.setFocus()
        self.settle()

    def _tell(self) -> None:
        self.confirmed.emit(self._subject)

    def _point(self, point: Point) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(9)
        icon = IconLabel(self._appearance, point.icon, point.role, 16)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(self._appearance, point.text, wraps=True), 1)
        return row


class _HostBox(QFrame):
    def __init__(self, appearance: Appearance, host: str) -> None:
        super().__init__()
        self._appearance = appearance
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(10)
        row.addWidget(IconLabel(appearance, "external-link", "textMuted", 16))
        name = Label(appearance, host, "title", wraps=True)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(name, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._appearance.color("border"), 1))
        painter.setBrush(self._appearance.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
