"""The place or the contact cards that a message carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from evodesk.domain.details import Details
from evodesk.ui.buttons import Button
from evodesk.ui.confirm import Confirm, Question
from evodesk.ui.label import Label
from evodesk.ui.prose import Prose

if TYPE_CHECKING:
    from evodesk.domain.details import Card, Place
    from evodesk.ui.appearance import Appearance

_MAP = "www.openstreetmap.org"


class DetailsBox(QWidget):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._place: Place | None = None
        self._text = Prose(appearance, "body")
        self._where = Label(appearance, font="small", color="textMuted")
        self._open = Button(appearance, self.tr("See on the map…"), "link", "map-pin")
        self._open.setObjectName("btn.map")
        self._open.clicked.connect(self._ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self._text, self._where):
            column.addWidget(widget)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.show_details(Details())

    def show_details(self, details: Details) -> None:
        self._place = place = details.place
        self._text.show_text("\n".join(map(_card_line, details.cards)))
        self._text.setVisible(bool(details.cards))
        self._where.setText(f"{place.latitude:.5f}, {place.longitude:.5f}" if place else "")
        self._where.setVisible(place is not None)
        self._open.setVisible(place is not None)
        self.setVisible(bool(place or details.cards))

    def _ask(self) -> None:
        question = Question(
            name="map",
            title=self.tr("Open {host} in the browser?").format(host=_MAP),
            text=self.tr("The place in the message is sent to that site."),
            go=self.tr("Open"),
            is_grave=False,
        )
        sheet = Confirm(self._appearance, question, self._place, self.window())
        sheet.confirmed.connect(self._show_map)
        sheet.open()

    def _show_map(self, place: Place) -> None:
        at = f"mlat={place.latitude}&mlon={place.longitude}"
        address = f"https://{_MAP}/?{at}#map=16/{place.latitude}/{place.longitude}"
        QDesktopServices.openUrl(QUrl(address))


def _card_line(card: Card) -> str:
    return " · ".join(part for part in (card.name, *card.phones) if part)
