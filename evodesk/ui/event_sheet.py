"""Which events the active side of an instance gets: three presets, and a tick for each event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from evodesk.domain.events import HOLDS_UP, Preset, preset_events
from evodesk.domain.reception import Side
from evodesk.domain.switch import Wish
from evodesk.ui.buttons import Button
from evodesk.ui.event_words import event_groups, event_warning, preset_word
from evodesk.ui.label import Label
from evodesk.ui.roomy import scrolling
from evodesk.ui.sheet import Sheet
from evodesk.ui.texts import mode_word

if TYPE_CHECKING:
    from evodesk.domain.status import InstanceStatus
    from evodesk.ui.appearance import Appearance

_LIST_HEIGHT = 330
_INDENT = 24


class EventSheet(Sheet):
    """Never gives an empty list: that means all of them at the server (contract:
    02_webhook/set_empty_events_means_all)."""

    chosen = Signal(object)
    """A Wish with the events; everything else stays as the server shows it."""

    def __init__(
        self, appearance: Appearance, status: InstanceStatus, parent: QWidget | None = None
    ) -> None:
        """`status` has exactly one side on."""
        super().__init__(appearance, "events", parent)
        self._kept = kept_wish(status)
        self._checks: dict[str, QCheckBox] = {}
        title = self.tr("Events by {mode}").format(mode=mode_word(self._kept.side))
        self.add_title("list-checks", "accentText", title)
        text = self.tr("What the server sends of {instance}.").format(instance=status.title)
        self.body.addWidget(Label(appearance, text, wraps=True))
        self.body.addLayout(self._preset_row())
        self.body.addWidget(self._list())
        self._go = Button(appearance, self.tr("Apply"), "primary")
        self._go.setDefault(True)
        self.add_buttons(self._go)
        self.accepted.connect(self._give)
        self._tick(self._kept.events or frozenset())
        self.settle()

    @property
    def ticked(self) -> frozenset[str]:
        return frozenset(event for event, check in self._checks.items() if check.isChecked())

    def _preset_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self._presets = {
            preset: Button(self._appearance, preset_word(preset), "chip") for preset in Preset
        }
        for preset, chip in self._presets.items():
            chip.setObjectName(f"chip.{preset}")
            chip.clicked.connect(self._choose_preset)
            row.addWidget(chip)
        row.addStretch(1)
        self._count = Label(self._appearance, font="small", color="textMuted")
        row.addWidget(self._count)
        return row

    def _list(self) -> QScrollArea:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(4)
        for title, events in event_groups():
            column.addSpacing(8)
            column.addWidget(Label(self._appearance, title, "section"))
            for event, words in events:
                column.addWidget(self._check(event, words))
                if warning := event_warning(event, self._kept.side):
                    column.addWidget(self._warning(event, warning))
        area = scrolling(content, QPalette.ColorRole.Base)
        area.setFixedHeight(_LIST_HEIGHT)
        return area

    def _check(self, event: str, words: str) -> QCheckBox:
        check = QCheckBox(words)
        check.setObjectName(f"check.{event}")
        check.setToolTip(event)
        check.setAccessibleDescription(event_warning(event, self._kept.side))
        check.clicked.connect(self._show_count)
        self._checks[event] = check
        return check

    def _warning(self, event: str, text: str) -> Label:
        role = "warn" if event == HOLDS_UP else "textMuted"
        label = Label(self._appearance, text, "small", role, wraps=True)
        label.setContentsMargins(_INDENT, 0, 0, 2)
        return label

    def _choose_preset(self) -> None:
        for preset, chip in self._presets.items():
            if chip is self.sender():
                self._tick(preset_events(preset, self._kept.side))

    def _tick(self, events: frozenset[str]) -> None:
        for event, check in self._checks.items():
            check.setChecked(event in events)
        self._show_count()

    def _show_count(self) -> None:
        ticked = self.ticked
        self._count.setText(self.tr("%n chosen", "", len(ticked)))
        self._go.setEnabled(bool(ticked))
        for preset, chip in self._presets.items():
            chip.setChecked(ticked == preset_events(preset, self._kept.side))

    def _give(self) -> None:
        kept = self._kept
        self.chosen.emit(
            Wish(kept.instance, kept.side, url=kept.url, base64=kept.base64, events=self.ticked)
        )


def kept_wish(status: InstanceStatus) -> Wish:
    """What the active side is set to now, as a wish: only its events are to change."""
    reception = status.reception
    assert reception is not None
    if reception.webhook is not None and reception.is_on(Side.WEBHOOK):
        webhook = reception.webhook
        return Wish(status.name, Side.WEBHOOK, webhook.url, webhook.base64, webhook.events)
    events = reception.websocket.events if reception.websocket else frozenset()
    return Wish(status.name, Side.WEBSOCKET, events=events)
