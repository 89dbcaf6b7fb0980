"""The readable sentences that the control routes answer with, in the language of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from evodesk.domain.reception import Side
from evodesk.ui.marking import QT_TRANSLATE_NOOP
from evodesk.ui.texts import error_words

if TYPE_CHECKING:
    from evodesk.errors import EvodeskError


REFUSALS = {
    "unauthorized": QT_TRANSLATE_NOOP(
        "Explain", "The token is missing or wrong. It is in control.json in the data folder."
    ),
    "from_page": QT_TRANSLATE_NOOP(
        "Explain", "These routes are for scripts, not for pages in a browser."
    ),
    "no_such_route": QT_TRANSLATE_NOOP("Explain", "There is no such route."),
    "bad_body": QT_TRANSLATE_NOOP(
        "Explain", "The body is not the JSON that this route takes ({field}: {expected})."
    ),
    "too_big": QT_TRANSLATE_NOOP("Explain", "The body is too big."),
}
"""What no window ever says."""


class Explanation:
    """Implements receiving.control.Explain."""

    def done(self, side: Side) -> str:
        if side is Side.WEBHOOK:
            return QCoreApplication.translate(
                "Explain", "Webhook turned on. WebSocket was turned off."
            )
        return QCoreApplication.translate("Explain", "WebSocket turned on. Webhook was turned off.")

    def error(self, error: EvodeskError) -> str:
        if (refusal := REFUSALS.get(error.code)) is not None:
            return QCoreApplication.translate("Explain", refusal).format(**error.values)
        code = error.values.get("cause", error.code)
        return error_words(code, error.values).told
