"""Texts of strangers to read, mark and copy: prose as high as it needs to be, and JSON."""

from __future__ import annotations

import json
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPalette, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QVBoxLayout

from evodesk.ui.style import paint_box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.ui.appearance import Appearance

_CODE_HEIGHT = 132
_CODE_LIMIT = 200_000
"""Characters of JSON that are shown; copying gives all of it."""


class Prose(QTextEdit):
    """Plain text of any length that can be marked and copied, as high as it needs to be. Breaks
    anywhere, so that a long address does not widen the page. Nothing in it is a link."""

    def __init__(self, appearance: Appearance, font: str = "body", color: str = "text") -> None:
        super().__init__()
        self._appearance, self._role, self._color = appearance, font, color
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def show_text(self, text: str, *, italic: bool = False) -> None:
        font = self._appearance.font(self._role)
        font.setItalic(italic)
        self.setFont(font)
        self.setPlainText(text)

    def _fit(self, size: QSizeF) -> None:
        self.setFixedHeight(max(1, ceil(size.height())))

    def _restyle(self) -> None:
        font = self._appearance.font(self._role)
        font.setItalic(self.font().italic())
        self.setFont(font)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, self._appearance.color(self._color))
        self.setPalette(palette)


class CodeBox(QFrame):
    """JSON to read and to mark."""

    def __init__(self, appearance: Appearance, name: str) -> None:
        super().__init__()
        self._appearance = appearance
        self._code = QPlainTextEdit()
        self._code.setReadOnly(True)
        self._code.setAccessibleName(name)
        self._code.setFrameShape(QFrame.Shape.NoFrame)
        self._code.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self._code.setTabChangesFocus(True)
        self._code.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 2, 6)
        column.addWidget(self._code)
        self.setFixedHeight(_CODE_HEIGHT)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def show_json(self, raw: str) -> None:
        self._code.setPlainText(_indented(raw)[:_CODE_LIMIT])

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_box(self, self._appearance, "sunken", "border")

    def _restyle(self) -> None:
        self._code.setFont(self._appearance.font("mono"))
        palette = self._code.palette()
        palette.setColor(QPalette.ColorRole.Text, self._appearance.color("textMuted"))
        self._code.setPalette(palette)


def _indented(raw: str) -> str:
    """As it is when it is too long to be laid out at once, or is no JSON at all."""
    if len(raw) > _CODE_LIMIT:
        return raw
    try:
        return json.dumps(json.loads(raw), indent=1, ensure_ascii=False)
    except (ValueError, RecursionError):
        return raw
