"""Draws the parts of an instance row; holds no state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from evodesk.ui import instance_words as words
from evodesk.ui import texts
from evodesk.ui.glyphs import paint_glyph
from evodesk.ui.style import paint_focus

if TYPE_CHECKING:
    from evodesk.domain.status import InstanceStatus
    from evodesk.ui.appearance import Appearance

_GLYPH_X, _GLYPH = 14, 16
_BELL = 14
_SELECTION_BAR = 3
_VCENTER = Qt.AlignmentFlag.AlignVCenter
_ELIDE = Qt.TextElideMode.ElideRight


def paint_first_line(
    painter: QPainter,
    line: QRect,
    status: InstanceStatus,
    when: str,
    appearance: Appearance,
    *,
    with_phone: bool,
    phase: float,
) -> None:
    """Glyph, name, phone, and at the right the time of the last message."""
    glyph = QRectF(_GLYPH_X, line.top() + (line.height() - _GLYPH) // 2, _GLYPH, _GLYPH)
    paint_glyph(painter, glyph, status.health, appearance, phase)
    painter.setFont(appearance.font("small"))
    painter.setPen(appearance.color("textMuted"))
    painter.drawText(line, _VCENTER | Qt.AlignmentFlag.AlignRight, when)
    taken = painter.fontMetrics().horizontalAdvance(when) + 10 if when else 0
    if status.unread:
        taken += _paint_unread(painter, line.adjusted(0, 0, -taken, 0), status, appearance)
    if status.is_muted:
        taken += _paint_muted(painter, line.adjusted(0, 0, -taken, 0), appearance)
    left = _paint_name(painter, line.adjusted(0, 0, -taken, 0), status.title, appearance)
    if with_phone:
        number = texts.phone(status.instance.number)
        _paint_phone(painter, line.adjusted(left, 0, -taken, 0), number, appearance)


def paint_state(
    painter: QPainter, box: QRect, line: words.StateLine, appearance: Appearance
) -> None:
    """The state word in its colour, and the detail where there is room for all of it."""
    painter.setFont(appearance.font("smallStrong"))
    painter.setPen(appearance.color(line.role))
    metrics = painter.fontMetrics()
    painter.drawText(box, _VCENTER, metrics.elidedText(line.word, _ELIDE, box.width()))
    left = metrics.horizontalAdvance(line.word) + 5
    painter.setFont(appearance.font("small"))
    painter.setPen(appearance.color("textMuted"))
    if painter.fontMetrics().horizontalAdvance(line.detail) <= box.width() - left:
        painter.drawText(box.adjusted(left, 0, 0, 0), _VCENTER, line.detail)


def paint_edges(
    painter: QPainter, row: QRect, body: QRect, appearance: Appearance, *, bar: bool, focus: bool
) -> None:
    """The line under the row; the bar of the selected one and the ring of the focused one."""
    painter.fillRect(0, row.bottom(), row.width(), 1, appearance.color("border"))
    if bar:
        painter.fillRect(0, 0, _SELECTION_BAR, body.height(), appearance.color("controlOn"))
    if focus:
        paint_focus(painter, QRectF(body).adjusted(2, 2, -2, -3), appearance)


def _paint_unread(
    painter: QPainter, line: QRect, status: InstanceStatus, appearance: Appearance
) -> int:
    """How many messages nobody has read; returns the room that it took from the right. Of a
    muted instance they are told without a colour."""
    painter.setFont(appearance.font("smallStrong"))
    text = texts.number(status.unread)
    metrics = painter.fontMetrics()
    height = metrics.height() + 2
    width = max(height, metrics.horizontalAdvance(text) + 12)
    pill = QRect(0, 0, width, height)
    pill.moveCenter(line.center())
    pill.moveRight(line.right())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(appearance.color("unkBg" if status.is_muted else "accent"))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    painter.setPen(appearance.color("textMuted" if status.is_muted else "onAccent"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
    return width + 8


def _paint_muted(painter: QPainter, line: QRect, appearance: Appearance) -> int:
    """Returns the room that it took from the right."""
    bell = appearance.pixmap("bell-off", _BELL, "textMuted", painter.device().devicePixelRatioF())
    top = line.top() + (line.height() - _BELL) // 2
    painter.drawPixmap(line.right() + 1 - _BELL, top, bell)
    return _BELL + 8


def _paint_name(painter: QPainter, line: QRect, title: str, appearance: Appearance) -> int:
    """Returns where the phone may begin, from the line's left edge."""
    painter.setFont(appearance.font("bodyStrong"))
    painter.setPen(appearance.color("text"))
    shown = painter.fontMetrics().elidedText(title, _ELIDE, line.width())
    painter.drawText(line, _VCENTER, shown)
    return painter.fontMetrics().horizontalAdvance(shown) + 9


def _paint_phone(painter: QPainter, line: QRect, number: str, appearance: Appearance) -> None:
    painter.setFont(appearance.font("small"))
    painter.setPen(appearance.color("textFaint"))
    metrics = painter.fontMetrics()
    # A few figures of a number are worth nothing: leave it out when too little is left.
    if line.width() >= metrics.height() * 4:
        painter.drawText(line, _VCENTER, metrics.elidedText(number, _ELIDE, line.width()))
