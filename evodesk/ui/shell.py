"""Every window of the program and how they belong together; widgets only.

It fills the main window, which has been painted before. The data behind it is connected later, by
the Presenter and by the signals below and those of the desks. Windows and sheets that come only
when somebody asks for them are imported then: the start does not wait for them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QProcess, Signal

from evodesk.domain.status import ServerState, ServerStatus
from evodesk.ui.app_icon import app_icon
from evodesk.ui.appearance import Appearance
from evodesk.ui.feed_pane import FeedPane
from evodesk.ui.first_run_desk import FirstRunDesk
from evodesk.ui.inspector import Inspector
from evodesk.ui.instance_list import InstanceList
from evodesk.ui.instance_page import InstancePage
from evodesk.ui.language import speak
from evodesk.ui.message_page import MessagePage
from evodesk.ui.notices import Notices
from evodesk.ui.settings_desk import SettingsDesk
from evodesk.ui.style import dress
from evodesk.ui.tray import Tray
from evodesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

    from evodesk.domain.instance import Server
    from evodesk.domain.reach import Reach
    from evodesk.errors import EvodeskError
    from evodesk.settings import Settings
    from evodesk.ui.leave_sheet import LeaveSheet
    from evodesk.ui.main_window import MainWindow
    from evodesk.ui.probe import Probe
    from evodesk.ui.trouble_sheet import TroubleSheet


class Shell(QObject):
    settings_changed = Signal(object)
    """The new Settings, as chosen by the person."""
    probe_wanted = Signal(object)
    """A ProbeWish; answer with `show_probe`."""
    reach_wanted = Signal(str)
    """An address of ours to try; answer with `show_reach`."""
    server_chosen = Signal(str)
    """The id of another server."""
    rebuilt = Signal()
    """What stands in the window is new and empty: fill it again."""
    quit_wanted = Signal()
    toast_acted = Signal(object)
    """The Toast whose button was pressed."""
    painted = Signal()
    """What people see first has been painted with all that stands in it."""

    def __init__(
        self,
        qt: QApplication,
        window: MainWindow,
        settings: Settings,
        command: Sequence[str],
        *,
        language: str = "",
        is_demo: bool = False,
    ) -> None:
        """`command` starts this program once more. `language`: for this run only, whatever the
        settings say; empty: as they say."""
        super().__init__()
        self._language = language
        self.settings = settings
        self.first_paint_ms: float | None = None
        self._qt = qt
        self.window = window
        self._command = command
        self._is_demo = is_demo
        self._servers: tuple[tuple[Server, ...], str] = ((), "")
        self._port: int | None = None
        self.appearance = Appearance(qt)
        dress(qt, self.appearance)
        qt.setWindowIcon(app_icon())
        self.appearance.set_scheme(settings.theme)
        self.tray = Tray(self.appearance, self)
        self.settings_desk = SettingsDesk(self.appearance, settings, self.tray)
        self.first_run = FirstRunDesk(self.appearance)
        self._connect_tray()
        self._connect_desks()
        self._fill()

    def rebuild(self) -> None:
        """Most panes take their words when they are built: after a change of language all that
        stands in the window is built anew. Whoever filled it must fill it again."""
        self._fill()
        self.workspace.header.show_servers(*self._servers)
        self.workspace.status_bar.show_receiver(self._port)

    def show(self, *, minimized: bool, first_run: bool) -> None:
        self.tray.show()
        if first_run:
            self.ask_server()
        elif minimized and self.tray.is_available:
            return
        elif minimized:
            self.window.showMinimized()
        else:
            self.window.show()
        (self.first_run.form or self.workspace).installEventFilter(self)

    def with_layout(self) -> Settings:
        """The settings with the window as it stands now, for the next start."""
        layout = self.window.layout_state()
        if layout is None or not self.window.isVisible():
            return self.settings
        return replace(self.settings, layout=layout.decode())

    def close(self) -> None:
        self.window.dismiss()
        self.settings_desk.close()
        self.first_run.close()
        self.window.hide()
        self.window.deleteLater()
        self.tray.hide()

    def bring_up(self) -> None:
        """From the tray, or when the program is started a second time."""
        if self.first_run.form is not None:
            self.first_run.bring_up()
        else:
            self.window.bring_up()

    def show_servers(self, servers: tuple[Server, ...], current: str) -> None:
        """Those to choose from, and the id of the one that is shown."""
        self._servers = (servers, current)
        self.workspace.header.show_servers(servers, current)

    def show_unusable(self, server: Server, error: EvodeskError) -> None:
        """Its key, certificate file or proxy cannot be used at all: no question was sent."""
        self.workspace.show_server(ServerStatus(server, ServerState.DOWN, error=error.code))
        self.tell(error)

    def show_receiver(self, port: int, taken: int | None = None) -> None:
        """`taken`: the port that was wished and that another program holds."""
        self._port = port
        self.workspace.status_bar.show_receiver(port)
        self.settings_desk.show_receiver(port)
        if taken is not None:
            self.notices.tell_other_port(port, taken)

    def show_settings(self, settings: Settings) -> None:
        """Taken over and stored: every window shows them."""
        before, self.settings = self.settings, settings
        self._show_choices(settings)
        if settings.language != before.language:
            # What is chosen now outweighs what the command line said for this run.
            self._language = ""
            self._speak(settings.language)
        self.settings_desk.show_settings(settings)
        self.first_run.show_settings(settings)

    def show_probe(self, probe: Probe) -> None:
        self.settings_desk.show_probe(probe)
        self.first_run.show_probe(probe)

    def show_reach(self, reach: Reach) -> None:
        self.workspace.asking.show_reach(reach)
        self.settings_desk.show_reach(reach)

    def show_renewed(self) -> None:
        self.notices.tell_renewed()
        self.settings_desk.show_renewed()

    def ask_server(self) -> None:
        self.first_run.open(self.settings)

    def welcome(self) -> None:
        """The server let us in: the form goes, the window comes."""
        self.first_run.close()
        self.window.bring_up()

    def warn_no_vault(self) -> None:
        self.settings_desk.set_vault_available(False)
        self.first_run.set_vault_available(False)
        self.notices.tell_no_vault()

    def ask_leave(self, count: int) -> LeaveSheet:
        """`count` instances deliver here. Also from the tray: the window comes up first."""
        from evodesk.ui.leave_sheet import LeaveSheet

        self.window.bring_up()
        has_tray = self.tray.is_available
        sheet = LeaveSheet(self.appearance, count, has_tray=has_tray, parent=self.workspace)
        if has_tray:
            sheet.stayed.connect(self.window.hide)
        sheet.open()
        return sheet

    def ask_trouble(self, error: EvodeskError, *, is_final: bool) -> TroubleSheet:
        """The program cannot begin."""
        from evodesk.ui.trouble_sheet import TroubleSheet

        sheet = TroubleSheet(self.appearance, error, self._shown(), is_final=is_final)
        self.bring_up()
        sheet.open()
        return sheet

    def tell(self, error: EvodeskError) -> None:
        self.notices.tell_error(error)

    def save_picture(self, target: Path) -> bool:
        return self._shown().grab().save(str(target), "PNG")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self.painted.emit()
        return False

    def _shown(self) -> QWidget:
        return self.first_run.form or self.window

    def _connect_tray(self) -> None:
        self.tray.open_wanted.connect(self.bring_up)
        self.tray.instance_wanted.connect(self._open_instance)
        self.tray.refresh_wanted.connect(self._refresh)
        self.tray.settings_wanted.connect(self._open_settings)
        self.tray.quit_wanted.connect(self.quit_wanted)
        self.window.hidden_to_tray.connect(self.tray.tell_still_running)
        self.window.quit_wanted.connect(self.quit_wanted)
        self.window.set_hides_on_close(self._hides_on_close)

    def _connect_desks(self) -> None:
        desk, form = self.settings_desk, self.first_run
        desk.changed.connect(self.settings_changed)
        desk.probe_wanted.connect(self.probe_wanted)
        desk.reach_wanted.connect(self.reach_wanted)
        desk.add_server_wanted.connect(self._add_server)
        form.changed.connect(self.settings_changed)
        form.probe_wanted.connect(self.probe_wanted)
        form.demo_wanted.connect(self._start_demo)
        form.left.connect(self._end_without_server)

    def _refresh(self) -> None:
        self.workspace.refresh_requested.emit()

    def _open_settings(self) -> None:
        self.settings_desk.open("general")

    def _fill(self) -> None:
        look = self.appearance
        self.feed_pane = FeedPane(look)
        self.notices = Notices(self.feed_pane)
        self.inspector = Inspector(InstancePage(look), MessagePage(look))
        self.workspace = Workspace(look, InstanceList(look), self.feed_pane, self.inspector)
        self.feed_pane.toast_acted.connect(self.toast_acted)
        self.workspace.settings_wanted.connect(self.settings_desk.open)
        self.workspace.header.add_server_wanted.connect(self._add_server)
        self.workspace.header.server_chosen.connect(self.server_chosen)
        self.workspace.asking.reach_wanted.connect(self.reach_wanted)
        self.workspace.density_chosen.connect(self._density_chosen)
        self.workspace.quit_wanted.connect(self.quit_wanted)
        self._show_choices(self.settings)
        self.window.fill(self.workspace)

    def _show_choices(self, settings: Settings) -> None:
        self.appearance.set_scheme(settings.theme)
        self.workspace.set_compact(settings.compact)

    def _hides_on_close(self) -> bool:
        return self.settings.close_to_tray and self.tray.is_available

    def _speak(self, language: str) -> None:
        speak(self._qt, language)
        self.tray.retranslate()
        self.rebuild()
        self.rebuilt.emit()

    def _density_chosen(self, compact: bool) -> None:
        self.settings_changed.emit(replace(self.settings, compact=compact))

    def _open_instance(self, name: str) -> None:
        self.window.bring_up()
        self.workspace.open_instance(name)

    def _add_server(self) -> None:
        """A demonstration is kept nowhere: the real program asks for a real server."""
        if self._is_demo:
            self._start()
        else:
            self.ask_server()

    def _start_demo(self) -> None:
        """A program of its own, with a data folder of its own."""
        self._start("--demo")

    def _start(self, *arguments: str) -> None:
        QProcess.startDetached(self._command[0], [*self._command[1:], *arguments])

    def _end_without_server(self) -> None:
        """With none at all there is nothing left to show."""
        if not self.window.isVisible():
            self.quit_wanted.emit()
