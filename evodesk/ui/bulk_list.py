"""The instances of a bulk switch: ticked before it begins, told one by one while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from evodesk.live.bulk import Fate
from evodesk.ui.bulk_words import fate_word
from evodesk.ui.label import tip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evodesk.live.bulk import BulkLine
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.bulk_words import Candidate

_HEIGHT, _ROW, _GAP = 280, 28, 16
_WIDEST = 250
"""px of a title; the rest is for why an instance is left out, or what became of it."""
_ICONS = {
    Fate.WAITING: ("timer", "textMuted"),
    Fate.RUNNING: ("arrow-left-right", "info"),
    Fate.DONE: ("circle-check", "ok"),
    Fate.FAILED: ("circle-alert", "err"),
    Fate.CALLED_OFF: ("undo-2", "textMuted"),
}


class BulkList(QTreeWidget):
    ticked_changed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._items: dict[str, QTreeWidgetItem] = {}
        self.setObjectName("bulk.list")
        self.setAccessibleName(self.tr("Instances"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFixedHeight(_HEIGHT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(True)
        self.header().setMaximumSectionSize(_WIDEST)
        self.setFont(appearance.font("body"))
        self.itemChanged.connect(self._tell)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The names of those that are to be switched, in their order."""
        on = Qt.CheckState.Checked
        return tuple(name for name, item in self._items.items() if item.checkState(0) is on)

    def show_candidates(self, candidates: Iterable[Candidate]) -> None:
        """All that can be switched are ticked."""
        self.clear()
        self._items = {each.name: self._new_item(each) for each in candidates}
        self.addTopLevelItems(list(self._items.values()))
        self.ticked_changed.emit()

    def tick_all(self, ticked: bool) -> None:
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        for item in self._items.values():
            if item.flags() & Qt.ItemFlag.ItemIsEnabled:
                item.setCheckState(0, state)

    def begin(self, lines: Iterable[BulkLine]) -> None:
        """From here on only what becomes of these is told."""
        kept = {line.wish.instance: line for line in lines}
        for name, item in self._items.items():
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setData(0, Qt.ItemDataRole.CheckStateRole, None)
            item.setHidden(name not in kept)
        for line in kept.values():
            self.show_line(line)

    def show_line(self, line: BulkLine) -> None:
        item = self._items[line.wish.instance]
        words = fate_word(line, item.text(0))
        icon, role = _ICONS[line.fate]
        item.setIcon(0, self._appearance.icon(icon, role))
        item.setText(1, words)
        item.setToolTip(1, tip(words))
        if line.fate is Fate.RUNNING:
            self.scrollToItem(item)

    def _new_item(self, candidate: Candidate) -> QTreeWidgetItem:
        item = QTreeWidgetItem([candidate.title, candidate.obstacle])
        item.setToolTip(0, tip(candidate.title))
        item.setToolTip(1, tip(candidate.obstacle))
        room = self.fontMetrics().horizontalAdvance(candidate.title) + 2 * _ROW + _GAP
        item.setSizeHint(0, QSize(room, max(_ROW, self.fontMetrics().height() + 12)))
        can = not candidate.obstacle
        item.setCheckState(0, Qt.CheckState.Checked if can else Qt.CheckState.Unchecked)
        item.setForeground(1, self._appearance.color("textMuted"))
        if not can:
            item.setFlags(Qt.ItemFlag.ItemIsSelectable)
        return item

    def _tell(self) -> None:
        self.ticked_changed.emit()
