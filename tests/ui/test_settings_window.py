from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from evodesk.settings import Settings
from evodesk.ui.field import Field
from evodesk.ui.probe import Probe, ProbeState, ProbeWish
from evodesk.ui.settings_window import PAGES, SettingsWindow
from tests.ui.finding import find
from tests.ui.samples import SERVER

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance

BRANCH = replace(SERVER, id="filial", name="Filial", url="https://filial.example")
SETTINGS = Settings(servers=(SERVER, BRANCH), current_server="matriz")


@pytest.fixture
def window(appearance: Appearance, qtbot: QtBot) -> SettingsWindow:
    made = SettingsWindow(appearance, SETTINGS, has_tray=True, has_vault=True)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(window: SettingsWindow, name: str, words: str) -> None:
    """As a person does it: with the keyboard."""
    box = find(window, QComboBox, name)
    while box.currentText() != words:
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() != before, f"no choice {words}"


def settle() -> None:
    """The old pages go away with the next turn of the event loop."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def click(window: QDialog, name: str) -> None:
    QTest.mouseClick(find(window, QPushButton, name), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_and_shows_its_title(window: SettingsWindow, page: str) -> None:
    window.open_page(page)
    titles = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    title = "Data and privacy" if page == "privacy" else page.capitalize()
    assert title in titles


def test_the_language_changes_at_once(window: SettingsWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.changed) as changed:
        choose(window, "choice.language", "Português (Brasil)")
    assert changed.args == [replace(SETTINGS, language="pt_BR")]


def test_changes_on_several_pages_add_up(window: SettingsWindow, qtbot: QtBot) -> None:
    seen: list[Settings] = []
    window.changed.connect(seen.append)
    find(window, QCheckBox, "check.tray").click()
    window.open_page("appearance")
    choose(window, "choice.theme", "Dark")
    choose(window, "choice.rows", "Compact")
    expected = replace(SETTINGS, close_to_tray=False, theme="dark", compact=True)
    assert seen[-1] == expected


def test_what_becomes_of_webhooks_on_leaving_can_be_chosen(
    window: SettingsWindow, qtbot: QtBot
) -> None:
    window.open_page("receiving")
    with qtbot.waitSignal(window.changed) as changed:
        choose(window, "choice.leave", "restore")
    assert changed.args == [replace(SETTINGS, on_leave="restore")]


def test_the_wheel_never_changes_a_value(window: SettingsWindow, qtbot: QtBot) -> None:
    box = find(window, QComboBox, "choice.language")
    down = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.assertNotEmitted(window.changed):
        QApplication.sendEvent(box, down)
    assert box.currentIndex() == 0


def test_without_a_tray_the_choice_is_explained(appearance: Appearance, qtbot: QtBot) -> None:
    window = SettingsWindow(appearance, SETTINGS, has_tray=False, has_vault=True)
    qtbot.addWidget(window)
    box = find(window, QCheckBox, "check.tray")
    assert not box.isEnabled()
    assert not box.isChecked()
    assert "no tray" in box.toolTip()


def test_the_receiver_port_is_taken_when_it_is_finished(
    window: SettingsWindow, qtbot: QtBot
) -> None:
    window.open_page("receiving")
    with qtbot.waitSignal(window.changed) as changed:
        type_port(window, "9000")
    assert changed.args == [replace(SETTINGS, receiver_port=9000)]


def edge(field: Field) -> QColor:
    return field.grab().toImage().pixelColor(0, field.height() // 2)


def test_a_port_that_needs_rights_is_not_taken(
    window: SettingsWindow, qtbot: QtBot, appearance: Appearance
) -> None:
    red = appearance.color("errFill")
    window.open_page("receiving")
    field = find(window, Field, "field.port")
    with qtbot.assertNotEmitted(window.changed):
        type_port(window, "80")
    assert edge(field) == red
    assert field.accessibleDescription() == "From 1024 to 65535."
    type_port(window, "9000")
    assert edge(field) != red


def test_the_bind_choice_names_the_network(window: SettingsWindow, qtbot: QtBot) -> None:
    window.open_page("receiving")
    with qtbot.waitSignal(window.changed) as changed:
        choose(window, "choice.bind", "the whole network (the firewall may ask)")
    assert changed.args == [replace(SETTINGS, receiver_host="0.0.0.0")]


def type_port(window: SettingsWindow, port: str) -> None:
    field = find(window, QLineEdit, "field.port")
    field.selectAll()
    QTest.keyClicks(field, port)
    QTest.keyClick(field, Qt.Key.Key_Return)


def type_public_url(window: SettingsWindow, url: str) -> None:
    window.open_page("receiving")
    field = find(window, QLineEdit, "field.public")
    field.clear()
    QTest.keyClicks(field, url)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_an_open_public_address_is_asked_about_once(window: SettingsWindow, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(window.changed):
        type_public_url(window, "http://tunnel.example")
    (sheet,) = window.findChildren(QDialog)
    assert sheet.objectName() == "sheet.plainWebhook"
    qtbot.waitUntil(sheet.isVisible)
    with qtbot.assertNotEmitted(window.changed):
        sheet.reject()
    settle()
    assert find(window, QLineEdit, "field.public").text() == ""
    type_public_url(window, "http://tunnel.example")
    (again,) = window.findChildren(QDialog)
    qtbot.waitUntil(again.isVisible)
    with qtbot.waitSignal(window.changed) as changed:
        again.accept()
    assert changed.args == [replace(SETTINGS, public_url="http://tunnel.example")]


def test_an_address_of_the_network_is_picked(
    window: SettingsWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("receiving_page", "public_address"):
        monkeypatch.setattr(f"evodesk.ui.{module}.lan_addresses", lambda: ("192.168.0.7",))
    window.show_settings(replace(SETTINGS, receiver_port=9000))
    settle()
    window.open_page("receiving")
    with qtbot.waitSignal(window.changed) as changed:
        choose(window, "choice.lan", "192.168.0.7")
    assert changed.args[0].public_url == "http://192.168.0.7:9000"
    assert "this computer only" in find(window, QLabel, "note.public").text()


def test_an_address_of_the_network_goes_along_with_the_port(
    window: SettingsWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evodesk.ui.receiving_page.lan_addresses", lambda: ("192.168.0.7",))
    chosen = replace(SETTINGS, public_url="http://192.168.0.7:8765", receiver_port=8765)
    window.show_settings(chosen)
    settle()
    window.open_page("receiving")
    seen: list[Settings] = []
    window.changed.connect(seen.append)
    type_port(window, "9000")
    assert seen == [replace(chosen, receiver_port=9000, public_url="http://192.168.0.7:9000")]


def test_a_tunnel_stays_where_it_is(window: SettingsWindow) -> None:
    chosen = replace(SETTINGS, public_url="https://tunnel.example:8765", receiver_port=8765)
    window.show_settings(chosen)
    settle()
    window.open_page("receiving")
    seen: list[Settings] = []
    window.changed.connect(seen.append)
    type_port(window, "9000")
    assert seen == [replace(chosen, receiver_port=9000)]


def test_what_is_picked_names_the_port_that_was_free_and_keeps_it(
    window: SettingsWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evodesk.ui.receiving_page.lan_addresses", lambda: ("192.168.0.7",))
    window.show_settings(replace(SETTINGS, receiver_port=9000))
    settle()
    window.show_receiver(9001)
    window.open_page("receiving")
    seen: list[Settings] = []
    window.changed.connect(seen.append)
    choose(window, "choice.lan", "192.168.0.7")
    wanted = replace(SETTINGS, receiver_port=9001, public_url="http://192.168.0.7:9001")
    assert seen == [wanted]
    assert find(window, QLineEdit, "field.port").text() == "9001"


def test_the_warning_goes_when_the_network_is_let_in(
    window: SettingsWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evodesk.ui.public_address.lan_addresses", lambda: ("192.168.0.7",))
    window.show_settings(replace(SETTINGS, public_url="http://192.168.0.7:8765"))
    settle()
    window.open_page("receiving")
    note = find(window, QLabel, "note.public")
    assert "this computer only" in note.text()
    choose(window, "choice.bind", "the whole network (the firewall may ask)")
    assert not note.text()


def test_the_secret_is_renewed(window: SettingsWindow, qtbot: QtBot) -> None:
    window.open_page("receiving")
    note = find(window, QLabel, "note.renewed")
    with qtbot.waitSignal(window.renew_wanted):
        click(window, "btn.renewSecret")
    assert not note.isVisible()
    window.show_renewed()
    assert note.isVisible()
    assert note.text() == "There is a new one. The webhooks are being updated."


def test_a_public_address_must_be_one(window: SettingsWindow, qtbot: QtBot) -> None:
    window.open_page("receiving")
    field = find(window, QLineEdit, "field.public")
    with qtbot.assertNotEmitted(window.changed):
        QTest.keyClicks(field, "tunnel.example")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert find(window, QLabel, "note.public").text() == "This is not a web address."
    field.clear()
    with qtbot.waitSignal(window.changed) as changed:
        QTest.keyClicks(field, "https://tunnel.example/")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert changed.args == [replace(SETTINGS, public_url="https://tunnel.example")]


def test_the_receiver_is_told(window: SettingsWindow) -> None:
    assert find(window, QLabel, "note.receiver").text() == "Receiver off"
    window.show_receiver(8765)
    assert find(window, QLabel, "note.receiver").text() == "Receiver on, port 8765"


def test_a_server_is_saved_by_its_button(window: SettingsWindow, qtbot: QtBot) -> None:
    window.open_page("servers")
    assert not find(window, QPushButton, "btn.save").isEnabled()
    field = find(window, QLineEdit, "field.name")
    field.selectAll()
    with qtbot.assertNotEmitted(window.changed):
        QTest.keyClicks(field, "Sede")
    with (
        qtbot.assertNotEmitted(window.key_entered),
        qtbot.waitSignal(window.changed) as changed,
    ):
        click(window, "btn.save")
    renamed = replace(SERVER, name="Sede")
    assert changed.args == [replace(SETTINGS, servers=(renamed, BRANCH))]
    settle()
    assert not find(window, QPushButton, "btn.save").isEnabled()


def test_another_server_is_changed_without_becoming_current(
    window: SettingsWindow, qtbot: QtBot
) -> None:
    window.open_page("servers")
    choose(window, "choice.server", "Filial")
    assert find(window, QLineEdit, "field.address").text() == "https://filial.example"
    QTest.keyClicks(find(window, QLineEdit, "field.key"), "new-key")
    order: list[str] = []
    window.key_entered.connect(lambda *_: order.append("key"))
    window.changed.connect(lambda *_: order.append("changed"))
    with qtbot.waitSignal(window.key_entered) as entered:
        click(window, "btn.save")
    assert entered.args == ["filial", "new-key", True]
    assert order == ["key", "changed"]


def test_a_connection_is_tested_with_what_was_typed(window: SettingsWindow, qtbot: QtBot) -> None:
    window.open_page("servers")
    QTest.keyClicks(find(window, QLineEdit, "field.key"), "typed-key")
    with qtbot.waitSignal(window.probe_wanted) as wanted:
        click(window, "btn.test")
    assert wanted.args == [ProbeWish(SERVER.url, key="typed-key", server_id="matriz")]
    window.show_probe(Probe(ProbeState.FOUND, SERVER.url, "2.3.6", 61))
    assert find(window, QLabel, "note.address").text() == "Evolution API 2.3.6 found in 61 ms"


def test_removing_a_server_asks_first(window: SettingsWindow, qtbot: QtBot) -> None:
    window.open_page("servers")
    with qtbot.assertNotEmitted(window.changed):
        click(window, "btn.remove")
    sheet = find(window, QDialog, "sheet.removeServer")
    with qtbot.waitSignal(window.changed) as changed:
        click(sheet, "btn.go")
    assert changed.args == [replace(SETTINGS, servers=(BRANCH,))]
    settle()
    assert find(window, QLineEdit, "field.name").text() == "Filial"


def test_adding_a_server_asks_for_the_first_window(window: SettingsWindow, qtbot: QtBot) -> None:
    window.open_page("servers")
    with qtbot.waitSignal(window.add_server_wanted):
        click(window, "btn.addServer")


def test_without_servers_the_page_only_invites(appearance: Appearance, qtbot: QtBot) -> None:
    window = SettingsWindow(appearance, Settings(), has_tray=True, has_vault=True)
    qtbot.addWidget(window)
    window.show()
    window.open_page("servers")
    assert find(window, QPushButton, "btn.addServer").isVisible()
    assert window.findChild(QPushButton, "btn.save") is None


def test_settings_from_elsewhere_are_shown(window: SettingsWindow) -> None:
    window.open_page("appearance")
    window.show_settings(replace(SETTINGS, theme="dark"))
    settle()
    assert find(window, QComboBox, "choice.theme").currentText() == "Dark"
    assert find(window, QComboBox, "choice.theme").isVisible()


def test_a_change_of_language_rebuilds_the_open_page(window: SettingsWindow) -> None:
    window.open_page("appearance")
    QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
    settle()
    assert find(window, QComboBox, "choice.theme").isVisible()


def test_the_licences_are_readable(window: SettingsWindow) -> None:
    window.open_page("about")
    assert "ISC License" in find(window, QPlainTextEdit, "text.licences").toPlainText()
