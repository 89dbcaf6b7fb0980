"""Why the program cannot begin, what that means, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.errors import Damaged
from evodesk.ui.buttons import Button
from evodesk.ui.label import Label
from evodesk.ui.sheet import Sheet
from evodesk.ui.texts import error_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from evodesk.errors import EvodeskError
    from evodesk.ui.appearance import Appearance


class TroubleSheet(Sheet):
    """Accepted: try once more, after a damaged file was set aside. Rejected, and Esc: quit."""

    def __init__(
        self, appearance: Appearance, error: EvodeskError, parent: QWidget | None, *, is_final: bool
    ) -> None:
        """`is_final`: nothing but quitting is left."""
        super().__init__(appearance, "trouble", parent)
        words = error_words(error.code, error.values)
        self.add_title("circle-x", "errFill", words.title)
        self.body.addWidget(Label(appearance, words.text, "bodyStrong", wraps=True))
        is_damaged = isinstance(error, Damaged)
        todo = self._aside_words() if is_damaged else words.todo
        self.body.addWidget(Label(appearance, todo, wraps=True))
        word = self.tr("Start with a new file") if is_damaged else self.tr("Try again")
        go = Button(appearance, word, "primary")
        leave = self.add_buttons(go)
        leave.setText(self.tr("Quit evodesk"))
        go.setHidden(is_final)
        # A new file is an act of its own; Enter must not do it.
        default = leave if is_damaged or is_final else go
        default.setDefault(True)
        default.setFocus()
        self.settle()

    def _aside_words(self) -> str:
        return self.tr(
            "Nothing is deleted: the file is kept beside its place, with the date in its name."
            " With a new file evodesk begins empty and reads back what the server still has."
        )
