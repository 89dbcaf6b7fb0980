"""The red bar under the feed's bar while nothing can be stored: why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from evodesk.domain.status import Health
from evodesk.errors import Damaged, DiskFull
from evodesk.ui.banner import Banner
from evodesk.ui.buttons import Button
from evodesk.ui.texts import error_words

if TYPE_CHECKING:
    from evodesk.errors import StoreError
    from evodesk.ui.appearance import Appearance


class StoreBar(Banner):
    recover_wanted = Signal()
    shown = Signal(bool)
    """It came or went."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, Health.DOWN, bar=True)
        self.setObjectName("bar.store")
        self._recover = Button(appearance, self.tr("Recover"), icon="history")
        self._recover.setObjectName("btn.recover")
        self._recover.clicked.connect(self.recover_wanted)
        self.add_action(self._recover)
        self.hide()

    def show_trouble(self, error: StoreError | None) -> None:
        """None: all is well, and the bar goes."""
        self.setVisible(error is not None)
        self.shown.emit(error is not None)
        if error is not None:
            self._recover.setVisible(not isinstance(error, Damaged))
            self.show_words(*self._words(error))

    def _words(self, error: StoreError) -> tuple[str, str]:
        if isinstance(error, DiskFull):
            return (
                self.tr("Disk full: evodesk stopped keeping messages."),
                self.tr("Free some space, then click Recover."),
            )
        words = error_words(error.code, error.values)
        if isinstance(error, Damaged):
            return words.text, self.tr("Quit evodesk and start it again: it will help you on.")
        stopped = self.tr("Messages are not kept at the moment. {cause}").format(cause=words.text)
        return stopped, self.tr("When it is mended, click Recover.")
