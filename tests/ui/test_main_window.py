from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QStackedWidget

from evodesk.settings import Settings
from evodesk.ui.feed_pane import FeedPane
from evodesk.ui.inspector import Inspector
from evodesk.ui.instance_list import InstanceList
from evodesk.ui.instance_page import InstancePage
from evodesk.ui.main_window import MainWindow
from evodesk.ui.message_page import MessagePage
from evodesk.ui.workspace import Workspace
from tests.ui.finding import find
from tests.ui.samples import office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from evodesk.settings import Theme
    from evodesk.ui.appearance import Appearance


def workspace(appearance: Appearance) -> Workspace:
    return Workspace(
        appearance,
        InstanceList(appearance),
        FeedPane(appearance),
        Inspector(InstancePage(appearance), MessagePage(appearance)),
    )


@pytest.fixture
def window(appearance: Appearance, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(Settings())
    made.fill(workspace(appearance))
    made.show()
    yield made
    made.hide()
    made.deleteLater()


def press(window: MainWindow, name: str) -> None:
    find(window, QPushButton, name).click()


def test_the_window_is_painted_before_what_stands_in_it_is_imported() -> None:
    """`Qt` becomes an attribute of PySide6.QtCore when it is named for the first time."""
    code = """
import sys
from PySide6.QtWidgets import QApplication
from evodesk import app
from evodesk.settings import Settings
qt = QApplication([])
app.paint(app.MainWindow(Settings()))
print(sorted(m for m in sys.modules if m.startswith("evodesk.ui.") or m == "asyncio"))
print("Qt" in vars(sys.modules["PySide6.QtCore"]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    modules, has_qt = done.stdout.decode().splitlines()
    names = ("main_window", "shape", "skeleton", "tokens", "window_layout", "window_memory")
    assert modules == str([f"evodesk.ui.{name}" for name in names])
    assert has_qt == "False"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (860, 560)])
def test_what_comes_first_has_the_bars_and_panes_of_what_follows(
    appearance: Appearance, qtbot: QtBot, theme: Theme, size: tuple[int, int]
) -> None:
    appearance.set_scheme(theme)
    window = MainWindow(Settings(theme=theme))
    qtbot.addWidget(window)
    window.resize(*size)
    with qtbot.waitSignal(window.painted):
        window.show()
    first = window.grab().toImage()
    window.fill(workspace(appearance))
    qtbot.waitUntil(lambda: edges(window.grab().toImage(), size) == edges(first, size))


def edges(picture: QImage, size: tuple[int, int]) -> list[str]:
    """The colours of header, list and status bar, and of the lines between them."""
    width, height = size
    places = [(width // 2, y) for y in (0, 51)]
    places += [(2, y) for y in (60, 99, 110, 139, height - 28, height - 2)]
    return [picture.pixelColor(*place).name() for place in places]


def test_closing_it_before_it_is_filled_is_answered_then(
    appearance: Appearance, qtbot: QtBot
) -> None:
    window = MainWindow(Settings())
    qtbot.addWidget(window)
    window.show()
    window.close()
    assert window.isVisible()
    window.set_hides_on_close(lambda: True)
    with qtbot.waitSignal(window.hidden_to_tray):
        window.fill(workspace(appearance))
    window.bring_up()
    window.fill(workspace(appearance))
    QApplication.processEvents()
    assert window.isVisible()


def test_closing_hides_only_where_a_tray_brings_it_back(window: MainWindow, qtbot: QtBot) -> None:
    window.set_hides_on_close(lambda: True)
    with qtbot.waitSignal(window.hidden_to_tray):
        window.close()
    assert not window.isVisible()
    window.bring_up()
    assert window.isVisible()


def test_it_comes_up_from_where_it_was_minimized(window: MainWindow) -> None:
    window.showMaximized()
    window.showMinimized()
    window.bring_up()
    assert window.isMaximized()
    assert not window.isMinimized()


def test_a_tray_that_went_away_does_not_swallow_the_window(window: MainWindow) -> None:
    trays = [True]
    window.set_hides_on_close(lambda: bool(trays))
    trays.clear()
    window.close()
    assert window.isVisible()


def test_closing_without_a_tray_asks_before_it_quits(window: MainWindow, qtbot: QtBot) -> None:
    stands_in_it = find(window, Workspace, "")
    with qtbot.assertNotEmitted(stands_in_it.quit_wanted):
        window.close()
    assert window.isVisible()
    with qtbot.waitSignal(stands_in_it.quit_wanted):
        find(find(window, QDialog, "sheet.quit"), QPushButton, "btn.go").click()


def test_at_the_end_the_window_closes_without_a_word(window: MainWindow, qtbot: QtBot) -> None:
    window.set_hides_on_close(lambda: True)
    with qtbot.assertNotEmitted(window.hidden_to_tray):
        window.dismiss()
    assert not window.isVisible()


def test_its_title_is_that_of_what_stands_in_it(window: MainWindow) -> None:
    assert window.windowTitle() == "evodesk"
    find(window, Workspace, "").show_instances(office())
    assert window.windowTitle() == "evodesk: 5 with a problem"


def test_the_layout_survives_a_restart(window: MainWindow, appearance: Appearance) -> None:
    # The platform's screen is 800 px wide, so that only the height can be told from another.
    window.resize(1300, 700)
    press(window, "btn.panel")
    kept = window.layout_state()
    assert kept is not None
    again = MainWindow(Settings(layout=kept.decode()))
    again.fill(workspace(appearance))
    assert again.height() == 700
    again.resize(1300, 700)
    assert find(again, QStackedWidget, "inspector").isHidden()
    again.deleteLater()


def test_panes_keep_their_widths_when_they_are_built_anew(
    window: MainWindow, appearance: Appearance
) -> None:
    find(window, Workspace, "").set_panes((400, 333), False)
    window.fill(workspace(appearance))
    assert find(window, Workspace, "").panes == ((400, 333), False)


@pytest.mark.parametrize("kept", ["", "nonsense", "{}", '{"0,0,800x800": {"geometry": 3}}'])
def test_a_layout_that_cannot_be_read_changes_nothing(qtbot: QtBot, kept: str) -> None:
    made = MainWindow(Settings(layout=kept))
    qtbot.addWidget(made)
    assert (made.width(), made.height()) == (1180, 760)
