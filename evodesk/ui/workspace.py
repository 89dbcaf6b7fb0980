"""All that stands in the main window: header, panes side by side, status bar; and every wish of
the person as a signal.

It shows values and asks; it knows neither server nor store. What needs a second, informed act is
asked here and leaves as a signal only once it was confirmed.
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
from evodesk.ui.toast import Toast
from evodesk.ui.tray_words import is_lost

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QMenuBar

    from evodesk.domain.gap import Gap, Reading
    from evodesk.domain.instance import Server
    from evodesk.domain.message import StoredMessage
    from evodesk.domain.reach import Reach
    from evodesk.domain.status import InstanceStatus, ServerStatus
    from evodesk.domain.switch import Takeover, Wish
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.export_sheet import ExportSheet
    from evodesk.ui.feed_pane import FeedPane
    from evodesk.ui.instance_list import InstanceList
    from evodesk.ui.instance_page import InstancePage
    from evodesk.ui.message_page import MessagePage
    from evodesk.ui.shape import Shape


class Workspace(QWidget):
    mode_requested = Signal(str, object)
    """Instance name and the Side to turn on."""
    turn_off_requested = Signal(str, object)
    """Instance name and the Side to turn off, which turns the other on."""
    switch_confirmed = Signal(object)
    """The Wish that was asked about, now with `confirmed`, a `url` or `events`."""
    base64_requested = Signal(str, bool)
    cancel_requested = Signal(str)
    """The instance whose switch is to be called off."""
    keep_requested = Signal(str)
    """The instance whose changed settings may stay as they are at the server."""
    reapply_requested = Signal(str)
    """The instance that is to have again what it had here."""
    read_requested = Signal(str)
    """The instance whose messages all count as read."""
    mute_requested = Signal(str, bool)
    wipe_wanted = Signal(str)
    """The instance whose messages are to be deleted here; answer with `ask_wipe`."""
    wipe_confirmed = Signal(object)
    """The name of the instance."""
    restart_requested = Signal(object)
    """The name of an instance; confirmed."""
    reach_wanted = Signal(str)
    """An address of ours to try; answer with `show_reach`."""
    destination_requested = Signal(str)
    """The instance whose webhook is to deliver elsewhere; answer with `ask_destination`."""
    restore_requested = Signal(str)
    """An instance that is to be as it was before evodesk."""
    watch_requested = Signal(str, bool)
    """An instance, and whether its messages are to be seen although they go to another system."""
    selection_changed = Signal(str)
    """Its page is in the inspector now; empty: none."""
    instance_chosen = Signal(str)
    """Its page was opened by the person."""
    refresh_requested = Signal()
    alias_given = Signal(str, str, str)
    """Instance, jid of a contact, and how people call it here; empty: no alias."""
    export_requested = Signal()
    """Everything that is kept of this server."""
    bulk_opened = Signal(object)
    """A BulkSheet: connect it with whoever switches."""
    server_chosen = Signal(str)
    settings_wanted = Signal(str)
    """A page: general, servers, receiving, appearance, about."""
    add_server_wanted = Signal()
    density_chosen = Signal(bool)
    """Compact rows or not."""
    quit_wanted = Signal()

    def __init__(
        self,
        appearance: Appearance,
        instance_list: InstanceList,
        feed_pane: FeedPane,
        instance_page: InstancePage,
        message_page: MessagePage,
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._list, self._feed = instance_list, feed_pane
        self._instance_page, self._message_page = instance_page, message_page
        self._instances: dict[str, InstanceStatus] = {}
        self._selected = ""
        self._compact: bool | None = None
        self._header = Header(appearance)
        self._panes = Panes(appearance, instance_list, feed_pane, instance_page, message_page)
        self._status_bar = StatusBar(appearance)
        self._menu = MainMenu(appearance, self)
        self._asking = Asking(appearance, self)
        self._lay_out()
        self._connect_bars()
        self._connect_panes()
        self._connect_menu()
        appearance.changed.connect(self._apply_shape)
        self._retitle()

    @property
    def selected(self) -> str:
        """The instance whose page the inspector holds, or empty."""
        return self._selected

    def show_server(self, status: ServerStatus) -> None:
        self._header.show_server(status)
        self._status_bar.show_server(status)
        self._feed.show_state(status)
        self._list.set_waiting("" if status.state is ServerState.OK else server_word(status.state))
        self._list.set_host(host_of(status.server.url))
        reason = self.tr("No contact with the server. Switching works again when it answers.")
        lost = is_lost(status)
        self._list.set_enabled(not lost, reason if lost else "")
        self._instance_page.set_enabled(not lost, reason if lost else "")

    def show_servers(self, servers: tuple[Server, ...], current: str) -> None:
        """All that are saved, and the id of the one that is shown."""
        self._header.show_servers(servers, current)

    def show_instances(self, statuses: tuple[InstanceStatus, ...]) -> None:
        """The whole list of the server."""
        self._instances = {status.name: status for status in statuses}
        self._list.show_instances(statuses)
        titles = {status.name: status.title for status in statuses}
        self._feed.set_titles(titles)
        self._message_page.set_titles(titles)
        if self._selected not in self._instances:
            self._choose("")
        self._show_selected()
        self._retitle()

    def update_instances(self, statuses: tuple[InstanceStatus, ...]) -> None:
        """Some of them changed; none came or went."""
        self._instances |= {status.name: status for status in statuses}
        self._list.update_instances(statuses)
        if any(status.name == self._selected for status in statuses):
            self._show_selected()
        self._retitle()

    def show_stored(self, count: int) -> None:
        self._status_bar.show_stored(count)

    def show_receiver(self, port: int | None) -> None:
        """None: the receiver does not listen."""
        self._status_bar.show_receiver(port)

    def select(self, instance: str) -> None:
        """Put this instance's page into the inspector, without opening it."""
        if instance in self._instances:
            self._list.select(instance)
            self._choose(instance)
            self._show_selected()

    def open_instance(self, name: str) -> None:
        """Open its page, as a click on its row does."""
        self.select(name)
        self._panes.open_page(self._instance_page)
        self.instance_chosen.emit(name)

    def toast(self, toast: Toast) -> None:
        self._feed.toast(toast)

    def set_compact(self, compact: bool | None) -> None:
        """Row density of the feed; None: the window's width decides."""
        self._compact = compact
        self._apply_density()

    def show_gaps(self, gaps: tuple[Gap, ...]) -> None:
        """When messages may have been missed; of all instances, oldest first."""
        self._instance_page.show_gaps(gaps)
        self._feed.show_gaps(gaps)

    def show_reading(self, instance: str, reading: Reading | None) -> None:
        self._instance_page.show_reading(instance, reading)

    def ask_media_loss(self, wish: Wish) -> None:
        """`switch_confirmed` follows a yes."""
        self._asking.ask_media_loss(self._title_of(wish.instance), wish)

    def ask_takeover(self, takeover: Takeover) -> None:
        """Somebody else's webhook stands in the way; `switch_confirmed` follows a yes."""
        name = takeover.wish.instance
        others = self._instances[name].instance.others if name in self._instances else ()
        self._asking.ask_takeover(self._title_of(name), takeover, others)

    def ask_wipe(self, instance: str, count: int) -> None:
        """So many messages would be deleted; `wipe_confirmed` follows a yes."""
        self._asking.ask_wipe(self._title_of(instance), instance, count)

    def ask_destination(self, wish: Wish, own_base: str) -> None:
        """`switch_confirmed` follows an answer. `own_base`: this computer's address for the server,
        or empty."""
        if (status := self._instances.get(wish.instance)) is not None:
            self._asking.ask_destination(status, wish, own_base)

    def show_reach(self, reach: Reach) -> None:
        self._asking.show_reach(reach)

    def open_export(self, name: str) -> ExportSheet:
        """`name`: what the file is called unless the person calls it otherwise."""
        return self._asking.ask_export(name)

    def ask_quit(self) -> None:
        """`quit_wanted` follows a yes."""
        self._asking.ask_quit()

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
        self._header.set_menu(None)

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
        column.addWidget(self._header)
        column.addWidget(self._panes, 1)
        column.addWidget(self._status_bar)
        self._header.set_menu(self._menu.popup)

    def _connect_bars(self) -> None:
        self._header.server_chosen.connect(self.server_chosen)
        self._header.add_server_wanted.connect(self.add_server_wanted)
        self._header.settings_wanted.connect(self._open_settings)
        self._status_bar.page_wanted.connect(self.settings_wanted)
        self._asking.switch_confirmed.connect(self.switch_confirmed)
        self._asking.watch_chosen.connect(self._watch)
        self._asking.reach_wanted.connect(self.reach_wanted)
        self._asking.restart_confirmed.connect(self.restart_requested)
        self._asking.quit_confirmed.connect(self.quit_wanted)
        self._asking.wipe_confirmed.connect(self.wipe_confirmed)
        self._asking.bulk_opened.connect(self.bulk_opened)
        self._asking.alias_given.connect(self.alias_given)

    def _connect_panes(self) -> None:
        self._list.selected.connect(self.open_instance)
        self._list.mode_requested.connect(self.mode_requested)
        self._list.strip_pressed.connect(self._strip_pressed)
        self._feed.message_selected.connect(self._message_selected)
        self._feed.panel_toggled.connect(self._panes.toggle_inspector)
        self._feed.retry_wanted.connect(self.refresh_requested)
        page = self._instance_page
        page.mode_requested.connect(self.mode_requested)
        page.turn_off_requested.connect(self.turn_off_requested)
        page.base64_requested.connect(self.base64_requested)
        page.cancel_requested.connect(self.cancel_requested)
        page.keep_requested.connect(self.keep_requested)
        page.reapply_requested.connect(self.reapply_requested)
        page.restart_requested.connect(self._ask_restart)
        page.read_requested.connect(self.read_requested)
        page.mute_requested.connect(self.mute_requested)
        page.wipe_requested.connect(self.wipe_wanted)
        page.events_requested.connect(self._ask_events)
        page.restore_requested.connect(self.restore_requested)
        page.destination_requested.connect(self.destination_requested)
        self._panes.inspector_moved.connect(self._inspector_moved)
        self._message_page.rename_wanted.connect(self._asking.ask_alias)
        self._message_page.conversation_wanted.connect(self._open_conversation)
        self._message_page.copied.connect(self._tell_copied)
        self._message_page.step_wanted.connect(self._feed.step)
        for left in (page.closed, page.back, self._message_page.closed, self._message_page.back):
            left.connect(self._panes.close_inspector)

    def _connect_menu(self) -> None:
        menu = self._menu
        menu.refresh.triggered.connect(self.refresh_requested)
        menu.search.triggered.connect(self._feed.focus_search)
        menu.day.triggered.connect(self._feed.choose_day)
        menu.filter.triggered.connect(self._list.focus_filter)
        menu.bulk.triggered.connect(self._ask_bulk)
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
            ("F10", self._header.open_menu),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _apply_shape(self) -> None:
        shape = self._shape()
        self._panes.set_shape(shape)
        self._header.set_narrow(shape.narrow)
        self._list.set_narrow(shape.narrow)
        self._status_bar.set_narrow(shape.narrow)
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

    def _message_selected(self, stored: StoredMessage) -> None:
        self._message_page.show_message(stored)
        self._panes.open_page(self._message_page)

    def _open_conversation(self, stored: StoredMessage) -> None:
        if self._panes.inspector_replaces:
            self._panes.close_inspector()
        self._feed.open_conversation(stored)

    def _inspector_moved(self) -> None:
        """Where the inspector takes the feed's place, its cross becomes a way back."""
        self._instance_page.set_back(self._panes.inspector_replaces)
        self._message_page.set_replacing(self._panes.inspector_replaces)

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
        self._instance_page.show_status(self._instances.get(self._selected))

    def _tell_copied(self) -> None:
        self._feed.toast(Toast("ok", self.tr("Copied")))

    def _title_of(self, instance: str) -> str:
        status = self._instances.get(instance)
        return status.title if status else instance

    def _retitle(self) -> None:
        troubled = sum(bool(status.troubles) for status in self._instances.values())
        title = self.tr("evodesk: %n with a problem", "", troubled) if troubled else APP_NAME
        self.setWindowTitle(title)

    def _ask_restart(self, name: str) -> None:
        self._asking.ask_restart(self._title_of(name), name)

    def _ask_bulk(self) -> None:
        self._asking.ask_bulk(tuple(self._instances.values()))

    def _ask_events(self, name: str) -> None:
        self._asking.ask_events(self._instances[name])

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
