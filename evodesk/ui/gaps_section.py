"""The part of the instance's page that tells when messages may have been missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from evodesk.ui import gap_words
from evodesk.ui.section import Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evodesk.domain.gap import Gap, Reading
    from evodesk.ui.appearance import Appearance


class GapsSection(Section):
    """Hidden while there is nothing to tell."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, QCoreApplication.translate("Gaps", "Gaps"))
        self.setObjectName("section.gaps")
        self._gaps: tuple[Gap, ...] = ()
        self._readings: dict[str, Reading] = {}

    def set_gaps(self, gaps: Iterable[Gap]) -> None:
        """Of all instances, oldest first."""
        self._gaps = tuple(gaps)

    def set_reading(self, instance: str, reading: Reading | None) -> None:
        """How far its history is being read; None: it is not."""
        if reading is None:
            self._readings.pop(instance, None)
        else:
            self._readings[instance] = reading

    def show_instance(self, instance: str, now: float) -> None:
        own = tuple(gap for gap in self._gaps if gap.instance == instance)
        lines = gap_words.lines(own, self._readings.get(instance), now)
        self.show_lines(lines)
        self.setVisible(bool(lines))
