"""The last switch of an instance, and the way back to what it was before evodesk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal

from evodesk.domain.reception import host_of
from evodesk.ui import texts
from evodesk.ui.buttons import Button
from evodesk.ui.section import Section, SectionLine

if TYPE_CHECKING:
    from evodesk.domain.reception import Original
    from evodesk.domain.status import InstanceStatus
    from evodesk.domain.switch import LastSwitch
    from evodesk.ui.appearance import Appearance


class LastSwitchSection(Section):
    """Hidden where there is neither."""

    restore_asked = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, self.tr("Last switch"))
        self._restore = Button(appearance, self.tr("Restore as it was"), icon="undo-2")
        self._restore.setObjectName("btn.restore")
        self._restore.clicked.connect(self.restore_asked)
        self.add_below(self._restore)

    def show_status(self, status: InstanceStatus, blocked: str, now: float) -> None:
        """`blocked`: why nothing can be switched now, or empty."""
        lines = [self._told(status.last_switch, now)] if status.last_switch else []
        original = status.original if status.can_be_restored else None
        if original is not None:
            lines.append(_before(original, now))
        self._restore.setVisible(original is not None)
        self._restore.setEnabled(not blocked and status.progress is None)
        self._restore.setToolTip(blocked)
        self.setVisible(bool(lines))
        self.show_lines(tuple(SectionLine(line) for line in lines))

    def _told(self, last: LastSwitch, now: float) -> str:
        pattern = self.tr("{when}, on this computer: {a} to {b}.")
        before, after = texts.mode_word(last.before), texts.mode_word(last.after)
        return pattern.format(when=texts.moment(now, last.at), a=before, b=after)


def _before(original: Original, now: float) -> str:
    """What would be restored."""
    webhook = original.reception.webhook
    when, mode = texts.moment(now, original.at), texts.mode_word(original.reception.mode)
    if webhook is None or not webhook.enabled:
        pattern = QCoreApplication.translate("LastSwitchSection", "{when} it was: {mode}.")
        return pattern.format(when=when, mode=mode)
    pattern = QCoreApplication.translate(
        "LastSwitchSection", "{when} it was: {mode}, delivering to {host}."
    )
    return pattern.format(when=when, mode=mode, host=host_of(webhook.url))
