"""A check box that asks: a click does not check it, only what the server says does."""

from __future__ import annotations

from evodesk.ui.wrapping_check_box import WrappingCheckBox


class AskingCheckBox(WrappingCheckBox):
    def nextCheckState(self) -> None:
        """Nothing: a click asks and does not check."""
