"""The right half of the first window: the demonstration, and what connecting does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evodesk.ui.label import IconLabel, Label
from evodesk.ui.line import Line
from evodesk.ui.style import paint_bar
from evodesk.ui.tall_button import TallButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.ui.appearance import Appearance


class DemoSide(QWidget):
    demo_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._title = Label(appearance, font="title", wraps=True)
        self._text = Label(appearance, color="textMuted", wraps=True)
        self._go = TallButton(appearance, icon="flask-conical")
        self._go.setObjectName("btn.demo")
        self._go.clicked.connect(self.demo_wanted)
        self._what = Label(appearance, font="bodyStrong", wraps=True)
        self._points = tuple(Label(appearance, wraps=True) for _ in range(3))
        self._lay_out()
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_bar(self, self._appearance, "surface", edge=Qt.Edge.LeftEdge)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 44, 36, 24)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(6)
        column.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(20)
        column.addWidget(Line(self._appearance))
        column.addSpacing(12)
        column.addWidget(self._what)
        for icon, label in zip(("eye", "history", "hard-drive"), self._points, strict=True):
            row = QHBoxLayout()
            row.setSpacing(10)
            picture = IconLabel(self._appearance, icon, "textMuted", 16)
            row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label, 1)
            column.addLayout(row)
        column.addStretch(1)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("No server yet?"))
        self._text.setText(
            self.tr(
                "Open the demonstration: 5 invented instances, made-up messages, every button"
                " working. It does not use the internet."
            )
        )
        self._go.setText(self.tr("Try the demonstration"))
        self._what.setText(self.tr("What happens when you connect"))
        texts = (
            self.tr("We read the list of instances and the current mode of each."),
            self.tr("We keep a copy of the settings before each change."),
            self.tr("Messages stay on this computer only."),
        )
        for label, text in zip(self._points, texts, strict=True):
            label.setText(text)
