from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from evodesk.domain.reception import Destination, Side
from evodesk.domain.switch import Takeover, Wish
from evodesk.ui.takeover_sheet import TakeoverSheet
from tests.ui.finding import find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance

WISH = Wish("recepcao", Side.WEBSOCKET)
TAKEOVER = Takeover(
    WISH, "n8n.clinicasorriso.example", "https://n8n.clinicasorriso.example/webhook/recepcao"
)
MOVED = replace(
    TAKEOVER,
    wish=Wish("recepcao", Side.WEBHOOK, url="https://crm.example/x"),
    to=Destination(here=False, host="crm.example"),
    headers=("Authorization", "x-team"),
)


@pytest.fixture
def opened(appearance: Appearance, qtbot: QtBot) -> Iterator[Callable[[Takeover], TakeoverSheet]]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()

    def make(takeover: Takeover) -> TakeoverSheet:
        sheet = TakeoverSheet(appearance, "Clínica · Recepção", takeover, window)
        # What is deleted on closing could not be asked afterwards.
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        sheet.open()
        return sheet

    yield make
    window.close()


def words(sheet: QWidget) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel))


def press(sheet: QWidget, name: str) -> None:
    QTest.mouseClick(find(sheet, QPushButton, name), Qt.MouseButton.LeftButton)


def test_it_names_host_address_and_consequences(
    opened: Callable[[Takeover], TakeoverSheet],
) -> None:
    sheet = opened(TAKEOVER)
    told = words(sheet)
    assert "Clínica · Recepção" in told
    assert "n8n.clinicasorriso.example" in told.splitlines()
    assert TAKEOVER.url in [label.accessibleName() for label in sheet.findChildren(QLabel)]
    assert "If you switch to WebSocket:" in told
    assert "headers (" not in told


def test_it_goes_on_only_after_the_tick(
    opened: Callable[[Takeover], TakeoverSheet], qtbot: QtBot
) -> None:
    sheet = opened(TAKEOVER)
    go, told = find(sheet, QPushButton, "btn.go"), find(sheet, QCheckBox, "check.told")
    assert not go.isEnabled()
    told.click()
    assert go.isEnabled()
    told.click()
    assert not go.isEnabled()
    told.click()
    with qtbot.waitSignal(sheet.confirmed) as confirmed:
        press(sheet, "btn.go")
    assert confirmed.args == [replace(WISH, confirmed=True, told_host=TAKEOVER.host)]


@pytest.mark.parametrize("focused", ["check.told", "btn.watch"])
def test_enter_watches_and_changes_nothing(
    opened: Callable[[Takeover], TakeoverSheet], qtbot: QtBot, focused: str
) -> None:
    sheet = opened(TAKEOVER)
    find(sheet, QWidget, focused).setFocus()
    with qtbot.assertNotEmitted(sheet.confirmed), qtbot.waitSignal(sheet.watch_chosen) as watched:
        QTest.keyClick(find(sheet, QWidget, focused), Qt.Key.Key_Return)
    assert watched.args == ["recepcao"]
    assert not sheet.isVisible()


@pytest.mark.parametrize("way", ["escape", "button"])
def test_cancelling_does_nothing_at_all(
    opened: Callable[[Takeover], TakeoverSheet], qtbot: QtBot, way: str
) -> None:
    sheet = opened(TAKEOVER)
    find(sheet, QCheckBox, "check.told").click()
    with qtbot.assertNotEmitted(sheet.confirmed), qtbot.assertNotEmitted(sheet.watch_chosen):
        if way == "escape":
            QTest.keyClick(sheet, Qt.Key.Key_Escape)
        else:
            press(sheet, "btn.cancel")
    assert not sheet.isVisible()


def test_it_tells_where_the_headers_go(opened: Callable[[Takeover], TakeoverSheet]) -> None:
    stay, go = MOVED, replace(MOVED, wish=replace(MOVED.wish, carries_headers=True))
    assert "its headers (Authorization, x-team) are not sent to crm.example;" in words(opened(stay))
    assert "are sent to crm.example, too;" in words(opened(go))
    here = replace(MOVED, to=Destination(here=True, host="127.0.0.1:8765"))
    assert "If you deliver to this computer instead:" in words(opened(here))


def test_what_else_receives_goes_on(appearance: Appearance, qtbot: QtBot) -> None:
    sheet = TakeoverSheet(appearance, "Clínica", TAKEOVER, others=("Chatwoot", "SQS"))
    qtbot.addWidget(sheet)
    assert "what else receives from it goes on: Chatwoot, SQS;" in words(sheet)


def test_long_words_make_it_taller_not_wider(opened: Callable[[Takeover], TakeoverSheet]) -> None:
    host = "a-very-long-host-name.of-some-customer.with-many-parts.example:8443"
    sheet = opened(replace(MOVED, host=host, url=f"https://{host}/{'path/' * 20}"))
    assert sheet.width() == 520
    for label in sheet.findChildren(QLabel):
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width())
    for box in sheet.findChildren(QCheckBox):
        assert box.height() >= box.heightForWidth(box.width())
