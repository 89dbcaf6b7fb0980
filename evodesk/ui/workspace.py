"""All that stands in the main window: header, panes side by side, status bar; and what one of them
has to do with another.

It shows values and asks; it knows neither server nor store. What only one part shows or wishes is
between that part and whoever serves it. What needs a second, informed act leaves `asking` as a
signal only once it was confirmed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evodesk import APP_NAME
from evodesk.domain.reception import host_of
from evodesk.domain.status import ServerState
from evodesk.ui.asking import Asking
from evodesk.ui.header import Header
from evodesk.ui.main_menu import MainMenu
from evodesk.ui.panes import Panes
from evodesk.ui.roomy import text_scale
from evodesk.ui.shape import shape_of
from evodesk.ui.status_bar import StatusBar
from evodesk.ui.texts import server_word
from evodesk.ui.tray_words import is_lost

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QMenuBar

    from evodesk.domain.message import StoredMessage
    from evodesk.domain.status import InstanceStatus, ServerStatus
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.feed_pane import FeedPane
    from evodesk.ui.inspector import Inspector
    from evodesk.ui.instance_list import InstanceList
    from evodesk.ui.shape import Shape


class Workspace(QWidget):
    mode_requested = Signal(str, object)
    """Instance name and the Side to turn on."""
    destination_requested = Signal(str)
    """The instance whose webhook is to deliver elsewhere; answer with
    `asking.ask_destination`."""
    watch_requested = Signal(str, bool)
    """An instance, and whether its messages are to be seen although they go to another system."""
    selection_changed = Signal(str)
    """Its page is in the inspector now; empty: none."""
    instance_chosen = Signal(str)
    """Its page was opened by the person."""
    refresh_requested = Signal()
    export_requested = Signal()
    """Everything that is kept of this server."""
    settings_wanted = Signal(str)
    """A page: general, servers, receiving, appearance, about."""
    density_chosen = Signal(bool)
    """Compact rows or not."""
    quit_wanted = Signal()

    def __init__(
        self,
        appearance: Appearance,
        instance_list: InstanceList,
        feed_pane: FeedPane,
        inspector: Inspector,
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._list, self._feed, self._inspector = instance_list, feed_pane, inspector
        self._instances: dict[str, InstanceStatus] = {}
        self._selected = ""
        self._compact: bool | None = None
        self.header = Header(appearance)
        self._panes = Panes(appearance, instance_list, feed_pane, inspector)
        self.status_bar = StatusBar(appearance)
        self._menu = MainMenu(appearance, self)
        self.asking = Asking(appearance, self)
        self._lay_out()
        self._connect_bars()
        self._connect_panes()
        self._connect_pages()
        self._connect_menu()
        appearance.changed.connect(self._apply_shape)
        self._retitle()

    @property
    def selected(self) -> str:
        """The instance whose page the inspector holds, or empty."""
        return self._selected

    def show_server(self, status: ServerStatus) -> None:
        self.header.show_server(status)
        self.status_bar.show_server(status)
        self._feed.show_state(status)
        self._list.set_waiting("" if status.state is ServerState.OK else server_word(status.state))
        self._list.set_host(host_of(status.server.url))
        reason = self.tr("No contact with the server. Switching works again when it answers.")
        lost = is_lost(status)
        self._list.set_enabled(not lost, reason if lost else "")
        self._inspector.instance_page.set_enabled(not lost, reason if lost else "")

    def show_instances(self, statuses: tuple[InstanceStatus, ...]) -> None:
        """The whole list of the server."""
        self._instances = {status.name: status for status in statuses}
        self.asking.set_instances(self._instances)
        self._list.show_instances(statuses)
        titles = {status.name: status.title for status in statuses}
        self._feed.set_titles(titles)
        self._inspector.message_page.set_titles(titles)
        if self._selected not in self._instances:
            self._choose("")
        self._show_selected()
        self._retitle()

    def update_instances(self, statuses: tuple[InstanceStatus, ...]) -> None:
        """Some of them changed; none came or went."""
        self._instances |= {status.name: status for status in statuses}
        self.asking.set_instances(self._instances)
        self._list.update_instances(statuses)
        if any(status.name == self._selected for status in statuses):
            self._show_selected()
        self._retitle()

    def select(self, instance: str) -> None:
        """Put this instance's page into the inspector, without opening it."""
        if instance in self._instances:
            self._list.select(instance)
            self._choose(instance)
            self._show_selected()

    def open_instance(self, name: str) -> None:
        """Open its page, as a click on its row does."""
        self.select(name)
        self._inspector.open_instance()
        self.instance_chosen.emit(name)

    def set_compact(self, compact: bool | None) -> None:
        """Row density of the feed; None: the window's width decides."""
        self._compact = compact
        self._apply_density()

    @property
    def panes(self) -> tuple[tuple[int, int], bool | None]:
        """Widths of list and inspector, and whether the inspector is wanted; None: the window's
        width decides."""
        return self._panes.widths, self._panes.inspector_wanted

    def set_panes(self, widths: tuple[int, int], inspector_wanted: bool | None) -> None:
        self._panes.want_inspector(inspector_wanted)
        self._panes.set_widths(*widths)

    def fill_menu_bar(self, bar: QMenuBar) -> None:
        """On macOS the menu stands there and not in the header."""
        self._menu.fill_bar(bar)
        self.header.set_menu(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._apply_shape()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._menu.retranslate()
            self._retitle()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._panes, 1)
        column.addWidget(self.status_bar)
        self.header.set_menu(self._menu.popup)

    def _connect_bars(self) -> None:
        self.header.settings_wanted.connect(self._open_settings)
        self.status_bar.page_wanted.connect(self.settings_wanted)
        self.asking.watch_chosen.connect(self._watch)
        self.asking.settings_wanted.connect(self.settings_wanted)
        self.asking.quit_confirmed.connect(self.quit_wanted)

    def _connect_panes(self) -> None:
        self._list.selected.connect(self.open_instance)
        self._list.mode_requested.connect(self.mode_requested)
        self._list.strip_pressed.connect(self._strip_pressed)
        self._feed.message_selected.connect(self._inspector.open_message)
        self._feed.panel_toggled.connect(self._panes.toggle_inspector)
        self._feed.retry_wanted.connect(self.refresh_requested)

    def _connect_pages(self) -> None:
        """What they ask that the rest of the window has a part in."""
        instance, message = self._inspector.instance_page, self._inspector.message_page
        instance.mode_requested.connect(self.mode_requested)
        instance.destination_requested.connect(self.destination_requested)
        instance.restart_requested.connect(self.asking.ask_restart)
        instance.events_requested.connect(self.asking.ask_events)
        message.rename_wanted.connect(self.asking.ask_alias)
        message.conversation_wanted.connect(self._open_conversation)
        message.copied.connect(self._feed.tell_copied)
        message.step_wanted.connect(self._feed.step)

    def _connect_menu(self) -> None:
        menu = self._menu
        menu.refresh.triggered.connect(self.refresh_requested)
        menu.search.triggered.connect(self._feed.focus_search)
        menu.day.triggered.connect(self._feed.choose_day)
        menu.filter.triggered.connect(self._list.focus_filter)
        menu.bulk.triggered.connect(self.asking.ask_bulk)
        menu.export.triggered.connect(self.export_requested)
        menu.panel.triggered.connect(self._panes.toggle_inspector)
        menu.compact.triggered.connect(self._density_chosen)
        menu.settings.triggered.connect(self._open_settings)
        menu.about.triggered.connect(self._open_about)
        menu.close_window.triggered.connect(self._close_window)
        menu.quit.triggered.connect(self.quit_wanted)
        for keys, act in (
            ("F6", self._next_pane),
            ("Shift+F6", self._previous_pane),
            ("F10", self.header.open_menu),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _apply_shape(self) -> None:
        shape = self._shape()
        self._panes.set_shape(shape)
        self.header.set_narrow(shape.narrow)
        self._list.set_narrow(shape.narrow)
        self.status_bar.set_narrow(shape.narrow)
        self._apply_density()

    def _apply_density(self) -> None:
        compact = self._shape().narrow if self._compact is None else self._compact
        self._feed.set_compact(compact)
        self._menu.compact.setChecked(compact)

    def _shape(self) -> Shape:
        return shape_of(self.width(), text_scale(self._appearance))

    def _density_chosen(self, compact: bool) -> None:
        self.set_compact(compact)
        self.density_chosen.emit(compact)

    def _open_conversation(self, stored: StoredMessage) -> None:
        if self._panes.inspector_replaces:
            self._panes.close_inspector()
        self._feed.open_conversation(stored)

    def _watch(self, instance: str) -> None:
        self.watch_requested.emit(instance, True)

    def _strip_pressed(self, instance: str, kind: str) -> None:
        if kind == "waiting":
            self.destination_requested.emit(instance)
        elif kind == "watching":
            self.watch_requested.emit(instance, False)

    def _choose(self, name: str) -> None:
        self._selected = name
        self.selection_changed.emit(name)

    def _show_selected(self) -> None:
        self._inspector.instance_page.show_status(self._instances.get(self._selected))

    def _retitle(self) -> None:
        troubled = sum(bool(status.troubles) for status in self._instances.values())
        title = self.tr("evodesk: %n with a problem", "", troubled) if troubled else APP_NAME
        self.setWindowTitle(title)

    def _open_settings(self) -> None:
        self.settings_wanted.emit("general")

    def _open_about(self) -> None:
        self.settings_wanted.emit("about")

    def _close_window(self) -> None:
        self.window().close()

    def _next_pane(self) -> None:
        self._panes.focus_pane(1)

    def _previous_pane(self) -> None:
        self._panes.focus_pane(-1)
