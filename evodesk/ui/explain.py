"""The readable sentences that the control routes answer with, in the language of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from evodesk.domain.reception import Side
from evodesk.ui.texts import error_words

if TYPE_CHECKING:
    from evodesk.errors import EvodeskError


class Explanation:
    """Implements receiving.control.Explain."""

    def done(self, side: Side) -> str:
        if side is Side.WEBHOOK:
            return QCoreApplication.translate(
                "Explain", "Webhook turned on. WebSocket was turned off."
            )
        return QCoreApplication.translate("Explain", "WebSocket turned on. Webhook was turned off.")

    def error(self, error: EvodeskError) -> str:
        code = error.values.get("cause", error.code)
        words = error_words(code, error.values)
        return " ".join(part for part in (words.text, words.todo) if part)
