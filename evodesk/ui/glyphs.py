"""State shapes, logo and tray icon, drawn: each state differs by shape before it differs by colour.

Shapes are made on a 16 x 16 grid and scaled into the wanted square.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from evodesk.domain.status import Health, ServerState
from evodesk.ui.drawing import drawn

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance

_GRID = 16.0
_ROLES = {
    Health.OK: "ok",
    Health.CONNECTING: "info",
    Health.DOWN: "err",
    Health.NO_SERVER: "err",
    Health.NO_MODE: "warn",
    Health.DRIFT: "div",
    Health.DIVERGENT: "div",
    Health.UNKNOWN: "unk",
}
_SERVER_SHAPES = {
    ServerState.OK: Health.OK,
    ServerState.CONNECTING: Health.CONNECTING,
    ServerState.DOWN: Health.NO_SERVER,
    ServerState.KEY_REFUSED: Health.DOWN,
    ServerState.UNLICENSED: Health.DOWN,
}
TRAY_SIZES = (16, 20, 24, 32, 48)


def color_role(state: Health | ServerState) -> str:
    """The family of the state's colours: `ok` for text, `okFill` for glyphs, `okBg` for tints."""
    return _ROLES[_shape_of(state)]


def paint_glyph(
    painter: QPainter,
    rect: QRectF,
    state: Health | ServerState,
    appearance: Appearance,
    phase: float = 0.0,
) -> None:
    """Draw the state's shape into the square `rect`. `phase` 0 to 1 turns the connecting ring."""
    shape = _shape_of(state)
    if shape is Health.NO_SERVER:
        ratio = painter.device().devicePixelRatioF()
        cloud = appearance.pixmap("cloud-off", round(rect.width()), "errFill", ratio)
        painter.drawPixmap(rect.topLeft(), cloud)
        return
    fill, ink = appearance.color(f"{_ROLES[shape]}Fill"), appearance.color("surface")
    _paint_shape(painter, rect, shape, fill, ink, phase)


def paint_spinner(painter: QPainter, rect: QRectF, appearance: Appearance, phase: float) -> None:
    """The ring of CONNECTING, for whatever is under way."""
    paint_glyph(painter, rect, Health.CONNECTING, appearance, phase)


def glyph_pixmap(
    state: Health | ServerState, px: int, appearance: Appearance, ratio: float = 1.0
) -> QPixmap:
    """The still shape, for menus, labels and buttons."""
    shape = _shape_of(state)
    paint = partial(_paint_still, state=shape, appearance=appearance)
    return appearance.kept((shape, px, ratio), partial(drawn, px, px, ratio, paint))


def glyph_icon(state: Health | ServerState, appearance: Appearance, px: int = 16) -> QIcon:
    icon = QIcon()
    for ratio in (1.0, 2.0):
        icon.addPixmap(glyph_pixmap(state, px, appearance, ratio))
    return icon


def logo(px: int, ratio: float = 1.0) -> QPixmap:
    """A speech bubble with the two opposed arrows of the switch; the same in every theme."""
    return drawn(px, px, ratio, _paint_logo)


def tray_icon(state: Health, dark_bar: bool, appearance: Appearance) -> QIcon:
    """The bubble with the badge of the worst state, in every size that trays ask for."""
    icon = QIcon()
    paint = partial(_paint_tray, state=state, dark=dark_bar, look=appearance)
    for px in TRAY_SIZES:
        draw = partial(drawn, px, px, 1.0, paint)
        icon.addPixmap(appearance.kept(("tray", state, dark_bar, px), draw))
    return icon


def _shape_of(state: Health | ServerState) -> Health:
    return _SERVER_SHAPES[state] if isinstance(state, ServerState) else state


def _paint_still(
    painter: QPainter, rect: QRectF, state: Health | ServerState, appearance: Appearance
) -> None:
    paint_glyph(painter, rect, state, appearance)


def _paint_shape(
    painter: QPainter, rect: QRectF, shape: Health, fill: QColor, ink: QColor, phase: float = 0.0
) -> None:
    painter.save()
    _on_grid(painter, rect)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    if shape is Health.CONNECTING:
        _paint_ring(painter, fill, phase)
    elif shape is Health.UNKNOWN:
        _paint_question(painter, fill)
    elif shape is Health.DIVERGENT:
        _paint_diamond(painter, fill)
    elif shape is Health.DRIFT:
        _paint_halves(painter)
    else:
        _paint_filled(painter, shape, ink)
    painter.restore()


def _paint_filled(painter: QPainter, shape: Health, ink: QColor) -> None:
    if shape is Health.OK:
        painter.drawEllipse(QRectF(0.5, 0.5, 15, 15))
        strokes = [[(4.6, 8.3), (7.0, 10.6), (11.4, 5.8)]]
    elif shape is Health.NO_MODE:
        painter.drawRoundedRect(QRectF(1, 1, 14, 14), 3, 3)
        strokes = [[(4.6, 8), (11.4, 8)]]
    else:
        painter.drawPolygon(_octagon())
        strokes = [[(5.4, 5.4), (10.6, 10.6)], [(10.6, 5.4), (5.4, 10.6)]]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(ink, 1.9))
    for stroke in strokes:
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in stroke]))


def _paint_ring(painter: QPainter, fill: QColor, phase: float) -> None:
    track = QColor(fill)
    track.setAlphaF(0.35)
    ring = QRectF(2.25, 2.25, 11.5, 11.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(track, 2.6, Qt.PenCapStyle.FlatCap))
    painter.drawEllipse(ring)
    painter.setPen(_pen(fill, 2.6, Qt.PenCapStyle.FlatCap))
    painter.drawArc(ring, round((90 - 360 * phase) * 16), -90 * 16)


def _paint_question(painter: QPainter, fill: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    dashed = _pen(fill, 1.6, Qt.PenCapStyle.FlatCap)
    dashed.setDashPattern([1.65, 1.29])
    painter.setPen(dashed)
    painter.drawEllipse(QRectF(1.3, 1.3, 13.4, 13.4))
    _paint_question_mark(painter, fill)


def _paint_question_mark(painter: QPainter, ink: QColor) -> None:
    hook = QPainterPath(QPointF(6.0, 6.3))
    hook.cubicTo(QPointF(6.2, 3.9), QPointF(10.0, 4.0), QPointF(9.9, 6.4))
    hook.cubicTo(QPointF(9.8, 7.8), QPointF(8.0, 7.7), QPointF(8.0, 9.3))
    painter.setPen(_pen(ink, 1.5))
    painter.drawPath(hook)
    painter.drawLine(QLineF(8.0, 11.6, 8.0, 11.7))


def _paint_diamond(painter: QPainter, fill: QColor) -> None:
    painter.drawPolygon(QPolygonF([QPointF(8, 0.7), QPointF(0.7, 8), QPointF(8, 15.3)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(fill, 1.5))
    inner = [QPointF(8, 1.8), QPointF(14.2, 8), QPointF(8, 14.2), QPointF(1.8, 8)]
    painter.drawPolygon(QPolygonF(inner))


def _paint_halves(painter: QPainter) -> None:
    """A disc whose halves have slid apart."""
    painter.drawChord(QRectF(0.9, 0.4, 13, 13), 90 * 16, 180 * 16)
    painter.drawChord(QRectF(2.1, 2.6, 13, 13), 270 * 16, 180 * 16)


def _octagon() -> QPolygonF:
    near, far = 5.1, 10.9
    low, high = 1.0, 15.0
    corners = (
        (near, low),
        (far, low),
        (high, near),
        (high, far),
        (far, high),
        (near, high),
        (low, far),
        (low, near),
    )
    return QPolygonF([QPointF(x, y) for x, y in corners])


def _pen(color: QColor, width: float, cap: Qt.PenCapStyle = Qt.PenCapStyle.RoundCap) -> QPen:
    return QPen(color, width, Qt.PenStyle.SolidLine, cap, Qt.PenJoinStyle.RoundJoin)


def _on_grid(painter: QPainter, rect: QRectF) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / _GRID, rect.height() / _GRID)


def _bubble() -> QPainterPath:
    """A speech bubble on the grid, its tail at the lower left."""
    body = QPainterPath()
    body.addRoundedRect(QRectF(0.8, 1, 14.4, 11), 2.6, 2.6)
    tail = QPainterPath()
    tail.addPolygon(QPolygonF([QPointF(3.2, 11), QPointF(3.2, 15.4), QPointF(8, 11)]))
    tail.closeSubpath()
    return body.united(tail)


def _paint_logo(painter: QPainter, rect: QRectF) -> None:
    _on_grid(painter, rect)
    painter.fillPath(_bubble(), QColor("#1F5BD0"))
    painter.setPen(_pen(QColor("#FFFFFF"), 1.3))
    for y, tip, tail, barb in ((4.9, 11.6, 4.6, -1.7), (8.2, 4.4, 11.4, 1.7)):
        painter.drawLine(QLineF(tail, y, tip, y))
        painter.drawLine(QLineF(tip, y, tip + barb, y - 1.6))
        painter.drawLine(QLineF(tip, y, tip + barb, y + 1.6))


def _paint_tray(
    painter: QPainter, rect: QRectF, state: Health, dark: bool, look: Appearance
) -> None:
    ink = QColor("#F2F4F7") if dark else QColor("#3A4250")
    painter.save()
    _on_grid(painter, rect)
    if state is Health.NO_SERVER:
        painter.setPen(_pen(ink, 1.5))
        painter.drawPath(_bubble())
    else:
        painter.fillPath(_bubble(), ink)
    painter.restore()
    badge = _clear_badge(painter, rect)
    if state is Health.NO_SERVER:
        _paint_shape(painter, badge, Health.UNKNOWN, ink, ink)
    else:
        fill = look.color(f"{_ROLES[state]}Fill", dark)
        _paint_shape(painter, badge, state, fill, look.color("surface", dark))


def _clear_badge(painter: QPainter, rect: QRectF) -> QRectF:
    px = rect.width()
    side = px * (0.69 if px <= 20 else 0.53)
    badge = QRectF(px - side, px - side, side, side)
    gap = 2 if px > 20 else 1
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    # A ring of nothing keeps the badge apart from the bubble on bars of any colour.
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.drawEllipse(badge.adjusted(-gap, -gap, gap, gap))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    return badge
