"""The inspector's page about one instance, and the card in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from evodesk.domain.instance import LinkState
from evodesk.domain.reception import Mode, Original, Side
from evodesk.domain.switch import LastSwitch
from evodesk.ui.buttons import Button, IconButton
from evodesk.ui.instance_page import InstancePage
from evodesk.ui.mode_radio import ModeRadio
from evodesk.ui.option_box import OptionBox
from evodesk.ui.step_list import StepList
from tests.ui.finding import find
from tests.ui.samples import FOREIGN, NOW, drift, reception, status, switching

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.domain.status import InstanceStatus
    from evodesk.settings import Theme
    from evodesk.ui.appearance import Appearance

LEFT = Qt.MouseButton.LeftButton


class Clock:
    """Stands still until a test moves it."""

    now: float = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def page(qtbot: QtBot, appearance: Appearance, clock: Clock) -> InstancePage:
    page = InstancePage(appearance, clock=clock)
    qtbot.addWidget(page)
    page.resize(324, 700)
    with qtbot.waitExposed(page):
        page.show()
    return page


def said(page: QWidget) -> set[str]:
    """Every text that can be seen; of an elided one the whole."""
    labels = (label for label in page.findChildren(QLabel) if label.isVisible())
    return {label.accessibleName() or label.text() for label in labels}


def box(page: InstancePage, side: Side) -> OptionBox:
    boxes = page.findChildren(OptionBox)
    return next(found for found in boxes if found.radio.side is side)


def test_turn_on_asks_for_that_side(qtbot: QtBot, page: InstancePage) -> None:
    page.show_status(status())
    with qtbot.waitSignal(page.mode_requested) as asked:
        QTest.mouseClick(find(page, Button, "btn.activate.webhook"), LEFT)
    assert asked.args == ["balcao", Side.WEBHOOK]
    assert find(page, Button, "btn.activate.webhook").text() == "Turn on"


def test_turn_off_names_the_side_that_goes(qtbot: QtBot, page: InstancePage) -> None:
    page.show_status(status())
    with qtbot.waitSignal(page.turn_off_requested) as asked:
        QTest.mouseClick(find(page, Button, "btn.deactivate.websocket"), LEFT)
    assert asked.args == ["balcao", Side.WEBSOCKET]


def test_the_whole_box_is_the_radio(qtbot: QtBot, page: InstancePage) -> None:
    page.show_status(status())
    with qtbot.waitSignal(page.mode_requested) as asked:
        QTest.mouseClick(box(page, Side.WEBHOOK), LEFT)
    assert asked.args == ["balcao", Side.WEBHOOK]
    assert not box(page, Side.WEBHOOK).radio.isChecked()


def test_the_active_box_has_nothing_to_ask(qtbot: QtBot, page: InstancePage) -> None:
    page.show_status(status())
    with qtbot.assertNotEmitted(page.mode_requested):
        QTest.mouseClick(box(page, Side.WEBSOCKET), LEFT)
        QTest.mouseClick(box(page, Side.WEBSOCKET).radio, LEFT)


@pytest.mark.parametrize("base64", [True, False])
def test_the_check_box_asks_and_does_not_check(
    qtbot: QtBot, page: InstancePage, base64: bool
) -> None:
    page.show_status(status(mode=Mode.WEBHOOK, base64=base64))
    check = find(page, QCheckBox, "check.base64")
    with qtbot.waitSignal(page.base64_requested) as asked:
        QTest.mouseClick(check, LEFT)
    assert asked.args == ["balcao", not base64]
    assert check.isChecked() is base64


def test_a_running_switch_shows_its_steps_and_offers_nothing(
    qtbot: QtBot, page: InstancePage
) -> None:
    page.show_status(status(mode=Mode.WEBHOOK, progress=switching("balcao")))
    assert {"Current settings kept", "Turning WebSocket on and checking…"} <= said(page)
    assert "switching…" in said(page)
    assert not any(b.isVisible() for b in page.findChildren(Button))
    with qtbot.assertNotEmitted(page.mode_requested):
        QTest.mouseClick(box(page, Side.WEBSOCKET), LEFT)


def test_a_short_switch_shows_no_steps_at_first(
    qtbot: QtBot, page: InstancePage, clock: Clock
) -> None:
    page.show_status(status(mode=Mode.WEBHOOK, progress=switching(started_at=NOW - 0.35)))
    steps = page.findChild(StepList)
    assert steps is not None
    assert not steps.isVisible()
    clock.now = NOW + 1
    qtbot.waitUntil(steps.isVisible)


def test_a_slow_switch_says_so(page: InstancePage) -> None:
    page.show_status(status(mode=Mode.WEBHOOK, progress=switching(started_at=NOW - 9)))
    assert "Taking a while. You can wait." in said(page)


def test_a_change_behind_new_messages_is_shown(page: InstancePage) -> None:
    """A later message alone changes nothing else on the page."""
    for each in (status(), replace(status(), last_message_at=int(NOW))):
        page.show_status(each)
        assert "No active mode - messages will not be received!" not in said(page)
    page.show_status(replace(status(mode=Mode.NONE), last_message_at=int(NOW)))
    assert "No active mode - messages will not be received!" in said(page)


def test_none_active_warns_with_the_exact_sentence(page: InstancePage) -> None:
    page.show_status(status(mode=Mode.NONE))
    assert "No active mode - messages will not be received!" in said(page)
    page.show_status(status())
    assert "No active mode - messages will not be received!" not in said(page)


def test_none_active_is_not_over_promised(page: InstancePage) -> None:
    page.show_status(status(mode=Mode.NONE, others=("Chatwoot",)))
    told = "Choose Webhook or WebSocket below. Still receiving from it: Chatwoot."
    assert told in said(page)


def test_both_active_warns_and_either_can_be_chosen(qtbot: QtBot, page: InstancePage) -> None:
    page.show_status(status(mode=Mode.BOTH))
    assert "Both modes are on" in said(page)
    assert all(box(page, side).radio.isChecked() for side in Side)
    with qtbot.waitSignal(page.mode_requested) as asked:
        QTest.mouseClick(box(page, Side.WEBSOCKET).radio, LEFT)
    assert asked.args == ["balcao", Side.WEBSOCKET]


def test_another_system_is_named(page: InstancePage) -> None:
    page.show_status(status(mode=Mode.WEBHOOK, destination=FOREIGN))
    assert FOREIGN.host in said(page)
    assert find(page, Button, "btn.activate.websocket").text() == "Turn on…"


def test_offline_nothing_can_be_asked(qtbot: QtBot, page: InstancePage) -> None:
    page.show_status(status(mode=Mode.WEBHOOK))
    page.set_enabled(False, "No contact with the server.")
    assert not any(radio.isEnabled() for radio in page.findChildren(ModeRadio))
    assert not find(page, QCheckBox, "check.base64").isEnabled()
    button = find(page, Button, "btn.activate.websocket")
    assert button.toolTip() == "No contact with the server."
    with qtbot.assertNotEmitted(page.mode_requested):
        QTest.mouseClick(button, LEFT)
        QTest.mouseClick(box(page, Side.WEBSOCKET), LEFT)


def test_others_and_the_last_switch(qtbot: QtBot, page: InstancePage) -> None:
    last = LastSwitch(NOW - 90_000, Mode.WEBHOOK, Mode.WEBSOCKET)
    page.show_status(status(others=("Chatwoot",), last_switch=last))
    expected = {"Also receive from this instance", "Chatwoot", "on"}
    qtbot.waitUntil(lambda: expected <= said(page))
    assert any(text.endswith("on this computer: Webhook to WebSocket.") for text in said(page))
    page.show_status(status())
    assert not {"Also receive from this instance", "Last switch"} & said(page)


def test_restarting(qtbot: QtBot, page: InstancePage) -> None:
    page.show_status(status())
    action = next(a for a in page.findChildren(QAction) if a.text() == "Restart instance…")
    with qtbot.waitSignal(page.restart_requested) as asked:
        action.trigger()
    assert asked.args == ["balcao"]


def test_reading_muting_and_deleting_are_asked_for(qtbot: QtBot, page: InstancePage) -> None:
    page.show_status(replace(status(), unread=3, is_muted=False))
    actions = {action.text(): action for action in page.findChildren(QAction)}
    with qtbot.waitSignal(page.read_requested) as asked:
        actions["Mark all as read"].trigger()
    assert asked.args == ["balcao"]
    with qtbot.waitSignal(page.mute_requested) as asked:
        actions["Mute: no highlight for unread"].trigger()
    assert asked.args == ["balcao", True]
    with qtbot.waitSignal(page.wipe_requested) as asked:
        actions["Delete messages from this computer…"].trigger()
    assert asked.args == ["balcao"]
    page.show_status(replace(status(), is_muted=True))
    assert not actions["Mark all as read"].isEnabled()
    assert actions["Mute: no highlight for unread"].isChecked()


def test_closing_and_going_back(qtbot: QtBot, page: InstancePage) -> None:
    button = find(page, IconButton, "btn.closeInspector")
    with qtbot.waitSignal(page.closed):
        QTest.mouseClick(button, LEFT)
    page.set_back(True)
    assert button.accessibleName() == button.toolTip() == "Back to messages"
    with qtbot.waitSignal(page.back):
        QTest.mouseClick(button, LEFT)


def test_nothing_selected(page: InstancePage) -> None:
    page.show_status(status())
    page.show_status(None)
    assert said(page) == {"Choose an instance in the list.", ""}


def test_why_it_is_down(page: InstancePage) -> None:
    page.show_status(status(link=LinkState.CLOSED, reason=401, closed_at=NOW - 70))
    assert "Session ended on the phone (401)" in said(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [300, 324, 480])
def test_long_names_do_not_widen_it(
    qtbot: QtBot, appearance: Appearance, page: InstancePage, scheme: Theme, width: int
) -> None:
    appearance.set_scheme(scheme)
    foreign = replace(FOREIGN, host="automation.a-very-long-company-name.example")
    gone = drift(reception(Mode.WEBSOCKET), reception(Mode.WEBHOOK))
    shown = status(title="N" * 40, mode=Mode.WEBHOOK, destination=foreign, drift=gone)
    page.show_status(shown)
    page.resize(width, 700)
    qtbot.waitUntil(lambda: page.width() == width)
    for side in Side:
        right = box(page, side).mapTo(page, box(page, side).rect().topRight()).x()
        assert right <= width - 16
    close = find(page, IconButton, "btn.closeInspector")
    assert close.width() == 30
    assert close.geometry().right() < width


def drifted(mode: Mode = Mode.WEBHOOK, before: Mode = Mode.WEBSOCKET) -> InstanceStatus:
    gone = drift(reception(before), reception(mode))
    return status(mode=mode, destination=FOREIGN, drift=gone)


def test_what_somebody_else_changed_and_the_two_answers(qtbot: QtBot, page: InstancePage) -> None:
    page.show_status(drifted())
    banner = find(page, QWidget, "banner.drift")
    expected = {"Settings changed outside evodesk", "On the server", "Your choice"}
    qtbot.waitUntil(lambda: expected <= said(page))
    with qtbot.waitSignal(page.keep_requested) as kept:
        QTest.mouseClick(find(page, Button, "btn.drift.keep"), LEFT)
    with qtbot.waitSignal(page.reapply_requested) as applied:
        QTest.mouseClick(find(page, Button, "btn.drift.apply"), LEFT)
    assert kept.args == applied.args == ["balcao"]
    page.show_status(status())
    assert not banner.isVisible()


def test_offline_only_keeping_can_be_asked(page: InstancePage) -> None:
    page.show_status(drifted())
    page.set_enabled(False, "No contact with the server.")
    assert find(page, Button, "btn.drift.keep").isEnabled()
    assert not find(page, Button, "btn.drift.apply").isEnabled()
    assert find(page, Button, "btn.drift.apply").toolTip() == "No contact with the server."


def test_both_on_by_somebody_else_is_settled_below(qtbot: QtBot, page: InstancePage) -> None:
    page.show_status(drifted(Mode.BOTH))
    assert {"Both modes are on", "Settings changed outside evodesk"} <= said(page)
    assert not find(page, Button, "btn.drift.keep").isVisible()
    with qtbot.waitSignal(page.mode_requested) as asked:
        QTest.mouseClick(box(page, Side.WEBHOOK).radio, LEFT)
    assert asked.args == ["balcao", Side.WEBHOOK]


def test_what_was_there_before_can_be_asked_for(qtbot: QtBot, page: InstancePage) -> None:
    original = Original(reception(Mode.WEBHOOK, "https://n8n.example/hook?token=t0p"), NOW - 60)
    page.show_status(status(original=original))
    told = "it was: Webhook, delivering to n8n.example."
    qtbot.waitUntil(lambda: any(text.endswith(told) for text in said(page)))
    with qtbot.waitSignal(page.restore_requested) as asked:
        QTest.mouseClick(find(page, Button, "btn.restore"), LEFT)
    assert asked.args == ["balcao"]


@pytest.mark.parametrize("mode", [Mode.WEBSOCKET, Mode.NONE])
def test_nothing_to_restore(page: InstancePage, mode: Mode) -> None:
    """It is as it was, or no mode was active."""
    page.show_status(status(original=Original(reception(mode), NOW - 60)))
    assert not find(page, Button, "btn.restore").isVisible()


def test_nothing_is_restored_while_nothing_can_be_switched(page: InstancePage) -> None:
    original = Original(reception(Mode.WEBHOOK), NOW - 60)
    page.show_status(status(original=original, progress=switching(started_at=NOW)))
    assert not find(page, Button, "btn.restore").isEnabled()
    page.show_status(status(original=original))
    page.set_enabled(False, "No contact with the server.")
    assert not find(page, Button, "btn.restore").isEnabled()


def test_watching_is_told_with_its_period(page: InstancePage) -> None:
    page.show_status(status(mode=Mode.WEBHOOK, destination=FOREIGN, asks_every=15))
    assert {"Watching only", "asks every 15\N{NO-BREAK SPACE}s"} <= said(page)
    page.show_status(status(mode=Mode.WEBHOOK, destination=FOREIGN))
    assert "Watching only" not in said(page)


def test_a_suspected_channel_of_the_whole_server_is_explained(page: InstancePage) -> None:
    page.show_status(status())
    told = "The server seems to send everything by a general channel, too."
    assert told not in said(page)
    page.show_status(replace(status(), has_global_channel=True))
    assert told in said(page)
    assert any("It is suspected" in text for text in said(page))
