"""Room for large text: windows grow with the font, and what does not fit can be scrolled to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPalette

    from evodesk.ui.appearance import Appearance

_BASE_PX = 13
"""The size of body text for which every width is drawn."""


def text_scale(appearance: Appearance) -> float:
    """1.0 for the usual text; 2.0 where somebody chose text twice as large."""
    return appearance.px("body") / _BASE_PX


def roomy_size(appearance: Appearance, window: QWidget, width: int, height: int) -> QSize:
    """The size drawn for usual text, grown with the text as far as the screen allows."""
    scale = text_scale(appearance)
    return QSize(round(width * scale), round(height * scale)).boundedTo(
        window.screen().availableSize()
    )


def scrolling(content: QWidget, ground: QPalette.ColorRole | None = None) -> QScrollArea:
    """`ground`: what the content stands on; None: the window's own."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    # Tab goes to what is inside, and that is scrolled to.
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if ground is not None:
        area.viewport().setBackgroundRole(ground)
        content.setBackgroundRole(ground)
    return area
