"""How the controls look: Fusion, with our own radio, check box and focus ring, and a little QSS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QProxyStyle, QRadioButton, QStyle

from evodesk.paths import resources

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QStyleHintReturn, QStyleOption, QWidget

    from evodesk.ui.appearance import Appearance

_INDICATOR_SIDE = 16
_METRICS = {
    QStyle.PixelMetric.PM_ExclusiveIndicatorWidth: _INDICATOR_SIDE,
    QStyle.PixelMetric.PM_ExclusiveIndicatorHeight: _INDICATOR_SIDE,
    QStyle.PixelMetric.PM_IndicatorWidth: _INDICATOR_SIDE,
    QStyle.PixelMetric.PM_IndicatorHeight: _INDICATOR_SIDE,
    QStyle.PixelMetric.PM_RadioButtonLabelSpacing: 8,
    QStyle.PixelMetric.PM_CheckBoxLabelSpacing: 8,
    QStyle.PixelMetric.PM_SplitterWidth: 1,
}
_CHECKS = (
    QStyle.PrimitiveElement.PE_IndicatorCheckBox,
    QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck,
)
_OURS = (
    *_CHECKS,
    QStyle.PrimitiveElement.PE_IndicatorRadioButton,
    QStyle.PrimitiveElement.PE_FrameFocusRect,
)


class Style(QProxyStyle):
    """Give it to the application through `dress`."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__("Fusion")
        self._appearance = appearance

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element not in _OURS:
            super().drawPrimitive(element, option, painter, widget)
            return
        on = bool(option.state & QStyle.StateFlag.State_On)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        square = QRectF(option.rect)
        if element is QStyle.PrimitiveElement.PE_IndicatorRadioButton:
            paint_radio(painter, square, self._appearance, on=on, enabled=enabled)
        elif element in _CHECKS:
            paint_check(painter, square, self._appearance, on=on, enabled=enabled)
        else:
            if isinstance(widget, QRadioButton | QCheckBox):
                # Fusion frames the label only, and touches it.
                square = QRectF(widget.rect())
            paint_focus(painter, square, self._appearance)

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        ours = _METRICS.get(metric)
        return super().pixelMetric(metric, option, widget) if ours is None else ours

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint is QStyle.StyleHint.SH_EtchDisabledText:
            return 0
        return super().styleHint(hint, option, widget, returnData)


def dress(app: QApplication, appearance: Appearance) -> None:
    """Give the application our style, and its style sheet again at each change of theme."""
    style = Style(appearance)
    # Without a parent, PySide would destroy the style when this function ends.
    style.setParent(app)
    app.setStyle(style)
    sheet = (resources() / "style" / "evodesk.qss").read_text(encoding="utf-8")

    def paint_sheet() -> None:
        app.setStyleSheet(re.sub(r"@(\w+)", lambda found: appearance.color(found[1]).name(), sheet))

    appearance.changed.connect(paint_sheet)
    paint_sheet()


def paint_radio(
    painter: QPainter, square: QRectF, appearance: Appearance, *, on: bool, enabled: bool = True
) -> None:
    """On: a 5 px ring around a light centre; off: a thin circle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(appearance.color("controlOn" if enabled else "textDisabled"))
        painter.drawEllipse(square)
        painter.setBrush(appearance.color("onControl"))
        painter.drawEllipse(square.adjusted(5, 5, -5, -5))
    else:
        painter.setPen(QPen(appearance.color(_edge(enabled)), 1.5))
        painter.setBrush(appearance.color("surface" if enabled else "window"))
        painter.drawEllipse(square.adjusted(0.75, 0.75, -0.75, -0.75))
    painter.restore()


def paint_check(
    painter: QPainter, square: QRectF, appearance: Appearance, *, on: bool, enabled: bool = True
) -> None:
    """On: a filled square with a tick; off: an outlined one."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = appearance.color("controlOn") if on and enabled else appearance.color(_edge(enabled))
    painter.setPen(QPen(edge, 1.5))
    painter.setBrush(edge if on else appearance.color("surface" if enabled else "window"))
    painter.drawRoundedRect(square.adjusted(0.75, 0.75, -0.75, -0.75), 3.5, 3.5)
    if on:
        _paint_tick(painter, square, appearance.color("onControl"))
    painter.restore()


def paint_box(
    widget: QWidget, appearance: Appearance, ground: str, edge: str, radius: float = 8
) -> QPainter:
    """For a paintEvent: `widget` as a rounded box with an edge of 1 px, in these roles. Returns the
    painter, for what stands in it."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(appearance.color(ground))
    painter.setPen(QPen(appearance.color(edge), 1))
    box = QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, radius, radius)
    return painter


def paint_bar(
    widget: QWidget,
    appearance: Appearance,
    ground: str,
    line: str = "border",
    edge: Qt.Edge = Qt.Edge.BottomEdge,
) -> QPainter:
    """For a paintEvent: `widget` filled, and a line of 1 px along one edge, in these roles. Returns
    the painter, for what stands in it."""
    painter = QPainter(widget)
    painter.fillRect(widget.rect(), appearance.color(ground))
    painter.fillRect(_along(edge, widget.rect()), appearance.color(line))
    return painter


def paint_focus(painter: QPainter, rect: QRectF, appearance: Appearance, radius: float = 6) -> None:
    """The 2 px focus ring along the inside of `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(appearance.color("focus"), 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


def _along(edge: Qt.Edge, rect: QRect) -> QRect:
    """1 px of `rect`."""
    match edge:
        case Qt.Edge.TopEdge:
            return QRect(0, 0, rect.width(), 1)
        case Qt.Edge.BottomEdge:
            return QRect(0, rect.height() - 1, rect.width(), 1)
        case Qt.Edge.LeftEdge:
            return QRect(0, 0, 1, rect.height())
        case _:
            return QRect(rect.width() - 1, 0, 1, rect.height())


def _edge(enabled: bool) -> str:
    return "borderStrong" if enabled else "textDisabled"


def _paint_tick(painter: QPainter, square: QRectF, ink: QColor) -> None:
    pen = QPen(ink, 1.9)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    corner = square.topLeft()
    points = ((4.2, 8.2), (6.9, 10.9), (11.8, 5.3))
    painter.drawPolyline(QPolygonF([corner + QPointF(x, y) for x, y in points]))
