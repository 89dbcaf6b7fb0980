"""Between the sheet that asks how to export and the exporter that does it; lives with the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evodesk.live.exporter import LINE_WRITERS, ExportWish
from evodesk.ui.html_export import html_writer
from evodesk.ui.texts import error_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evodesk.domain.filter import MessageFilter
    from evodesk.errors import EvodeskError
    from evodesk.live.exporter import Exporter
    from evodesk.ui.export_sheet import ExportChoice, ExportSheet
    from evodesk.ui.row_words import People


class ExportDesk(QObject):
    def __init__(
        self,
        sheet: ExportSheet,
        exporter: Exporter,
        wanted: MessageFilter,
        title: str,
        titles: Mapping[str, str],
        people: People,
    ) -> None:
        """`title`: of the whole, `titles`: of the instances, both as people know them."""
        super().__init__(sheet)
        self._sheet = sheet
        self._exporter = exporter
        self._wanted = wanted
        self._writers = {**LINE_WRITERS, "html": html_writer(title, titles, people)}
        sheet.chosen.connect(self._start)
        sheet.stop_wanted.connect(exporter.cancel)
        exporter.counted.connect(sheet.show_count)
        exporter.progressed.connect(sheet.show_written)
        exporter.ended.connect(sheet.show_end)
        exporter.cancelled.connect(sheet.show_end)
        exporter.failed.connect(self._fail)
        exporter.count(wanted)

    def _start(self, choice: ExportChoice) -> None:
        write = self._writers[choice.form]
        self._exporter.start(ExportWish(self._wanted, write, choice.target, choice.masks_phones))

    def _fail(self, error: EvodeskError) -> None:
        self._sheet.show_failure(error_words(error.code, error.values).told)
