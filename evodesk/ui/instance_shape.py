"""Where the parts of an instance row lie; pure, in logical pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics

from evodesk.domain.reception import Side
from evodesk.domain.status import Health
from evodesk.ui import texts
from evodesk.ui.mode_radio import INSET, MARGIN, radio_size

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance

TEXT_X = 39
RIGHT = 16
_TOP, _GAP, _BOTTOM = 10, 2, 6
_COLUMNS = {Side.WEBHOOK: 104, Side.WEBSOCKET: 92}
_LINE, _STRIP = 18, 32
_APART = 8
"""px between what stands in the first column and the circle of the second."""


@dataclass(frozen=True, slots=True)
class RowMeasures:
    """What text size and language ask for; the same for every row of a list."""

    line: int
    radio: int
    strip: int
    columns: dict[Side, int]
    """Fixed widths, so that the radios stand in columns down the list."""
    state: int
    """The widest state word."""


@dataclass(frozen=True, slots=True)
class RowShape:
    first_line: QRect
    state: QRect
    radios: dict[Side, QRect]
    body: QRect
    """The row without its strip; 64 high with text of the usual size."""
    strip: QRect
    """Height 0 without a strip."""

    @property
    def height(self) -> int:
        return self.body.height() + self.strip.height()


def measure(appearance: Appearance) -> RowMeasures:
    """Once for a list, and again after a change of font."""
    bold, small, strong = (
        QFontMetrics(appearance.font(role)) for role in ("bodyStrong", "small", "smallStrong")
    )
    others = (Health.NO_MODE, Health.DRIFT, Health.NO_SERVER)
    healths = [health for health in Health if health not in others]
    widest = {
        side: radio_size(strong, texts.mode_word(side), external=side is Side.WEBHOOK)
        for side in Side
    }
    return RowMeasures(
        line=max(_LINE, bold.height()),
        radio=widest[Side.WEBHOOK].height(),
        strip=max(_STRIP, small.height() + 14),
        columns={
            Side.WEBHOOK: max(_COLUMNS[Side.WEBHOOK], _content(widest[Side.WEBHOOK]) + _APART),
            Side.WEBSOCKET: max(_COLUMNS[Side.WEBSOCKET], _content(widest[Side.WEBSOCKET])),
        },
        # Advances are rounded; what is a fraction wider than its room would end in "…".
        state=1 + max(strong.horizontalAdvance(texts.health_word(health)) for health in healths),
    )


def width_beside(measures: RowMeasures) -> int:
    """The least width at which the radios stand beside the widest state word."""
    return TEXT_X + measures.state + INSET + sum(measures.columns.values()) + 1 + RIGHT


def shape_of(width: int, measures: RowMeasures, has_strip: bool) -> RowShape:
    """Radios stand beside the state word, or under it where the text is too large for both."""
    left = width - RIGHT - sum(measures.columns.values()) - 1
    stacked = left - INSET - TEXT_X < measures.state
    second = _TOP + measures.line + _GAP
    radios_top = second + measures.line if stacked else second
    room = width - TEXT_X - RIGHT if stacked else left - INSET - TEXT_X
    body = radios_top + measures.radio + _BOTTOM
    return RowShape(
        first_line=QRect(TEXT_X, _TOP, width - TEXT_X - RIGHT, measures.line),
        state=QRect(TEXT_X, second, room, measures.line if stacked else measures.radio),
        # Columns that are too wide for the text's margin begin before it.
        radios=_radios(max(INSET, left), radios_top, measures),
        body=QRect(0, 0, width, body),
        strip=QRect(0, body, width, measures.strip if has_strip else 0),
    )


def _content(radio: QSize) -> int:
    """From the left of a radio's circle to the end of its word or mark."""
    return radio.width() - INSET - MARGIN


def _radios(left: int, top: int, measures: RowMeasures) -> dict[Side, QRect]:
    """`left`: where the first circle stands; the focus ring begins before it."""
    first, second = (measures.columns[side] for side in (Side.WEBHOOK, Side.WEBSOCKET))
    start = left - INSET
    return {
        Side.WEBHOOK: QRect(start, top, first, measures.radio),
        Side.WEBSOCKET: QRect(start + first, top, second + 2 * INSET, measures.radio),
    }
