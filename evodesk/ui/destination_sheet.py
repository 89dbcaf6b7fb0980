"""Asks where the webhook of an instance should deliver: to this computer or to another system."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from evodesk.domain.reception import host_of, mask_url
from evodesk.ui.buttons import Button
from evodesk.ui.field import Field, Note
from evodesk.ui.host_box import HostBox
from evodesk.ui.label import Label
from evodesk.ui.radio_words import external_host
from evodesk.ui.reach_test import ReachTest
from evodesk.ui.sheet import Sheet
from evodesk.ui.webhook_address import judge
from evodesk.ui.wrapping_check_box import WrappingCheckBox

if TYPE_CHECKING:
    from evodesk.domain.reach import Reach
    from evodesk.domain.reception import WebhookConfig
    from evodesk.domain.status import InstanceStatus
    from evodesk.domain.switch import Wish
    from evodesk.ui.appearance import Appearance

_INDENT = 24


class DestinationSheet(Sheet):
    given = Signal(object)
    """The Wish with its `url`, or `to_here`."""
    reach_wanted = Signal(str)
    """The address of this computer that is to be tried; answer with `show_reach`."""
    settings_wanted = Signal()
    """The page of the public address."""
    left = Signal(str, str)
    """The instance, and what was typed, whatever came of it."""

    def __init__(
        self,
        appearance: Appearance,
        status: InstanceStatus,
        wish: Wish,
        own_base: str,
        draft: str,
        parent: QWidget | None = None,
    ) -> None:
        """`own_base`: the address of this computer that the server can reach, or empty. `draft`:
        what was typed before and came to nothing."""
        super().__init__(appearance, "destination", parent)
        self._wish, self._own_base = wish, own_base
        self._webhook = status.reception.webhook if status.reception else None
        self.add_title("plug", "accentText", self.tr("Where should the webhook deliver?"))
        self._add_today(status)
        self._here = self._radio("radio.here", self.tr("This computer"))
        self._elsewhere = self._radio("radio.elsewhere", self.tr("Another system"))
        self._field = self._new_field(draft)
        self._note = Note(appearance, "note.webhook")
        self._test = ReachTest(appearance, own_base)
        self._test.wanted.connect(self.reach_wanted)
        settings = self._to_settings()
        # What is shown before it has a parent would be a window of its own.
        (settings if own_base else self._test).hide()
        self._add_choice(self._here, self._own_address(), self._test, settings)
        self._add_choice(self._elsewhere, self._field, self._note, self._redirects())
        self._headers = self._add_headers(self._webhook)
        self._go = self._add_answers()
        self._choose_first(status, draft)
        self._judge()
        self.settle()

    def show_reach(self, reach: Reach) -> None:
        self._test.show_reach(reach)

    def done(self, result: int) -> None:
        self.left.emit(self._wish.instance, self._field.text())
        super().done(result)

    def _add_today(self, status: InstanceStatus) -> None:
        elsewhere = external_host(status)
        told = self.tr("For the messages of {instance}.")
        if elsewhere:
            told = self.tr("Today the messages of {instance} are delivered to:")
        text = told.format(instance=status.title)
        self.body.addWidget(Label(self._appearance, text, wraps=True))
        if elsewhere and self._webhook is not None:
            self.body.addWidget(HostBox(self._appearance, elsewhere, mask_url(self._webhook.url)))

    def _radio(self, name: str, text: str) -> QRadioButton:
        """Moving between them writes nothing, so a plain one serves."""
        radio = QRadioButton(text)
        radio.setObjectName(name)
        radio.clicked.connect(self._judge)
        return radio

    def _add_choice(self, radio: QRadioButton, *parts: QWidget) -> None:
        below = QVBoxLayout()
        below.setContentsMargins(_INDENT, 0, 0, 0)
        below.setSpacing(6)
        for part in parts:
            below.addWidget(part)
        choice = QVBoxLayout()
        choice.setSpacing(4)
        choice.addWidget(radio)
        choice.addLayout(below)
        self.body.addLayout(choice)

    def _own_address(self) -> Label:
        if self._own_base:
            told = self.tr("The server delivers through {host}.")
            return self._small(told.format(host=host_of(self._own_base)))
        self._here.setEnabled(False)
        return self._small(
            self.tr("The server cannot reach it: set the public address in Settings › Receiving.")
        )

    def _to_settings(self) -> QWidget:
        """Where what is missing is given; what was typed here is kept."""
        button = Button(self._appearance, self.tr("Open Settings"))
        button.setObjectName("btn.toSettings")
        button.clicked.connect(self.settings_wanted)
        button.clicked.connect(self.reject)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button)
        row.addStretch(1)
        return place

    def _redirects(self) -> Label:
        return self._small(
            self.tr(
                "Give the final address: where one redirects, the server loses the messages and"
                " takes them for delivered."
            )
        )

    def _small(self, text: str) -> Label:
        return Label(self._appearance, text, "small", "textMuted", wraps=True)

    def _new_field(self, draft: str) -> Field:
        field = Field(self._appearance, "field.webhook")
        field.setPlaceholderText("https://")
        field.setAccessibleName(self.tr("Webhook address"))
        field.setText(draft)
        field.textEdited.connect(self._type)
        return field

    def _add_headers(self, webhook: WebhookConfig | None) -> WrappingCheckBox | None:
        """They were set for the present host and may hold its credentials."""
        if webhook is None or not webhook.headers:
            return None
        names = ", ".join(name for name, _ in webhook.headers)
        text = self.tr("Send the headers of {host} there, too ({names})")
        box = WrappingCheckBox(
            self._appearance, text.format(host=host_of(webhook.url), names=names)
        )
        box.setObjectName("check.headers")
        self.body.addWidget(box)
        return box

    def _add_answers(self) -> Button:
        on = self._webhook is not None and self._webhook.enabled
        word = self.tr("Change the destination") if on else self.tr("Turn Webhook on")
        go = Button(self._appearance, word, "primary")
        go.setDefault(True)
        self.add_buttons(go)
        self.accepted.connect(self._give)
        return go

    def _choose_first(self, status: InstanceStatus, draft: str) -> None:
        elsewhere = (
            bool(draft)
            or not self._own_base
            or (status.destination is not None and not status.destination.here)
        )
        (self._elsewhere if elsewhere else self._here).setChecked(True)
        (self._field if elsewhere else self._here).setFocus()

    def _type(self) -> None:
        self._elsewhere.setChecked(True)
        self._judge()

    def _judge(self) -> None:
        judged = judge(self._field.text())
        if judged.tone is None:
            self._note.fall_silent()
        else:
            self._note.say(judged.tone, judged.text)
        self._field.set_bad(judged.tone == "bad")
        self._go.setEnabled(self._here.isChecked() or bool(judged.url))
        if self._headers is not None and self._webhook is not None:
            moves = bool(judged.url) and host_of(judged.url) != host_of(self._webhook.url)
            self._headers.setEnabled(self._elsewhere.isChecked() and moves)

    def _give(self) -> None:
        if self._here.isChecked():
            self.given.emit(replace(self._wish, to_here=True))
            return
        headers = self._headers
        carries = headers is not None and headers.isEnabled() and headers.isChecked()
        url = judge(self._field.text()).url
        self.given.emit(replace(self._wish, url=url, carries_headers=carries))
