"""The settings window: made when it is first wanted, kept true from then on.

It is imported then, too: the start does not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from evodesk.domain.reach import Reach
    from evodesk.settings import Settings
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.probe import Probe
    from evodesk.ui.settings_window import SettingsWindow
    from evodesk.ui.tray import Tray


class SettingsDesk(QObject):
    changed = Signal(object)
    """The new Settings, as chosen by the person."""
    key_entered = Signal(str, str, bool)
    """Server id, key, whether to keep it; comes before `changed`."""
    probe_wanted = Signal(object)
    """A ProbeWish; answer with `show_probe`."""
    reach_wanted = Signal(str)
    """An address of ours to try; answer with `show_reach`."""
    renew_wanted = Signal()
    """A new secret for the webhooks' address; answer with `show_renewed`."""
    add_server_wanted = Signal()
    size_wanted = Signal()
    """Of the message file; answer with `show_size`."""
    compact_wanted = Signal()

    def __init__(self, appearance: Appearance, settings: Settings, tray: Tray) -> None:
        super().__init__()
        self._appearance, self._settings, self._tray = appearance, settings, tray
        self._port: int | None = None
        self._has_vault = True
        self._window: SettingsWindow | None = None

    def open(self, page: str) -> None:
        """One of settings_window.PAGES."""
        if self._window is None:
            self._window = self._made()
        self._window.open_page(page)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def close(self) -> None:
        if self._window is not None:
            self._window.hide()
            self._window.deleteLater()

    def set_vault_available(self, available: bool) -> None:
        """Known before anybody opens the window."""
        self._has_vault = available

    def show_settings(self, settings: Settings) -> None:
        self._settings = settings
        if self._window is not None:
            self._window.show_settings(settings)

    def show_receiver(self, port: int) -> None:
        self._port = port
        if self._window is not None:
            self._window.show_receiver(port)

    def show_size(self, size: int, busy: bool) -> None:
        """Bytes of the message file; `busy`: it is being compacted."""
        if self._window is not None:
            self._window.show_size(size, busy)

    def show_probe(self, probe: Probe) -> None:
        if self._window is not None:
            self._window.show_probe(probe)

    def show_reach(self, reach: Reach) -> None:
        if self._window is not None:
            self._window.show_reach(reach)

    def show_renewed(self) -> None:
        if self._window is not None:
            self._window.show_renewed()

    def _made(self) -> SettingsWindow:
        from evodesk.ui.settings_window import SettingsWindow

        window = SettingsWindow(
            self._appearance,
            self._settings,
            has_tray=self._tray.is_available,
            has_vault=self._has_vault,
        )
        window.show_receiver(self._port)
        window.changed.connect(self.changed)
        window.key_entered.connect(self.key_entered)
        window.probe_wanted.connect(self.probe_wanted)
        window.reach_wanted.connect(self.reach_wanted)
        window.renew_wanted.connect(self.renew_wanted)
        window.add_server_wanted.connect(self.add_server_wanted)
        window.size_wanted.connect(self.size_wanted)
        window.compact_wanted.connect(self.compact_wanted)
        return window
