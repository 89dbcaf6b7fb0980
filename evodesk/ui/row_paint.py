"""Brush strokes that the feed's rows are made of: elided and highlighted text, tag, mark, face.

Nothing here knows what a message is; all geometry is handed in. A screen full of rows is some
hundred of these strokes, so what is drawn again and again is kept: widths, cut texts, and the
shapes that need smooth edges. Texts are drawn each time, as their edges depend on the ground.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QRegion

from evodesk.ui.drawing import drawn
from evodesk.ui.matches import led_to, spans
from evodesk.ui.row_words import Face

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor, QPixmap

    from evodesk.domain.filter import Term
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.row_words import Mark

ICON = 14
_FACE_LEAST = 32
_TAG_PAD = 6
_MARK_GAP = 4
_FONTS = ("bodyStrong", "body", "small", "smallStrong", "micro")
_MEASURES_KEPT = 4000
_SEARCHED = ("body", "bodyStrong", "italic")
_RIGHT = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_FACES = {Face.GROUP: "users", Face.PERSON: "user-round", Face.HIDDEN: "eye-off"}


class Brush:
    """Fonts, metrics and kept measures of the running theme; `renew` after it changed."""

    def __init__(self, appearance: Appearance) -> None:
        self.appearance = appearance
        self.terms: tuple[Term, ...] = ()
        """What to highlight in names and texts."""
        self.ratio = 1.0
        """Pixels of the screen that is painted to one of ours."""
        self.renew()

    def renew(self) -> None:
        fonts = {role: self.appearance.font(role) for role in _FONTS}
        italic = QFont(fonts["body"])
        italic.setItalic(True)
        self._fonts = fonts | {"italic": italic}
        self._metrics = {role: QFontMetrics(font) for role, font in self._fonts.items()}
        self._heights = {role: metrics.height() for role, metrics in self._metrics.items()}
        self._ascents = {role: metrics.ascent() for role, metrics in self._metrics.items()}
        self._elided: dict[tuple[str, str, int], str] = {}
        self._widths: dict[tuple[str, str], int] = {}

    @property
    def face_side(self) -> int:
        """So wide is the circle around two initials."""
        return max(_FACE_LEAST, 2 * self._heights["smallStrong"])

    def height(self, font: str) -> int:
        return self._heights[font]

    def width(self, font: str, text: str) -> int:
        found = self._widths.get((font, text))
        if found is None:
            if len(self._widths) >= _MEASURES_KEPT:
                self._widths.clear()
            found = self._widths[font, text] = self._metrics[font].horizontalAdvance(text)
        return found

    def text(
        self, painter: QPainter, rect: QRect, text: str, font: str = "body", role: str = "text"
    ) -> str:
        """Draw on one line, cut with an ellipsis; what is left of it. What is searched is in it."""
        shown = self._with_match(text, font, rect.width())
        if not shown:
            return ""
        x, spare = rect.x(), rect.height() - self._heights[font]
        baseline = rect.y() + (spare + 1) // 2 + self._ascents[font]
        found = self._found(x, rect.y() + spare // 2, shown, font)
        for place in found:
            painter.fillRect(place, self.appearance.color("highlight"))
        painter.setFont(self._fonts[font])
        painter.setPen(self.appearance.color(role))
        painter.drawText(x, baseline, shown)
        if found:
            # The same text again, in the ink for a highlighted ground, through holes.
            painter.setClipRegion(_region(found))
            painter.setPen(self.appearance.color("onHighlight"))
            painter.drawText(x, baseline, shown)
            painter.setClipping(False)
        return shown

    def _with_match(self, text: str, font: str, width: int) -> str:
        shown = self.elide(text, font, width)
        if not self.terms or font not in _SEARCHED or shown == text or spans(shown, self.terms):
            return shown
        for start, _ in spans(text, self.terms)[:1]:
            for nearer in (led_to(text, start), f"…{text[start:]}"):
                near = self.elide(nearer, font, width)
                if spans(near, self.terms):
                    return near
        return shown

    def text_right(self, painter: QPainter, rect: QRect, text: str, font: str, role: str) -> None:
        """What is sure to fit, at the right end."""
        painter.setFont(self._fonts[font])
        painter.setPen(self.appearance.color(role))
        painter.drawText(rect, _RIGHT, text)

    def elide(self, text: str, font: str, width: int) -> str:
        """Cutting needs a layout of the whole text, so it is remembered."""
        key = (text, font, width)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) >= _MEASURES_KEPT:
                self._elided.clear()
            found = self._metrics[font].elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._elided[key] = found
        return found

    def icon(self, painter: QPainter, x: int, y: int, name: str, role: str) -> None:
        painter.drawPixmap(x, y, self.appearance.pixmap(name, ICON, role, self.ratio))

    def tag_width(self, text: str, most: int) -> int:
        return min(self.width("micro", text) + 2 * _TAG_PAD, most)

    def tag(self, painter: QPainter, rect: QRect, text: str) -> None:
        """`rect` is as wide as `tag_width` said; the frame is as high as its font asks."""
        height = self._heights["micro"] + 4
        top = rect.y() + (rect.height() - height) // 2
        frame = self._shape(("tag",), rect.width(), height, self._paint_frame)
        painter.drawPixmap(rect.x(), top, frame)
        inner = rect.adjusted(_TAG_PAD, 0, -_TAG_PAD + 1, 0)
        self.text(painter, inner, text, "micro", "textMuted")

    def mark_width(self, word: str) -> int:
        return ICON + _MARK_GAP + self.width("small", word) if word else ICON

    def mark(self, painter: QPainter, rect: QRect, mark: Mark, word: str) -> None:
        """`word`: as much of its words as there is room for, or empty."""
        self.icon(painter, rect.x(), rect.center().y() - ICON // 2 + 1, mark.icon, mark.role)
        if word:
            beside = rect.adjusted(ICON + _MARK_GAP, 0, 2, 0)
            self.text(painter, beside, word, "small", mark.role)

    def face(self, painter: QPainter, rect: QRect, face: Face, letters: str, identity: str) -> None:
        """A circle with initials; a group's is a rounded square, a hidden contact's is dashed."""
        fill, ink = self.appearance.avatar(identity)
        paint = partial(self._paint_face, face=face, fill=fill)
        side = rect.width()
        painter.drawPixmap(rect.topLeft(), self._shape((face, fill.rgb()), side, side, paint))
        if face is Face.INITIALS:
            painter.setPen(ink)
            painter.setFont(self._fonts["smallStrong"])
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letters)
        else:
            self._face_icon(painter, rect, face)

    def _face_icon(self, painter: QPainter, rect: QRect, face: Face) -> None:
        # The avatars' ink is in both themes the ink on a filled control.
        role = "textMuted" if face is Face.HIDDEN else "onControl"
        pixmap = self.appearance.pixmap(_FACES[face], 16, role, self.ratio)
        painter.drawPixmap(rect.center() - QPoint(7, 7), pixmap)

    def _paint_face(self, painter: QPainter, rect: QRectF, face: Face, fill: QColor) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush if face is Face.HIDDEN else fill)
        painter.setPen(self._dashed() if face is Face.HIDDEN else QPen(Qt.PenStyle.NoPen))
        if face is Face.GROUP:
            painter.drawRoundedRect(rect, 8, 8)
        else:
            inset = 0.5 if face is Face.HIDDEN else 0
            painter.drawEllipse(rect.adjusted(inset, inset, -inset, -inset))

    def _paint_frame(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QPen(self.appearance.color("border"), 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _dashed(self) -> QPen:
        pen = QPen(self.appearance.color("borderStrong"), 1)
        pen.setDashPattern([3, 3])
        return pen

    def _shape(
        self,
        name: tuple[object, ...],
        width: int,
        height: int,
        paint: Callable[[QPainter, QRectF], None],
    ) -> QPixmap:
        draw = partial(drawn, width, height, self.ratio, paint)
        return self.appearance.kept((*name, width, height, self.ratio), draw)

    def _found(self, x: int, top: int, shown: str, font: str) -> list[QRect]:
        """Where the search stands in a text that begins at (x, top)."""
        if not self.terms or font not in _SEARCHED:
            return []
        advance, height = self._metrics[font].horizontalAdvance, self._heights[font]
        places = []
        for start, end in spans(shown, self.terms):
            left = advance(shown[:start]) if start else 0
            places.append(QRect(x + left, top, advance(shown[:end]) - left, height))
        return places


def _region(places: list[QRect]) -> QRegion:
    region = QRegion()
    for place in places:
        region += place
    return region
