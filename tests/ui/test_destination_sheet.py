from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget

from evodesk.domain.reach import Reach, ReachStep
from evodesk.domain.reception import Mode, Reception, Side, WebhookConfig
from evodesk.domain.switch import Wish
from evodesk.ui.destination_sheet import DestinationSheet
from tests.ui.finding import find
from tests.ui.samples import FOREIGN, HERE, status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from evodesk.domain.status import InstanceStatus
    from evodesk.ui.appearance import Appearance

    Opened = Callable[..., DestinationSheet]

WISH = Wish("recepcao", Side.WEBHOOK)
BASE = "https://tunnel.example"
OLD = "https://n8n.clinicasorriso.example/hook"


def foreign(headers: tuple[tuple[str, str], ...] = ()) -> InstanceStatus:
    made = status("recepcao", mode=Mode.WEBHOOK, destination=FOREIGN)
    return replace(made, reception=Reception(WebhookConfig(True, OLD, headers), None))


@pytest.fixture
def opened(appearance: Appearance, qtbot: QtBot) -> Iterator[Opened]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()

    def make(status: InstanceStatus, base: str = BASE, draft: str = "") -> DestinationSheet:
        sheet = DestinationSheet(appearance, status, WISH, base, draft, window)
        # What is deleted on closing could not be asked afterwards.
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        sheet.open()
        return sheet

    yield make
    window.close()


def part(sheet: QWidget, name: str) -> QLineEdit:
    return find(sheet, QLineEdit, name)


def go(sheet: QWidget) -> QPushButton:
    return find(sheet, QPushButton, "btn.go")


def radio(sheet: QWidget, name: str) -> QRadioButton:
    return find(sheet, QRadioButton, f"radio.{name}")


def press(sheet: QWidget) -> None:
    QTest.mouseClick(go(sheet), Qt.MouseButton.LeftButton)


def test_it_says_where_the_messages_go_today_without_a_secret(opened: Opened) -> None:
    webhook = WebhookConfig(True, f"{OLD}/a1b2c3d4e5?token=t0k3n")
    sheet = opened(replace(foreign(), reception=Reception(webhook, None)))
    labels = sheet.findChildren(QLabel)
    told = {label.text() for label in labels} | {label.accessibleName() for label in labels}
    assert {FOREIGN.host, f"{OLD}/•••?•••"} <= told
    assert part(sheet, "field.webhook").text() == ""
    here = opened(status("recepcao", mode=Mode.WEBHOOK, destination=HERE))
    assert not any("Today" in label.text() for label in here.findChildren(QLabel))


def test_this_computer_is_named_and_given(opened: Opened, qtbot: QtBot) -> None:
    sheet = opened(status(mode=Mode.WEBHOOK, destination=HERE))
    assert radio(sheet, "here").isChecked()
    told = [label.text() for label in sheet.findChildren(QLabel)]
    assert "The server delivers through tunnel.example." in told
    with qtbot.waitSignal(sheet.given) as given:
        press(sheet)
    assert given.args == [replace(WISH, to_here=True)]


def test_this_computer_cannot_be_chosen_where_no_server_reaches_it(opened: Opened) -> None:
    sheet = opened(status(), base="")
    assert not radio(sheet, "here").isEnabled()
    assert radio(sheet, "elsewhere").isChecked()
    assert not go(sheet).isEnabled()


def test_where_its_address_is_missing_a_button_leads_to_where_it_is_set(
    opened: Opened, qtbot: QtBot
) -> None:
    assert not find(opened(status()), QPushButton, "btn.toSettings").isVisible()
    sheet = opened(status(), base="")
    with (
        qtbot.waitSignals([sheet.settings_wanted, sheet.left]),
        qtbot.assertNotEmitted(sheet.given),
    ):
        QTest.mouseClick(find(sheet, QPushButton, "btn.toSettings"), Qt.MouseButton.LeftButton)
    assert not sheet.isVisible()


def test_typing_chooses_the_other_system(opened: Opened, qtbot: QtBot) -> None:
    sheet = opened(status())
    QTest.keyClicks(part(sheet, "field.webhook"), "crm.example/hook")
    assert radio(sheet, "elsewhere").isChecked()
    with qtbot.waitSignal(sheet.given) as given:
        press(sheet)
    assert given.args == [replace(WISH, url="https://crm.example/hook")]


def test_what_cannot_be_used_is_not_given(opened: Opened) -> None:
    sheet = opened(foreign())
    QTest.keyClicks(part(sheet, "field.webhook"), "ftp://crm.example")
    assert not go(sheet).isEnabled()
    radio(sheet, "here").click()
    assert go(sheet).isEnabled()


def test_the_draft_is_told_on_leaving(opened: Opened, qtbot: QtBot) -> None:
    sheet = opened(foreign(), draft="https://crm.example/ho")
    QTest.keyClick(part(sheet, "field.webhook"), Qt.Key.Key_End)
    QTest.keyClicks(part(sheet, "field.webhook"), "ok")
    with qtbot.waitSignal(sheet.left) as left:
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert left.args == ["recepcao", "https://crm.example/hook"]


@pytest.mark.parametrize("carries", [False, True])
def test_headers_go_along_only_with_a_tick(opened: Opened, qtbot: QtBot, carries: bool) -> None:
    sheet = opened(foreign((("Authorization", "Bearer x"),)))
    box = find(sheet, QCheckBox, "check.headers")
    assert "Authorization" in box.text()
    assert "Bearer" not in box.text()
    assert not box.isEnabled()
    QTest.keyClicks(part(sheet, "field.webhook"), "https://crm.example/hook")
    assert box.isEnabled()
    if carries:
        box.click()
    with qtbot.waitSignal(sheet.given) as given:
        press(sheet)
    wish = replace(WISH, url="https://crm.example/hook", carries_headers=carries)
    assert given.args == [wish]


def test_headers_are_no_question_at_the_same_host(opened: Opened) -> None:
    sheet = opened(foreign((("Authorization", "Bearer x"),)))
    QTest.keyClicks(part(sheet, "field.webhook"), f"{OLD}/other")
    assert not find(sheet, QCheckBox, "check.headers").isEnabled()


def test_what_is_told_is_never_cut(opened: Opened, qtbot: QtBot) -> None:
    sheet = opened(status(mode=Mode.WEBHOOK, destination=HERE))

    def nothing_is_cut() -> bool:
        labels = [each for each in sheet.findChildren(QLabel) if each.wordWrap() and each.text()]
        return all(each.height() >= each.heightForWidth(each.width()) for each in labels)

    before = sheet.height()
    sheet.show_reach(Reach(BASE, ReachStep.TLS))
    QTest.keyClicks(part(sheet, "field.webhook"), "http://crm.example/hook")
    qtbot.waitUntil(lambda: sheet.height() > before)
    qtbot.waitUntil(nothing_is_cut)
    assert sheet.width() == 520
