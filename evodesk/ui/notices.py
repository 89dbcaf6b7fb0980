"""What the program itself has to tell: what it found, did or could not do, each in a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evodesk.ui.texts import error_words
from evodesk.ui.toast import Toast

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.domain.switch import Wish
    from evodesk.errors import EvodeskError
    from evodesk.ui.feed_pane import FeedPane


class Notices(QObject):
    """Lives as long as the pane."""

    def __init__(self, pane: FeedPane) -> None:
        super().__init__(pane)
        self._pane = pane

    def tell_error(self, error: EvodeskError) -> None:
        words = error_words(error.code, error.values)
        self._pane.toast(Toast("error", words.title, words.told))

    def tell_other_port(self, port: int, wished: int) -> None:
        """Another program holds the wished one."""
        head = self.tr("The receiver is on port {port}").format(port=port)
        why = self.tr("Port {n} is used by another program. Choose another in Receiving.")
        self._pane.toast(Toast("info", head, why.format(n=wished)))

    def tell_renewed(self) -> None:
        head = self.tr("The webhook's address has a new secret")
        told = self.tr("The webhooks that deliver here are being updated.")
        self._pane.toast(Toast("info", head, told))

    def tell_no_vault(self) -> None:
        """Keys will lie in a private file; that must be seen."""
        head = self.tr("This system has no password vault")
        told = self.tr("Keys are kept in a file that only your account can read.")
        self._pane.toast(Toast("info", head, told))

    def tell_set_aside(self, file: Path) -> None:
        head = self.tr("The damaged file was set aside")
        told = self.tr("It is kept as {file}.").format(file=file)
        self._pane.toast(Toast("info", head, told, stays=True))

    def tell_slept(self, wishes: tuple[Wish, ...]) -> None:
        """Instances were handed back before sleep; the notice's button takes them again."""
        head = self.tr("%n instances were handed back before sleep", "", len(wishes))
        told = self.tr("They receive by another way now.")
        action = self.tr("Take them again")
        self._pane.toast(Toast("info", head, told, action, wishes, stays=True))
