"""evodesk as it is, with one more ear: on SIGUSR1 it writes every text that its windows hold, the
settings opened before, into `texts.json` beside its data folder. On SIGUSR2 it renews the secret
of its address, as a click in the settings does. It has as many files as a desktop gives."""

from __future__ import annotations

import json
import resource
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QSystemTrayIcon,
)

from evodesk.__main__ import main
from evodesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = "texts.json"
FILES = 1024
ROLES = [role.value for role in Qt.ItemDataRole if role.value < Qt.ItemDataRole.UserRole.value + 10]


def _open_settings() -> None:
    for widget in QApplication.allWidgets():
        if isinstance(widget, Workspace):
            for page in ("general", "servers", "receiving"):
                widget.settings_wanted.emit(page)


def texts() -> list[str]:
    _open_settings()
    return [text for part in _parts() for text in _of(part) if text]


def _parts() -> Iterator[QObject]:
    for widget in QApplication.allWidgets():
        yield widget
        yield from widget.findChildren(QAction)
    application = QApplication.instance()
    if application is not None:
        yield from application.findChildren(QSystemTrayIcon)


def _of(part: QObject) -> Iterator[str]:
    kind = part.metaObject()
    for number in range(kind.propertyCount()):
        if isinstance(value := kind.property(number).read(part), str):
            yield value
    if isinstance(part, QComboBox):
        yield from (part.itemText(number) for number in range(part.count()))
    if isinstance(part, QAbstractItemView) and part.model() is not None:
        yield from _in_model(part.model())


def _in_model(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount(QModelIndex())):
        for role in ROLES:
            value = model.data(model.index(row, 0), role)
            if value is not None:
                yield str(value)


def _write(*_: object) -> None:
    target = Path(sys.argv[sys.argv.index("--data-dir") + 1]).with_name(TEXTS)
    target.with_suffix(".part").write_text(json.dumps(texts()))
    target.with_suffix(".part").replace(target)


def _renew(*_: object) -> None:
    _open_settings()
    for widget in QApplication.allWidgets():
        if widget.objectName() == "btn.renewSecret" and isinstance(widget, QAbstractButton):
            widget.click()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    signal.signal(signal.SIGUSR1, _write)
    signal.signal(signal.SIGUSR2, _renew)
    sys.exit(main())
