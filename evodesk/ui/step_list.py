"""The steps of a running switch, with the time at which each was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from evodesk.domain.status import Health
from evodesk.domain.switch import Phase
from evodesk.ui import texts
from evodesk.ui.buttons import Button
from evodesk.ui.glyphs import paint_glyph, paint_spinner
from evodesk.ui.instance_words import SLOW_AFTER, StepLine, steps_of
from evodesk.ui.label import Label
from evodesk.ui.style import paint_box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from evodesk.domain.switch import Progress
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.spinner import Spinner

_MARK, _SPACING, _MARGIN = 16, 8, 13
_LONGEST_WORD = "WEBSOCKET"
"""No word of the steps, in either language, is wider."""


class StepMark(QWidget):
    """Done, running or waiting, as a shape."""

    def __init__(self, appearance: Appearance, spinner: Spinner) -> None:
        super().__init__()
        self._appearance, self._spinner = appearance, spinner
        self._state = "waiting"
        self.setFixedSize(_MARK, _MARK)

    def show_state(self, state: str) -> None:
        self._state = state
        self._spinner.set_turning(self, state == "running")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        square = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._state == "done":
            paint_glyph(painter, square, Health.OK, self._appearance)
        elif self._state == "running":
            paint_spinner(painter, square, self._appearance, self._spinner.phase)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._appearance.color("borderStrong"), 1.5))
            painter.drawEllipse(square.adjusted(2, 2, -2, -2))


class StepList(QFrame):
    """Give it the Progress each time it changes; hide it when there is none."""

    cancel_asked = Signal()
    """While nothing has been written yet."""

    def __init__(self, appearance: Appearance, spinner: Spinner) -> None:
        super().__init__()
        self._appearance = appearance
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        self._grid.setHorizontalSpacing(_SPACING)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._lines = [self._add_line(place, spinner) for place in range(4)]
        self._rule = QFrame()
        self._rule.setFixedHeight(1)
        self._note = Label(appearance, font="small", color="textMuted", wraps=True)
        self._grid.addWidget(self._rule, 4, 0, 1, 3)
        self._cancel = Button(appearance, self.tr("Cancel"))
        self._cancel.setObjectName("btn.cancelSwitch")
        self._cancel.clicked.connect(self.cancel_asked)
        self._grid.addWidget(self._note, 5, 0, 1, 3)
        self._grid.addWidget(self._cancel, 6, 0, 1, 3, Qt.AlignmentFlag.AlignRight)

    def show_progress(self, progress: Progress, now: float) -> None:
        steps = steps_of(progress)
        for place, (mark, text, at) in enumerate(self._lines):
            shown = place < len(steps)
            mark.setVisible(shown)
            text.setVisible(shown)
            at.setVisible(shown and self._times_fit)
            if shown:
                mark.show_state(steps[place].state)
                at.setText(_clock(steps[place]))
                self._show_text(text, steps[place])
                # A step without a time has the whole line for its words.
                self._grid.addWidget(text, place, 1, 1, 1 if at.text() else 2)
        self._cancel.setVisible(progress.phase is Phase.KEEP and not progress.rolling_back)
        slow = now - progress.started_at >= SLOW_AFTER
        self._note.setText(
            self.tr("Taking a while. You can wait.")
            if slow
            else self.tr("What arrives during the switch is recovered from the server.")
        )

    def minimumSizeHint(self) -> QSize:
        # Narrower than the times ask for: then they leave.
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for _, text, at in self._lines:
            at.setHidden(text.isHidden() or not self._times_fit)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint_box(self, self._appearance, "window", "border")
        rule = self._rule.geometry()
        painter.fillRect(rule, self._appearance.color("border"))

    @property
    def _times_fit(self) -> bool:
        metrics = QFontMetrics(self._appearance.font("smallStrong"))
        words = metrics.horizontalAdvance(_LONGEST_WORD) + metrics.horizontalAdvance("00:00:00")
        return self.width() >= words + _MARK + 2 * _SPACING + 2 * _MARGIN

    def _show_text(self, label: Label, step: StepLine) -> None:
        label.setText(step.text)
        label.set_color("textMuted" if step.state == "waiting" else "text")
        strong = step.state == "running"
        label.setFont(self._appearance.font("smallStrong" if strong else "small"))

    def _add_line(self, place: int, spinner: Spinner) -> tuple[StepMark, Label, Label]:
        mark = StepMark(self._appearance, spinner)
        text = Label(self._appearance, font="small", wraps=True)
        at = Label(self._appearance, font="small", color="textMuted")
        self._grid.addWidget(mark, place, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(text, place, 1)
        self._grid.addWidget(at, place, 2)
        return mark, text, at


def _clock(step: StepLine) -> str:
    return "" if step.at is None else texts.clock(step.at, seconds=True)
