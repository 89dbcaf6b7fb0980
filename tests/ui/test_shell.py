from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from evodesk.settings import Settings
from evodesk.ui.first_run import FirstRun
from evodesk.ui.main_window import MainWindow
from evodesk.ui.shell import Shell
from evodesk.ui.style import dress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The programs that were started instead."""
    found: list[list[str]] = []
    monkeypatch.setattr(
        QProcess, "startDetached", lambda program, arguments: found.append([program, *arguments])
    )
    return found


@pytest.fixture
def make(
    qtbot: QtBot, qapp: QApplication, appearance: Appearance
) -> Iterator[Callable[[bool], Shell]]:
    """Each shell dresses the application anew, so it is given its usual dress at the end."""
    made: list[Shell] = []

    def build(is_demo: bool) -> Shell:
        made.append(
            Shell(
                qapp,
                MainWindow(Settings()),
                Settings(),
                ["evodesk", "-x"],
                language="en",
                is_demo=is_demo,
            )
        )
        return made[-1]

    yield build
    for shell in made:
        shell.close()
    dress(qapp, appearance)


def forms() -> list[FirstRun]:
    found = QApplication.topLevelWidgets()
    return [each for each in found if isinstance(each, FirstRun) and each.isVisible()]


def test_a_server_is_added_here(make: Callable[[bool], Shell], started: list[list[str]]) -> None:
    make(False).workspace.header.add_server_wanted.emit()
    assert len(forms()) == 1
    assert started == []


def test_a_demonstration_sends_a_real_server_to_the_real_program(
    make: Callable[[bool], Shell], started: list[list[str]]
) -> None:
    make(True).workspace.header.add_server_wanted.emit()
    assert forms() == []
    assert started == [["evodesk", "-x"]]


def test_the_demonstration_is_a_program_of_its_own(
    make: Callable[[bool], Shell], started: list[list[str]]
) -> None:
    shell = make(False)
    shell.show(minimized=False, first_run=True)
    forms()[0].demo_wanted.emit()
    assert started == [["evodesk", "-x", "--demo"]]


def test_closing_the_first_run_without_a_server_ends_the_program(
    make: Callable[[bool], Shell], qtbot: QtBot
) -> None:
    shell = make(False)
    shell.show(minimized=False, first_run=True)
    with qtbot.waitSignal(shell.quit_wanted):
        forms()[0].reject()


def test_what_was_built_anew_takes_the_place_of_what_stood_there(
    make: Callable[[bool], Shell], qtbot: QtBot
) -> None:
    shell = make(False)
    shell.show(minimized=False, first_run=False)
    old = shell.workspace
    shell.rebuild()
    assert shell.workspace is not old
    assert not old.isVisible()
    qtbot.waitUntil(shell.workspace.isVisible)


def test_a_form_that_is_open_is_not_replaced_by_an_empty_one(make: Callable[[bool], Shell]) -> None:
    add_server = make(False).workspace.header.add_server_wanted
    add_server.emit()
    (form,) = forms()
    add_server.emit()
    assert forms() == [form]
