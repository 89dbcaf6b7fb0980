"""The head of the instance's page: which one it is, what else can be done with it, the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from evodesk.ui.buttons import IconButton
from evodesk.ui.elided_label import ElidedLabel
from evodesk.ui.glyphs import glyph_pixmap
from evodesk.ui.style import paint_bar

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.domain.status import Health, InstanceStatus
    from evodesk.ui.appearance import Appearance

_HEIGHT, _GLYPH = 48, 18


class InstanceHead(QWidget):
    read_wanted = Signal()
    mute_wanted = Signal(bool)
    destination_wanted = Signal()
    restart_wanted = Signal()
    wipe_wanted = Signal()
    left = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._glyph = QLabel()
        self._title = ElidedLabel(appearance, "", "title")
        self._more = IconButton(appearance, "ellipsis-vertical", self.tr("More actions"))
        self._more.setObjectName("btn.instanceMenu")
        self._more.clicked.connect(self._open_menu)
        self._menu = QMenu(self)
        self._close = IconButton(appearance, "x", self.tr("Close"))
        self._close.setObjectName("btn.closeInspector")
        self._close.clicked.connect(self.left)
        self._fill_menu()
        self._lay_out()

    def show_status(self, status: InstanceStatus | None) -> None:
        """None: nothing is selected."""
        self._more.setVisible(status is not None)
        self._glyph.setVisible(status is not None)
        self._title.show_text("" if status is None else status.title)
        if status is not None:
            self._read.setEnabled(status.unread > 0)
            self._mute.setChecked(status.is_muted)

    def show_health(self, health: Health) -> None:
        """Again when theme or screen may be another."""
        ratio = self.devicePixelRatioF()
        self._glyph.setPixmap(glyph_pixmap(health, _GLYPH, self._appearance, ratio))

    def set_enabled(self, enabled: bool) -> None:
        """What the server must do can be asked for."""
        self._restart.setEnabled(enabled)
        self._move.setEnabled(enabled)

    def set_back(self, goes_back: bool) -> None:
        """Whether the page covers the messages: its cross becomes an arrow back to them."""
        self._close.set_icon_name("chevron-left" if goes_back else "x")
        self._close.set_tip(self.tr("Back to messages") if goes_back else self.tr("Close"))
        self._row.removeWidget(self._close)
        self._row.insertWidget(0 if goes_back else self._row.count(), self._close)

    def focus_way_back(self) -> None:
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_bar(self, self._appearance, "surface")

    def _fill_menu(self) -> None:
        menu = self._menu
        self._read = menu.addAction(self.tr("Mark all as read"))
        self._read.triggered.connect(self.read_wanted)
        self._mute = menu.addAction(self.tr("Mute: no highlight for unread"))
        self._mute.setCheckable(True)
        self._mute.triggered.connect(self.mute_wanted)
        menu.addSeparator()
        self._move = menu.addAction(self.tr("Webhook destination…"))
        self._move.triggered.connect(self.destination_wanted)
        self._restart = menu.addAction(self.tr("Restart instance…"))
        self._restart.triggered.connect(self.restart_wanted)
        menu.addSeparator()
        wipe = menu.addAction(self.tr("Delete messages from this computer…"))
        wipe.triggered.connect(self.wipe_wanted)

    def _lay_out(self) -> None:
        self.setFixedHeight(_HEIGHT)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(13, 0, 11, 0)
        row.setSpacing(8)
        row.addWidget(self._glyph)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._more)
        row.addWidget(self._close)

    def _open_menu(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
