from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from evodesk.domain.events import HOLDS_UP, KNOWN_EVENTS, Preset, preset_events
from evodesk.domain.reception import DEFAULT_EVENTS, Mode, Side
from evodesk.domain.switch import Wish
from evodesk.ui.event_sheet import EventSheet, kept_wish
from evodesk.ui.event_words import event_groups
from tests.ui import samples
from tests.ui.finding import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance

WEBHOOK = samples.status(mode=Mode.WEBHOOK, destination=samples.HERE)
WEBSOCKET = samples.status(mode=Mode.WEBSOCKET)


@pytest.fixture
def sheet(appearance: Appearance, window: QWidget) -> EventSheet:
    made = EventSheet(appearance, WEBHOOK, window)
    made.open()
    return made


def check(sheet: EventSheet, event: str) -> QCheckBox:
    return find(sheet, QCheckBox, f"check.{event}")


def test_every_event_of_the_server_has_one_entry() -> None:
    listed = [event for _, events in event_groups() for event, _ in events]
    assert sorted(listed) == sorted(KNOWN_EVENTS)


def test_it_shows_what_is_set_and_gives_what_is_ticked(sheet: EventSheet, qtbot: QtBot) -> None:
    assert sheet.ticked == DEFAULT_EVENTS[Side.WEBHOOK]
    check(sheet, "CHATS_UPSERT").click()
    with qtbot.waitSignal(sheet.chosen) as chosen:
        find(sheet, QPushButton, "btn.go").click()
    events = DEFAULT_EVENTS[Side.WEBHOOK] | {"CHATS_UPSERT"}
    assert chosen.args == [replace(kept_wish(WEBHOOK), events=events)]


def test_only_the_events_are_to_change() -> None:
    assert kept_wish(WEBHOOK) == Wish(
        "balcao",
        Side.WEBHOOK,
        url="http://127.0.0.1:8765/x",
        base64=True,
        events=DEFAULT_EVENTS[Side.WEBHOOK],
    )
    assert kept_wish(WEBSOCKET) == Wish(
        "balcao", Side.WEBSOCKET, events=DEFAULT_EVENTS[Side.WEBSOCKET]
    )


@pytest.mark.parametrize("preset", Preset)
def test_a_preset_ticks_its_events(sheet: EventSheet, preset: Preset) -> None:
    find(sheet, QPushButton, f"chip.{preset}").click()
    assert sheet.ticked == preset_events(preset, Side.WEBHOOK)
    on = {each: find(sheet, QPushButton, f"chip.{each}").isChecked() for each in Preset}
    assert on == {each: each is preset for each in Preset}


def test_edited_messages_are_explained_where_they_stand(sheet: EventSheet) -> None:
    assert not check(sheet, HOLDS_UP).isChecked()
    assert "hold up the server's queue" in check(sheet, HOLDS_UP).accessibleDescription()
    shown = [label.text() for label in sheet.findChildren(QLabel)]
    assert sum("hold up the server's queue" in text for text in shown) == 1


def test_by_websocket_nothing_is_held_up(appearance: Appearance, window: QWidget) -> None:
    made = EventSheet(appearance, WEBSOCKET, window)
    assert check(made, HOLDS_UP).isChecked()
    assert not [label for label in made.findChildren(QLabel) if "hold up" in label.text()]


def test_an_empty_list_cannot_be_given(sheet: EventSheet, qtbot: QtBot) -> None:
    for event in sheet.ticked:
        check(sheet, event).click()
    assert not find(sheet, QPushButton, "btn.go").isEnabled()
    with qtbot.assertNotEmitted(sheet.chosen):
        QTest.keyClick(sheet, Qt.Key.Key_Return)


def test_the_keyboard_reaches_every_entry(sheet: EventSheet) -> None:
    first = check(sheet, "MESSAGES_UPSERT")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert "MESSAGES_UPSERT" not in sheet.ticked
    reached = set()
    for _ in range(2 * len(KNOWN_EVENTS)):
        focused = sheet.focusWidget()
        reached.add(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert {f"check.{event}" for event in KNOWN_EVENTS} <= reached
    assert {f"chip.{preset}" for preset in Preset} <= reached
