"""Brush strokes that the feed's rows are made of: elided and highlighted text, tag, mark, face.

Nothing here knows what a message is; all geometry is handed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QRegion

from evodesk.ui.matches import spans
from evodesk.ui.row_words import Face

if TYPE_CHECKING:
    from evodesk.domain.filter import Term
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.row_words import Mark

ICON = 14
_TAG_PAD = 6
_MARK_GAP = 4
_FONTS = ("bodyStrong", "body", "small", "smallStrong", "micro")
_ELISIONS_KEPT = 4000
_SEARCHED = ("body", "bodyStrong", "italic")
LEFT, RIGHT = (
    Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter | side
    for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
)
_FACES = {Face.GROUP: "users", Face.PERSON: "user-round", Face.HIDDEN: "eye-off"}


class Brush:
    """Fonts, metrics and cut texts of the running theme; `renew` after it changed."""

    def __init__(self, appearance: Appearance) -> None:
        self.appearance = appearance
        self.terms: tuple[Term, ...] = ()
        """What to highlight in names and texts."""
        self.renew()

    def renew(self) -> None:
        fonts = {role: self.appearance.font(role) for role in _FONTS}
        italic = QFont(fonts["body"])
        italic.setItalic(True)
        self._fonts = fonts | {"italic": italic}
        self._metrics = {role: QFontMetrics(font) for role, font in self._fonts.items()}
        self._elided: dict[tuple[str, str, int], str] = {}

    def height(self, font: str) -> int:
        return self._metrics[font].height()

    def width(self, font: str, text: str) -> int:
        return self._metrics[font].horizontalAdvance(text)

    def text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        font: str = "body",
        role: str = "text",
        flags: int = LEFT,
    ) -> str:
        """Draw on one line, cut with an ellipsis; what is left of it."""
        shown = self.elide(text, font, rect.width())
        if not shown:
            return ""
        painter.setFont(self._fonts[font])
        found = self._found(rect, shown, font)
        for place in found:
            painter.fillRect(place, self.appearance.color("highlight"))
        painter.setPen(self.appearance.color(role))
        painter.drawText(rect, flags, shown)
        if found:
            self._draw_found(painter, rect, shown, found)
        return shown

    def elide(self, text: str, font: str, width: int) -> str:
        """Cutting needs a layout of the whole text, so it is remembered."""
        key = (text, font, width)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) >= _ELISIONS_KEPT:
                self._elided.clear()
            found = self._metrics[font].elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._elided[key] = found
        return found

    def icon(self, painter: QPainter, at: QPoint, name: str, role: str) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(at, self.appearance.pixmap(name, ICON, role, ratio))

    def tag_width(self, text: str, most: int) -> int:
        return min(self.width("micro", text) + 2 * _TAG_PAD, most)

    def tag(self, painter: QPainter, rect: QRect, text: str) -> None:
        """`rect` is as wide as `tag_width` said; the frame is as high as its font asks."""
        frame = QRectF(rect)
        frame.setHeight(self.height("micro") + 4)
        frame.moveCenter(QRectF(rect).center())
        painter.setPen(QPen(self.appearance.color("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        inner = rect.adjusted(_TAG_PAD, 0, -_TAG_PAD + 1, 0)
        self.text(painter, inner, text, "micro", "textMuted")

    def mark_width(self, mark: Mark, worded: bool) -> int:
        if not worded or mark.quiet:
            return ICON
        return ICON + _MARK_GAP + self.width("small", mark.word)

    def mark(self, painter: QPainter, rect: QRect, mark: Mark, worded: bool) -> None:
        at = QPoint(rect.x(), rect.center().y() - ICON // 2 + 1)
        self.icon(painter, at, mark.icon, mark.role)
        if worded and not mark.quiet:
            beside = rect.adjusted(ICON + _MARK_GAP, 0, 2, 0)
            self.text(painter, beside, mark.word, "small", mark.role)

    def face(self, painter: QPainter, rect: QRect, face: Face, letters: str, identity: str) -> None:
        """A circle with initials; a group's is a rounded square, a hidden contact's is dashed."""
        fill, ink = self.appearance.avatar(identity)
        painter.setBrush(Qt.BrushStyle.NoBrush if face is Face.HIDDEN else fill)
        painter.setPen(self._dashed() if face is Face.HIDDEN else QPen(Qt.PenStyle.NoPen))
        if face is Face.GROUP:
            painter.drawRoundedRect(rect, 8, 8)
        else:
            inset = 0.5 if face is Face.HIDDEN else 0
            painter.drawEllipse(QRectF(rect).adjusted(inset, inset, -inset, -inset))
        if face is Face.INITIALS:
            painter.setPen(ink)
            painter.setFont(self._fonts["smallStrong"])
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letters)
        else:
            self._face_icon(painter, rect, face)

    def _face_icon(self, painter: QPainter, rect: QRect, face: Face) -> None:
        ratio = painter.device().devicePixelRatioF()
        # The avatars' ink is in both themes the ink on a filled control.
        role = "textMuted" if face is Face.HIDDEN else "onControl"
        pixmap = self.appearance.pixmap(_FACES[face], 16, role, ratio)
        painter.drawPixmap(rect.center() - QPoint(7, 7), pixmap)

    def _dashed(self) -> QPen:
        pen = QPen(self.appearance.color("borderStrong"), 1)
        pen.setDashPattern([3, 3])
        return pen

    def _found(self, rect: QRect, shown: str, font: str) -> list[QRect]:
        """Where the search stands in a text that begins at the left of `rect`."""
        if not self.terms or font not in _SEARCHED:
            return []
        metrics, height = self._metrics[font], self._metrics[font].height()
        top = rect.y() + (rect.height() - height) // 2
        places = []
        for start, end in spans(shown, self.terms):
            left = metrics.horizontalAdvance(shown[:start])
            width = metrics.horizontalAdvance(shown[:end]) - left
            places.append(QRect(rect.x() + left, top, width, height))
        return places

    def _draw_found(self, painter: QPainter, rect: QRect, shown: str, places: list[QRect]) -> None:
        """The same text again, in the ink for a highlighted ground, through holes."""
        painter.save()
        painter.setClipRegion(_region(places))
        painter.setPen(self.appearance.color("onHighlight"))
        painter.drawText(rect, LEFT, shown)
        painter.restore()


def _region(places: list[QRect]) -> QRegion:
    region = QRegion()
    for place in places:
        region += place
    return region
