"""The public address of this computer: typed or picked, judged, tested, and asked about where what
goes there can be read on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evodesk.ui.address import is_exposed, is_web_url
from evodesk.ui.confirm import Confirm
from evodesk.ui.field import Field, Note
from evodesk.ui.interfaces import lan_addresses
from evodesk.ui.questions import plain_webhook_question
from evodesk.ui.reach_test import ReachTest

if TYPE_CHECKING:
    from evodesk.domain.reach import Reach
    from evodesk.ui.appearance import Appearance

_WIDTH = 300


class PublicAddress(QWidget):
    chosen = Signal(str)
    """Empty: none."""
    reach_wanted = Signal(str)
    """The address is to be tried; answer with `show_reach`."""

    def __init__(
        self, appearance: Appearance, name: str, url: str, *, listens_to_network: bool
    ) -> None:
        """`name`: what the field is called. `url`: the one that counts."""
        super().__init__()
        self._appearance = appearance
        self._url, self._listens_to_network = url, listens_to_network
        self._asked = ""
        """The address that is being asked about."""
        self._field = Field(appearance, "field.public")
        self._field.setAccessibleName(name)
        self._field.setText(url)
        self._field.setPlaceholderText("https://")
        self._field.setFixedWidth(_WIDTH)
        self._field.editingFinished.connect(self._finish)
        self._field.textEdited.connect(self._type)
        self._note = Note(appearance, "note.public")
        self._test = ReachTest(appearance, url)
        self._test.wanted.connect(self.reach_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._field, self._note, self._test):
            column.addWidget(part)
        self._judge_host(url)

    def pick(self, url: str) -> None:
        """As if it had been typed."""
        self._field.setText(url)
        self._type(url)
        self._finish()

    def show_listening(self, *, to_network: bool) -> None:
        """Who may connect was changed."""
        self._listens_to_network = to_network
        self._judge_host(self._url)

    def show_reach(self, reach: Reach) -> None:
        self._test.show_reach(reach)

    def _type(self, text: str) -> None:
        base = _tidy(text)
        self._test.set_base(base if is_web_url(base) else "")

    def _finish(self) -> None:
        text = _tidy(self._field.text())
        usable = not text or is_web_url(text)
        self._field.set_bad(not usable)
        if not usable:
            self._note.say("bad", self.tr("This is not a web address."))
            return
        self._judge_host(text)
        if text == self._url:
            return
        if is_exposed(text):
            self._ask_about(text)
        else:
            self._take(text)

    def _ask_about(self, url: str) -> None:
        """Once: the field is left when the question opens, which finishes it again."""
        if self._asked != url:
            self._asked = url
            sheet = Confirm(self._appearance, plain_webhook_question(url), url, self.window())
            sheet.confirmed.connect(self._take)
            sheet.rejected.connect(self._take_back)
            # The Enter that finished the field would press the sheet's button, too.
            QTimer.singleShot(0, sheet.open)

    def _take(self, url: str) -> None:
        self._asked, self._url = "", url
        self.chosen.emit(url)

    def _take_back(self) -> None:
        self._asked = ""
        self._field.setText(self._url)
        self._type(self._url)

    def _judge_host(self, text: str) -> None:
        """An address in the network leads nowhere while only this computer is listened to."""
        host = urlsplit(text).hostname or ""
        if host in lan_addresses() and not self._listens_to_network:
            self._note.say(
                "warn",
                self.tr("The receiver listens to this computer only. Accept connections from the"
                        " network above."),
            )  # fmt: skip
        else:
            self._note.fall_silent()


def _tidy(text: str) -> str:
    return text.strip().rstrip("/")
