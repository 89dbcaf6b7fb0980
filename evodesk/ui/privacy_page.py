"""The settings page about what is kept on this computer, and for how long."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from evodesk.ui.buttons import Button
from evodesk.ui.choice import Choice
from evodesk.ui.field import Note
from evodesk.ui.row_words import size_word
from evodesk.ui.settings_page import SettingsPage
from evodesk.ui.texts import number

if TYPE_CHECKING:
    from evodesk.settings import Settings
    from evodesk.ui.appearance import Appearance

_DAYS = (30, 90, 180, 365, 730)
_MESSAGES = (100_000, 500_000, 1_000_000, 5_000_000)
_GIGABYTES = (1, 2, 5, 10, 50)


class PrivacyPage(SettingsPage):
    size_wanted = Signal()
    """Answer with `show_size`."""
    compact_wanted = Signal()

    def __init__(self, appearance: Appearance, settings: Settings) -> None:
        super().__init__(appearance, self.tr("Data and privacy"), settings)
        days = ((0, self.tr("All time")), *((n, self.tr("%n days", "", n)) for n in _DAYS))
        self._days = Choice(appearance, "choice.keepDays", days, settings.keep_days)
        numbers = ((0, self.tr("No limit")), *((n, number(n)) for n in _MESSAGES))
        self._messages = Choice(appearance, "choice.keepMessages", numbers, settings.keep_messages)
        sizes = ((0, self.tr("No limit")), *((n, f"{n} GB") for n in _GIGABYTES))
        self._gigabytes = Choice(appearance, "choice.keepGigabytes", sizes, settings.keep_gigabytes)
        note = self.tr("What is older is deleted from this computer. Nothing changes on WhatsApp.")
        self.add_row(self.tr("Keep messages for"), self._days, note)
        self.add_row(self.tr("Keep at most this many messages"), self._messages)
        counted = self.tr(
            "Photos, audio and files are not counted: those that came with a message go with it,"
            " those fetched later have a limit of their own."
        )
        self.add_row(self.tr("Largest size of the message file"), self._gigabytes, counted)
        for choice in (self._days, self._messages, self._gigabytes):
            choice.activated.connect(self._choose)
        self.add_line()
        self._compact = Button(appearance, self.tr("Compact"))
        self._compact.setObjectName("btn.compact")
        self._compact.clicked.connect(self.compact_wanted)
        help_text = self.tr("Gives the disk back what deleted messages left free.")
        self.add_row(self.tr("Size of the message file"), self._compact, help_text)
        self._size = Note(appearance, "note.size")
        self.column.addWidget(self._size)
        self.column.addStretch(1)

    def show_size(self, size: int, busy: bool) -> None:
        """Bytes; `busy`: it is being compacted."""
        self._compact.setEnabled(not busy)
        if busy:
            self._size.say("busy", self.tr("Compacting {size}…").format(size=size_word(size)))
        else:
            self._size.say("ok", self.tr("{size} on this computer").format(size=size_word(size)))

    def _choose(self) -> None:
        self.changed.emit(
            replace(
                self.settings,
                keep_days=self._days.currentData(),
                keep_messages=self._messages.currentData(),
                keep_gigabytes=self._gigabytes.currentData(),
            )
        )
