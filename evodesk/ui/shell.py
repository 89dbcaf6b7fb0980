"""Every window of the program and how they belong together; widgets only.

It fills the main window, which has been painted before. The data behind it is connected later, by
the Presenter and by the signals below. Windows and sheets that come only when somebody asks for
them are imported then: the start does not wait for them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QProcess, Signal

from evodesk.domain.status import ServerState, ServerStatus
from evodesk.ui.app_icon import app_icon
from evodesk.ui.appearance import Appearance
from evodesk.ui.feed_pane import FeedPane
from evodesk.ui.inspector import Inspector
from evodesk.ui.instance_list import InstanceList
from evodesk.ui.instance_page import InstancePage
from evodesk.ui.language import speak
from evodesk.ui.message_page import MessagePage
from evodesk.ui.style import dress
from evodesk.ui.texts import error_words
from evodesk.ui.toast import Toast
from evodesk.ui.tray import Tray
from evodesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

    from evodesk.domain.instance import Server
    from evodesk.domain.reach import Reach
    from evodesk.domain.switch import Wish
    from evodesk.errors import EvodeskError
    from evodesk.settings import Settings
    from evodesk.ui.first_run import FirstRun
    from evodesk.ui.leave_sheet import LeaveSheet
    from evodesk.ui.main_window import MainWindow
    from evodesk.ui.probe import Probe
    from evodesk.ui.settings_window import SettingsWindow
    from evodesk.ui.trouble_sheet import TroubleSheet


class Shell(QObject):
    settings_changed = Signal(object)
    """The new Settings, as chosen by the person."""
    key_entered = Signal(str, str, bool)
    """Server id, key, whether to keep it."""
    probe_wanted = Signal(object)
    """A ProbeWish; answer with `show_probe`."""
    reach_wanted = Signal(str)
    """An address of ours to try; answer with `show_reach`."""
    renew_wanted = Signal()
    """A new secret for the webhooks' address; answer with `show_renewed`."""
    connect_wanted = Signal(object, str)
    """A new Server and its key; answer with `welcome`, or `show_probe` where it fails."""
    server_chosen = Signal(str)
    """The id of another server."""
    rebuilt = Signal()
    """What stands in the window is new and empty: fill it again."""
    size_wanted = Signal()
    """Of the message file; answer with `show_size`."""
    compact_wanted = Signal()
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
        self._has_vault = True
        self._was_hidden = False
        self._servers: tuple[tuple[Server, ...], str] = ((), "")
        self._port: int | None = None
        self._asks_on_leave: Callable[[], bool] = bool
        self._settings_window: SettingsWindow | None = None
        self._first_run: FirstRun | None = None
        self.appearance = Appearance(qt)
        dress(qt, self.appearance)
        qt.setWindowIcon(app_icon())
        self.appearance.set_scheme(settings.theme)
        self.tray = Tray(self.appearance, self)
        self.tray.open_wanted.connect(self.bring_up)
        self.tray.instance_wanted.connect(self._open_instance)
        self.tray.quit_wanted.connect(self.quit_wanted)
        self.window.hidden_to_tray.connect(self._tell_hidden)
        self.window.quit_wanted.connect(self.quit_wanted)
        self.window.set_hides_on_close(self._hides_on_close)
        self.window.set_asks_on_leave(self._leaving_is_asked)
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
            self.ask_first_server()
        elif minimized and self.tray.is_available:
            return
        elif minimized:
            self.window.showMinimized()
        else:
            self.window.show()
        (self._first_run or self.workspace).installEventFilter(self)

    def with_layout(self) -> Settings:
        """The settings with the window as it stands now, for the next start."""
        layout = self.window.layout_state()
        if layout is None or not self.window.isVisible():
            return self.settings
        return replace(self.settings, layout=layout.decode())

    def close(self) -> None:
        self.window.dismiss()
        for widget in (self._settings_window, self._first_run, self.window):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.tray.hide()

    def bring_up(self) -> None:
        """From the tray, or when the program is started a second time."""
        if self._first_run is not None:
            self._first_run.raise_()
            self._first_run.activateWindow()
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
        if self._settings_window is not None:
            self._settings_window.show_receiver(port)
        if taken is not None:
            head = self.tr("The receiver is on port {port}").format(port=port)
            why = self.tr("Port {n} is used by another program. Choose another in Receiving.")
            self.feed_pane.toast(Toast("info", head, why.format(n=taken)))

    def show_settings(self, settings: Settings) -> None:
        """Taken over and stored: every window shows them."""
        before, self.settings = self.settings, settings
        self._show_choices(settings)
        if settings.language != before.language:
            # What is chosen now outweighs what the command line said for this run.
            self._language = ""
            self._speak(settings.language)
        for window in (self._settings_window, self._first_run):
            if window is not None:
                window.show_settings(settings)

    def show_size(self, size: int, busy: bool) -> None:
        """Bytes of the message file; `busy`: it is being compacted."""
        if self._settings_window is not None:
            self._settings_window.show_size(size, busy)

    def show_probe(self, probe: Probe) -> None:
        for window in (self._settings_window, self._first_run):
            if window is not None:
                window.show_probe(probe)

    def show_reach(self, reach: Reach) -> None:
        self.workspace.asking.show_reach(reach)
        if self._settings_window is not None:
            self._settings_window.show_reach(reach)

    def show_renewed(self) -> None:
        head = self.tr("The webhook's address has a new secret")
        told = self.tr("The webhooks that deliver here are being updated.")
        self.feed_pane.toast(Toast("info", head, told))
        if self._settings_window is not None:
            self._settings_window.show_renewed()

    def ask_first_server(self) -> None:
        from evodesk.ui.first_run import FirstRun

        self._first_run = FirstRun(self.appearance, self.settings)
        self._first_run.set_vault_available(self._has_vault)
        self._first_run.probe_wanted.connect(self.probe_wanted)
        self._first_run.connect_wanted.connect(self.connect_wanted)
        self._first_run.changed.connect(self.settings_changed)
        self._first_run.demo_wanted.connect(self._start_demo)
        self._first_run.rejected.connect(self._first_run_left)
        self._first_run.show()

    def welcome(self) -> None:
        """The server let us in: the form goes, the window comes."""
        first_run, self._first_run = self._first_run, None
        if first_run is not None:
            first_run.accept()
            first_run.deleteLater()
        self.window.bring_up()

    def warn_no_vault(self) -> None:
        """Keys will lie in a private file; that must be seen."""
        self._has_vault = False
        if self._first_run is not None:
            self._first_run.set_vault_available(False)
        head = self.tr("This system has no password vault")
        text = self.tr("Keys are kept in a file that only your account can read.")
        self.feed_pane.toast(Toast("info", head, text))

    def set_asks_on_leave(self, asks: Callable[[], bool]) -> None:
        """Whether `quit_wanted` is answered with a question anyway."""
        self._asks_on_leave = asks

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

    def tell_set_aside(self, file: Path) -> None:
        head = self.tr("The damaged file was set aside")
        told = self.tr("It is kept as {file}.").format(file=file)
        self.feed_pane.toast(Toast("info", head, told, stays=True))

    def tell_slept(self, wishes: tuple[Wish, ...]) -> None:
        """Instances were handed back before sleep; the notice's button takes them again."""
        head = self.tr("%n instances were handed back before sleep", "", len(wishes))
        text = self.tr("They receive by another way now.")
        action = self.tr("Take them again")
        self.feed_pane.toast(Toast("info", head, text, action, wishes, stays=True))

    def tell(self, error: EvodeskError) -> None:
        words = error_words(error.code, error.values)
        self.feed_pane.toast(Toast("error", words.title, f"{words.text} {words.todo}".strip()))

    def save_picture(self, target: Path) -> bool:
        return self._shown().grab().save(str(target), "PNG")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self.painted.emit()
        return False

    def _shown(self) -> QWidget:
        return self._first_run or self.window

    def _fill(self) -> None:
        look = self.appearance
        self.feed_pane = FeedPane(look)
        self.inspector = Inspector(InstancePage(look), MessagePage(look))
        self.workspace = Workspace(look, InstanceList(look), self.feed_pane, self.inspector)
        self.feed_pane.toast_acted.connect(self.toast_acted)
        self.workspace.settings_wanted.connect(self._open_settings)
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

    def _leaving_is_asked(self) -> bool:
        return self._asks_on_leave()

    def _hides_on_close(self) -> bool:
        return self.settings.close_to_tray and self.tray.is_available

    def _speak(self, language: str) -> None:
        speak(self._qt, language)
        self.tray.retranslate()
        self.rebuild()
        self.rebuilt.emit()

    def _open_settings(self, page: str) -> None:
        if self._settings_window is None:
            self._settings_window = self._new_settings_window()
        self._settings_window.open_page(page)
        self._settings_window.show()
        self._settings_window.raise_()
        self._settings_window.activateWindow()

    def _new_settings_window(self) -> SettingsWindow:
        from evodesk.ui.settings_window import SettingsWindow

        window = SettingsWindow(
            self.appearance,
            self.settings,
            has_tray=self.tray.is_available,
            has_vault=self._has_vault,
        )
        window.show_receiver(self._port)
        window.changed.connect(self.settings_changed)
        window.key_entered.connect(self.key_entered)
        window.probe_wanted.connect(self.probe_wanted)
        window.reach_wanted.connect(self.reach_wanted)
        window.renew_wanted.connect(self.renew_wanted)
        window.add_server_wanted.connect(self._add_server)
        window.size_wanted.connect(self.size_wanted)
        window.compact_wanted.connect(self.compact_wanted)
        return window

    def _density_chosen(self, compact: bool) -> None:
        self.settings_changed.emit(replace(self.settings, compact=compact))

    def _tell_hidden(self) -> None:
        if not self._was_hidden:
            self._was_hidden = True
            self.tray.tell_still_running()

    def _open_instance(self, name: str) -> None:
        self.window.bring_up()
        self.workspace.open_instance(name)

    def _add_server(self) -> None:
        """A demonstration is kept nowhere: the real program asks for a real server."""
        if self._is_demo:
            self._start()
        else:
            self.ask_first_server()

    def _start_demo(self) -> None:
        """A program of its own, with a data folder of its own."""
        self._start("--demo")

    def _start(self, *arguments: str) -> None:
        QProcess.startDetached(self._command[0], [*self._command[1:], *arguments])

    def _first_run_left(self) -> None:
        """Closed without a server: with none at all there is nothing left to show."""
        first_run, self._first_run = self._first_run, None
        if first_run is not None:
            first_run.deleteLater()
        if not self.window.isVisible():
            self.quit_wanted.emit()
