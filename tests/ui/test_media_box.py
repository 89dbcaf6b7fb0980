from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QProgressBar, QPushButton

from evodesk.domain.message import Kind, Media
from evodesk.ui.media_actions import suggested_name
from evodesk.ui.media_box import MediaBox
from tests.ui.finding import find
from tests.ui.opening import Opener, opened
from tests.ui.sample_messages import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


@pytest.fixture
def opener() -> Iterator[Opener]:
    with opened("file") as made:
        yield made


@pytest.fixture
def box(appearance: Appearance, qtbot: QtBot) -> MediaBox:
    made = MediaBox(appearance)
    qtbot.addWidget(made)
    made.resize(280, 300)
    made.show_message(message("", kind=Kind.PHOTO, media=Media("image/jpeg", 9000)))
    made.show()
    return made


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    image = QImage(1600, 1200, QImage.Format.Format_RGB32)
    image.fill(QColor("green"))
    path = tmp_path / "photo.jpg"
    image.save(str(path))
    return path


def press(box: MediaBox, name: str) -> None:
    QTest.mouseClick(find(box, QPushButton, name), Qt.MouseButton.LeftButton)


def seen(box: MediaBox, name: str) -> bool:
    return find(box, QPushButton, name).isVisible()


@pytest.mark.parametrize(
    ("mime", "word"),
    [
        ("audio/ogg; codecs=opus", "OGG"),
        ("application/pdf", "PDF"),
        ("image/jpeg", "JPEG"),
        ("application/msword", "DOC"),
        ("application/octet-stream", "application/octet-stream"),
        ("no mime", "no mime"),
    ],
)
def test_a_format_is_called_as_people_know_it(box: MediaBox, mime: str, word: str) -> None:
    box.show_message(message("", kind=Kind.DOCUMENT, media=Media(mime, 9000, "a")))
    assert word in [
        part for label in box.findChildren(QLabel) for part in label.text().split(" · ")
    ]


def test_it_is_fetched_on_demand_and_not_twice(box: MediaBox, qtbot: QtBot) -> None:
    assert not seen(box, "btn.openMedia")
    with qtbot.waitSignal(box.wanted):
        press(box, "btn.getMedia")
    with qtbot.assertNotEmitted(box.wanted):
        press(box, "btn.getMedia")
    bar = box.findChild(QProgressBar)
    assert bar is not None
    assert (bar.isVisible(), bar.maximum()) == (True, 0)
    box.show_progress(250, 1000)
    assert bar.value() / bar.maximum() == 0.25


def test_a_photo_is_shown_and_opened(box: MediaBox, photo: Path, opener: Opener) -> None:
    box.show_ready(photo)
    widths = [label.pixmap().width() for label in box.findChildren(QLabel) if label.isVisible()]
    assert 200 <= max(widths) <= 244 * box.devicePixelRatioF()
    press(box, "btn.openMedia")
    assert [url.toLocalFile() for url in opener.urls] == [str(photo)]


def test_what_only_claims_to_be_a_photo_is_no_picture(box: MediaBox, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"no picture")
    box.show_ready(path)
    assert seen(box, "btn.saveMedia")


def test_what_no_program_may_open_can_be_saved_only(box: MediaBox, tmp_path: Path) -> None:
    box.show_ready(tmp_path / "thing.bin")
    assert not seen(box, "btn.openMedia")
    assert seen(box, "btn.saveMedia")


def test_saving_asks_where(box: MediaBox, photo: Path, tmp_path: Path, qtbot: QtBot) -> None:
    box.show_ready(photo)
    press(box, "btn.saveMedia")
    dialog = box.findChild(QFileDialog)
    assert dialog is not None
    with qtbot.waitSignal(box.save_wanted) as wanted:
        dialog.fileSelected.emit(str(tmp_path / "mine.jpg"))
    assert wanted.args == [photo, tmp_path / "mine.jpg"]
    dialog.close()


def test_a_failure_is_told_and_can_be_tried_again(box: MediaBox, qtbot: QtBot) -> None:
    press(box, "btn.getMedia")
    box.show_failure("The server no longer has this file.")
    assert "The server no longer has this file." in {
        label.text() for label in box.findChildren(QLabel) if label.isVisible()
    }
    with qtbot.waitSignal(box.wanted):
        press(box, "btn.getMedia")


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("orcamento-1187.pdf", "orcamento-1187.png"),
        ("../../.bashrc", "bashrc.png"),
        ("C:\\evil.exe", "Cevil.png"),
        ("", "0123456789ab.png"),
        ("…", "0123456789ab.png"),
    ],
)
def test_a_senders_name_leads_nowhere(sent: str, name: str) -> None:
    assert suggested_name(sent, Path("/x/0123456789abcdef.png")) == name
