"""Questions before something that cannot be taken back lightly. Enter and Esc both cancel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from evodesk.ui.buttons import Button
from evodesk.ui.host_box import HostBox
from evodesk.ui.label import Label
from evodesk.ui.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from evodesk.ui.appearance import Appearance


@dataclass(frozen=True, slots=True)
class Question:
    name: str
    """The sheet's object name is `sheet.<name>`."""
    title: str
    text: str
    go: str
    """The word on the button that goes on."""
    is_grave: bool = True
    host: str = ""
    """Shown large in a box of its own, or empty."""


class Confirm(Sheet):
    """The cancelling button has the focus."""

    confirmed = Signal(object)
    """The subject that was handed in: the person goes on."""

    def __init__(
        self,
        appearance: Appearance,
        question: Question,
        subject: object,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, question.name, parent)
        self._subject = subject
        self.accepted.connect(self._tell)
        icon, role = ("triangle-alert", "warnFill") if question.is_grave else ("info", "infoFill")
        self.add_title(icon, role, question.title)
        self.body.addWidget(Label(appearance, question.text, wraps=True))
        if question.host:
            self.body.addWidget(HostBox(appearance, question.host))
        go = Button(appearance, question.go, "danger" if question.is_grave else "plain")
        cancel = self.add_buttons(go)
        cancel.setDefault(True)
        cancel.setFocus()
        self.settle()

    def _tell(self) -> None:
        self.confirmed.emit(self._subject)
