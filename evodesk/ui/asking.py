"""Opens the sheets that ask, each imported when it is, and tells what was confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from evodesk.ui.confirm import Confirm
from evodesk.ui.questions import (
    media_loss_question,
    quit_question,
    restart_question,
    wipe_question,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from evodesk.domain.contact import Contact
    from evodesk.domain.reach import Reach
    from evodesk.domain.status import InstanceStatus
    from evodesk.domain.switch import Takeover, Wish
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.export_sheet import ExportSheet
    from evodesk.ui.sheet import Sheet


class Asking(QObject):
    """Saying no leaves no trace: nothing is emitted then."""

    switch_confirmed = Signal(object)
    """A Wish, with `confirmed`, with a `url` or with `events`."""
    watch_chosen = Signal(str)
    """An instance whose webhook stays with another system."""
    reach_wanted = Signal(str)
    """An address of ours to try; answer with `show_reach`."""
    settings_wanted = Signal(str)
    """A page: what a question needs is set there."""
    restart_confirmed = Signal(object)
    """The name of an instance."""
    wipe_confirmed = Signal(object)
    """The name of an instance."""
    quit_confirmed = Signal(object)
    alias_given = Signal(str, str, str)
    """Instance, jid, alias."""
    bulk_opened = Signal(object)
    """A BulkSheet: what is wished in it, and how it goes, is between it and whoever switches."""
    _dismissed = Signal(int)

    def __init__(self, appearance: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._appearance = appearance
        self._window = window
        self._instances: Mapping[str, InstanceStatus] = {}
        self._drafts: dict[str, str] = {}
        """Addresses that were typed, by instance: what fails need not be typed again."""

    def set_instances(self, instances: Mapping[str, InstanceStatus]) -> None:
        """All of the server, by name: questions call them by their titles."""
        self._instances = instances

    def dismiss(self) -> None:
        """The server is left: an answer that comes later would be meant for another one."""
        self._dismissed.emit(QDialog.DialogCode.Rejected)
        self._drafts.clear()

    def ask_takeover(self, takeover: Takeover) -> None:
        """Somebody else's webhook stands in the way."""
        from evodesk.ui.takeover_sheet import TakeoverSheet

        name = takeover.wish.instance
        others = self._instances[name].instance.others if name in self._instances else ()
        sheet = TakeoverSheet(
            self._appearance, self._title_of(name), takeover, self._window, others=others
        )
        sheet.confirmed.connect(self.switch_confirmed)
        sheet.watch_chosen.connect(self.watch_chosen)
        self._open(sheet)

    def ask_destination(self, wish: Wish, own_base: str) -> None:
        """`own_base`: this computer's address for the server, or empty."""
        from evodesk.ui.destination_sheet import DestinationSheet

        if (status := self._instances.get(wish.instance)) is None:
            return
        draft = self._drafts.get(status.name, "")
        sheet = DestinationSheet(
            self._appearance, status, wish, own_base, draft, parent=self._window
        )
        sheet.given.connect(self.switch_confirmed)
        sheet.left.connect(self._keep_draft)
        sheet.reach_wanted.connect(self.reach_wanted)
        sheet.settings_wanted.connect(self._want_settings)
        self._open(sheet)

    def ask_events(self, instance: str) -> None:
        from evodesk.ui.event_sheet import EventSheet

        sheet = EventSheet(self._appearance, self._instances[instance], self._window)
        sheet.chosen.connect(self.switch_confirmed)
        self._open(sheet)

    def show_reach(self, reach: Reach) -> None:
        from evodesk.ui.destination_sheet import DestinationSheet

        for sheet in self._window.findChildren(DestinationSheet):
            sheet.show_reach(reach)

    def ask_media_loss(self, wish: Wish) -> None:
        question = media_loss_question(self._title_of(wish.instance), wish.side)
        sheet = Confirm(self._appearance, question, wish, self._window)
        sheet.confirmed.connect(self.switch_confirmed)
        self._open(sheet)

    def ask_restart(self, instance: str) -> None:
        question = restart_question(self._title_of(instance))
        sheet = Confirm(self._appearance, question, instance, self._window)
        sheet.confirmed.connect(self.restart_confirmed)
        self._open(sheet)

    def ask_wipe(self, instance: str, count: int) -> None:
        """So many messages would be deleted."""
        title = self.tr("Delete %Ln messages?", "", count)
        question = wipe_question(title, self._title_of(instance))
        sheet = Confirm(self._appearance, question, instance, self._window)
        sheet.confirmed.connect(self.wipe_confirmed)
        self._open(sheet)

    def ask_alias(self, contact: Contact, shown: str) -> None:
        from evodesk.ui.alias_sheet import AliasSheet

        sheet = AliasSheet(self._appearance, contact, shown, self._window)
        sheet.given.connect(self.alias_given)
        self._open(sheet)

    def ask_export(self, name: str) -> ExportSheet:
        """`name`: what the file is called unless the person calls it otherwise."""
        from evodesk.ui.export_sheet import ExportSheet

        sheet = ExportSheet(self._appearance, name, self._window)
        self._open(sheet)
        return sheet

    def ask_bulk(self) -> None:
        from evodesk.ui.bulk_sheet import BulkSheet

        sheet = BulkSheet(self._appearance, tuple(self._instances.values()), self._window)
        self.bulk_opened.emit(sheet)
        self._open(sheet)

    def ask_quit(self) -> None:
        sheet = Confirm(self._appearance, quit_question(), None, self._window)
        sheet.confirmed.connect(self.quit_confirmed)
        self._open(sheet)

    def _open(self, sheet: Sheet) -> None:
        self._dismissed.connect(sheet.done)
        sheet.open()

    def _want_settings(self) -> None:
        self.settings_wanted.emit("receiving")

    def _keep_draft(self, instance: str, text: str) -> None:
        self._drafts[instance] = text

    def _title_of(self, instance: str) -> str:
        status = self._instances.get(instance)
        return status.title if status else instance
