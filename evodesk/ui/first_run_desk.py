"""The form that asks for a server: it comes when one is wanted, and goes once one lets us in.

It is imported when it is first wanted, like the settings window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from evodesk.settings import Settings
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.first_run import FirstRun
    from evodesk.ui.probe import Probe


class FirstRunDesk(QObject):
    probe_wanted = Signal(object)
    """A ProbeWish; answer with `show_probe`."""
    connect_wanted = Signal(object, str)
    """A new Server and its key; answer with `close`, or `show_probe` where it fails."""
    changed = Signal(object)
    """Settings with another language."""
    demo_wanted = Signal()
    left = Signal()
    """The person closed it."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._has_vault = True
        self._form: FirstRun | None = None

    @property
    def form(self) -> FirstRun | None:
        """None while it is not open."""
        return self._form

    def open(self, settings: Settings) -> None:
        """One that is open comes to the front, with what was typed."""
        if self._form is None:
            self._form = self._made(settings)
        self._form.show()
        self.bring_up()

    def bring_up(self) -> None:
        if self._form is not None:
            self._form.raise_()
            self._form.activateWindow()

    def close(self) -> None:
        """Nothing more is asked."""
        form, self._form = self._form, None
        if form is not None:
            form.hide()
            form.deleteLater()

    def set_vault_available(self, available: bool) -> None:
        self._has_vault = available
        if self._form is not None:
            self._form.set_vault_available(available)

    def show_settings(self, settings: Settings) -> None:
        if self._form is not None:
            self._form.show_settings(settings)

    def show_probe(self, probe: Probe) -> None:
        if self._form is not None:
            self._form.show_probe(probe)

    def _made(self, settings: Settings) -> FirstRun:
        from evodesk.ui.first_run import FirstRun

        form = FirstRun(self._appearance, settings)
        form.set_vault_available(self._has_vault)
        form.probe_wanted.connect(self.probe_wanted)
        form.connect_wanted.connect(self.connect_wanted)
        form.changed.connect(self.changed)
        form.demo_wanted.connect(self.demo_wanted)
        form.rejected.connect(self._leave)
        return form

    def _leave(self) -> None:
        self.close()
        self.left.emit()
