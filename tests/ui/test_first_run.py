from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from evodesk.settings import Settings
from evodesk.ui.first_run import FirstRun
from evodesk.ui.probe import Probe, ProbeState, ProbeWish
from tests.ui.finding import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance

URL = "https://evolution.oficinasilva.example"


@pytest.fixture
def first_run(appearance: Appearance, qtbot: QtBot) -> FirstRun:
    made = FirstRun(appearance, Settings())
    qtbot.addWidget(made)
    made.show()
    return made


def type_into(window: FirstRun, name: str, text: str) -> None:
    QTest.keyClicks(find(window, QLineEdit, name), text)


def connect_button(window: FirstRun) -> QPushButton:
    return find(window, QPushButton, "btn.connect")


def note(window: FirstRun, name: str) -> str:
    return find(window, QLabel, name).text()


def test_the_address_is_probed_after_typing_and_without_the_key(
    first_run: FirstRun, qtbot: QtBot
) -> None:
    type_into(first_run, "field.key", "secret-key")
    with qtbot.waitSignal(first_run.probe_wanted, timeout=3000) as asked:
        type_into(first_run, "field.address", "evolution.oficinasilva.example")
    assert asked.args == [ProbeWish(URL)]


def test_what_is_no_address_is_told_instead_of_probed(first_run: FirstRun, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(first_run.probe_wanted):
        type_into(first_run, "field.address", "ftp://x")
        qtbot.waitUntil(lambda: note(first_run, "note.address") != "")
    assert note(first_run, "note.address") == "This is not a web address."


def test_a_found_server_is_told_with_version_and_time(first_run: FirstRun) -> None:
    type_into(first_run, "field.address", URL)
    first_run.show_probe(Probe(ProbeState.FOUND, URL, "2.3.6", 61))
    assert note(first_run, "note.address") == "Evolution API 2.3.6 found in 61 ms"


@pytest.mark.parametrize(
    ("probe", "text"),
    [
        (Probe(ProbeState.ASKING, URL), "Looking for the server…"),
        (
            Probe(ProbeState.NOT_EVOLUTION, URL),
            "There is a site at this address, but it is not Evolution API.",
        ),
        (
            Probe(ProbeState.UNREACHABLE, URL, error="name_not_found"),
            "Address not found. Check the spelling and your connection.",
        ),
        (Probe(ProbeState.IDLE, URL), ""),
    ],
)
def test_each_outcome_has_its_words(first_run: FirstRun, probe: Probe, text: str) -> None:
    type_into(first_run, "field.address", URL)
    first_run.show_probe(probe)
    assert note(first_run, "note.address") == text


def test_a_late_answer_about_another_address_is_ignored(first_run: FirstRun) -> None:
    type_into(first_run, "field.address", URL)
    first_run.show_probe(Probe(ProbeState.FOUND, "https://old.example", "2.3.6", 61))
    assert note(first_run, "note.address") == ""


def test_connecting_hands_over_server_and_key(first_run: FirstRun, qtbot: QtBot) -> None:
    assert not connect_button(first_run).isEnabled()
    type_into(first_run, "field.address", URL + "/manager/")
    assert not connect_button(first_run).isEnabled()
    type_into(first_run, "field.key", " secret-key ")
    with qtbot.waitSignal(first_run.connect_wanted) as wanted:
        QTest.mouseClick(connect_button(first_run), Qt.MouseButton.LeftButton)
    assert wanted.args is not None
    server, key = wanted.args
    assert (server.url, server.name, server.keep_key) == (
        URL,
        "evolution.oficinasilva.example",
        True,
    )
    assert key == "secret-key"


def test_while_it_is_asked_connecting_waits(first_run: FirstRun) -> None:
    type_into(first_run, "field.address", URL)
    type_into(first_run, "field.key", "secret-key")
    first_run.show_probe(Probe(ProbeState.ASKING, URL))
    assert not connect_button(first_run).isEnabled()
    first_run.show_probe(Probe(ProbeState.KEY_REFUSED, URL))
    assert connect_button(first_run).isEnabled()


def test_a_refused_key_is_told_at_the_key_until_it_is_changed(first_run: FirstRun) -> None:
    type_into(first_run, "field.address", URL)
    type_into(first_run, "field.key", "wrong")
    first_run.show_probe(Probe(ProbeState.KEY_REFUSED, URL))
    label = find(first_run, QLabel, "note.key")
    assert label.isVisible()
    assert label.text() == "The server refused this key. Check that you copied all of it."
    type_into(first_run, "field.key", "x")
    assert not label.isVisible()


def test_plain_http_to_a_public_host_asks_first(first_run: FirstRun, qtbot: QtBot) -> None:
    url = "http://evolution.oficinasilva.example"
    type_into(first_run, "field.address", url)
    type_into(first_run, "field.key", "secret-key")
    first_run.show_probe(Probe(ProbeState.FOUND, url, "2.3.6", 61))
    assert note(first_run, "note.address").startswith("Without “https”")
    with qtbot.assertNotEmitted(first_run.connect_wanted):
        QTest.mouseClick(connect_button(first_run), Qt.MouseButton.LeftButton)
    sheet = find(first_run, QDialog, "sheet.plainHttp")
    with qtbot.waitSignal(first_run.connect_wanted):
        QTest.mouseClick(find(sheet, QPushButton, "btn.go"), Qt.MouseButton.LeftButton)


def test_the_key_is_hidden_until_it_is_asked_for(first_run: FirstRun) -> None:
    field = find(first_run, QLineEdit, "field.key")
    assert field.echoMode() is QLineEdit.EchoMode.Password
    eye = field.actions()[0]
    assert eye.text() == "Show key"
    eye.trigger()
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    assert eye.text() == "Hide key"


def test_without_a_vault_the_person_sees_where_the_key_goes(first_run: FirstRun) -> None:
    first_run.set_vault_available(False)
    box = find(first_run, QCheckBox, "check.keepKey")
    note = find(first_run, QWidget, "note.vault")
    assert box.isEnabled()
    assert box.text() == "Keep it in a file that only your account can read"
    assert not note.isHidden()


def test_certificate_and_proxy_belong_to_the_server(first_run: FirstRun, qtbot: QtBot) -> None:
    type_into(first_run, "field.address", URL)
    type_into(first_run, "field.key", "secret-key")
    QTest.mouseClick(find(first_run, QPushButton, "btn.more"), Qt.MouseButton.LeftButton)
    type_into(first_run, "field.ca", "/etc/ca.pem")
    with qtbot.waitSignal(first_run.probe_wanted, timeout=3000) as asked:
        type_into(first_run, "field.proxy", "http://proxy:3128")
    assert asked.args == [ProbeWish(URL, "/etc/ca.pem", "http://proxy:3128")]


def test_a_proxy_with_a_password_is_refused(first_run: FirstRun) -> None:
    type_into(first_run, "field.address", URL)
    type_into(first_run, "field.key", "secret-key")
    QTest.mouseClick(find(first_run, QPushButton, "btn.more"), Qt.MouseButton.LeftButton)
    type_into(first_run, "field.proxy", "http://user:pw@proxy:3128")
    assert "without user and password" in note(first_run, "note.proxy")
    assert not connect_button(first_run).isEnabled()


def test_where_the_key_is_found_is_told_in_place(first_run: FirstRun) -> None:
    link = next(b for b in first_run.findChildren(QPushButton) if b.text().startswith("Where"))
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    shown = [label.text() for label in first_run.findChildren(QLabel) if label.isVisible()]
    assert any("AUTHENTICATION_API_KEY" in text for text in shown)


def test_the_demonstration_is_one_click(first_run: FirstRun, qtbot: QtBot) -> None:
    with qtbot.waitSignal(first_run.demo_wanted):
        button = find(first_run, QPushButton, "btn.demo")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_other_language_is_offered_in_itself(first_run: FirstRun, qtbot: QtBot) -> None:
    link = find(first_run, QPushButton, "btn.language")
    assert link.text() == "Português"
    with qtbot.waitSignal(first_run.changed) as changed:
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert changed.args == [Settings(language="pt_BR")]


def test_a_wish_keeps_its_secrets_out_of_its_repr() -> None:
    wish = ProbeWish(URL, proxy="http://proxy:3128", key="secret-key")
    assert "secret-key" not in repr(wish)


def test_the_form_never_scrolls_sideways(appearance: Appearance, qtbot: QtBot) -> None:
    usual = QApplication.font()
    QApplication.setFont(QFont("DejaVu Sans", usual.pointSize()))
    window = FirstRun(appearance, Settings())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    find(window, QLabel, "help.key").setText("A sentence too long for one line of the form. " * 3)
    bars = [area.horizontalScrollBar() for area in window.findChildren(QScrollArea)]
    QApplication.processEvents()
    assert [bar.maximum() for bar in bars] == [0, 0]
    QApplication.setFont(usual)
