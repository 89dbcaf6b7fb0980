"""One consequence of what a sheet asks: a sign and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evodesk.ui.label import IconLabel, Label

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance


@dataclass(frozen=True, slots=True)
class Point:
    """Lucide icon, colour role, sentence."""

    icon: str
    role: str
    text: str


class PointLine(QWidget):
    def __init__(self, appearance: Appearance, point: Point) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        icon = IconLabel(appearance, point.icon, point.role, 16)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(appearance, point.text, wraps=True), 1)
